"""Replacement and stages of life in a real shop: units, returns, gifts, children."""

from dataclasses import replace
from datetime import date

import pytest

from app.catalogue.family import Child
from app.catalogue.values import CalendarDay
from app.core.actor import Actor
from app.core.customers import bin
from app.core.customers import service as customers
from app.core.customers.records import customer
from app.core.errors import Cancelled
from app.core.people.relatives import LightPerson, add_relative, remove_relative
from app.core.products import service as products
from app.core.progress import Silent
from app.core.rules import goods, queries, service
from app.core.rules.rule import NewRule
from app.core.rules.terms import LifeStageTerms, ReplacementTerms
from app.core.store.shop import Shop
from app.i18n import use_language
from tests.core.rules.shops import TODAY, Book

DUE = date(2023, 12, 1)  # and three years later: within the month's notice


@pytest.fixture
def book(shop: Shop, owner: Actor) -> Book:
    return Book(shop, owner)


@pytest.fixture
def kettle(book: Book) -> int:
    book.rule(ReplacementTerms())
    return book.product("电热水壶", life_months=36, category="电器")


def test_a_unit_near_the_end_of_its_life(book: Book, kettle: int) -> None:
    chen, li = book.person(), book.person()
    book.unit_sold(chen, kettle, DUE)
    book.unit_sold(li, kettle, date(2024, 1, 31))
    assert book.look() == 1
    assert book.says(chen) == [
        "Bought 电热水壶 on 1 Dec 2023. It lasts 36 months, until 1 Dec 2026."
    ]
    (found,) = book.waiting()
    assert (found.stake, found.due_on) == (300_000, date(2026, 12, 1))


def test_the_later_unit_wins_and_ends_the_wait(book: Book, kettle: int) -> None:
    chen = book.person()
    book.unit_sold(chen, kettle, DUE)
    book.look()
    book.unit_sold(chen, kettle, TODAY)
    book.look()
    assert book.waiting() == []
    book.undo()
    book.look()
    assert len(book.waiting()) == 1


def test_what_came_back_and_what_was_a_gift_is_not_replaced(book: Book, kettle: int) -> None:
    chen, li, wang = book.person(), book.person(), book.person()
    first = book.unit_sold(chen, kettle, DUE)
    book.unit_sold(chen, kettle, date(2024, 1, 1), returns=first)
    book.unit_sold(li, kettle, DUE, gift=True)
    voided = book.unit_sold(wang, kettle, DUE)
    book.void(voided)
    assert book.look() == 0


def test_a_returned_later_unit_leaves_the_earlier_one(book: Book, kettle: int) -> None:
    chen = book.person()
    book.unit_sold(chen, kettle, DUE)
    later = book.unit_sold(chen, kettle, date(2025, 6, 1))
    assert book.look() == 0
    book.unit_sold(chen, kettle, date(2025, 6, 2), returns=later)
    assert book.look() == 1


def test_one_line_of_several_came_back(book: Book, kettle: int) -> None:
    chen = book.person()
    book.unit_sold(chen, kettle, DUE, paid=500_000)
    book.unit_sold(chen, kettle, DUE, paid=100_000)
    assert book.look() == 1  # of two the later receipt counts, once


def test_a_life_told_later_and_another_spelling(book: Book) -> None:
    book.rule(ReplacementTerms(category="电器"))
    one, other = book.product("水壶", category="电器"), book.product("电水壶")
    chen = book.person()
    book.unit_sold(chen, other, DUE)
    assert book.look() == 0
    with book.shop.write(book.owner, "Merge") as unit:
        products.merge(unit, one, other)
    with book.shop.write(book.owner, "Life") as unit:
        products.edit(unit, one, life_months=36)
    assert book.look() == 1
    (found,) = book.waiting()
    assert found.reason["name"] == "水壶"


def test_too_late_is_not_told(book: Book, kettle: int) -> None:
    book.unit_sold(book.person(), kettle, date(2023, 5, 26))  # 180 days late today
    book.unit_sold(book.person(), kettle, date(2023, 5, 25))
    assert book.look() == 1


# Stages of life.

BABY = date(2021, 11, 1)


@pytest.fixture
def powder(book: Book) -> int:
    book.rule(LifeStageTerms())
    return book.product("奶粉", stage="baby")


def _child(book: Book, customer_id: int, birthday: str) -> None:
    with book.shop.write(book.owner, "Child") as unit:
        born = date.fromisoformat(birthday)
        value = CalendarDay("solar", born.year, born.month, born.day)
        customers.add_row(unit, customer_id, Child, {Child.birthday: value})


