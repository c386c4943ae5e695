"""The products of the shop, and the chosen one beside the list, to be changed in place."""

from array import array
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedLayout

from app.catalogue.currency import money
from app.core.actor import Right
from app.core.exchange.service import Figure
from app.core.products.queries import Product, product_ids, product_rows, sold_since
from app.core.products.service import NewProduct, add
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.icons import icon
from app.ui.jobs import Topic
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.purchases.product_form import ProductForm
from app.ui.shortcuts import bind
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.record_model import TableColumn
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.take_table import take_table
from app.ui.widgets.text import label

_TYPED_MS, _FORM = 120, 400
_YEAR = 365
_COLUMNS: tuple[TableColumn[Product], ...] = (
    TableColumn("name", N_("Product name"), lambda p: p.name, 190),
    TableColumn(
        "price",
        N_("Price today"),
        lambda p: "" if p.price is None else money(p.price),
        84,
        right=True,
    ),
    TableColumn("category", N_("Category"), lambda p: p.category or "", 90, quiet=True),
    # The form beside the list says these of the one the cursor is on.
    TableColumn("brand", N_("Brand"), lambda p: p.brand or "", 100, shown=False, quiet=True),
    TableColumn("unit", N_("Unit"), lambda p: p.unit or "", 60, shown=False, quiet=True),
    TableColumn(
        "band", N_("Price band"), lambda p: p.price_band or "", 90, shown=False, quiet=True
    ),
    TableColumn(
        "life",
        N_("Months"),
        lambda p: "" if p.life_months is None else str(p.life_months),
        70,
        right=True,
        shown=False,
        quiet=True,
    ),
)


class ProductsCard(LentCard):
    """Found as one types; retired ones stand apart."""

    key, title = "products", N_("Products")
    tables = frozenset({"product", "purchase_line"})

    def __init__(self, context: Context) -> None:
        """Nothing is asked before it is shown."""
        super().__init__(context)
        self.way = "now"
        self._sold: dict[int, int] = {}
        self._wanted: int | None = None
        self._sold_topic = Topic(self)
        self.filter = QLineEdit()
        self.filter.setProperty("look", "search")
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(tr(N_("Name, pinyin, brand or barcode")))
        self.filter.setAccessibleName(tr(N_("Filter products")))
        self.filter.setFixedWidth(context.theme.px(280))
        self.filter.addAction(
            icon("search", context.theme, "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        offered = [
            Choice("now", tr(N_("Sold now"))),
            Choice("best", tr(N_("Best sellers"))),
            Choice("retired", tr(N_("No longer sold"))),
        ]
        self.ways = Choices(tr(N_("Which products")), offered, "now")
        self.found = label("", "muted")
        sold = TableColumn("sold", N_("Sold in 12 months"), self._sold_text, 110, right=True)
        columns = (_COLUMNS[0], sold, *_COLUMNS[1:])
        self.table = RecordTable("products", columns, context, product_rows)
        self.form = ProductForm(context)
        self.take = take_table(context, Figure.PRODUCTS)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPED_MS)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Ask for the ids anew."""
        self._ask()
        first = self.context.clock.today() - timedelta(days=_YEAR - 1)
        self.context.jobs.read(
            lambda reader: sold_since(reader, first), self._tell_sold, topic=self._sold_topic
        )

    def _ask(self) -> None:
        typed, way = self.filter.text(), self.way
        best = array("q", self._sold)

        def ask(reader: Reader) -> "array[int]":
            ids = product_ids(reader, typed, retired=way == "retired")
            if way != "best":
                return ids
            mine = set(ids)
            return array("q", [each for each in best if each in mine])

        self.context.jobs.read(ask, self._show, topic=self.topic)

    def _tell_sold(self, found: dict[int, int]) -> None:
        """The sums come after the names: they take longer."""
        self._sold = found
        self.table.viewport().update()
        if self.way == "best":
            self._ask()

    def _sold_text(self, found: Product) -> str:
        amount = self._sold.get(found.id)
        return "" if amount is None else money(amount)

    def _lay_out(self) -> None:
        theme = self.context.theme
        new = button(tr(N_("New product…")), self._new, "primary", theme=theme, image="plus")
        if not self.context.may(Right.ENTER_PURCHASES):
            new.hide()
        head = row(self.filter, self.ways, None, self.found, self.take, new, space=SPACE.medium)
        empty = EmptyState(
            theme,
            "tag",
            tr(N_("No products yet")),
            tr(N_("They come by themselves with the lines of imported receipts.")),
            button(tr(N_("Import…")), lambda: self.context.navigation.open(Place("import"))),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACE.large)
        split.addWidget(self.table)
        split.addWidget(self.form)
        self.form.setMinimumWidth(theme.px(_FORM))
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.body = QStackedLayout()
        self.body.addWidget(split)
        self.body.addWidget(empty)
        whole = column(holder(head), holder(self.body), space=SPACE.medium)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.filter.textEdited.connect(lambda _: self._soon.start())
        self.filter.returnPressed.connect(self.table.setFocus)
        self._soon.timeout.connect(self._ask)
        self.ways.on_choice(self._choose)
        self.table.current_changed.connect(self.form.show_product)
        self.table.opened.connect(lambda _: self._edit())
        bind(self, "find", self.filter.setFocus)
        bind(self, "edit", self._edit)

    def _show(self, ids: "array[int]") -> None:
        self.table.set_ids(ids)
        narrowed = bool(self.filter.text().strip()) or self.way != "now"
        self.body.setCurrentIndex(1 if not ids and not narrowed else 0)
        self.found.setText(ntr("{n} product", "{n} products", len(ids)))
        if self._wanted is not None and self.table.go_to(self._wanted):
            self._wanted = None
        if ids and self.table.current_id() is None:
            self.table.setCurrentIndex(self.table.records.index(0, 0))
        self.form.show_product(self.table.current_id())

    def _choose(self, way: str) -> None:
        self.way = way
        self._ask()

    def _edit(self) -> None:
        if "name" in self.form.lines:
            self.form.editor("name").setFocus()

    def _new(self) -> None:
        AskNew(self.context, self).open()

    def show_new(self, product_id: int) -> None:
        """Go to a product that was just added."""
        self.filter.clear()
        self.ways.show_value("now")
        self.way, self._wanted = "now", product_id
        self.reload()


class AskNew(Ask):
    """Only the name; the rest is said beside the list."""

    def __init__(self, context: Context, parent: ProductsCard) -> None:
        """Empty."""
        super().__init__(context, parent, tr(N_("New product")), tr(N_("Add")))
        self._parent = parent
        self.name = QLineEdit()
        self.fill(FormLine(tr(N_("Product name")), self.name))
        self.name.setFocus()

    def keep(self) -> None:
        """Add it."""
        name = self.name.text()
        self.setEnabled(False)
        self.context.jobs.write(
            N_("New product"),
            lambda unit: add(unit, NewProduct(name)),
            self._done,
            on_error=self.failed,
        )

    def _done(self, made: int) -> None:
        self.context.messages.toast(tr(N_("Added")), self.context.undo.last())
        self._parent.show_new(made)
        self.accept()


def make_card(context: Context) -> LentCard:
    """For the hub of purchases."""
    return ProductsCard(context)
