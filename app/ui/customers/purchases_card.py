"""A customer's purchases: what they come to, and the receipts, newest first."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.purchases import queries
from app.core.purchases.queries import Purchase, Summary
from app.core.purchases.records import PurchaseKind
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import money
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, holder, row
from app.ui.widgets.text import ElidedLabel, label

_FEW, _MOST = 12, 200
_KINDS = {
    PurchaseKind.SALE: N_("Purchase"),
    PurchaseKind.RETURN: N_("Return"),
    PurchaseKind.REFUND: N_("Refund"),
}


@dataclass(frozen=True)
class _Bought:
    summary: Summary | None
    receipts: tuple[Purchase, ...]
    count: int


class PurchasesCard(LentCard):
    """Figures say since when and until when; asks for itself, after the file is painted."""

    key, title = "purchases", N_("Purchases")
    tables = frozenset({"purchase"})

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
            )

        self.context.jobs.read(ask, self._show, topic=self.topic)

    def _show(self, found: _Bought) -> None:
        clear(self._outer)
        add = button(tr("Add a purchase"), self._add, theme=self.context.theme, image="plus")
        head = holder(row(label(tr("Purchases"), "heading"), None, add))
        pieces: list[QWidget] = [head, label(_sum(found.summary), "muted", wrap=True)]
        if found.receipts:
            pieces.append(self._list(found.receipts))
        left = found.count - len(found.receipts)
        if left > 0 and self._shown < _MOST:
            words = ntr("Show {n} more", "Show {n} more", min(left, _MOST - self._shown))
            pieces.append(button(words, self._more, "link"))
        self._outer.addWidget(card(*pieces))

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
            for column, made in enumerate(self._cells(each)):
                grid.addWidget(made, place, column)
        return holder(grid)

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
