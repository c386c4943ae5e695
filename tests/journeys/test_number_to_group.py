"""From each page of value a click leads to the customers behind a number, a second keeps them."""

from fractions import Fraction

import numpy as np

from app.core.fading.hints import Standing
from app.core.fading.queries import who_fades
from app.core.value.groups import Group
from app.core.value.movement import NOBODY
from app.ui.reports.monthly_card import MonthlyCard
from app.ui.revenue.concentration_card import ConcentrationCard
from app.ui.revenue.growth_card import GrowthCard
from app.ui.rfm.rfm_card import RfmCard
from app.ui.value.matrix_card import MatrixCard
from app.ui.value.who_card import WhoCard
from tests.core.value import plain
from tests.core.value.test_totals import ago
from tests.journeys.hand import Hand
from tests.journeys.numbers_walk import (
    NOW,
    OCTOBER,
    OWNER,
    YEAR,
    Plain,
    book,
    bought,
    hand,
    kept,
    shown,
)

__all__ = ["book", "hand"]


def test_the_matrix_its_groups_and_all_of_it(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "matrix", MatrixCard)
    groups = plain.matrix(book.people(ago(YEAR - 1)))
    best = [who for who, group in groups.items() if group == "best"]
    assert card.found is not None
    assert card.found.matrix.count(Group.BEST) == len(best)
    hand.press("Show these customers: Best", card)
    kept(hand, best)
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.press("List all these customers", card.panel)
    shown(hand, groups)


