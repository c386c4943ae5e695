"""What sheets tell together equals a plain walk over the sheets."""

import statistics
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.surveys import queries, records, service
from app.core.surveys.drafts import DraftItem
from app.core.surveys.entering import FilledSheet
from app.core.surveys.indices import self_assessment
from app.core.surveys.kano import Feeling, kano
from app.core.surveys.records import Half, ItemKind, Role
from app.core.surveys.together import Together, pearson, together
from tests.core.surveys.test_results import EXAMPLES
from tests.factories import make_customer

PAIR, LIKED = "pair", "liked"
DRAFTS = (
    DraftItem("tea", ItemKind.PAIR, key=PAIR, group="a"),
    DraftItem("cup", key="cup", group="b"),
    DraftItem("seat", key="seat", group="b"),
    DraftItem("delivery", ItemKind.KANO, key=LIKED),
    DraftItem("all in all", role=Role.OVERALL, key="overall"),
)
Sheet = Mapping[tuple[str, Half], int]
_ASKED = [
    (PAIR, Half.IMPORTANCE), (PAIR, Half.SATISFACTION), ("cup", Half.ONLY), ("seat", Half.ONLY),
    (LIKED, Half.FUNCTIONAL), (LIKED, Half.DYSFUNCTIONAL), ("overall", Half.ONLY),
]  # fmt: skip
filled = st.lists(st.dictionaries(st.sampled_from(_ASKED), st.integers(1, 5)), max_size=12)


def tell(shop: Shop, owner: Actor, waves: list[list[Sheet]]) -> tuple[Together, dict[str, int]]:
    """The waves together, and the items' ids by key."""
    with shop.write(owner, "Survey") as unit:
        made = service.add_survey(unit, f"s{len(queries.surveys(unit))}", DRAFTS, model="csi")
        version = max(each.version_id for each in queries.surveys(unit))
        asked = queries.items(unit, version)
        ids = {each.key: each.id for each in asked}
        kept = []
        for place, sheets in enumerate(waves):
            kept.append(service.add_wave(unit, made, f"w{place}"))
            for each in sheets:
                answers = {(ids[key], half): value for (key, half), value in each.items()}
                service.enter_whole(unit, kept[-1], FilledSheet(answers))
    with shop.read(owner) as reader:
        return together(reader, asked, kept, assessment=True), ids


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sheets=filled, more=filled)
def test_it_equals_a_plain_walk_over_the_sheets(
    shop: Shop, owner: Actor, sheets: list[Sheet], more: list[Sheet]
) -> None:
    found, ids = tell(shop, owner, [sheets, more])
    every = sheets + more
    for key, half in ((PAIR, Half.SATISFACTION), ("cup", Half.ONLY), ("seat", Half.ONLY)):
        both = [(s[key, half], s["overall", Half.ONLY]) for s in every
                if (key, half) in s and ("overall", Half.ONLY) in s]  # fmt: skip
        told = found.derived[ids[key]]
        assert told.n == len(both)
        alike = not both or any(len({pair[side] for pair in both}) == 1 for side in (0, 1))
        if len(both) < 3 or alike:
            assert told.r is None
        else:
            plain = statistics.correlation([x for x, _ in both], [y for _, y in both])
            assert told.r == pytest.approx(plain, abs=1e-9)
    pairs = [(s[LIKED, Half.FUNCTIONAL], s[LIKED, Half.DYSFUNCTIONAL]) for s in every
             if (LIKED, Half.FUNCTIONAL) in s and (LIKED, Half.DYSFUNCTIONAL) in s]  # fmt: skip
    feelings = tuple(Feeling)
    plain_kano = kano((feelings[f - 1], feelings[d - 1]) for f, d in pairs)
    assert dict(found.kano[ids[LIKED]].counts) == dict(plain_kano.counts)
    _is_plain_assessment(found, every)


def _is_plain_assessment(found: Together, every: list[Sheet]) -> None:
    """Each sheet scored alone, then the mean of those that are complete."""
    told = next(each for each in found.classes if each.group == "b")
    alone = [
        self_assessment([each.get(("cup", Half.ONLY)), each.get(("seat", Half.ONLY))])
        for each in every
    ]
    scored = [each.raw for each in alone if each.raw is not None]
    assert told.complete == len(scored)
    assert told.begun == sum(each.items > 0 for each in alone)
    assert told.index.raw == (sum(scored) / len(scored) if scored else None)


def test_half_filled_classes_are_counted_and_not_scored(shop: Shop, owner: Actor) -> None:
    cup, seat = ("cup", Half.ONLY), ("seat", Half.ONLY)
    found, _ = tell(shop, owner, [[{cup: 5, seat: 4}, {cup: 1}, {}]])
    told = found.classes[-1]
    assert (told.statements, told.complete, told.begun) == (2, 1, 2)
    assert told.index.raw == pytest.approx(0.9)
    assert told.index.rescaled == pytest.approx(7 / 8)
    assert found.whole is not None
    assert found.whole.index == told.index


def test_some_customers_sheets_alone(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner, "王堃")
    cup, seat = ("cup", Half.ONLY), ("seat", Half.ONLY)
    tell(shop, owner, [[{cup: 5, seat: 5}, {cup: 1, seat: 1}]])
    with shop.write(owner, "Whose") as unit:
        survey = queries.surveys(unit)[0]
        wave = queries.waves(unit, survey.id)[0]
        newest = queries.responses(unit, wave.id)[0]
        unit.update(records.survey_response, newest.id, customer_id=who)
    with shop.read(owner) as reader:
        asked = queries.items(reader, survey.version_id)
        told = together(reader, asked, [wave.id], [who], assessment=True)
        assert told.classes[-1].index.raw == pytest.approx(0.2)
        assert together(reader, asked, [wave.id], [], assessment=True).classes[-1].begun == 0


def test_an_interval_of_a_correlation_as_printed() -> None:
    """r = 0.5 of n = 103: Fisher's z 0.5493 ± 1.96/10."""
    one = np.array([1, 2] * 50 + [1, 2, 1])
    perfect = pearson(one, one)
    assert (perfect.n, perfect.r, perfect.interval) == (103, 1.0, None)
    assert pearson(one[:2], one[:2]).r is None
    assert pearson(np.array([4, 4, 4, 4]), np.array([1, 2, 3, 4])).r is None
    told = pearson(np.array([1, 2, 3, 4, 5]), np.array([2, 1, 4, 3, 5]))
    assert told.r == pytest.approx(0.8)
    assert told.interval == pytest.approx((-0.2797, 0.9863), abs=1e-3)