def test_v20_baby_goods_become_child_goods_and_a_gift_never(book: Book, powder: int) -> None:
    chen, li = book.person(), book.person()
    book.unit_sold(chen, powder, BABY, paid=20_000)
    book.unit_sold(li, powder, BABY, gift=True)
    assert book.look() == 1
    (found,) = book.waiting()
    assert (found.customer_id, found.due_on, found.stake) == (chen, date(2026, 11, 1), 20_000)
    assert found.why(TODAY) == (
        "First bought such goods on 1 Nov 2021; 5 years later something else is wanted. "
        "What comes now: Child"
    )


def test_the_childs_birth_date_beats_the_purchase(book: Book, powder: int) -> None:
    chen, li = book.person(), book.person()
    book.unit_sold(chen, powder, BABY)
    book.unit_sold(li, powder, BABY)
    _child(book, chen, "2020-02-01")  # five already long ago
    _child(book, li, "2021-12-05")
    assert book.look() == 1
    (found,) = book.waiting()
    assert found.customer_id == li
    assert found.why(TODAY) == "A child will be 5 on 5 Dec 2026. What comes now: Child"


def _partly(book: Book, customer_id: int, day: CalendarDay) -> None:
    with book.shop.write(book.owner, "Child") as unit:
        customers.add_row(unit, customer_id, Child, {Child.name: "小满", Child.birthday: day})


def _light(book: Book, customer_id: int, day: CalendarDay, relation: str = "child") -> int:
    with book.shop.write(book.owner, "Child") as unit:
        person = LightPerson("小雪", relation, birthday=day)
        return add_relative(unit, customer_id, person)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (CalendarDay("solar", 2021), "小满 turns 5 in 2026."),
        (CalendarDay("solar", 2021, 12), "小满 turns 5 in Dec 2026."),
        (CalendarDay("lunar", 2021, 11), "小满 turns 5 in Dec 2026."),
        (CalendarDay("lunar", 2021), "小满 turns 5 in 2026."),
    ],
)
def test_a_child_of_whom_only_the_year_or_month_is_known(
    book: Book, powder: int, day: CalendarDay, says: str
) -> None:
    chen, li = book.person(), book.person()
    book.unit_sold(chen, powder, BABY)  # the birth speaks, however roughly it is known
    _partly(book, chen, day)
    _partly(book, li, replace(day, year=2015))
    assert book.look() == 1
    (found,) = book.waiting()
    assert (found.customer_id, found.due_on) == (chen, None)
    assert found.why(TODAY).startswith(says)
    assert book.look() == 0  # told once
    use_language("zh")
    assert "2026年" in found.why(TODAY)


def test_of_two_children_one_is_known_by_her_year_only(book: Book, powder: int) -> None:
    chen = book.person()
    _child(book, chen, "2012-06-01")  # a whole birthday, far from today
    _partly(book, chen, CalendarDay("solar", 2021))
    assert book.look() == 1
    (found,) = book.waiting()
    assert found.why(TODAY).startswith("小满 turns 5 in 2026.")


def test_a_month_and_day_without_a_year_tells_no_stage(book: Book, powder: int) -> None:
    chen = book.person()
    _partly(book, chen, CalendarDay("solar", None, 12, 5))
    book.unit_sold(chen, powder, BABY)
    assert book.look() == 1
    assert "First bought" in book.waiting()[0].why(TODAY)


def test_a_child_kept_as_a_light_person_grows_too(book: Book, powder: int) -> None:
    chen, li, wang = (book.person() for _ in range(3))
    book.look()
    _light(book, chen, CalendarDay("solar", 2021, 12, 5))
    niece = _light(book, li, CalendarDay("solar", 2021), "niece")
    book.unit_sold(wang, powder, BABY)
    _light(book, wang, CalendarDay("solar", 2021))
    assert book.look() == 2
    first, second = sorted(book.waiting(), key=lambda each: each.customer_id)
    assert (first.customer_id, first.due_on) == (chen, date(2026, 12, 5))
    assert first.why(TODAY) == "小雪 will be 5 on 5 Dec 2026. What comes now: Child"
    assert (second.customer_id, second.why(TODAY)[:18]) == (wang, "小雪 turns 5 in 2026")
    locked = replace(book.shop, session=replace(book.shop.session, seal=None))
    assert len(Book(locked, book.owner).waiting()) == 2  # nothing of these is sealed
    with book.shop.write(book.owner, "Remove") as unit:
        remove_relative(unit, niece)
        remove_relative(unit, int(first.key.partition(":")[2]))
    book.look()
    assert [each.customer_id for each in book.waiting()] == [wang]