def test_who_moved(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.press("What is shown: Who moved", card)
    chart = card.moves.chart
    assert chart is not None
    before = plain.matrix(book.people(ago(2 * YEAR - 1), ago(YEAR)))
    after = plain.matrix(book.people(ago(YEAR - 1)))
    both = {**before, **after}
    gone = [who for who in both if before.get(who) == "uncertain" and who not in after]
    assert card.found is not None
    assert card.found.moved.movement is not None
    counts = card.found.moved.movement.counts
    assert counts[Group.UNCERTAIN, NOBODY] == len(gone)
    rows = [row[:2] for row in chart.table.rows]
    hand.clicks = 0
    hand.mark(card.moves, rows.index(("Uncertain customers", "No purchase")))
    kept(hand, gone)
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.table(card.moves)
    hand.clicks = 0
    hand.row(card.moves.table, rows.index(("Uncertain customers", "No purchase")))
    shown(hand, gone)
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.press("List all these customers", card.moves)
    shown(hand, [who for who in both if before.get(who) != after.get(who)])
    hand.press("What is shown: Where they stand", hand.open_tab("value", "matrix", MatrixCard))


def test_who_they_are(hand: Hand) -> None:
    card = hand.open_tab("value", "who", WhoCard)
    assert card.found is not None
    portrait = next(each for each in card.found.portraits if each.cut == "sex")
    chart = card.panel.chart
    assert chart is not None
    rows = [tuple(each) for each in chart.table.rows]
    number = next(n for n, row in enumerate(rows) if row[0] == "Sex")
    hand.mark(card.panel, number)
    with hand.context.shop.read(OWNER) as reader:
        asked = "SELECT id FROM individual WHERE sex = ?"
        value = portrait.bars[0].value
        known = set(reader.connection.exec_driver_sql(asked, (value,)).scalars())
    whom = known & set(card.found.ids.tolist())
    assert portrait.bars[0].group == len(whom)
    kept(hand, whom)
    card = hand.open_tab("value", "who", WhoCard)
    hand.press("List all", card)
    assert card.found is not None
    shown(hand, card.found.ids.tolist())


def test_a_cell_of_the_heat_map_and_the_points(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "rfm", RfmCard)
    scores = plain.rfm(book.people(), NOW)
    cell = max(
        scores.values(), key=lambda one: sum(each[:2] == one[:2] for each in scores.values())
    )
    r, f = cell[:2]
    hand.mark(card.panels["heat"], (r - 1) * 5 + f - 1)
    kept(hand, [who for who, score in scores.items() if score[:2] == (r, f)])
    card = hand.open_tab("value", "rfm", RfmCard)
    hand.press("What is shown: Points", card)
    assert card.found is not None
    points = card.found.points
    low = [int(who) for who, score in zip(points.ids, points.thousandths, strict=True)
           if 0 <= score < 20_000]  # fmt: skip
    hand.clicks = 0
    hand.mark(card.panels["points"], 0)
    shown(hand, low)


def test_recent_buyers(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "rfm", RfmCard)
    hand.press("What is shown: Recent buyers", card)
    chart = card.panels["trend"].chart
    assert chart is not None
    months = len(chart.table.rows)
    recent = book.people(ago(89))
    hand.clicks = 0
    hand.mark(card.panels["trend"], months - 1)
    kept(hand, recent)
    hand.press("What is shown: Heat map", hand.open_tab("value", "rfm", RfmCard))


def test_concentration(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "concentration", ConcentrationCard)
    revenue = {who: each.revenue for who, each in book.people(ago(YEAR - 1)).items()}
    order = sorted(revenue, key=lambda who: -revenue[who])
    letters = plain.letters(list(revenue.values()))
    first = order[: letters.count("A")]
    hand.mark(card.panel, 0)
    kept(hand, first)
    card = hand.open_tab("value", "concentration", ConcentrationCard)
    hand.press("Show these customers: C", card)
    shown(hand, order[letters.index("C") :])
    card = hand.open_tab("value", "concentration", ConcentrationCard)
    hand.press("Show these customers: First 10%", card)
    assert card.found is not None
    shown(hand, order[: card.found.spread.top(Fraction(10))])


def test_growth_and_cohorts(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "growth", GrowthCard)
    chart = card.panels["growth"].chart
    assert chart is not None
    rows = [row[0] for row in chart.table.rows]
    hand.table(card.panels["growth"])
    hand.clicks = 0
    hand.row(card.panels["growth"].table, rows.index("2026-10"))
    kept(hand, book.everybody(*OCTOBER))
    card = hand.open_tab("value", "growth", GrowthCard)
    hand.press("What is shown: Cohorts", card)
    found = card.found
    assert found is not None
    sizes = found.cohorts.sizes
    largest = int(np.argmax(sizes))
    month = found.cohorts.first_day(largest)
    people = book.people()
    new = [w for w, each in people.items() if plain.month(min(each.purchases)[0])
           == month.year * 12 + month.month]  # fmt: skip
    assert int(sizes[largest]) == len(new)
    hand.table(card.panels["cohorts"])
    hand.clicks = 0
    hand.row(card.panels["cohorts"].table, largest)
    shown(hand, new)
    hand.press("View: Chart", hand.open_tab("value", "growth", GrowthCard).panels["cohorts"])
    hand.press("What is shown: Growth", card)
    hand.press("View: Chart", card.panels["growth"])


def test_the_monthly_report(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "monthly", MonthlyCard)
    assert card.made is not None
    assert card.made.found is not None
    assert card.made.found.visits.customers == len(book.everybody(*OCTOBER))
    hand.link(card.view, "bought")
    kept(hand, book.everybody(*OCTOBER))
    first = book.everybody(*OCTOBER) - book.everybody(0, OCTOBER[0] - 1)
    if first:
        card = hand.open_tab("value", "monthly", MonthlyCard)
        hand.link(card.view, "new")
        shown(hand, first)
    card = hand.open_tab("value", "monthly", MonthlyCard)
    hand.link(card.view, "leaving")
    with hand.context.shop.read(OWNER) as reader:
        found = who_fades(reader)
    shown(hand, found.ids[found.rows(Standing.FADING)].tolist())
    card = hand.open_tab("value", "monthly", MonthlyCard)
    hand.link(card.view, "complained")
    assert len(hand.listed()) == 1
    card = hand.open_tab("value", "monthly", MonthlyCard)
    assert card.made is not None
    assert card.made.found is not None
    seller = card.made.found.sellers[0]
    hand.link(card.view, f"product:{seller.product_id}")
    shown(hand, bought(hand, seller.product_id, *OCTOBER))
