"""One stream: newest first, each thing once, whatever the page size; changes act by act."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.reminders import service as reminders
from app.core.reminders.kinds import OccasionKind
from app.core.reminders.upcoming import OccurrenceKey
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries, service
from app.core.timeline.items import Item
from app.core.timeline.service import Said
from app.core.timeline.stream import KINDS, STREAMS
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner)


def shown(shop: Shop, owner: Actor, customer_id: int, **asked: object) -> list[Item]:
    with shop.read(owner) as reader:
        return list(queries.stream(reader, customer_id, **asked))  # type: ignore[arg-type]


def paged(shop: Shop, owner: Actor, customer_id: int, limit: int) -> list[Item]:
    found: list[Item] = []
    with shop.read(owner) as reader:
        before = None
        while page := queries.stream(reader, customer_id, before=before, limit=limit):
            assert len(page) <= limit
            found += page
            before = page[-1].key
    return found


def add(shop: Shop, owner: Actor, customer_id: int, what: int, on: date) -> None:
    """One thing of some sort on a day."""
    with shop.write(owner, "Something") as unit:
        if what == 0:
            service.add_note(unit, customer_id, "note", on=on)
        elif what == 1:
            service.log_touch(unit, customer_id, Said(topic="contact", on=on))
        elif what == 2:
            service.visit(unit, customer_id, Said(same="visit", on=on))
        elif what == 3:
            one = service.promise(unit, customer_id, "promise", made_on=on)
            service.keep_promise(unit, one, on=TODAY - DAY)
        elif what == 4:
            key = OccurrenceKey(customer_id, OccasionKind.BIRTHDAY, 0, on)
            reminders.done(unit, key, "greeted")
        else:
            customers.edit_text(unit, customer_id, {Life.favourite_dishes: f"{on} {what}"})


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    things=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=12),
    limit=st.integers(1, 5),
)
def test_pages_of_any_size_make_the_same_stream(
    shop: Shop, owner: Actor, things: list[tuple[int, int]], limit: int
) -> None:
    one = make_customer(shop, owner)
    for what, back in things:
        if what < 6:
            add(shop, owner, one, what, TODAY - back * DAY)
        else:
            make_purchase(shop, owner, one, TODAY - back * DAY, 100)
    whole = shown(shop, owner, one, limit=1000)
    keys = [each.key for each in whole]
    assert keys == sorted(keys, reverse=True)
    assert len(set(keys)) == len(keys)
    assert paged(shop, owner, one, limit) == whole
    made = [what for what, _ in things]
    by_kind = {kind: sum(each.kind == kind for each in whole) for kind in KINDS}
    assert by_kind["note"] == made.count(0)
    assert by_kind["contact"] == made.count(1)
    assert by_kind["visit"] == made.count(2)
    assert by_kind["promise"] == 2 * made.count(3)
    assert by_kind["purchase"] == made.count(6)


def test_each_kind_alone(shop: Shop, owner: Actor, chen: int) -> None:
    for what in range(6):
        add(shop, owner, chen, what, TODAY - DAY)
    make_purchase(shop, owner, chen, TODAY - DAY, 12850)
    for kind in KINDS:
        found = shown(shop, owner, chen, kinds=[kind])
        assert {each.kind for each in found} <= {kind}
        elsewhere = (
            *("import", "doubt", "win_back", "rule", "wallet", "worth"),
            *("complaint", "survey"),
        )  # told by other tests
        assert bool(found) is (kind not in elsewhere)
    assert {kind for each in STREAMS for kind in each.kinds} == set(KINDS)


def test_what_an_entry_says(shop: Shop, owner: Actor, chen: int) -> None:
    make_purchase(shop, owner, chen, TODAY, 12850)
    with shop.write(owner, "Contact") as unit:
        said = Said(
            "phone", "in", topic="问新茶", outcome="要样品", next_step="寄样", next_due=TODAY + DAY
        )
        service.log_touch(unit, chen, said)
        service.promise(unit, chen, "留两斤", TODAY + DAY, to_whom="她先生")
    found = {each.kind: each for each in shown(shop, owner, chen)}
    contact, promise = found["contact"], found["promise"]
    assert (contact.title, contact.labels, contact.words) == (
        "Phone call",
        ("She came to us",),
        "问新茶",
    )
    assert dict(contact.facts) == {"Outcome": "要样品", "Next step": "寄样"}
    assert (contact.state, contact.due, contact.who) == ("step", TODAY + DAY, "老王")
    assert (promise.state, promise.due) == ("open", TODAY + DAY)
    assert dict(promise.facts)["To whom"] == "她先生"
    assert found["purchase"].amount == 12850


def test_one_edit_is_one_change_with_its_fields(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Edit customer") as unit:
        customers.edit_text(
            unit, chen, {Basics.mobile: "15412345678", Life.favourite_dishes: "川菜"}
        )
        act = unit.act_id
    changes = shown(shop, owner, chen, kinds=["change"])
    assert [each.title for each in changes] == ["Edit customer", "New customer"]
    assert {"Mobile", "Favourite dishes"} <= set(changes[0].labels) or len(changes[0].labels) == 2
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert [each.title for each in shown(shop, owner, chen, kinds=["change"])] == ["New customer"]


def test_a_settled_doubt_is_told(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner, texts={Basics.birth_date: "1985-02-30"})
    with shop.read(owner) as reader:
        from app.core.customers.queries import profile

        (doubt,) = profile(reader, one).doubts()
    with shop.write(owner, "Settle a doubt") as unit:
        customers.settle_doubt(unit, doubt.id)
    assert [each.title for each in shown(shop, owner, one, kinds=["doubt"])] == ["Settle a doubt"]


def test_an_undone_note_leaves_no_trace(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, "x")
        act = unit.act_id
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert [each.title for each in shown(shop, owner, chen)] == ["New customer"]


def test_what_lies_after_today_is_not_told(shop: Shop, owner: Actor, chen: int) -> None:
    key = OccurrenceKey(chen, OccasionKind.BIRTHDAY, 0, TODAY + DAY)
    with shop.write(owner, "Greet") as unit:
        reminders.done(unit, key, "greeted")
    (greeting,) = shown(shop, owner, chen, kinds=["greeting"])  # greeted today, for tomorrow
    assert (greeting.title, greeting.labels) == ("Birthday", ("greeted",))


def test_the_first_page_of_a_long_file_comes_at_once(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Many") as unit:
        for number in range(300):
            day = TODAY - timedelta(days=number % 90)
            service.add_note(unit, chen, f"note {number}", on=day)
            service.log_touch(unit, chen, Said(topic=f"contact {number}", on=day))
    assert len(paged(shop, owner, chen, 50)) == 601
    with shop.read(owner) as reader:
        plans = [
            row
            for table in ("note", "touch")
            for row in reader.connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE customer_id = 1"
                " ORDER BY at_day DESC LIMIT 50"
            )
        ]
    assert all("_of_customer" in str(row) for row in plans)
