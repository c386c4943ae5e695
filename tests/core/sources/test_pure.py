"""Weighing, inheriting and ageing, without a shop."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import INDIVIDUAL
from app.catalogue.basics import Basics
from app.catalogue.channels import CHANNELS
from app.catalogue.grounds import Confidence, agreed_to_hand_on, basis_parts, basis_text
from app.core.customers.rivals import disagrees
from app.core.errors import Refused
from app.core.sources.freshness import NEVER, Freshness, Limits, freshness, last_known_on
from app.core.sources.inheritance import inherit, own_fact
from app.core.sources.origin import Origin, outweighs, refuse_baseless
from app.core.store.profiles import StoredFact

TODAY = date(2026, 11, 22)
origins = st.builds(
    Origin,
    st.sampled_from(sorted(CHANNELS)),
    confidence=st.sampled_from((None, *Confidence)),
)
days = st.none() | st.dates(date(2020, 1, 1), TODAY)
texts = st.none() | st.sampled_from(("", "a", "b"))
facts = st.builds(StoredFact, texts, days, days, texts, texts, texts)


@given(origins, origins)
def test_of_two_sources_one_always_outweighs(one: Origin, other: Origin) -> None:
    assert outweighs(one, other) or outweighs(other, one)


@given(origins)
def test_the_owner_s_typing_wins_unless_it_is_hearsay(old: Origin) -> None:
    assert outweighs(Origin(), old)
    assert outweighs(Origin(confidence=Confidence.HEARSAY), old) is old.hearsay


@given(origins, origins)
def test_hearsay_never_takes_the_place_of_anything_better(one: Origin, other: Origin) -> None:
    if one.hearsay and not other.hearsay:
        assert not outweighs(one, other)
        assert outweighs(other, one)


@given(st.lists(st.none() | facts, max_size=3))
def test_each_answer_comes_from_the_nearest_level_that_has_one(
    chain: list[StoredFact | None],
) -> None:
    found = inherit(chain)
    for name in ("source", "learnt_on", "purpose", "confidence", "basis"):
        said = [getattr(each, name) for each in chain if each and getattr(each, name) is not None]
        assert getattr(found, name) == ((said[0] or None) if said else None)


@given(facts, facts)
def test_an_own_entry_with_what_is_above_says_what_was_told(
    told: StoredFact, above: StoredFact
) -> None:
    told, above = inherit([told]), inherit([above])
    if told.source is None or told.learnt_on is None:
        return
    cells = own_fact(told, above)
    if cells is None:
        assert inherit([above]).source == told.source
        return
    found = inherit([StoredFact(**cells), above])
    assert found == told


@given(facts)
def test_nothing_is_kept_of_what_is_said_above_already(above: StoredFact) -> None:
    assert own_fact(above, above) is None


def test_a_value_learnt_later_is_not_verified_by_its_record() -> None:
    record = StoredFact("import", date(2024, 1, 1), date(2025, 1, 1))
    assert inherit([StoredFact("fair", date(2026, 1, 1)), record]).verified_on is None
    assert inherit([StoredFact(purpose="care"), record]).verified_on == date(2025, 1, 1)
    assert inherit([StoredFact(verified_on=TODAY), record]).verified_on == TODAY


@pytest.mark.parametrize(
    ("age", "state"),
    [(0, "fresh"), (365, "fresh"), (366, "amber"), (730, "amber"), (731, "red")],
)
def test_a_value_ages(age: int, state: str) -> None:
    learnt = StoredFact("owner", TODAY - timedelta(days=age))
    assert freshness(learnt, Basics.mobile, Limits(), TODAY) == state
    verified = StoredFact("owner", date(2000, 1, 1), TODAY - timedelta(days=age))
    assert freshness(verified, Basics.mobile, Limits(), TODAY) == state


def test_nobody_knows_how_old_a_value_without_a_day_is() -> None:
    assert freshness(StoredFact("owner"), Basics.mobile, Limits(), TODAY) is Freshness.UNKNOWN
    assert last_known_on(StoredFact("owner")) is None


def test_what_cannot_change_does_not_age_unless_the_shop_says_so() -> None:
    old = StoredFact("owner", date(2000, 1, 1))
    assert freshness(old, Basics.birth_date, Limits(), TODAY) is Freshness.FRESH
    assert Limits().of(INDIVIDUAL.field("study.stage")) == NEVER
    own = Limits(by_field={"birth_date": (10, 0), "mobile": NEVER})
    assert freshness(old, Basics.birth_date, own, TODAY) is Freshness.AMBER
    assert freshness(old, Basics.mobile, own, TODAY) is Freshness.FRESH
    assert (own.shortest(0), own.shortest(1)) == (10, 730)
    assert Limits(0, 0).shortest(0) == 0


def test_a_list_that_only_grows_disagrees_with_nothing() -> None:
    assert not disagrees(None, "x")
    assert not disagrees("x", None)
    assert not disagrees(("a",), ("b", "a"))
    assert disagrees(("a", "b"), ("a",))
    assert disagrees("x", "y")


def test_a_bought_list_needs_its_ground_and_nothing_is_learnt_tomorrow() -> None:
    refuse_baseless(Origin("bought.rented", basis="consent+23"), TODAY)
    refuse_baseless(Origin("fair"), TODAY)
    for origin in (
        Origin("bought.rented"),
        Origin("other.swap", basis="  "),
        Origin("bought.rented", basis="consent: their form"),
        Origin("other.swap", basis="+23"),
        Origin("fair", TODAY + timedelta(days=1)),
    ):
        with pytest.raises(Refused):
            refuse_baseless(origin, TODAY)


def test_the_consent_to_hand_on_is_kept_beside_the_ground() -> None:
    for code, words in (("consent", "their form"), ("", "their form"), ("consent", ""), ("", "")):
        kept = basis_text(code, words, handed_on=True)
        assert basis_parts(kept) == (code, words)
        assert agreed_to_hand_on(kept)
        assert not agreed_to_hand_on(basis_text(code, words))
    assert not agreed_to_hand_on(None)
    assert not agreed_to_hand_on("form of 3+23")