def test_nothing_sealed_lies_in_the_finding(book: Book, powder: int) -> None:
    chen = book.person()
    _child(book, chen, "2021-12-05")
    book.look()
    with book.shop.read(book.owner) as reader:
        row = reader.connection.exec_driver_sql("SELECT * FROM firing").one()
    assert "2021" not in str(row)
    assert row.due_on is None


def test_without_the_sensitive_key_no_child_is_looked_at_and_it_says_so(
    book: Book, powder: int
) -> None:
    chen, li = book.person(), book.person()
    _child(book, chen, "2021-12-05")
    book.unit_sold(chen, powder, BABY)
    book.unit_sold(li, powder, BABY)
    locked = replace(book.shop, session=replace(book.shop.session, seal=None))
    without = Book(locked, book.owner)
    assert without.look() == 1
    assert [each.customer_id for each in without.waiting()] == [li]
    with locked.read(book.owner) as reader:
        assert queries.week(reader).sealed == 1
    with book.shop.read(book.owner) as reader:
        assert queries.week(reader).sealed == 0


def test_a_finding_about_a_child_is_readable_only_with_the_key(book: Book, powder: int) -> None:
    chen = book.person()
    _child(book, chen, "2021-12-05")
    book.look()
    locked = replace(book.shop, session=replace(book.shop.session, seal=None))
    (found,) = Book(locked, book.owner).waiting()
    assert "sealed" in found.why(TODAY)
    assert "2021" not in found.why(TODAY)


def test_a_childs_entry_that_goes_takes_its_finding_along(book: Book, powder: int) -> None:
    chen = book.person()
    _child(book, chen, "2021-12-05")
    book.look()
    (found,) = book.waiting()
    with book.shop.write(book.owner, "Remove") as unit:
        customers.delete_row(unit, chen, Child, found.reason["child"])
    book.look()
    assert book.waiting() == []


def test_a_preview_of_a_stage_names_nobody_in_the_bin(book: Book, powder: int) -> None:
    chen = book.person()
    book.unit_sold(chen, powder, BABY)
    with book.shop.read(book.owner) as reader:
        found = queries.preview(reader, NewRule("x", LifeStageTerms()))
    assert (found.count, found.sealed) == (1, 0)


def test_cancel_is_heard_within_a_rule(book: Book, kettle: int) -> None:
    """Millions of lines are one rule; nothing is kept, and the next look finds all of it."""
    chen = book.person()
    book.unit_sold(chen, kettle, DUE)
    asked: list[bool] = []

    class Cancelling(Silent):
        def is_cancelled(self) -> bool:
            asked.append(True)
            return len(asked) > 1  # the first time when its only rule begins

    with pytest.raises(Cancelled):
        service.look_after(book.owner, book.shop, Cancelling())
    assert book.waiting() == []
    assert book.look() == 1


def test_the_largest_come_along_the_index_of_what_waits(book: Book, kettle: int) -> None:
    """With bound states SQLite would sort everything that ever waited, for ten of them."""
    with book.shop.read(book.owner) as reader:
        asked = queries._of_rule(reader, 1).compile(reader.connection)
        bound = tuple(str(asked.params[name]) for name in asked.positiontup or ())
        rows = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.string}", bound)
        plan = [str(row[3]) for row in rows]
    assert any("firing_open" in each for each in plan)
    assert not any("TEMP B-TREE" in each for each in plan)


def test_only_the_living_are_counted(book: Book, kettle: int) -> None:
    chen, li, wang = (book.person() for _ in range(3))
    for who in (chen, li, wang):
        book.unit_sold(who, kettle, DUE)
    assert book.look() == 3
    with book.shop.write(book.owner, "Bin") as unit:
        bin.move_to_bin(unit, li)
        unit.update(customer, wang, deceased=1)
    with book.shop.read(book.owner) as reader:
        (group,) = queries.week(reader).groups
        assert (group.count, group.customers, len(group.firings)) == (1, 1, 1)
        assert queries.count_waiting(reader) == 1
        assert queries.customers_waiting(reader) == (chen,)


def test_everybodys_units_come_as_they_stand_in_the_file(
    shop: Shop, owner: Actor, book: Book, kettle: int
) -> None:
    """One product after another would fetch, and decrypt, each page once for every product."""
    chen, lamp = book.person(), book.product("台灯", life_months=24)
    sold = [book.unit_sold(chen, each, DUE) for each in (kettle, lamp, kettle, lamp)]
    with shop.read(owner) as reader:
        found = goods.units(reader, goods.goods_of(reader))
    assert [each.purchase_id for each in found] == sold
    assert [each.goods.id for each in found] == [kettle, lamp, kettle, lamp]
