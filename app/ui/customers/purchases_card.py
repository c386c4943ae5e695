"""A customer's purchases: what they come to, and the receipts, newest first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.purchases.queries import Purchase
from app.core.purchases.records import PurchaseKind
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.customers.seen import Seen
from app.ui.formats import money
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, holder, row
from app.ui.widgets.text import ElidedLabel, label

_FEW = 12
_KINDS = {
    PurchaseKind.SALE: N_("Purchase"),
    PurchaseKind.RETURN: N_("Return"),
    PurchaseKind.REFUND: N_("Refund"),
}


class PurchasesCard(QWidget):
    """Figures say since when and until when."""

    def __init__(self, context: Context) -> None:
        """Empty until shown."""
        super().__init__()
        self._context = context
        self._shown = _FEW
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)

    def show_purchases(self, seen: Seen) -> None:
        """Fill the card."""
        clear(self._outer)
        add = button(
            tr("Add a purchase"),
            lambda: self._context.navigation.open(Place("new_purchase", record=seen.id)),
            theme=self._context.theme,
            image="plus",
        )
        head = holder(row(label(tr("Purchases"), "heading"), None, add))
        pieces: list[QWidget] = [head, label(_sum(seen), "muted", wrap=True)]
        if seen.purchases:
            pieces.append(self._list(seen.purchases[: self._shown]))
        left = seen.purchase_count - self._shown
        if left > 0 and self._shown < len(seen.purchases):
            words = ntr("Show {n} more", "Show {n} more", left)
            pieces.append(button(words, lambda: self._more(seen), "link"))
        self._outer.addWidget(card(*pieces))

    def _more(self, seen: Seen) -> None:
        self._shown = len(seen.purchases)
        self.show_purchases(seen)

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


def _sum(seen: Seen) -> str:
    found = seen.summary
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
