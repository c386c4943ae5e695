"""Many rows in a statement, for units that look at no reference."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.customers import bulk
from app.core.customers.bulk import Bulk, NewCustomer
from app.core.customers.records import customer, search_text
from app.core.customers.tuples import insert_sql
from app.core.errors import NotAllowed
from app.core.store.shop import Shop
from app.core.store.tables import history
from app.core.store.unit import Unit

MADE = datetime(2026, 11, 22, 4, tzinfo=UTC)


def people(unit: Unit, numbers: list[str | None]) -> Bulk:
    found = Bulk(seal=None, source="import", now=MADE, first=bulk.next_ids(unit))
    for at, number in enumerate(numbers):
        found.add(NewCustomer("individual", number, {Basics.name: f"客{at}"}))
    return found


def test_tens_and_what_is_left_of_them(shop: Shop, owner: Actor) -> None:
    numbers = [None if at % 3 else f"LW{at}" for at in range(23)]
    with shop.write(owner, "List", looks=False) as unit:
        bulk.write_unguarded(unit, people(unit, numbers).take())
        bulk.note_made(unit, (1, 23))
        bulk.finish(unit, (1, 23), noted=True)
        bulk.assert_whole(unit, (1, 23))
    with shop.read(owner) as reader:
        kept = reader.connection.execute(select(customer).order_by(customer.c.id)).all()
        assert [row.number for row in kept] == numbers
        assert {(row.tags, row.phone, row.deceased, row.status) for row in kept} == {
            (None, None, 0, None)
        }
        assert reader.connection.scalar(select(func.count()).select_from(search_text)) == 23
        made = select(func.count()).where(history.c.kind == "create")
        assert reader.connection.scalar(made) == 23


def test_a_row_that_breaks_a_rule_takes_all_back(shop: Shop, owner: Actor) -> None:
    numbers: list[str | None] = ["LW1", "LW2", "lw1", *(None for _ in range(9))]
    with (
        pytest.raises(IntegrityError),
        shop.write(owner, "List", looks=False) as unit,
    ):
        bulk.write_unguarded(unit, people(unit, numbers).take())
    with shop.read(owner) as reader:
        assert reader.connection.scalar(select(func.count()).select_from(customer)) == 0


def test_no_function_makes_sqlite_keep_pages() -> None:
    sql = insert_sql("customer", ("id", "number", "name"), rows=2, or_fail=True)
    assert sql == (
        "INSERT OR FAIL INTO customer (id, number, name) VALUES"
        " (?1,CASE ?2 WHEN '' THEN NULL ELSE ?2 END,?3),"
        " (?4,CASE ?5 WHEN '' THEN NULL ELSE ?5 END,?6)"
    )


def test_only_who_may_import(shop: Shop, custodian: Actor) -> None:
    with (
        pytest.raises(NotAllowed),
        shop.write(custodian, "List", looks=False) as unit,
    ):
        bulk.write_unguarded(unit, {})


@pytest.mark.parametrize("staged", ["", "staged_"])
def test_of_the_profile_alone_nothing_may_be_said(staged: str) -> None:
    said = "CASE ?1 WHEN '' THEN NULL ELSE ?1 END"
    assert said in insert_sql(f"{staged}individual", ("deceased", "id"))
    assert said not in insert_sql(f"{staged}customer", ("deceased", "id"))
