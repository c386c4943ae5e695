"""Purchases: the receipts, a unit that was sold, the products; one tab each."""

from collections.abc import Sequence

from app.core.customers.profile import profile
from app.core.products.queries import get as get_product
from app.i18n import N_
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.navigation import Place
from app.ui.purchases.receipts_card import ReceiptsCard
from app.ui.tab_page import TabPage

_WORDS = N_("What was sold to whom, and what you sell.")


class PurchasesPage(TabPage):
    """`Place("purchases", record=…, detail=…)`: "receipts" of a customer, "receipt", "product"."""

    def show_place(self, place: Place) -> None:
        """Open the tab, and narrow the receipts to what the place names."""
        super().show_place(place)
        found = [number for number, each in enumerate(self.lent) if each.key == "receipts"]
        if not found or place.record is None:
            return
        receipts = self.lent[found[0]]
        if not isinstance(receipts, ReceiptsCard):
            return
        self.tabs.setCurrentIndex(found[0])
        record, jobs = place.record, self.context.jobs
        if place.detail == "receipt":
            receipts.open_receipt(record)
        elif place.detail == "product":
            jobs.read(
                lambda reader: get_product(reader, record),
                lambda product: receipts.show_receipts_with(
                    record, product.name if product else ""
                ),
            )
        else:
            jobs.read(
                lambda reader: profile(reader, record).name,
                lambda name: receipts.show_receipts_of(record, name),
            )


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> TabPage:
    """Made by the registry."""
    return PurchasesPage(context, N_("Purchases"), _WORDS, lent)
