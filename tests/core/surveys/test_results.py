"""A wave's figures: the tea shop's truth, and a plain count over random sheets."""

import json
import os
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from app.core.surveys import queries, service
from app.core.surveys.drafts import DraftItem
from app.core.surveys.entering import FilledSheet
from app.core.surveys.records import Half, ItemKind, Role
from app.core.surveys.results import Results, line, results
from app.core.surveys.together import together
from tests.core.surveys.sheets import LAOWANG, OVERALL, RECOMMEND, add_tea_survey, names, rows
from tests.factories import make_customer

EXAMPLES = int(os.environ.get("SHUKE_SURVEY_EXAMPLES", "12"))
TRUTH = json.loads(LAOWANG.with_name("truth.json").read_text(encoding="utf-8"))["survey"]


@pytest.fixture
def waves(shop: Shop, owner: Actor) -> dict[str, int]:
    """The tea shop's two waves with all sheets, and their version."""
    found: dict[str, int] = {}
    with shop.write(owner, "Import") as unit:
        made = add_tea_survey(unit)
        version = queries.surveys(unit)[0].version_id
        asked = {each.key: each.id for each in queries.items(unit, version)}
        for row in rows():
            wave = row["波次"]
            if wave not in found:
                found[wave] = service.add_wave(unit, made, wave)
            service.enter_whole(unit, found[wave], FilledSheet(_answers(row, asked)))
    return {**found, "version": version}


def _answers(row: dict[str, str], asked: dict[str, int]) -> dict[tuple[int, Half], int | str]:
    answers: dict[tuple[int, Half], int | str] = {}
    for name in names():
        for half, before in ((Half.IMPORTANCE, "重要-"), (Half.SATISFACTION, "满意-")):
            if row[before + name]:
                answers[asked[name], half] = int(row[before + name])
    for name in (OVERALL, RECOMMEND):
        if row[name]:
            answers[asked[name], Half.ONLY] = int(row[name])
    return answers


def _told(found: Results) -> dict[str, Any]:
    index = found.index
    assert index.score is not None
    assert index.raw is not None
    assert index.rescaled is not None
    return {
        "respondents": found.respondents,
        "csi": float(index.score),
        "csi_raw_percent": float(100 * index.raw),
        "csi_rescaled_percent": float(100 * index.rescaled),
        "importance_mean": float(found.crosshair.importance if found.crosshair else 0),
        "satisfaction_mean": float(found.crosshair.performance if found.crosshair else 0),
        "overall_mean": float(found.overall.mean or 0),
    }


def is_truth(found: Results, truth: dict[str, Any]) -> None:
    """Every figure of a wave as the tea shop's truth has it."""
    for key, value in _told(found).items():
        assert value == pytest.approx(truth[key], abs=1e-6), key
    points = found.promoters
    assert points is not None
    nps = truth["nps"]
    assert [points.n, points.promoters, points.detractors] == [
        nps[key] for key in ("n", "promoters", "detractors")
    ]
    assert float(points.score or 0) == pytest.approx(nps["score"], abs=1e-6)
    assert points.standard_error == pytest.approx(nps["se"], abs=1e-6)
    for item, right in zip(found.items, truth["items"], strict=True):
        assert item.weight is not None
        assert item.item.words == right["item"]
        assert (item.weight.n, item.score.n) == (right["n_importance"], right["n_satisfaction"])
        assert float(item.weight.mean or 0) == pytest.approx(right["importance"], abs=1e-6)
        assert float(item.score.mean or 0) == pytest.approx(right["satisfaction"], abs=1e-6)
        assert item.quadrant == right["ipa"]


def test_every_wave_of_the_tea_shop_is_its_truth(
    shop: Shop, owner: Actor, waves: dict[str, int]
) -> None:
    version = waves.pop("version")
    with shop.read(owner) as reader:
        for name, wave in waves.items():
            is_truth(results(reader, version, [wave]), TRUTH["waves"][name])
        is_truth(results(reader, version, list(waves.values())), TRUTH["all_waves"])


