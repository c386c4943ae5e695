"""A file in former times: exactly the state of that day, whatever was done since."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.basics import Basics
from app.catalogue.education_career import Education, Study
from app.catalogue.family import Child
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.customers import service
from app.core.errors import NotAllowed, Refused
from app.core.history.queries import as_it_stood, days_of_change, value_history
from app.core.store.profiles import load
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import SHANGHAI, TODAY
from tests.factories import make_customer

EXAMPLES = int(os.environ.get("SHUKE_PAST_EXAMPLES", "6"))

Do = Callable[[Any], object]


def on(shop: Shop, day: date) -> None:
    """Move the shop's clock."""
    shop.clock = fixed_clock(day, SHANGHAI)
    shop.session = replace(shop.session, clock=shop.clock)


def write(shop: Shop, owner: Actor, do: Do, title: str = "Edit customer") -> int:
    with shop.write(owner, title) as unit:
        do(unit)
    return unit.act_id


def picture(shop: Shop, owner: Actor, customer_id: int) -> dict[str, Any]:
    """All that is known, sealed values too."""
    with shop.read(owner) as reader:
        stored = load(reader, customer_id, sealed=True)
    assert stored is not None
    return _told(stored)


def former(shop: Shop, owner: Actor, customer_id: int, day: date) -> dict[str, Any]:
    with shop.read(owner) as reader:
        return _told(as_it_stood(reader, customer_id, day, reveal=True).stored)


def _told(stored: Any) -> dict[str, Any]:
    return {
        "name": stored.record["name"],
        "number": stored.record["number"],
        "binned": stored.record["binned_on"],
        "values": {f.key: f.kind.to_json(v) for f, v in stored.values.items()},
        "rows": {
            group.key: [{f.key: f.kind.to_json(v) for f, v in row.values.items()} for row in rows]
            for group, rows in stored.rows.items()
        },
        "facts": {place: fact for place, fact in stored.facts.items()},
        "doubts": sorted((d.field, d.row_id, d.typed, d.reason) for d in stored.doubts),
        "typed": dict(stored.typed),
    }


OWN = (
    Basics.name, Basics.mobile, Basics.birth_date, Basics.id_number, Basics.home_address,
    Education.major, Education.main_courses, Life.health_status, Life.favourite_dishes,
    Extras.note, Extras.tags, Basics.height,
)  # fmt: skip


def step(random: Random, customer_id: int, rows: dict[Any, list[int]], acts: list[int]) -> Do:
    """One random thing to do to a file."""

    def edit(unit: Any) -> None:
        field = random.choice(OWN)
        empty = field is not Basics.name and random.random() < 0.3
        service.edit(unit, customer_id, {field: None if empty else field.kind.sample(random)})

    def unreadable(unit: Any) -> None:
        field = random.choice((Basics.birth_date, Basics.id_number))
        service.edit_text(unit, customer_id, {field: f"?? {random.random()}"})

    def add(unit: Any) -> None:
        group, field = random.choice(((Study, Study.stage), (Child, Child.name)))
        values = {field: field.kind.sample(random)}
        rows[group].append(service.add_row(unit, customer_id, group, values))

    def drop(unit: Any) -> None:
        group = random.choice((Study, Child))
        if rows[group]:
            service.delete_row(unit, customer_id, group, rows[group].pop())

    def bin_(unit: Any) -> None:
        service.move_to_bin(unit, customer_id)
        service.restore_from_bin(unit, customer_id)

    def verify(unit: Any) -> None:
        service.verify(unit, customer_id, [random.choice(OWN)])

    return random.choice((edit, edit, edit, unreadable, add, drop, bin_, verify))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), days=st.integers(3, 9))
