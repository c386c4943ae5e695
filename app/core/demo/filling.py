"""Fills a new shop with invented customers and three years of their purchases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.catalogue.membership import CompanyExtras, Extras
from app.core.actor import Actor, Right, needs
from app.core.customers import bulk
from app.core.demo.asking import ask
from app.core.demo.circles import link_people
from app.core.demo.complaints import tell_complaints
from app.core.demo.lives import add_own_field, fill_own_field, tell_lives
from app.core.demo.orders import add_products, tell_payments
from app.core.demo.people import everybody
from app.core.demo.rich import stories
from app.core.demo.shopping import Buyer, receipts
from app.core.demo.surveys import tell_surveys
from app.core.demo.wallets import tell_wallets
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.purchases.bulk import NewReceipt, add_receipts
from app.core.purchases.bulk import finish as finish_receipts
from app.core.purchases.records import to_day
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.i18n import N_, tr

CUSTOMERS, SEED = 300, 1
MOST_PURCHASES = 1_000_000
_CHUNK = 1_000
_ACCOUNTS = 200  # companies whose payments are kept too
_EACH = 10  # purchases per customer unless told


@dataclass(frozen=True)
class Size:
    """How large the sample shop is to be; without `purchases` ten for each customer."""

    customers: int = CUSTOMERS
    purchases: int | None = None
    seed: int = SEED

    @property
    def receipts(self) -> int:
        """The number of purchases."""
        if self.purchases is not None:
            return self.purchases
        return min(_EACH * self.customers, MOST_PURCHASES)


@dataclass(frozen=True)
class Filled:
    """What was made."""

    customers: int
    purchases: int


def shop_name() -> str:
    """What the sample shop is called."""
    return tr("Xiaoman Tea (sample)")


def fill(shop: Shop, actor: Actor, size: Size, progress: Progress = SILENT) -> Filled:
    """Fill an empty shop: customers in one act, purchases in another."""
    with shop.write(actor, N_("Make sample customers")) as unit:
        put(unit, declared.AREA_CODE, "0571")
        buyers = add_customers(unit, size, progress)
        link_people(unit, buyers)
    with shop.write(actor, N_("Make sample purchases")) as unit:
        add_purchases(unit, buyers, size, progress)
    with shop.write(actor, N_("Add a field of our own")) as unit:
        seat = add_own_field(unit)
    with shop.write(actor, N_("Write down sample notes")) as unit:
        fill_own_field(unit, buyers, seat)
        tell_lives(unit, buyers)
    with shop.write(actor, N_("Write down sample shares and plans")) as unit:
        tell_wallets(unit, buyers)
    with shop.write(actor, N_("Write down sample complaints")) as unit:
        tell_complaints(unit, buyers, size.seed)
    with shop.write(actor, N_("Write down sample surveys")) as unit:
        tell_surveys(unit, buyers, size.seed)
    ask(shop, actor, progress)
    return Filled(len(buyers), size.receipts)


@needs(Right.IMPORT)
def add_customers(unit: Unit, size: Size, progress: Progress = SILENT) -> list[Buyer]:
    """Write the customers; returns them as buyers."""
    several = bulk.Bulk(seal=unit.seal, source="demo", now=unit.now, first=bulk.next_ids(unit))
    told = {kind: len(stories(kind)) for kind in ("individual", "company")}
    buyers: list[Buyer] = []
    for new in everybody(size.customers, size.seed, unit.today):
        made = several.add(new)
        first = told[new.kind] > 0
        told[new.kind] -= 1
        joined = _joined_day(new)
        buyers.append(Buyer(made, new.number or "", joined, new.kind == "company", first))
        if len(buyers) % _CHUNK == 0:
            bulk.write(unit, several.take())
            stop_if_cancelled(progress)
            progress.report(len(buyers), size.customers, tr("Customers"))
    bulk.write(unit, several.take())
    if buyers:
        bulk.finish(unit, (buyers[0].id, buyers[-1].id))
    return buyers


@needs(Right.ENTER_PURCHASES)
def add_purchases(unit: Unit, buyers: list[Buyer], size: Size, progress: Progress = SILENT) -> None:
    """Write the receipts and reckon the summaries."""
    if not buyers or not size.receipts:
        return
    products = add_products(unit)
    several = receipts(buyers, size.receipts, size.seed, unit.today, products)
    first, last = add_receipts(unit, _watched(several, size.receipts, progress))
    finish_receipts(unit, first, last, ALL)
    tell_payments(unit, [each.id for each in buyers if each.company and each.id % 2][:_ACCOUNTS])


def _watched(several: Iterable[NewReceipt], total: int, progress: Progress) -> Iterator[NewReceipt]:
    for count, each in enumerate(several, 1):
        if count % _CHUNK == 0:
            stop_if_cancelled(progress)
            progress.report(count, total, tr("Purchases"))
        yield each


def _joined_day(new: bulk.NewCustomer) -> int:
    field = CompanyExtras.joined_on if new.kind == "company" else Extras.joined_on
    joined = new.values[field].solar()
    return to_day(joined) if joined else 0
