"""The living matrix: figures, lines to drag, who moved, and lists of people one click away."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import bulk, service
from app.core.purchases.records import to_day
from app.core.settings.declared import MATRIX_WINDOW
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.value.cut_lines import CutKind, Lines
from app.core.value.groups import WORDS, Group
from app.i18n import tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.value.answers import Members
from app.ui.value.group_card import GroupCard
from app.ui.value.matrix_card import MatrixCard, make_card
from app.ui.value.page import make_page
from tests.conftest import TODAY
from tests.core.purchases.people import add_customer
from tests.ui.value.six import Seen, six


@pytest.fixture
def people(shop: Shop, owner: Actor) -> dict[str, int]:
    return six(shop, owner)


def seen(context: Context, qtbot: QtBot) -> tuple[Seen, MatrixCard]:
    found = Seen(context, qtbot, make_card)
    assert isinstance(found.card, MatrixCard)
    return found, found.card


def test_counts_shares_and_advice_stand_beside_the_chart(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    assert card.found is not None
    assert [card.found.matrix.count(group) for group in Group] == [1, 2, 1, 2]
    words = on_screen.said()
    assert "6 customers bought, from 2025-11-23 to 2026-11-22." in words
    assert "63% of revenue, ¥2,100" in words
    assert "Bring them back more often" in words
    assert "Only 6 customers: read shares and averages with care." in words


def test_its_table_begins_with_the_most_revenue(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    _, card = seen(context, qtbot)
    assert card.found is not None
    rows = Members(card.found)
    revenue = [int(row[4].strip("¥").replace(",", "")) for row in rows]
    assert len(rows) == 6
    assert revenue == sorted(revenue, reverse=True)
    assert revenue[0] > revenue[-1]
    assert [row[1] for row in rows[:6]] == [row[1] for row in rows]


def test_four_groups_stand_beside_the_chart_of_a_low_window(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    groups = card.findChildren(GroupCard)
    card.resize(1000, 900)
    qtbot.waitUntil(lambda: all(each.advice.isVisible() for each in groups))
    card.resize(1000, 560)
    qtbot.waitUntil(lambda: not any(each.advice.isVisible() for each in groups))
    assert not card.beside.verticalScrollBar().isVisible()
    assert "know their names" in groups[0].aim.toolTip()
    card.window_bar.periods.choose(None)  # new cards know it too
    on_screen.settle()
    qtbot.waitUntil(lambda: not card.beside.verticalScrollBar().isVisible())
    assert groups[0] not in card.findChildren(GroupCard)


def test_a_point_names_opens_and_is_roped_in(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    assert card.found is not None
    row = card.found.matrix.ids.tolist().index(people["e"])
    told = on_screen.name(card.panel, row)
    assert told == "客人E E\n2 purchases · ¥600 at a time\nBig spenders"
    on_screen.open_mark(card.panel, row)
    assert on_screen.opened == [Place("customer", record=people["e"])]
    chart = card.panel.chart
    assert chart is not None
    assert chart.rope is not None
    chart.rope(np.array([row], np.intp))
    assert on_screen.listed() == {people["e"]}


def test_a_group_is_one_click_from_its_list(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, _ = seen(context, qtbot)
    on_screen.press("Show these customers: Big spenders")
    assert on_screen.opened[-1].screen == "customers"
    assert on_screen.listed() == {people["b"], people["e"]}
    on_screen.press("Who are they? Frequent customers")
    assert on_screen.opened[-1].detail == "who"
    assert on_screen.listed() == {people["c"]}


def test_other_days_companies_and_own_dates(
    people: dict[str, int], context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "Import") as unit:
        company = add_customer(unit, "G1", kind="company")
        new = [bulk.NewReceipt(to_day(TODAY), 500, company)]
        bulk.finish(unit, *bulk.add_receipts(unit, new), [company])
    on_screen, card = seen(context, qtbot)
    for choose, purchases in ((365, 13), (None, 14), (30, 0)):
        card.window_bar.periods.choose(choose)
        on_screen.settle()
        assert card.found is not None
        assert card.found.matrix.total_purchases == purchases
    assert card.found is not None
    card.window_bar.periods.choose("own")
    card.window_bar.first.setDate(QDate(2024, 11, 1))
    card.window_bar.last.setDate(QDate(2024, 12, 31))
    on_screen.settle()
    assert card.found.matrix.ids.tolist() == [people["a"]]
    card.window_bar.periods.choose(365)
    card.window_bar.whom.choose(True)
    on_screen.settle()
    assert card.found.matrix.ids.tolist() == [company]


@pytest.mark.parametrize(
    ("days", "chosen", "first"),
    [(90, 90, date(2026, 8, 25)), (0, None, None), (200, "own", date(2026, 5, 7))],
)
def test_it_begins_with_the_days_of_the_settings(
    people: dict[str, int], context: Context, qtbot: QtBot, days: int, chosen: object, first: date
) -> None:
    context.jobs.write("Settings", lambda unit: put(unit, MATRIX_WINDOW, days))
    on_screen, card = seen(context, qtbot)
    assert card.found is not None
    assert card.found.moved.window.first == first
    assert card.window_bar.periods.value() == chosen
    assert card.window_bar.own.isVisible() == (chosen == "own")
    if chosen == "own":
        assert card.window_bar.first.date() == QDate(2026, 5, 7)
    card.window_bar.periods.choose(30)
    on_screen.settle()
    assert card.found.moved.window.first == date(2026, 10, 24)
    context.jobs.write("Settings", lambda unit: put(unit, MATRIX_WINDOW, 7))
    on_screen.settle()  # what was chosen stays
    assert card.found.moved.window.first == date(2026, 10, 24)


def test_own_dates_take_a_line_of_their_own_in_a_small_window(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    card.window_bar.periods.choose("own")
    on_screen.settle()
    assert card.minimumSizeHint().width() <= 1280 - 272  # what the sidebar and the margins leave


def test_medians_and_dragged_lines_are_kept(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    card.cuts.choose(CutKind.MEDIANS)
    on_screen.settle()
    assert card.found is not None
    assert card.found.matrix.lines == Lines(Fraction(2), Fraction(19_000))
    assert card._drawn is not None
    plot = card._drawn.plot
    assert plot is not None
    across, up = plot.at(3.0, 100.0)
    card.move_line("often", across)
    on_screen.settle()
    assert card.cuts.value() is CutKind.OWN
    assert card.found.matrix.lines is not None
    assert card.found.matrix.lines.often == 3
    card.move_line("level", up)
    on_screen.settle()
    assert card.found.matrix.lines == Lines(Fraction(3), Fraction(10_000))
    assert context.undo.last() is not None


def test_who_moved_since_the_days_before(
    people: dict[str, int], context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "Import") as unit:
        before = [bulk.NewReceipt(to_day(TODAY - timedelta(days=500)), 900, people["f"])]
        bulk.finish(unit, *bulk.add_receipts(unit, before), [people["f"]])
    on_screen, card = seen(context, qtbot)
    card.faces.choose("moved")
    on_screen.settle()
    rows = on_screen.table(card.moves)
    assert ("Best customers", "Uncertain customers", "moved down", "1") in rows
    place = rows.index(("Best customers", "Uncertain customers", "moved down", "1"))
    assert on_screen.open_mark(card.moves, place) == {people["f"]}
    assert "0 moved up, 1 down" in on_screen.said()
    card.window_bar.periods.choose(None)
    on_screen.settle()
    assert "All time has nothing before it" in on_screen.said()


def test_the_table_has_room_for_the_longest_group(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    card.resize(1008, 560)  # as in a window of 1280
    card.panel.views.choose("table")
    on_screen.settle()
    table = card.table.records
    room = table.columnWidth([each.key for each in table.records.columns].index("group"))
    longest = max(table.fontMetrics().horizontalAdvance(tr(WORDS[each].name)) for each in Group)
    assert room >= longest + 30


def test_the_table_says_what_the_chart_says(
    people: dict[str, int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    assert list(card.table.records.records.ids) == []  # sorted only where it is seen
    card.panel.views.choose("table")
    on_screen.settle()
    assert list(card.table.records.records.ids) == [people[name] for name in "ebacdf"]
    rows = on_screen.table(card.panel)
    assert ("客人E", "E", "2", "¥600", "¥1,200", "Big spenders") in rows
    card.panel.views.choose("chart")
    context.jobs.write("Enter", lambda unit: service.enter(unit, people["f"], TODAY, 500000))
    on_screen.settle()
    card.panel.views.choose("table")
    assert card.table.records.records.ids[0] == people["f"]


def test_without_purchases_it_says_what_to_do(context: Context, qtbot: QtBot) -> None:
    on_screen, card = seen(context, qtbot)
    assert "No purchases in these days." in on_screen.said()
    on_screen.press("Look at all time")
    assert card.found is not None
    assert card.found.moved.window.first is None


def test_the_future_is_told_and_a_purchase_comes_at_once(
    people: dict[str, int], context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "Import") as unit:
        late = [bulk.NewReceipt(to_day(date(2026, 11, 23)), 500, people["a"])]
        bulk.finish(unit, *bulk.add_receipts(unit, late), [people["a"]])
    on_screen, card = seen(context, qtbot)
    assert "1 receipt is dated in the future and counts nowhere yet." in on_screen.said()
    context.jobs.write("Enter", lambda unit: service.enter(unit, people["a"], TODAY, 1))
    on_screen.settle()
    assert card.found is not None
    assert card.found.matrix.total_purchases == 14


def test_a_place_opens_its_tab(people: dict[str, int], context: Context, qtbot: QtBot) -> None:
    from app.ui.joints import VALUE_TABS

    page = make_page(context, VALUE_TABS)
    qtbot.addWidget(page)
    for key in ("matrix", "who", "rfm", "concentration", "growth"):
        page.show_place(Place("value", detail=key))
        assert page.open_tab().key == key