def test_every_day_is_as_it_was(shop: Shop, owner: Actor, seed: int, days: int) -> None:
    random = Random(seed)
    on(shop, TODAY)
    customer_id = make_customer(shop, owner, "陈晓云")
    rows: dict[Any, list[int]] = {Study: [], Child: []}
    seen = {TODAY: picture(shop, owner, customer_id)}
    for number in range(1, days):
        day = TODAY + timedelta(days=number)
        on(shop, day)
        for _ in range(random.randint(1, 4)):
            act = write(shop, owner, step(random, customer_id, rows, []))
            if random.random() < 0.3:
                with shop.write(owner, "Undo") as unit, suppress(Refused):
                    undo_act(unit, act)
                rows = _rows_now(shop, owner, customer_id)
        seen[day] = picture(shop, owner, customer_id)
    for day, then in seen.items():
        assert former(shop, owner, customer_id, day) == then


def _rows_now(shop: Shop, owner: Actor, customer_id: int) -> dict[Any, list[int]]:
    with shop.read(owner) as reader:
        stored = load(reader, customer_id, sealed=True)
    assert stored is not None
    return {group: [row.id for row in stored.rows.get(group, ())] for group in (Study, Child)}


@pytest.fixture
def three_values(shop: Shop, owner: Actor) -> int:
    """A file whose mobile had three values, the second of which was taken back."""
    customer_id = make_customer(shop, owner, texts={Basics.mobile: "15400000001"})
    on(shop, TODAY + timedelta(days=1))
    wrong = write(
        shop, owner, lambda u: service.edit_text(u, customer_id, {Basics.mobile: "15400000002"})
    )
    on(shop, TODAY + timedelta(days=2))
    write(shop, owner, lambda u: undo_act(u, wrong), "Undo")
    on(shop, TODAY + timedelta(days=3))
    write(
        shop, owner,
        lambda u: service.edit_text(u, customer_id, {Basics.mobile: "15400000003"}, source="demo"),
    )  # fmt: skip
    return customer_id


def test_all_values_of_a_field_newest_first(shop: Shop, owner: Actor, three_values: int) -> None:
    with shop.read(owner) as reader:
        found = value_history(reader, three_values, Basics.mobile)
    assert [v.value[0].e164[-1] for v in found if v.value] == list("3121")
    assert [v.undoes for v in found] == [False, True, False, False]
    assert [v.title for v in found] == ["Edit customer", "Undo", "Edit customer", "New customer"]
    assert [v.fact.source for v in found] == ["demo", "owner", "owner", "owner"]
    assert [v.since.date() for v in found if v.since] == [
        TODAY + timedelta(days=n) for n in (3, 2, 1, 0)
    ]


def test_days_on_which_something_changed(shop: Shop, owner: Actor, three_values: int) -> None:
    with shop.read(owner) as reader:
        found = days_of_change(reader, three_values)
    assert found == tuple(TODAY + timedelta(days=n) for n in (3, 2, 1, 0))


def test_a_row_of_a_group_has_its_own_history(shop: Shop, owner: Actor) -> None:
    customer_id = make_customer(shop, owner)
    with shop.write(owner, "Add a row") as unit:
        row = service.add_row(unit, customer_id, Child, {Child.name: "小宝"})
    write(shop, owner, lambda u: service.edit_row(u, customer_id, Child, row, {Child.name: "大宝"}))
    with shop.read(owner) as reader:
        found = value_history(reader, customer_id, Child.name, row, reveal=True)
        masked = value_history(reader, customer_id, Child.name, row)
    assert [v.value for v in found] == ["大宝", "小宝", None]
    assert {v.value for v in masked} == {None}


def test_before_the_file_was_made_there_is_none(shop: Shop, owner: Actor) -> None:
    customer_id = make_customer(shop, owner)
    with shop.read(owner) as reader, pytest.raises(Refused):
        as_it_stood(reader, customer_id, TODAY - timedelta(days=1))


def test_who_may_not_see_customers_sees_no_past(shop: Shop, owner: Actor, custodian: Actor) -> None:
    customer_id = make_customer(shop, owner)
    with shop.read(custodian) as reader:
        with pytest.raises(NotAllowed):
            as_it_stood(reader, customer_id, TODAY)
        with pytest.raises(NotAllowed):
            value_history(reader, customer_id, Basics.name)
