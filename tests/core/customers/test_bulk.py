"""Many customers at once: straight into the tables and by way of staging."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table, func, select

from app.catalogue.basics import Basics
from app.catalogue.education_career import PastJob
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.family import Child
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.catalogue.persons import Person
from app.catalogue.values import Amount, CalendarDay, Phone
from app.core.actor import Actor
from app.core.customers import bulk, queries
from app.core.customers.bulk import Bulk, NewCustomer, NewDoubt
from app.core.customers.records import contact, customer, doubt, search_text, sensitive
from app.core.errors import NotAllowed
from app.core.purchases.records import PurchaseKind, purchase, to_day
from app.core.reminders.records import occasion
from app.core.store.profile_tables import GROUPS
from app.core.store.shop import Shop
from app.core.store.undo import undo_batch
from app.core.store.unit import Unit
from tests.factories import make_customer

BORN = CalendarDay("lunar", 1965, 4, 8, True, "农历1965年闰四月初八")
INCOME = Amount(5_000_000, 5_000_000, "year")


def people() -> list[NewCustomer]:
    return [
        NewCustomer(
            "individual",
            "LW0001",
            {
                Basics.name: "单田芳",
                Basics.mobile: (Phone("+8615400138000", None, "154 0013 8000"),),
                Basics.birth_date: BORN,
                Basics.employer_name: None,
                Life.medical_history: "penicillin",
                Extras.note: "靠窗",
                Extras.tags: ("老客户", "送货"),
            },
            {
                Child: [{Child.name: "小满", Child.birthday: CalendarDay("solar", 2018, 5, 21)}],
                PastJob: [
                    {PastJob.employer: "云溪茶厂"},
                    {PastJob.employer: "青坪小学", PastJob.annual_income: INCOME},
                ],
            },
            [NewDoubt(Basics.id_number, "12345", "id_bad_length")],
        ),
        NewCustomer(
            "company",
            "Q1",
            {CompanyBasics.company_name: "青坪茶叶有限公司"},
            {
                Person: [
                    {Person.name: "林小满"},
                    {Person.name: "何雨", Person.birthday: CalendarDay("solar", 1980, 2, 3)},
                ]
            },
            [NewDoubt(Person.age, "几岁", "unreadable", row=1)],
        ),
        NewCustomer("individual", "  ", {Basics.name: "李娜"}),
    ]


def write_straight(unit: Unit, new: list[NewCustomer]) -> tuple[int, int]:
    encoder = Bulk(
        seal=unit.seal,
        source="import",
        now=unit.now,
        first=bulk.next_ids(unit),
        learnt_on=unit.today,
    )
    ids = [encoder.add(each) for each in new]
    bulk.write(unit, encoder.take())
    bulk.finish(unit, (ids[0], ids[-1]))
    return ids[0], ids[-1]


def write_staged(unit: Unit, new: list[NewCustomer]) -> tuple[int, int]:
    encoder = Bulk(
        seal=unit.seal,
        source="import",
        now=unit.now,
        first=bulk.STAGED_IDS,
        learnt_on=unit.today,
    )
    bulk.create_staging(unit.connection)
    for each in new:
        encoder.add(each)
        bulk.stage(unit.connection, encoder.take())
    ids = bulk.move_staged(unit)
    bulk.finish(unit, ids)
    bulk.drop_staging(unit.connection)
    return ids


WAYS = {"straight": write_straight, "staged": write_staged}


@pytest.fixture(params=list(WAYS))
def filled(request: pytest.FixtureRequest, shop: Shop, owner: Actor) -> tuple[int, int]:
    """Ids already run on, so that staged ids must be shifted."""
    made = make_customer(shop, owner, "王建国", "7")
    with shop.write(owner, "Job") as unit:
        unit.insert(GROUPS[PastJob], customer_id=made, position=1, past_job_employer="x")
        unit.insert(GROUPS[Person], customer_id=made, position=1, person_name="y")
    with shop.write(owner, "Import") as unit:
        unit.begin_batch("import", "members.xlsx")
        return WAYS[request.param](unit, people())


def file_of(shop: Shop, actor: Actor, number: str) -> queries.Profile:
    with shop.read(actor) as reader:
        found = queries.by_number(reader, number)
        assert found is not None
        return queries.profile(reader, found, reveal=True)


def test_values_come_back_from_every_home(
    shop: Shop, owner: Actor, filled: tuple[int, int]
) -> None:
    assert filled[1] - filled[0] == 2
    file = file_of(shop, owner, "lw0001")
    expected = {field: value for field, value in people()[0].values.items() if value is not None}
    assert {field: file.value(field) for field in expected} == expected
    day = file.value(Basics.birth_date)
    assert day is not None
    assert day.typed == BORN.typed
    assert [row.value(Child.name) for row in file.rows(Child)] == ["小满"]
    assert [row.value(PastJob.annual_income) for row in file.rows(PastJob)] == [None, INCOME]
    assert (file.fact(Basics.name).source, file.fact(Basics.name).learnt_on) == (
        "import",
        date(2026, 11, 22),
    )
    (about,) = file.doubts()
    assert (about.field, about.typed, about.taken) == (Basics.id_number, "12345", False)


def test_children_and_occasions_point_at_their_rows(
    shop: Shop, owner: Actor, filled: tuple[int, int]
) -> None:
    file = file_of(shop, owner, "Q1")
    first, second = file.rows(Person)
    with shop.read(owner) as reader:
        asked = select(occasion.c.kind, occasion.c.customer_id, occasion.c.row_id)
        kept = {tuple(row) for row in reader.connection.execute(asked)}
    assert kept == {
        ("birthday", filled[0], 0),
        ("child_birthday", filled[0], 1),
        ("person_birthday", file.id, second.id),
    }
    assert [each.typed for each in file.doubts(Person.age, second.id)] == ["几岁"]
    assert file.doubts(Person.age, first.id) == ()


def test_everybody_is_found_and_listed(shop: Shop, owner: Actor, filled: tuple[int, int]) -> None:
    with shop.read(owner) as reader:
        assert [hit.name for hit in queries.search(reader, "shantian").hits] == ["单田芳"]
        assert [hit.name for hit in queries.search(reader, "8000").hits] == ["单田芳"]
        rows = queries.list_rows(reader, queries.list_ids(reader, queries.ListQuery()))
    names = [(row.name, row.number, row.doubts) for row in rows]
    assert ("单田芳", "LW0001", 1) in names
    assert ("李娜", None, 0) in names
    assert len(names) == 4


def test_the_undo_of_a_batch_leaves_what_was_there(
    shop: Shop, owner: Actor, filled: tuple[int, int]
) -> None:
    with shop.read(owner) as reader:
        batch = reader.connection.exec_driver_sql("SELECT max(id) FROM batch").scalar_one()
    with shop.write(owner, "Undo") as unit:
        undo_batch(unit, batch)
    tables: tuple[Table, ...] = (customer, search_text)
    nothing: tuple[Table, ...] = (contact, occasion, sensitive, doubt)
    with shop.read(owner) as reader:
        numbers: dict[str, Any] = {
            table.name: reader.connection.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
            for table in (*tables, *nothing)
        }
        assert [hit.name for hit in queries.search(reader, "单").hits] == []
    assert numbers == {t.name: 1 for t in tables} | {t.name: 0 for t in nothing}


def test_waiting_purchases_join(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Till") as unit:
        unit.insert(
            purchase,
            customer_number="q1",
            customer_key="q1",
            bought_day=to_day(date(2026, 11, 1)),
            kind=PurchaseKind.SALE,
            amount=500,
            counted=1,
            net=500,
        )
    with shop.write(owner, "Import") as unit:
        write_straight(unit, people())
    assert file_of(shop, owner, "Q1").revenue == 500


def test_a_cell_that_is_empty_is_null(shop: Shop, owner: Actor, filled: tuple[int, int]) -> None:
    with shop.read(owner) as reader:
        found = reader.connection.exec_driver_sql(
            "SELECT count(*) FROM customer WHERE phone = '' OR number = '' OR tags = ''"
            " OR company = '' OR handler = '' OR joined_on = ''"
        ).scalar_one()
    assert found == 0


def test_only_who_may_import_writes_in_bulk(shop: Shop, custodian: Actor) -> None:
    with pytest.raises(NotAllowed), shop.write(custodian, "Import") as unit:
        bulk.write(unit, {})
