"""Odd books, on every page about value: each figure is right or blank with its reason.

Nobody ever reads NaN or infinity, in words, in a table, under the pointer or on an axis.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.catalogue.currency import use_currency
from app.core.actor import Actor
from app.core.customers import lists
from app.core.customers.lists import ListQuery
from app.core.errors import Refused
from app.core.exchange.figure_sheets import figure_sheet
from app.core.exchange.figures import Figure
from app.core.products import service as products
from app.core.products.service import NewProduct
from app.core.purchases import bulk
from app.core.purchases.counter import at_counter
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import to_day
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.wallet import service as wallet
from app.core.wallet.service import NewPlan
from app.ui import joints
from app.ui.context import Context
from app.ui.purchases.customer_strip import sentences
from app.ui.screens import settle
from app.ui.widgets.choices import Choices
from tests.conftest import TODAY
from tests.factories import make_customer
from tests.ui.conftest import Answers
from tests.ui.every_page import every_page
from tests.ui.value.six import ago

NO_NUMBER = re.compile(r"(?<![A-Za-z])(nan|NaN|NAN|inf|Inf|infinity|Infinity|None|NaT)(?![A-Za-z])")
Sales = Sequence[tuple[int, int, int]]  # customer, days ago, fen


@pytest.fixture
def read(context: Context, qtbot: QtBot, dialogs: Answers) -> Callable[[], dict[str, str]]:
    """What every page says, by its key; nothing went wrong on the way."""

    def said() -> dict[str, str]:
        found = {}
        for each in every_page(context, qtbot)():
            found[each.key] = each.said()
        for key, words in (found | _before_the_sale(context) | _in_files(context)).items():
            assert not NO_NUMBER.findall(words), (key, words)
        assert settle(context.jobs.busy)
        assert dialogs.problems == []
        return found

    return said


def _before_the_sale(context: Context) -> dict[str, str]:
    """What stands beside the first customers while a purchase is entered."""
    with context.shop.read(context.actor) as reader:
        known = [at_counter(reader, who) for who in lists.list_ids(reader, ListQuery())[:3]]
    return {f"strip {each.id}": str(list(sentences(each, context))) for each in known}


def _in_files(context: Context) -> dict[str, str]:
    """Every table of figures as a file has it."""
    with context.shop.read(context.actor) as reader:
        return {
            f"export {figure}": "\n".join(map(" ".join, figure_sheet(reader, figure).texts()))
            for figure in Figure
        }


Read = Callable[[], dict[str, str]]


def people(shop: Shop, owner: Actor, count: int) -> list[int]:
    return [make_customer(shop, owner, f"客人{n}") for n in range(count)]


def sell(shop: Shop, owner: Actor, sales: Sales) -> None:
    with shop.write(owner, "Import") as unit:
        new = [bulk.NewReceipt(ago(days), fen, who) for who, days, fen in sales]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)


def nobody_bought(found: dict[str, str]) -> None:
    """Each page says why it is empty."""
    for key, words in (
        ("matrix", "No purchases in these days."),
        ("rfm", "Nobody has bought yet."),
        ("concentration", "No revenue in these days."),
        ("slipping", "Nobody has bought yet."),
        ("falling", "Nobody has bought yet."),
        ("next", "Nobody has bought yet."),
        ("model", "guesswork"),
        ("rad", "No share of wallet is known yet."),
        ("tiers", "Nobody bought anything in this window."),
    ):
        assert words in found[key], key


def test_customers_without_purchases(shop: Shop, owner: Actor, read: Read) -> None:
    people(shop, owner, 3)
    found = read()
    nobody_bought(found)
    assert "There is no month to report on yet" in found["monthly"]


def test_one_purchase(shop: Shop, owner: Actor, read: Read) -> None:
    (who,) = people(shop, owner, 1)
    sell(shop, owner, [(who, 3, 12_345)])
    found = read()
    assert "Only 1 customer: read shares and averages with care." in found["matrix"]
    assert "0.000" in found["concentration"]  # one alone is spread evenly
    assert "Nobody is expected then." in found["next"]


def test_only_returns(shop: Shop, owner: Actor, read: Read) -> None:
    whom = people(shop, owner, 2)
    sell(shop, owner, [(who, 5, -4_000) for who in whom])
    found = read()
    nobody_bought(found)
    assert "-¥80" in found["growth"]  # what went back did move


def test_revenue_of_nothing(shop: Shop, owner: Actor, read: Read) -> None:
    whom = people(shop, owner, 6)
    sell(shop, owner, [(who, days, 0) for who in whom for days in (3, 33, 63, 93)])
    found = read()
    assert "6 customers bought" in found["matrix"]
    assert "¥0" in found["matrix"]
    assert "No revenue in these days." in found["concentration"]


def test_all_alike(shop: Shop, owner: Actor, read: Read) -> None:
    whom = people(shop, owner, 6)
    sell(shop, owner, [(who, days, 10_000) for who in whom for days in (10, 40, 70, 100)])
    found = read()
    assert "6 customers" in found["matrix"]
    assert "0.000" in found["concentration"]


def test_one_customer_in_the_shop(shop: Shop, owner: Actor, read: Read) -> None:
    (who,) = people(shop, owner, 1)
    sell(shop, owner, [(who, days, 5_000 + days) for days in (1, 31, 61, 91, 121, 400)])
    found = read()
    assert "1 customer" in found["matrix"]
    assert "100%" in found["concentration"]
    assert "1 of 1 customer." in found["next"]


def test_a_receipt_of_2099(shop: Shop, owner: Actor, read: Read) -> None:
    whom = people(shop, owner, 2)
    with shop.write(owner, "Import") as unit:
        late = to_day(date(2099, 1, 1))
        new = [bulk.NewReceipt(late, 999_900, who) for who in whom]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    nobody_bought(read())
    sell(shop, owner, [(whom[0], 3, 10_000)])
    found = read()
    assert "2 receipts are dated in the future and count nowhere yet." in found["matrix"]
    assert "¥9,999" not in found["matrix"] + found["growth"] + found["monthly"]


def test_sums_of_a_million_million(shop: Shop, owner: Actor, read: Read) -> None:
    whom = people(shop, owner, 3)
    large = 100 * 10**12
    sell(shop, owner, [(who, days, large) for who in whom for days in (5, 35, 65, 95)])
    sell(shop, owner, [(whom[0], 200, 1)])
    found = read()
    assert "¥12,000,000,000,000" in found["concentration"]


def test_another_currency(shop: Shop, owner: Actor, read: Read, context: Context) -> None:
    context.jobs.write("Settings", lambda unit: put(unit, declared.CURRENCY, "JPY"))
    assert settle(context.jobs.busy)
    whom = people(shop, owner, 2)
    sell(shop, owner, [(who, days, 128_000) for who in whom for days in (3, 33, 63, 93)])
    with shop.write(owner, "Settings") as unit, pytest.raises(Refused):
        put(unit, declared.CURRENCY, "CNY")  # nothing is converted
    try:
        found = read()
    finally:
        use_currency("CNY")
    assert "JP¥10,240" in found["matrix"] + found["concentration"]
    assert "¥1,280.00" not in "".join(found.values())


def test_a_product_that_went(shop: Shop, owner: Actor, read: Read) -> None:
    (who,) = people(shop, owner, 1)
    with shop.write(owner, "Products") as unit:
        tea, other, last = (
            products.add(unit, NewProduct(name, price=9_900, life_months=2))
            for name in ("龙井", "龍井", "茶盘")
        )
        for place, product in enumerate((tea, other, last)):
            line = EntryLine("茶", product_id=product, price=9_900)
            enter_receipt(unit, NewEntry(who, TODAY.replace(month=9 + place % 2), (line,)))
    with shop.write(owner, "Away") as unit:
        products.merge(unit, tea, other)
        products.retire(unit, tea)
        products.retire(unit, last)
    found = read()
    assert "龙井" in found["monthly"] or "茶盘" in found["monthly"]
    assert "1 customer" in found["matrix"]


def test_plans_without_a_share(shop: Shop, owner: Actor, read: Read) -> None:
    whom = people(shop, owner, 2)
    with shop.write(owner, "Plan") as unit:
        wallet.add_plan(unit, whom[0], NewPlan("春茶", amount=500_000))
        wallet.add_plan(unit, whom[1], NewPlan("礼盒"))
    found = read()
    assert "2 have no class yet." in found["rad"]
    assert "2 of them have plans, but no share: estimate it." in found["rad"]


def test_every_choice_of_every_page_of_value_in_a_mixed_book(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot, dialogs: Answers
) -> None:
    """Companies, all days, points, cohorts, medians …: what is behind each button."""
    whom = people(shop, owner, 5)
    sell(shop, owner, [(whom[0], 3, 100), (whom[0], 400, -5_000), (whom[1], 5, 0)])
    sell(shop, owner, [(whom[2], 600, 10**14), (whom[3], 3, -1), (whom[4], 800, 1)])
    pressed = 0
    for each in every_page(context, qtbot, joints.VALUE_TABS)():
        for choice in (one for bar in each.card.findChildren(Choices) for one in chosen(bar)):
            assert settle(context.jobs.busy)
            labels = (label.text() for label in each.card.findChildren(QLabel))
            rows = (" ".join(row) for chart in each.charts() for row in chart.table.rows[:40])
            words = "\\n".join((*labels, *rows))
            assert not NO_NUMBER.findall(words), (each.key, choice, words)
            pressed += 1
    assert pressed > 40
    assert dialogs.problems == []


def chosen(bar: Choices) -> Iterator[object]:
    """Each of its choices in turn, pressed."""
    for each in bar.offered:
        bar.choose(each.value)
        yield each.value
