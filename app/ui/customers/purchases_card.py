"""A customer's purchases: what they come to, and the receipts, newest first."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.catalogue.currency import money
from app.catalogue.field import Field
from app.core.actor import Right
from app.core.customers.profile import profile
from app.core.customers.service import edit
from app.core.purchases import queries
from app.core.purchases.attraction import PERHAPS, Drawn, drawn_by
from app.core.purchases.queries import Line, Purchase, Summary
from app.core.purchases.records import PurchaseKind
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.customers.receipt_lines import lines_of
from app.ui.jobs import Topic
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, hide_unless, holder, row, stand
from app.ui.widgets.text import ElidedLabel, label

_FEW, _MOST = 12, 200
_KINDS = {
    PurchaseKind.SALE: N_("Purchase"),
    PurchaseKind.RETURN: N_("Return"),
    PurchaseKind.REFUND: N_("Refund"),
    PurchaseKind.REVERSE: N_("Reverse entry"),
}


@dataclass(frozen=True)
class _Bought:
    summary: Summary | None
    receipts: tuple[Purchase, ...]
    count: int
    drawn: Drawn | None
    drawn_field: Field[Any]


class PurchasesCard(LentCard):
    """Figures say since when and until when; asks for itself, after the file is painted."""

    key, title = "purchases", N_("Purchases")
    tables = frozenset({"purchase", "purchase_line", "individual", "company"})

    def __init__(self, context: Context) -> None:
        """Empty until shown."""
        super().__init__(context)
        self._shown = _FEW
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)

    def show_record(self, record: int | None) -> None:
        """Another customer: few receipts at first."""
        if record != self.record:
            self._shown = _FEW
        super().show_record(record)

    def reload(self) -> None:
        """Ask for the figures and the receipts that are shown."""
        record, most = self.record, self._shown
        if record is None:
            return

        def ask(reader: Reader) -> _Bought:
            return _Bought(
                queries.summary(reader, record),
                queries.of_customer(reader, record, most),
                queries.count_of_customer(reader, record),
                *_drawn(reader, record),
            )

        self.context.jobs.read(ask, self._show, topic=self.topic)

    def _show(self, found: _Bought) -> None:
        clear(self._outer)
        add = button(tr("Add a purchase"), self._add, theme=self.context.theme, image="plus")
        head = holder(row(label(tr("Purchases"), "heading"), None, add))
        pieces: list[QWidget] = [head, label(_sum(found.summary), "muted", wrap=True)]
        if found.drawn is not None:
            pieces.append(self._guess(found.drawn, found.drawn_field))
        if found.receipts:
            pieces.append(self._list(found.receipts))
        left = found.count - len(found.receipts)
        if left > 0 and self._shown < _MOST:
            words = ntr("Show {n} more", "Show {n} more", min(left, _MOST - self._shown))
            pieces.append(button(words, self._more, "link"))
        stand(self._outer, card(*pieces))

    def _add(self) -> None:
        self.context.navigation.open(Place("new_purchase", record=self.record))

    def _more(self) -> None:
        self._shown = _MOST
        self.reload()

    def _list(self, found: tuple[Purchase, ...]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(3, 1)
        for place, each in enumerate(found):
            for at, made in enumerate(self._cells(each)):
                grid.addWidget(made, 2 * place, at)
            below = QWidget()
            below.hide()
            below.setLayout(column())
            grid.addWidget(below, 2 * place + 1, 1, 1, 3)
            if each.lines:
                door = self._door(each, below)
                grid.addWidget(door, 2 * place, 4)
        return holder(grid)

    def _door(self, each: Purchase, below: QWidget) -> QWidget:
        """Folds the lines out, which are asked for only then."""
        words = ntr("{n} line", "{n} lines", each.lines)
        number = each.number or f"#{each.id}"
        door = button(words, None, "link", hint=tr(N_("Lines of receipt {number}"), number=number))
        topic = Topic(below)

        def show(lines: tuple[Line, ...]) -> None:
            found = below.layout()
            assert found is not None
            clear(found)
            found.addWidget(lines_of(lines))
            found.addWidget(self._to_receipt(each))
            below.show()

        def turn() -> None:
            if below.isVisible():
                below.hide()
            else:
                ask = self.context.jobs.read
                ask(lambda reader: queries.lines(reader, each.id), show, topic=topic)

        door.clicked.connect(turn)
        return door

    def _to_receipt(self, each: Purchase) -> QWidget:
        place = Place("purchases", record=each.id, detail="receipt")
        words = tr(N_("Give back, void, repeat or print…"))
        return holder(row(button(words, lambda: self.context.navigation.open(place), "link"), None))

    def _guess(self, drawn: Drawn, field: Field[Any]) -> QWidget:
        """A guess, with its reason; kept only when somebody says so."""
        said = tr(PERHAPS[drawn.by], why=tr(drawn.why, **drawn.values))
        note = button(tr(N_("Note it")), lambda: self._note(field, drawn.by), "link")
        hide_unless(note, self.context.may(Right.EDIT_CUSTOMERS))
        return holder(row(label(said, "muted", wrap=True), note, space=SPACE.medium))

    def _note(self, field: Field[Any], by: str) -> None:
        record = self.record
        if record is None:
            return

        def done(_: object) -> None:
            self.context.messages.toast(tr(N_("Noted")), self.context.undo.last())

        self.context.jobs.write(
            N_("Note what draws a customer"), lambda unit: edit(unit, record, {field: by}), done
        )

    def _cells(self, each: Purchase) -> list[QWidget]:
        sum_ = label(money(each.amount), "value")
        sum_.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = tr(_KINDS[each.kind])
        if each.kind is PurchaseKind.SALE and not each.counts:
            words = tr(N_("Purchase, all given back"))
        return [
            label(each.on.isoformat()),
            sum_,
            label(words, "muted"),
            ElidedLabel(" · ".join(part for part in (each.number, each.note) if part), "small"),
        ]


def _drawn(reader: Reader, record: int) -> tuple[Drawn | None, Field[Any]]:
    """The guess, while nobody has said what draws her."""
    found = profile(reader, record)
    field = found.catalogue.field("drawn_by")
    return None if found.filled(field) else drawn_by(reader, record), field


def _sum(found: Summary | None) -> str:
    if found is None:
        return tr("No purchase is kept for this customer.")
    return ntr(
        "{n} purchase",
        "{n} purchases",
        found.purchases,
    ) + tr(
        N_(" for {sum}, from {first} to {last}"),
        sum=money(found.revenue),
        first=found.first_on.isoformat(),
        last=found.last_on.isoformat(),
    )