Sheets = list[dict[tuple[int, Half], int]]
_HALVES = [(place, half) for place in range(3) for half in (Half.IMPORTANCE, Half.SATISFACTION)]
sheets = st.lists(
    st.dictionaries(st.sampled_from(_HALVES), st.integers(1, 5)), min_size=0, max_size=12
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(filled=sheets, recommended=st.lists(st.integers(0, 10), max_size=12))
def test_figures_equal_a_plain_recount(
    shop: Shop, owner: Actor, filled: Sheets, recommended: list[int]
) -> None:
    drafts = [DraftItem(f"item {place}", ItemKind.PAIR, key=f"k{place}") for place in range(3)]
    drafts.append(DraftItem("recommend", role=Role.RECOMMEND, key="r", low=0, high=10))
    with shop.write(owner, "Survey") as unit:
        name = f"survey {len(queries.surveys(unit))}"
        made = service.add_survey(unit, name, drafts, model="csi")
        wave = service.add_wave(unit, made, "one")
        version = queries.by_name(unit, name).version_id
        ids = [each.id for each in queries.items(unit, version)]
        for sheet in filled:
            answers = {(ids[place], half): value for (place, half), value in sheet.items()}
            service.enter_whole(unit, wave, FilledSheet(answers))
        for value in recommended:
            service.enter_whole(unit, wave, FilledSheet({(ids[3], Half.ONLY): value}))
    with shop.read(owner) as reader:
        found = results(reader, version, [wave])
    assert found.respondents == len(filled) + len(recommended)
    means = [_plain_means(filled, place) for place in range(3)]
    for item, (weight, score) in zip(found.items, means, strict=True):
        assert (item.weight.mean if item.weight else None, item.score.mean) == (weight, score)
    known = [(w, s) for w, s in means if w is not None and s is not None]
    total = sum(w for w, _ in known)
    assert found.index.score == (sum(w * s for w, s in known) / total if known else None)
    promoting = sum(value > 8 for value in recommended) - sum(value < 7 for value in recommended)
    plain = Fraction(100 * promoting, len(recommended)) if recommended else None
    assert found.promoters is not None
    assert found.promoters.score == plain


def _plain_means(filled: Sheets, place: int) -> tuple[Fraction | None, Fraction | None]:
    means: list[Fraction | None] = []
    for half in (Half.IMPORTANCE, Half.SATISFACTION):
        values = [sheet[place, half] for sheet in filled if (place, half) in sheet]
        means.append(Fraction(sum(values), len(values)) if values else None)
    return means[0], means[1]


def test_some_customers_figures_are_theirs_alone(shop: Shop, owner: Actor) -> None:
    one, other = make_customer(shop, owner, "王堃"), make_customer(shop, owner, "李娜")
    with shop.write(owner, "Survey") as unit:
        made = service.copy_sheet(unit, "nps")
        wave = service.add_wave(unit, made, "May")
        version = queries.surveys(unit)[0].version_id
        recommend = queries.items(unit, version)[0].id
        for who, value in ((one, 10), (other, 2), (None, 8)):
            service.enter_whole(
                unit, wave, FilledSheet({(recommend, Half.ONLY): value}, customer_id=who)
            )
    with shop.read(owner) as reader:
        assert results(reader, version, [wave], [one]).promoters.score == 100  # type: ignore[union-attr]
        assert results(reader, version, [wave], [one, other]).respondents == 2
        assert results(reader, version, [wave]).promoters.n == 3  # type: ignore[union-attr]
        assert results(reader, version, [wave], []).respondents == 0


def test_servqual_gaps_and_kano_come_from_the_same_counts(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Survey") as unit:
        gaps = service.copy_sheet(unit, "servqual")
        wave = service.add_wave(unit, gaps, "May")
        version = queries.by_name(unit, queries.surveys(unit)[0].name).version_id
        answers: dict[tuple[int, Half], int | str] = {}
        for each in queries.items(unit, version):
            if each.kind is ItemKind.PAIR:
                answers[each.id, Half.EXPECTATION] = 7
                answers[each.id, Half.PERCEPTION] = 5 if each.group == "reliability" else 7
        service.enter_whole(unit, wave, FilledSheet(answers))
        found = results(unit, version, [wave])
        assert {key: gap.gap for key, gap in found.gaps.items()} == {
            "tangibles": 0,
            "reliability": -2,
            "responsiveness": 0,
            "assurance": 0,
            "empathy": 0,
        }
        assert found.gap == Fraction(-2, 5)
        assert found.weighted_gap == Fraction(-64, 100)
        delights = service.copy_sheet(unit, "kano", "Delights")
        second = service.add_wave(unit, delights, "May")
        asked = queries.items(unit, queries.by_name(unit, "delights").version_id)
        both = {(asked[0].id, Half.FUNCTIONAL): 1, (asked[0].id, Half.DYSFUNCTIONAL): 5}
        service.enter_whole(unit, second, FilledSheet(both))
        service.enter_whole(unit, second, FilledSheet({(asked[0].id, Half.FUNCTIONAL): 1}))
        told = together(unit, asked, [second]).kano[asked[0].id]
        assert (told.n, told.mode) == (1, "O")


def test_the_line_of_all_waves_is_each_waves_own_figures(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner, "王堃")
    with shop.write(owner, "Survey") as unit:
        made = service.copy_sheet(unit, "nps")
        item = queries.items(unit, queries.surveys(unit)[0].version_id)[0].id
        for name, values in (("May", (10, 3)), ("June", (0, 9, 10)), ("July", ())):
            wave = service.add_wave(unit, made, name)
            for place, value in enumerate(values):
                whose = None if place else who
                sheet = FilledSheet({(item, Half.ONLY): value}, customer_id=whose)
                service.enter_whole(unit, wave, sheet)
    with shop.read(owner) as reader:
        found = queries.waves(reader, made)
        for theirs in (None, [who], []):
            told = line(reader, found, theirs)
            each = [results(reader, wave.version_id, [wave.id], theirs) for wave in found]
            assert list(told) == each
        assert [each.respondents for each in line(reader, found)] == [2, 3, 0]
        assert [each.respondents for each in line(reader, found, [who])] == [1, 1, 0]


def answer_and_fail(unit: Unit, sheet: int, item: int) -> None:
    """An answer that is seen by its own unit, and goes with it."""
    service.answer(unit, sheet, item, Half.ONLY, 10)
    newest = queries.surveys(unit)[0]
    results(unit, newest.version_id, [queries.waves(unit, newest.id)[0].id])
    service.answer(unit, sheet, item, Half.ONLY, 11)


def test_what_is_kept_in_memory_follows_every_write_and_its_undo(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Survey") as unit:
        wave = service.add_wave(unit, service.copy_sheet(unit, "nps"), "May")
        version = queries.surveys(unit)[0].version_id
        item = queries.items(unit, version)[0].id
        first = service.enter_whole(unit, wave, FilledSheet({(item, Half.ONLY): 10}))

    def told() -> tuple[int, object, object]:
        with shop.read(owner) as reader:
            found = results(reader, version, [wave])
            theirs = results(reader, version, [wave], [who]).promoters
            assert found.promoters is not None
            assert theirs is not None
            return found.respondents, found.promoters.score, theirs.score

    who = make_customer(shop, owner, "王堃")
    assert told() == (1, 100, None)
    with shop.write(owner, "Answer") as unit:
        service.answer(unit, first, item, Half.ONLY, 0)
        seen = results(unit, version, [wave]).promoters
        assert seen is not None
        assert seen.score == -100  # a unit sees its own writes
    assert told() == (1, -100, None)
    with shop.write(owner, "Sheet") as unit:
        sheet = FilledSheet({(item, Half.ONLY): 10}, customer_id=who)
        second = service.enter_whole(unit, wave, sheet)
    assert told() == (2, 0, 100)
    with shop.write(owner, "Delete") as unit:
        service.delete_response(unit, second)
        gone = unit.act_id
    assert told() == (1, -100, None)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, gone)
    assert told() == (2, 0, 100)
    with pytest.raises(Refused), shop.write(owner, "Broken") as unit:
        answer_and_fail(unit, first, item)
    assert told() == (2, 0, 100)  # what was rolled back was never kept
