"""Random filters on real files: SQL finds whom the plain model finds."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import upkeep
from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.customers.queries import ListQuery, count, first_ids, list_ids
from app.core.segments import first_rows
from app.core.segments.filter import Condition, Filter, from_json, to_json
from app.core.store.files import DATA_FILE, open_data_file
from app.core.store.shop import Shop
from app.core.vault.keys import Keys
from tests.conftest import SHANGHAI, TODAY, VAULT_ID
from tests.core.segments.model import meets
from tests.core.segments.people import ASKED, DISHES, Person, expected, fill

EXAMPLES = int(os.environ.get("SHUKE_FILTER_EXAMPLES", "60"))

OWNER = Actor("owner-1", "老王", Role.OWNER, "session-1")
OWNER.proof.last()  # one shop for all these tests, however long they take


class Filled:
    """The shop and its people; hypothesis tells of it in one word."""

    def __init__(self, shop: Shop, people: dict[int, Person]) -> None:
        self.shop, self.people = shop, people

    def __repr__(self) -> str:
        return "filled"


@pytest.fixture(scope="module")
def filled(
    template: Path, keys: Keys, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    """One shop for all examples: they only read."""
    folder = tmp_path_factory.mktemp("filters")
    shutil.copyfile(template, folder / DATA_FILE)
    clock = fixed_clock(TODAY, SHANGHAI)
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)
    yield Filled(shop, fill(shop, OWNER))
    shop.close()


texts = st.sampled_from([*ASKED, "川", "K00", "ann", "春风"])
several = st.lists(st.sampled_from(DISHES + ASKED), min_size=1, max_size=3).map(tuple)
days = st.dates(min_value=TODAY.replace(year=1980), max_value=TODAY).map(lambda d: d.isoformat())
parts = st.sampled_from(["1985", "1985-08", "1986-09", "2004-02", "2025", "2026-03"])
two_days = st.tuples(days, days).map(lambda pair: tuple(sorted(pair)))
small = st.integers(0, 400)


def numbers(least: int, most: int) -> st.SearchStrategy[tuple[str, Any]]:
    one = st.integers(least, most)
    single = st.tuples(st.sampled_from(["more", "less", "at_least", "at_most", "equals"]), one)
    bounds = st.tuples(st.none() | one, st.none() | one).filter(_sensible)
    return single | st.tuples(st.just("between"), bounds)


def _sensible(pair: tuple[int | None, int | None]) -> bool:
    low, high = pair
    return (low is not None or high is not None) and (None in pair or low <= high)  # type: ignore[operator]


text_ops = st.tuples(st.sampled_from(["contains", "lacks", "is", "begins"]), texts)
entry_ops = st.tuples(st.sampled_from(["any", "none"]), several)
months = st.lists(st.sampled_from(["2", "8", "9", "L8"]), min_size=1, max_size=2, unique=True).map(
    tuple
)
ages = st.tuples(st.none() | st.integers(0, 45), st.none() | st.integers(0, 45)).filter(_sensible)
day_ops = (
    st.tuples(st.sampled_from(["on", "before", "after"]), days | parts)
    | st.tuples(st.just("within"), two_days)
    | st.tuples(st.just("month"), months)
    | st.tuples(st.just("age"), ages)
)
yes_no = st.tuples(st.sampled_from(["yes", "no"]), st.none())
phones = st.tuples(
    st.sampled_from(["ends", "contains"]), st.sampled_from(["1", "12", "54", "800", "0000"])
)


def choice(*codes: str) -> st.SearchStrategy[tuple[str, Any]]:
    chosen = st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple)
    return st.tuples(st.sampled_from(["any", "none"]), chosen)


MEANT: dict[str, st.SearchStrategy[tuple[str, Any]]] = {
    "favourite_dishes": entry_ops,
    "tags": entry_ops,
    "email": entry_ops,
    "birth_date": day_ops,
    "joined_on": day_ops,
    "founded_on": day_ops,
    "mobile": phones,
    "home_phone": phones,
    "company_phone": phones,
    "motto": text_ops,
    "native_place": text_ops,
    "note": text_ops,
    "wechat": text_ops,
    "medical_history": text_ops,
    "blood_type": choice("A", "B", "AB", "O"),
    "sex": choice("male", "female"),
    "contact_stop": choice("phone", "sms", "wechat"),
    "health_status": choice("good", "fair", "poor"),
    "drinks": yes_no,
    "consent": yes_no,
    "deceased": yes_no,
    "height": numbers(150, 185),
    "current_annual_income": numbers(0, 60_000_000),
    "assets": numbers(0, 60_000_000),
    "view_drinking": numbers(1, 5),
    "kind": choice("individual", "company"),
    "status": choice("prospect", "current", "lapsed"),
    "silent_days": numbers(0, 400),
    "last_purchase": day_ops,
    "purchases": numbers(0, 4),
    "revenue": numbers(0, 200_000),
    "average": numbers(0, 50_000),
    "bought": st.tuples(st.just("times"), st.tuples(st.integers(1, 3), two_days)).map(
        lambda found: (found[0], (found[1][0], *found[1][1]))
    )
    | st.tuples(st.just("sum"), st.tuples(st.integers(1, 90_000), two_days)).map(
        lambda found: (found[0], (found[1][0], *found[1][1]))
    ),
}
NEVER_BLANK = frozenset(("kind", "status", "purchases", "revenue", "bought"))
blankness = st.tuples(st.sampled_from(["filled", "empty"]), st.none())


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from(sorted(MEANT)))
    ops = MEANT[field] if field in NEVER_BLANK else MEANT[field] | blankness
    return Condition(field, *draw(ops))


filters = st.builds(
    Filter, st.lists(conditions(), min_size=1, max_size=5).map(tuple), st.booleans()
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=filters)
def test_sql_finds_whom_the_model_finds(filled: Filled, asked: Filter) -> None:
    shop, people = filled.shop, filled.people
    wanted = expected(people, asked, meets)
    with shop.read(OWNER) as reader:
        found = list_ids(reader, ListQuery(filter=asked))
        assert set(found) == wanted
        assert len(found) == len(wanted) == count(reader, ListQuery(filter=asked))
        plain = [each for each in list_ids(reader, ListQuery()) if each in wanted]
        assert list(found) == plain
        assert set(first_ids(reader, ListQuery(filter=asked))) <= wanted
        with pytest.MonkeyPatch.context() as patch:  # as if nothing were short
            patch.setattr(first_rows, "_SHORT", -1)
            assert set(first_ids(reader, ListQuery(filter=asked))) <= wanted
    assert from_json(to_json(asked)) == asked
