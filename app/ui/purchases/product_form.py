"""One product beside the list: each line is kept when it is left, like everywhere."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import ShukeError
from app.core.products import queries, service
from app.core.products.queries import Product
from app.core.rules.life_stage import STAGES
from app.core.store.unit import Unit
from app.core.value.window import last_days
from app.i18n import N_, listed, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.navigation import Place, people
from app.ui.purchases.merge_products import MergeProducts
from app.ui.purchases.sums import read_sum, sum_text
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling
from app.ui.widgets.text import heading, sentence

_EDIT = N_("Edit a product")
_YEAR = 365
_TEXTS = (
    ("name", N_("Product name"), ""),
    ("category", N_("Category"), ""),
    ("brand", N_("Brand"), ""),
    ("price_band", N_("Price band"), ""),
    ("unit", N_("Unit"), ""),
    ("code", N_("Barcode"), N_("Or what its serial numbers begin with")),
)


class ProductForm(QWidget):
    """Empty until a product is chosen."""

    made = Signal(int)

    def __init__(self, context: Context) -> None:
        """Nothing yet."""
        super().__init__()
        self.context = context
        self.product: Product | None = None
        self.lines: dict[str, FormLine] = {}
        self._topic = Topic(self)
        self._inside = QVBoxLayout()
        page = QWidget()
        page.setLayout(column(holder(self._inside), None))
        self.setLayout(column(scrolling(page)))

    def show_product(self, product_id: int | None) -> None:
        """Ask for a product and show it."""
        if product_id is None:
            self._topic.drop()
            self._show(None, ())
            return
        self.context.jobs.read(
            lambda reader: (
                queries.get(reader, product_id),
                queries.spellings(reader, product_id),
            ),
            lambda found: self._show(*found),
            topic=self._topic,
        )

    def editor(self, name: str) -> Any:
        """The editor of one thing that is said of the product."""
        return self.lines[name].editor

    def _show(self, found: Product | None, spellings: tuple[Product, ...]) -> None:
        if found is not None and found == self.product and not spellings and self.lines:
            return  # what is being typed stays
        self.product = found
        self.lines = {}
        clear(self._inside)
        if found is not None:
            self._inside.addWidget(card(*self._pieces(found, spellings), space=SPACE.medium))

    def _pieces(self, found: Product, spellings: tuple[Product, ...]) -> list[QWidget]:
        for name, words, hint in _TEXTS:
            self._text(name, words, getattr(found, name) or "", hint)
        self._text("price", N_("Price today"), sum_text(found.price))
        months = "" if found.life_months is None else str(found.life_months)
        hint = N_("A replacement is due when it is over")
        self._text("life_months", N_("Lasts, in months"), months, hint)
        pairs = [("category", "brand"), ("price", "price_band"), ("unit", "code")]
        pieces: list[QWidget] = [heading(found.name), self.lines["name"]]
        pieces += [_pair(self.lines[left], self.lines[right]) for left, right in pairs]
        pieces += [_pair(self.lines["life_months"], self._stage(found)), self._service(found)]
        if spellings:
            names = listed(each.name for each in spellings)
            pieces.append(sentence(tr(N_("Also written: {names}"), names=names), "small"))
        return [*pieces, self._buttons(found)]

    def _text(self, name: str, words: str, value: str, hint: str = "") -> None:
        line = QLineEdit(value)
        line.editingFinished.connect(partial(self._left, name))
        line.setToolTip(tr(hint) if hint else "")
        self.lines[name] = FormLine(tr(words), line)

    def _stage(self, found: Product) -> FormLine:
        box = ChoiceBox()
        box.addItem(tr(N_("none")), None)
        for key, words in STAGES.items():
            box.addItem(tr(words), key)
        box.setCurrentIndex(max(0, box.findData(found.stage)))
        box.activated.connect(lambda _: self._keep("stage", box.currentData()))
        self.lines["stage"] = FormLine(tr(N_("Stage of life")), box)
        return self.lines["stage"]

    def _service(self, found: Product) -> QWidget:
        box = QCheckBox(tr(N_("This is work, not goods")))
        box.setChecked(found.service)
        box.clicked.connect(lambda on: self._keep("service", bool(on)))
        return box

    def _buttons(self, found: Product) -> QWidget:
        place = Place("purchases", record=found.id, detail="product")
        receipts = button(
            tr(N_("Receipts with it")), lambda: self.context.navigation.open(place), "link"
        )
        merge = button(
            tr(N_("Merge…")), lambda: MergeProducts(self.context, self, found).open(), "plain"
        )
        if found.retired_on is None:
            rest = button(tr(N_("Stop selling it")), self.retire)
        else:
            rest = button(tr(N_("Sell it again")), self.bring_back)
        buyers = button(tr(N_("Its buyers")), self.list_buyers, "link",
                        hint=tr(N_("Who bought it in the last 12 months")))  # fmt: skip
        return holder(column(row(receipts, buyers, None), row(merge, rest, None)))

    def list_buyers(self) -> None:
        """Who bought it within a year, as a list of customers."""
        found = self.product
        if found is None:
            return
        window = last_days(self.context.clock.today(), _YEAR)
        words = tr(N_("Bought “{product}” within 12 months"), product=found.name)
        self.context.jobs.read(
            lambda reader: queries.buyers(reader, found.id, window),
            lambda ids: self.context.navigation.open(people(words, ids)),
        )

    def retire(self) -> None:
        """No longer offered; its receipts stay."""
        self._act(N_("Retire a product"), service.retire)

    def bring_back(self) -> None:
        """Offered again."""
        self._act(N_("Sell a product again"), service.bring_back)

    def _act(self, title: str, act: Callable[[Unit, int], object]) -> None:
        if self.product is None:
            return
        record = self.product.id

        def done(_: object) -> None:
            self.context.messages.toast(tr(title), self.context.undo.last())

        self.context.jobs.write(title, lambda unit: act(unit, record), done)

    def _left(self, name: str) -> None:
        text = self.editor(name).text().strip()
        self.lines[name].complain("")
        if name == "price":
            value: Any = read_sum(text) if text else None
        elif name == "life_months":
            value = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
        else:
            value = text or None
        if text and value is None:
            self.lines[name].complain(tr(N_("This can't be read.")))
            return
        self._keep(name, value if name != "name" else text)

    def _keep(self, name: str, value: Any) -> None:
        found = self.product
        if found is None or value == getattr(found, name):
            return
        record = found.id

        def failed(problem: Exception) -> None:
            if isinstance(problem, ShukeError) and name in self.lines:
                self.lines[name].complain(str(problem))
            else:
                self.context.jobs.failed.emit(problem)

        self.context.jobs.write(
            _EDIT, lambda unit: service.edit(unit, record, **{name: value}), on_error=failed
        )


def _pair(left: QWidget, right: QWidget) -> QWidget:
    both = row(left, right, space=SPACE.medium)
    both.setStretch(0, 1)
    both.setStretch(1, 1)
    return holder(both)
