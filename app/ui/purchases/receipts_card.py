"""Receipts, newest first, with one of them beside the list."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedLayout

from app.catalogue.currency import money
from app.core.actor import Right
from app.core.purchases.delivery import Kept, kept
from app.core.purchases.queries import Purchase
from app.core.purchases.receipts import (
    ReceiptQuery,
    Totals,
    customers_of,
    receipt_ids,
    receipt_rows,
    totals_of,
)
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.icons import icon
from app.ui.jobs import Topic
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.purchases.receipt_view import ReceiptView
from app.ui.purchases.words import buyer, called, delivery_words, kept_words, kind_words
from app.ui.shortcuts import bind
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.record_model import TableColumn
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.text import label, sentence

_NARROW, _VIEW, _LEAST = 820, 360, 160
_TYPED_MS, _YEAR = 120, 365


@dataclass(frozen=True)
class _Found:
    ids: "array[int]"
    totals: Totals
    kept: Kept


_MORE: tuple[tuple[str, str, Callable[[Purchase], str]], ...] = (
    ("paid", N_("Payment"), lambda p: p.payment or ""),
    ("clerk", N_("Clerk"), lambda p: p.clerk or ""),
    ("channel", N_("Sold through"), lambda p: p.channel or ""),
    ("note", N_("Note"), lambda p: p.note or ""),
)


def _columns(context: Context) -> tuple[TableColumn[Purchase], ...]:
    today = context.clock.today()
    return (
        TableColumn("day", N_("Date"), lambda p: day(p.on, today), 100),
        TableColumn("buyer", N_("Customer"), buyer, 140),
        TableColumn("sum", N_("Sum"), lambda p: money(p.amount), 104, right=True),
        TableColumn("kind", N_("Kind of entry"), kind_words, 80, shown=False, quiet=True),
        TableColumn("number", N_("Receipt"), called, 116, quiet=True, firm=True),
        TableColumn("due", N_("Delivery"), lambda p: delivery_words(p, today), 150, quiet=True),
        # The receipt beside the list says these of the one the cursor is on.
        *(
            TableColumn(key, title, words, 100, shown=False, quiet=True)
            for key, title, words in _MORE
        ),
    )


class ReceiptsCard(LentCard):
    """Filtered by days, by what is typed, by open orders; ids in SQL's order."""

    key, title = "receipts", N_("Receipts")
    tables = frozenset({"purchase", "purchase_line", "customer"})

    def __init__(self, context: Context) -> None:
        """Nothing is asked before it is shown."""
        super().__init__(context)
        self.query = ReceiptQuery()
        self.filter = QLineEdit()
        self.filter.setProperty("look", "search")
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(tr(N_("Number, name or phone")))
        self.filter.setAccessibleName(tr(N_("Filter receipts")))
        self.filter.addAction(
            icon("search", context.theme, "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        offered = [
            Choice("all", tr(N_("All"))),
            Choice("today", tr(N_("Today"))),
            Choice("week", tr(N_("7 days"))),
            Choice("month", tr(N_("30 days"))),
            Choice("open", tr(N_("To deliver"))),
        ]
        self.ways = Choices(tr(N_("Which receipts")), offered, "all")
        self.found = label("", "muted")
        self.list_button = icon_button(
            "users", tr(N_("List whose receipts these are")), self.list_people, context.theme
        )
        self.kept = sentence("", "muted")
        self.kept.hide()
        self.whose = button("", self._everybody, "quiet", theme=context.theme, image="x")
        self.whose.hide()
        self.table = RecordTable("receipts", _columns(context), context, receipt_rows)
        self.view = ReceiptView(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPED_MS)
        self._view_topic = Topic(self.view)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Ask for the ids anew."""
        query, today = self.query, self.context.clock.today()
        first, last = query.first or today - timedelta(days=_YEAR - 1), query.last or today

        def ask(reader: Reader) -> _Found:
            found = receipt_ids(reader, query)
            return _Found(found, totals_of(reader, query), kept(reader, first, last))

        self.context.jobs.read(ask, self._show, topic=self.topic)
        self.view.show_receipt(self.table.current_id())

    def show_receipts_of(self, customer_id: int, name: str = "") -> None:
        """Only one customer's."""
        self.query = ReceiptQuery(customer_id=customer_id)
        self._narrowed(name or tr(N_("of this customer")))

    def show_receipts_with(self, product_id: int, name: str) -> None:
        """Only those with a product."""
        self.query = ReceiptQuery(product_id=product_id)
        self._narrowed(name)

    def open_receipt(self, purchase_id: int) -> None:
        """Show one receipt, wherever it is in the list."""
        if not self.table.go_to(purchase_id):
            self.view.show_receipt(purchase_id)

    def list_people(self) -> None:
        """The customers behind all these receipts."""
        query = self.query

        def show(found: tuple[int, ...]) -> None:
            self.context.navigation.open(people(tr(N_("Of these receipts")), found))

        self.context.jobs.read(lambda reader: customers_of(reader, query), show)

    def _lay_out(self) -> None:
        new = button(
            tr(N_("New purchase")), self._new, "primary", theme=self.context.theme, image="plus"
        )
        new.setVisible(False)
        if self.context.may(Right.ENTER_PURCHASES):
            new.setVisible(True)
        found = (self.found, self.list_button, new)
        head = row(self.filter, self.ways, self.whose, None, *found, space=SPACE.medium)
        head.setStretch(0, 1)
        self.filter.setMinimumWidth(self.context.theme.px(_LEAST))
        self.filter.setMaximumWidth(self.context.theme.px(280))
        empty = EmptyState(
            self.context.theme,
            "receipt",
            tr(N_("No receipts here")),
            tr(N_("Enter a purchase with Ctrl+B, or import the list that your till writes.")),
            button(tr(N_("Import…")), lambda: self._go("import")),
        )
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.view)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setHandleWidth(SPACE.large)
        self.view.setMinimumWidth(self.context.theme.px(_VIEW))
        self.body = QStackedLayout()
        self.body.addWidget(self.split)
        self.body.addWidget(empty)
        whole = column(holder(head), self.kept, holder(self.body), space=SPACE.medium)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.filter.textEdited.connect(lambda _: self._soon.start())
        self.filter.returnPressed.connect(self.table.setFocus)
        self._soon.timeout.connect(self._typed)
        self.ways.on_choice(self._choose)
        self.table.current_changed.connect(self.view.show_receipt)
        self.table.opened.connect(lambda _: self.view.setFocus())
        self.view.wanted.connect(self.open_receipt)
        bind(self, "find", self.filter.setFocus)
        bind(self, "print", self.view.print)

    def _show(self, found: _Found) -> None:
        count = len(found.ids)
        self.list_button.setEnabled(count > 0)
        self.table.set_ids(found.ids)
        narrowed = self.query != ReceiptQuery()
        self.body.setCurrentIndex(1 if not count and not narrowed else 0)
        words = ntr("{n} receipt", "{n} receipts", found.totals.count)
        told = kept_words(found.kept, self.context.clock.today())
        if found.totals.count > count:
            newest = N_("The newest {n} are listed; narrow the list to see others.")
            more = tr(newest, n=f"{count:,}")
            told = "\n".join(each for each in (more, told) if each)
        self.kept.setText(told)
        self.kept.setVisible(bool(told))
        self.found.setText(tr(N_("{words} · {sum}"), words=words, sum=money(found.totals.total)))
        if count and self.table.current_id() is None:
            self.table.setCurrentIndex(self.table.records.index(0, 0))

    @Slot()
    def _typed(self) -> None:
        self.query = replace(self.query, text=self.filter.text())
        self.reload()

    def _choose(self, way: str) -> None:
        first = _first(way, self.context.clock.today())
        last = self.context.clock.today() if first else None
        self.query = replace(self.query, first=first, last=last, open_orders=way == "open")
        self.reload()

    def _narrowed(self, name: str) -> None:
        self.filter.clear()
        self.ways.show_value("all")
        self.whose.setText(name)
        self.whose.setToolTip(tr(N_("Show all receipts again")))
        self.whose.show()
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _everybody(self) -> None:
        self.whose.hide()
        self.query = replace(self.query, customer_id=None, product_id=None)
        self.reload()

    def _new(self) -> None:
        self._go("new_purchase", self.query.customer_id)

    def _go(self, screen: str, record: int | None = None) -> None:
        self.context.navigation.open(Place(screen, record=record))

    def resizeEvent(self, event: Any) -> None:
        """A narrow window keeps the list; a receipt is opened below nothing."""
        super().resizeEvent(event)
        wide = self.width() >= self.context.theme.px(_NARROW)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        self.split.setOrientation(way)


def _first(way: str, today: date) -> date | None:
    back = {"today": 0, "week": 6, "month": 29}.get(way)
    return None if back is None else today - timedelta(days=back)


def make_card(context: Context) -> LentCard:
    """For the hub of purchases."""
    return ReceiptsCard(context)
