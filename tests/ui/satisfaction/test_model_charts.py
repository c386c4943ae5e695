"""The charts of ready sheets: gaps, Kano's table, the self-assessment, what weighs."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.entering import FilledSheet
from app.core.surveys.queries import Item
from app.core.surveys.records import Half, ItemKind
from app.core.value.groups import Group
from app.ui.satisfaction.answers import Asked, ask
from app.ui.satisfaction.charts import chart_of
from app.ui.satisfaction.headlines import headlines
from app.ui.satisfaction.kinds import CLASSES, DERIVED, GAPS, KANO, PARTS, PLANE_KEY, WAVES
from app.ui.satisfaction.wave_paper import pictures_of, wave_paper
from app.ui.widgets.chart import Chart
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase
from tests.ui.satisfaction.shown import Made

Answers = dict[tuple[int, Half], int | str]
Fill = Callable[[tuple[Item, ...], int], Answers]


def asked_of(shop: Shop, owner: Actor, sheet: str, sheets: int, fill: Fill, waves: int = 1) -> None:
    """Copy a ready sheet and let some people fill it in, wave after wave."""
    who = make_customer(shop, owner, "王堃")
    with shop.write(owner, "Survey") as unit:
        made = service.copy_sheet(unit, sheet)
        items = queries.items(unit, queries.surveys(unit)[0].version_id)
        for wave in range(waves):
            wave_id = service.add_wave(unit, made, f"wave {wave}")
            for number in range(sheets):
                whose = None if number else who
                filled = FilledSheet(fill(items, number + wave), customer_id=whose)
                service.enter_whole(unit, wave_id, filled)


def chart(shop: Shop, owner: Actor, key: str, **asked: object) -> Chart:
    """As the results ask for it."""
    with shop.read(owner) as reader:
        found = ask(reader, Asked(chart=key, **asked))  # type: ignore[arg-type]
    assert found.chart == key
    made = chart_of(key, found, lambda _: None)
    assert made is not None
    return made


def cells(made: Chart, row: int) -> list[str]:
    """A row of its table twin."""
    return list(made.table.rows[row])


@pytest.fixture
def servqual(shop: Shop, owner: Actor) -> None:
    """V18's perceptions and expectations, from six people alike."""
    perceived = "5656556566556666655455"
    expected = "6666777776676676766656"

    def fill(items: tuple[Item, ...], number: int) -> Answers:
        pairs = [each for each in items if each.kind is ItemKind.PAIR]
        found: Answers = {}
        for item, p, e in zip(pairs, perceived, expected, strict=True):
            found[item.id, Half.PERCEPTION] = int(p)
            found[item.id, Half.EXPECTATION] = int(e)
        return found

    asked_of(shop, owner, "servqual", 6, fill)


def test_gaps_stand_with_their_points_weighted_and_not(
    shop: Shop, owner: Actor, servqual: None
) -> None:
    made = chart(shop, owner, GAPS)
    assert [row[3] for row in made.table.rows] == [
        "-0.50", "-1.60", "-0.75", "-0.50", "-1.00", "-0.87", "-0.99",
    ]  # fmt: skip
    assert [row[4] for row in made.table.rows] == ["11", "32", "22", "19", "16", "", "100"]
    assert cells(made, 1)[5] == "-0.51"  # -1.6 × 32 of 100
    assert {row[6] for row in made.table.rows} == {"6"}
    assert any("weighted by the points: -0.99" in each for each in made.notes)
    assert any("Fewer than 30" in each for each in made.notes)


def test_the_headline_has_the_gap_and_its_n(shop: Shop, owner: Actor, servqual: None) -> None:
    with shop.read(owner) as reader:
        found = ask(reader, Asked())
    assert found.now is not None
    told = headlines(found.now, None)
    assert [each.name for each in told] == ["Sheets", "Gap: perceived less expected"]
    assert PLANE_KEY not in found.charts  # what is expected is no importance
    assert all(each.quadrant is None for each in found.now.items)
    gap = told[-1]
    assert (gap.value, gap.below) == ("-0.87", "n = 6 · weighted -0.99")


def test_kanos_table_counts_classes_and_hides_what_few_said(shop: Shop, owner: Actor) -> None:
    def fill(items: tuple[Item, ...], number: int) -> Answers:
        found: Answers = {(items[0].id, Half.FUNCTIONAL): 1, (items[0].id, Half.DYSFUNCTIONAL): 5}
        if number < 4:  # only four answered both ways
            found |= {(items[1].id, Half.FUNCTIONAL): 1, (items[1].id, Half.DYSFUNCTIONAL): 3}
        if number == 5:
            found[items[0].id, Half.DYSFUNCTIONAL] = 3
        return found

    asked_of(shop, owner, "kano", 6, fill)
    made = chart(shop, owner, KANO)
    assert cells(made, 0)[1:] == ["The more the better", "0", "5", "1", "0", "0", "0",
                                  "+1.00", "-0.83", "6"]  # fmt: skip
    assert cells(made, 1)[1:] == ["–", "0", "0", "4", "0", "0", "0", "–", "–", "4"]
    assert cells(made, 2)[-1] == "0"
    assert any("gladdens" in each for each in made.notes)


