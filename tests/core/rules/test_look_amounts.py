"""Unusual amounts in a real shop, and why: asked once for each receipt."""

from datetime import date

import pytest

from app.core.actor import Actor
from app.core.rules import queries, service
from app.core.rules.service import Outcome
from app.core.rules.terms import AbnormalTerms, ThresholdTerms
from app.core.store.shop import Shop
from tests.core.rules.shops import LEVEL, TODAY, Book

USUAL = (10_000, 12_000, 11_000, 9_000, 10_500)


@pytest.fixture
def book(shop: Shop, owner: Actor) -> Book:
    made = Book(shop, owner)
    made.rule(AbnormalTerms())
    return made


@pytest.fixture
def chen(book: Book) -> int:
    """A regular with five usual purchases."""
    found = book.person()
    for number, amount in enumerate(USUAL):
        book.buy(found, amount, days_ago=200 - number)
    return found


def test_v20_an_amount_far_from_the_usual_is_asked_about_once(book: Book, chen: int) -> None:
    book.buy(chen, 13_000, days_ago=2)
    assert book.look() == 0
    book.buy(chen, 40_000)
    assert book.look() == 1
    assert book.says(chen) == [
        "Bought for ¥400 on 22 Nov 2026, usually for ¥107.50. (6 purchases before)"
    ]
    book.buy(chen, 11_000)
    assert book.look() == 0


def test_why_and_what_came_of_it_are_kept(book: Book, chen: int) -> None:
    book.buy(chen, 40_000)
    book.look()
    (found,) = book.waiting(chen)
    with book.shop.write(book.owner, "Done") as unit:
        service.done(unit, [found.id], Outcome("贷款", cause="女儿买房"))
    assert book.waiting() == []
    assert book.look() == 0


def test_fewer_than_five_purchases_before_say_nothing(book: Book) -> None:
    li = book.person()
    for amount in USUAL[:4]:
        book.buy(li, amount, days_ago=100)
    book.buy(li, 10**14)
    assert book.look() == 0


def test_money_that_went_back_without_a_receipt(book: Book, chen: int) -> None:
    book.buy(chen, -30_000)
    assert book.look() == 1
    assert book.says(chen)[0].startswith("¥300 went back to her on 22 Nov 2026")


def test_only_the_days_that_the_rule_looks_at(book: Book, chen: int) -> None:
    book.buy(chen, 40_000, days_ago=30)
    assert book.look() == 0
    book.buy(chen, 41_000, days_ago=29)
    assert book.look() == 1


def test_a_void_and_an_undo(book: Book, chen: int) -> None:
    first = book.buy(chen, 40_000)
    book.look()
    book.void(first)
    book.look()
    assert book.waiting() == []
    book.buy(chen, 50_000)
    assert book.look() == 1
    book.undo()
    book.look()
    assert book.waiting() == []


def test_an_amount_nobody_asks_about(shop: Shop, owner: Actor) -> None:
    book = Book(shop, owner)
    book.rule(AbnormalTerms(least=50_000))
    li = book.person()
    for amount in (*USUAL, 40_000):
        book.buy(li, amount, days_ago=1)
    assert book.look() == 0
    book.buy(li, 50_000)
    assert book.look() == 1
    (found,) = book.waiting(li)
    assert found.found_on == date(2026, 11, 22) == TODAY
    assert found.stake == 50_000


def test_looking_at_one_is_looking_at_all(book: Book, chen: int) -> None:
    """What a new day finds is what each entry would have found."""
    book.look()
    book.buy(chen, 40_000)
    assert book.look() == 1  # she alone
    others = Book(book.shop, book.owner)
    before = [(each.customer_id, each.key) for each in others.waiting()]
    with book.shop.write(book.owner, "Forget") as unit:
        unit.connection.exec_driver_sql("DELETE FROM firing")
        unit.connection.exec_driver_sql("DELETE FROM meta WHERE key = 'rules.seen'")
        unit.changes.add("meta", [1])
    assert book.look() == 1  # everybody
    assert [(each.customer_id, each.key) for each in book.waiting()] == before


def test_today_hears_of_each_rule_in_turn(book: Book, chen: int) -> None:
    book.rule(ThresholdTerms((LEVEL,)))
    for number in range(3):
        book.buy(book.person(f"V{number}"), 900_000 + number)
    book.buy(chen, 40_000)
    book.look()
    with book.shop.read(book.owner) as reader:
        count, few = queries.first_few(reader, 3)
    assert count == 4
    assert [each.stake for each in few] == [40_000, 900_002, 900_001]
