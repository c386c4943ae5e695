"""What is added up for a share: returns lower their own receipt, the future is left out."""

from datetime import timedelta

from sqlalchemy import insert

from app.core.actor import Actor
from app.core.purchases.records import PurchaseKind, purchase, purchase_line, to_day
from app.core.store.shop import Shop
from app.core.value.window import Window, all_time
from app.core.wallet import queries
from app.core.wallet.spending import spent
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)


def entry(
    shop: Shop, owner: Actor, who: int, ago: int, amount: int, *, of: int | None = None
) -> int:
    kind = PurchaseKind.SALE if of is None else PurchaseKind.RETURN
    with shop.write(owner, "Entry") as unit:
        return unit.insert(
            purchase,
            customer_id=who,
            bought_day=to_day(TODAY - ago * DAY),
            kind=kind,
            amount=amount,
            original_id=of,
        )


def line(shop: Shop, owner: Actor, receipt: int, category: str | None, amount: int) -> None:
    with shop.write(owner, "Line") as unit:
        row = {"purchase_id": receipt, "position": 1, "category": category, "amount": amount}
        unit.bulk(insert(purchase_line).values(row), tables=["purchase_line"])


def test_a_return_lowers_its_own_receipt_whenever_it_came(shop: Shop, owner: Actor) -> None:
    who, other = make_customer(shop, owner), make_customer(shop, owner, "别人")
    old = entry(shop, owner, who, 40, 500)
    entry(shop, owner, who, 5, -200, of=old)
    late = entry(shop, owner, who, 10, 1000)
    entry(shop, owner, who, -3, -1000, of=late)
    entry(shop, owner, other, 1, 7777)
    with shop.read(owner) as reader:
        assert spent(reader, who, Window(TODAY - 30 * DAY, TODAY)) == 1000
        assert spent(reader, who, Window(TODAY - 60 * DAY, TODAY - 30 * DAY)) == 500
        assert spent(reader, who, all_time(TODAY)) == 1300
        assert spent(reader, who, Window(TODAY - 3 * DAY, TODAY)) is None


def test_a_receipt_of_2099_counts_nowhere(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner)
    entry(shop, owner, who, -30000, 10**14)
    make_purchase(shop, owner, who, TODAY, 100)
    with shop.read(owner) as reader:
        assert queries.ours(reader, who) == 100
        assert spent(reader, who, Window(None, TODAY + 40000 * DAY)) == 100


def test_a_category_is_compared_without_case_and_blanks(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner)
    receipt = entry(shop, owner, who, 1, 900)
    for category, amount in (("Tea", 400), (" tea ", 100), ("coffee", 300), (None, 100)):
        line(shop, owner, receipt, category, amount)
    with shop.read(owner) as reader:
        assert queries.ours(reader, who, category="TEA") == 500
        assert queries.ours(reader, who, category="wine") is None
        assert queries.ours(reader, who) == 900