def test_the_self_assessment_scores_whole_classes_only(shop: Shop, owner: Actor) -> None:
    first = (4, 5, 3, 4, 2, 4, 5)  # V17: 27 of 35, 77.14 and 71.43 percent

    def fill(items: tuple[Item, ...], number: int) -> Answers:
        found: Answers = {}
        for item, value in zip(items[:7], first, strict=True):
            found[item.id, Half.ONLY] = value
        for item, value in zip(items[7:12], (3, 4, 3, 2, 5), strict=True):
            found[item.id, Half.ONLY] = value
        found[items[12].id, Half.ONLY] = 5  # the third class is left half blank
        return found

    asked_of(shop, owner, "assessment", 1, fill)
    made = chart(shop, owner, CLASSES)
    assert cells(made, 0)[1:] == ["27.0", "35", "77.1%", "71.4%", "1", "0"]
    assert cells(made, 1)[1:] == ["17.0", "25", "68.0%", "60.0%", "1", "0"]
    assert cells(made, 2)[1:] == ["–", "20", "–", "–", "0", "1"]
    assert cells(made, 7)[2:] == ["200", "–", "–", "0", "1"]
    assert [row[2] for row in made.table.rows] == ["35", "25", "20", "35", "20", "35", "30", "200"]
    assert any("left a statement blank" in each for each in made.notes)


def test_what_weighs_tells_a_correlation_its_n_and_what_to_do(
    shop: Shop, owner: Actor, tea: Made
) -> None:
    _, _, items = tea

    def fill(_: tuple[Item, ...], number: int) -> Answers:
        return {
            (items[0].id, Half.SATISFACTION): 1 + number % 5,
            (items[1].id, Half.SATISFACTION): 5 - number % 5,
            (items[2].id, Half.SATISFACTION): 3,
            (items[12].id, Half.ONLY): 1 + number % 5,
        }

    with shop.write(owner, "Survey") as unit:
        wave = service.add_wave(unit, tea[0].id, "third")
        for number in range(6):
            service.enter_whole(unit, wave, FilledSheet(fill(items, number)))
    made = chart(shop, owner, DERIVED)
    by_item = {row[0]: row for row in made.table.rows}
    assert by_item[items[0].words][1] == "+1.00"
    assert by_item[items[1].words][1] == "-1.00"
    assert by_item[items[2].words][1] == "–"
    assert by_item[items[3].words][5] == "0"
    assert made.table.rows[0][0] == items[0].words  # the closest on top
    assert any("a dash" in each for each in made.notes)
    assert any("weighted by derived importance" in each for each in made.notes)


def test_groups_stand_beside_everybody(shop: Shop, owner: Actor, tea: Made) -> None:
    made = chart(shop, owner, PARTS)
    assert cells(made, 0)[:3] == ["Everybody", "6", "4.00 (n = 6)"]
    assert len(made.table.rows) == 5
    assert {row[1] for row in made.table.rows[1:]} == {"0"}  # nobody bought anything yet


def test_a_value_group_has_its_own_figures(shop: Shop, owner: Actor, made: Made) -> None:
    _, wave, items = made
    best, other = make_customer(shop, owner, "王堃", "B1"), make_customer(shop, owner, "李娜", "B2")
    for day, who, amount in ((1, best, 90_000), (2, best, 90_000), (3, other, 100)):
        make_purchase(shop, owner, who, TODAY - timedelta(days=day), amount)
    with shop.write(owner, "Sheets") as unit:
        several: tuple[tuple[int | None, int], ...] = ((best, 10), (other, 0), (None, 5))
        for whose, value in several:
            sheet = FilledSheet({(items[0].id, Half.ONLY): value}, customer_id=whose)
            service.enter_whole(unit, wave.id, sheet)
    with shop.read(owner) as reader:
        found = {each.words: each.figures for each in ask(reader, Asked(chart=PARTS)).parts}
        theirs = ask(reader, Asked(whom=f"group:{int(Group.BEST)}")).now
    scores = {name: each.promoters and each.promoters.score for name, each in found.items()}
    assert scores == {
        "Everybody": Fraction(-100, 3), "Best customers": 100, "Big spenders": None,
        "Frequent customers": None, "Uncertain customers": -100,
    }  # fmt: skip
    assert theirs == found["Best customers"]


def test_ease_stands_above_and_over_the_waves(shop: Shop, owner: Actor) -> None:
    def fill(items: tuple[Item, ...], number: int) -> Answers:
        return {(items[0].id, Half.ONLY): 1 + number % 7}

    asked_of(shop, owner, "ces", 7, fill, waves=2)
    with shop.read(owner) as reader:
        found = ask(reader, Asked())
    assert found.now is not None
    told = headlines(found.now, found.before)[-1]
    assert (told.name, told.value, told.n) == ("It was easy (5 to 7)", "42.9%", 7)
    assert "mean 4.00 of 7" in told.below
    assert cells(chart(shop, owner, WAVES), 0)[1] == "4.00"


def test_promoters_over_the_waves_where_nothing_else_is_asked(
    shop: Shop, owner: Actor, made: Made
) -> None:
    _, wave, items = made
    with shop.write(owner, "Sheets") as unit:
        for value in (10, 10, 10, 8, 2):
            service.enter_whole(unit, wave.id, FilledSheet({(items[0].id, Half.ONLY): value}))
    assert cells(chart(shop, owner, WAVES), 0)[1:] == ["40.00", "5"]


def test_the_page_of_a_kano_wave_holds_its_own_chart(
    shop: Shop, owner: Actor, dressed: QApplication
) -> None:
    def fill(items: tuple[Item, ...], number: int) -> Answers:
        return {(items[0].id, Half.FUNCTIONAL): 1, (items[0].id, Half.DYSFUNCTIONAL): 5}

    asked_of(shop, owner, "kano", 6, fill)
    with shop.read(owner) as reader:
        found = ask(reader, Asked())
        pictures = pictures_of(reader, found)
    assert found.charts == (KANO,)
    assert len(pictures) == 1
    assert pictures[0].width() > 0
    assert "6" in wave_paper(found, pictures).document.toPlainText()
