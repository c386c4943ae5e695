"""Concentration, growth and cohorts on screen: every number leads to its people."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import bulk
from app.core.purchases.records import to_day
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.value.months import Span
from app.ui.context import Context
from app.ui.revenue.concentration_card import ConcentrationCard
from app.ui.revenue.concentration_card import make_card as make_concentration
from app.ui.revenue.growth_card import GrowthCard
from app.ui.revenue.growth_card import make_card as make_growth
from tests.core.purchases.people import add_customers
from tests.ui.value.six import Seen, ago

V11 = [100, 80, 60, 40, 20, 10, 5, 3, 1, 1]
V12 = {"A": [1, 2, 4], "B": [1, 3], "C": [2, 3], "D": [2], "E": [3, 4]}


@pytest.fixture
def ten(shop: Shop, owner: Actor) -> list[int]:
    """V11, and somebody who brought back more than she bought."""
    with shop.write(owner, "Import") as unit:
        ids = list(add_customers(unit, [f"K{k:02}" for k in range(11)]).values())
        new = [
            bulk.NewReceipt(ago(9), yuan * 100, who) for who, yuan in zip(ids, V11, strict=False)
        ]
        new += [bulk.NewReceipt(ago(9), 100, ids[10]), bulk.NewReceipt(ago(8), -500, ids[10])]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    return ids


def concentration(context: Context, qtbot: QtBot) -> tuple[Seen, ConcentrationCard]:
    found = Seen(context, qtbot, make_concentration)
    assert isinstance(found.card, ConcentrationCard)
    return found, found.card


def growth(context: Context, qtbot: QtBot) -> tuple[Seen, GrowthCard]:
    found = Seen(context, qtbot, make_growth)
    assert isinstance(found.card, GrowthCard)
    return found, found.card


def test_measures_tops_and_letters(ten: list[int], context: Context, qtbot: QtBot) -> None:
    on_screen, card = concentration(context, qtbot)
    words = on_screen.said()
    assert "10 customers, from 2025-11-23 to 2026-11-22: ¥320 in all" in words
    assert "0.576" in words
    assert [on_screen.open_mark(card.panel, mark) for mark in range(3)] == [
        set(ten[:4]),
        set(ten[4:6]),
        set(ten[6:10]),
    ]
    assert on_screen.name(card.panel, 0) == "A: they bring the first 80%\n4 customers · 88%"
    on_screen.press("Show these customers: First 20%")
    assert on_screen.listed() == set(ten[:2])
    on_screen.press("Show these customers: 1 customer brought back more")
    assert on_screen.listed() == {ten[10]}
    assert on_screen.table(card.panel)[0] == ("客人K00", "K00", "A", "¥100", "31.2%", "31.2%")


def test_no_revenue(context: Context, qtbot: QtBot) -> None:
    on_screen, card = concentration(context, qtbot)
    assert "No revenue in these days." in on_screen.said()
    on_screen.press("Look at all time")
    assert card.found is not None
    assert card.found.window.first is None


@pytest.fixture
def five(shop: Shop, owner: Actor) -> dict[str, int]:
    """V12, and a walk-in."""
    with shop.write(owner, "Import") as unit:
        ids = add_customers(unit, V12)
        new = [
            bulk.NewReceipt(to_day(date(2026, month, 9)), 10_000, ids[name.casefold()])
            for name, months in V12.items()
            for month in months
        ]
        new.append(bulk.NewReceipt(to_day(date(2026, 4, 9)), 700))
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    return ids


def test_new_and_kept_by_period(
    five: dict[str, int], shop: Shop, owner: Actor, context: Context, qtbot: QtBot
) -> None:
    with shop.write(owner, "Import") as unit:
        five |= add_customers(unit, ["F"])
        august = to_day(date(2026, 8, 9))
        new = [
            bulk.NewReceipt(august, 10_000, five["b"]),
            bulk.NewReceipt(august, 5_000, five["f"]),
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    on_screen, card = growth(context, qtbot)
    panel = card.panels["growth"]
    rows = on_screen.table(panel)
    assert len(rows) == 11
    assert rows[0][:2] == ("2026-01", "¥200")
    assert rows[0][4:8] == ("", "", "", "")  # too soon to tell
    assert rows[3] == ("2026-04", "¥207", "-31%", "", "", "", "", "", "¥7")
    assert on_screen.open_mark(panel, 3) == {five["a"], five["e"]}
    card.spans.choose(Span.WEEK)
    on_screen.settle()
    rows = on_screen.table(panel)
    assert rows[-1][0] == "2026-11-16"
    assert [row[0] for row in rows if row[1] == "¥150"] == ["2026-08-03"]  # the 9th, a Sunday
    card.spans.choose(Span.QUARTER)
    on_screen.settle()
    rows = on_screen.table(panel)
    assert rows[1] == ("2026 Q2", "¥207", "-74%", "", "", "", "", "", "¥7")
    assert rows[2] == ("2026 Q3", "¥150", "-28%", "", "¥100", "1", "¥50", "1", "¥0")
    assert on_screen.open_mark(panel, 2) == {five["b"]}  # kept, below
    assert on_screen.open_mark(panel, 6) == {five["f"]}  # new, above
    assert "kept: ¥100 from 1" in on_screen.name(panel, 2)


def test_weeks_beyond_the_picture_are_said(
    ten: list[int], context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "Import") as unit:
        early = [bulk.NewReceipt(ago(7 * 60), 100, ten[0])]
        bulk.finish(unit, *bulk.add_receipts(unit, early), ALL)
    on_screen, card = growth(context, qtbot)
    assert "The picture shows" not in on_screen.said()
    card.spans.choose(Span.WEEK)
    on_screen.settle()
    assert "The picture shows the last 53 periods; the table has all 61." in on_screen.said()


def test_cohorts_lead_to_people(five: dict[str, int], context: Context, qtbot: QtBot) -> None:
    on_screen, card = growth(context, qtbot)
    card.faces.choose("cohorts")
    on_screen.settle()
    panel = card.panels["cohorts"]
    assert "in all, 60% in the month after the first" in on_screen.said()
    assert "The picture shows" not in on_screen.said()
    assert on_screen.open_mark(panel, 0) == {five["a"], five["b"]}
    assert on_screen.open_mark(panel, 1) == {five["a"]}
    assert on_screen.name(panel, 1) == "2026-01\n1 month later\n1 customer"
    last = on_screen.table(panel)[-1]
    assert last[:4] == ("All together", "5", "100%", "60%")


def test_cohorts_beyond_the_picture_are_said(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot
) -> None:
    with shop.write(owner, "Import") as unit:
        old, *later = add_customers(unit, [f"K{month}" for month in range(25)]).values()
        new = [bulk.NewReceipt(ago(730), 100, old)]
        new += [bulk.NewReceipt(ago(30 * month), 100, who) for month, who in enumerate(later)]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    on_screen, card = growth(context, qtbot)
    card.faces.choose("cohorts")
    words = "The picture shows the last 18 months; the table has all 25."
    assert words in on_screen.said()


def test_one_customer_of_long_ago_is_on_the_picture(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot
) -> None:
    with shop.write(owner, "Import") as unit:
        (old,) = add_customers(unit, ["F"]).values()
        new = [bulk.NewReceipt(ago(days), 100, old) for days in (730, 700)]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    on_screen, card = growth(context, qtbot)
    card.faces.choose("cohorts")
    on_screen.settle()
    words = on_screen.said()
    assert "each for 18 months at most; the table has all 25." in words
    assert "in numbers where fewer than 5 began" in words
    assert "0%" not in words
    assert on_screen.open_mark(card.panels["cohorts"], 0) == {old}
    assert on_screen.table(card.panels["cohorts"])[-1][:4] == ("All together", "1", "", "")


def test_a_growth_of_thousands_of_percent_has_its_comma(
    ten: list[int], shop: Shop, owner: Actor, context: Context, qtbot: QtBot
) -> None:
    with shop.write(owner, "Import") as unit:
        early = [bulk.NewReceipt(ago(40), 100, ten[0])]
        bulk.finish(unit, *bulk.add_receipts(unit, early), ALL)
    on_screen, card = growth(context, qtbot)
    assert on_screen.table(card.panels["growth"])[-1][2] == "+31,500%"


def test_nothing_was_sold(context: Context, qtbot: QtBot) -> None:
    on_screen, card = growth(context, qtbot)
    assert "Nothing was sold yet." in on_screen.said()
    card.faces.choose("cohorts")
    assert "Nothing was sold yet." in on_screen.said()
