"""Whatever happens in whatever order: looking bit by bit comes to what one look comes to."""

from contextlib import suppress
from random import Random

import pytest

from app.core.actor import Actor
from app.core.errors import Conflict, Refused
from app.core.rules.terms import AbnormalTerms, ReplacementTerms, ThresholdTerms
from app.core.store.shop import Shop
from tests.core.rules.shops import LEVEL, TODAY, Book

STEPS = 24


@pytest.mark.parametrize("seed", range(2))
def test_bit_by_bit_is_all_at_once(shop: Shop, owner: Actor, seed: int) -> None:
    random, book = Random(seed), Book(shop, owner)
    book.rule(ThresholdTerms((LEVEL,)))
    book.rule(AbnormalTerms())
    book.rule(ReplacementTerms(lead_days=40))
    kettle = book.product("水壶", life_months=1)
    people = [book.person() for _ in range(3)]
    bought: list[int] = []
    for _ in range(STEPS):
        _step(book, random, people, bought, kettle)
        if random.random() < 0.4:
            book.look()
    book.look()
    bit_by_bit = _waiting(book)
    with shop.write(owner, "Forget") as unit:
        unit.connection.exec_driver_sql("DELETE FROM firing")
        unit.connection.exec_driver_sql("DELETE FROM meta WHERE key = 'rules.seen'")
        unit.changes.add("meta", [1])
    book.look()
    assert _waiting(book) == bit_by_bit
    assert bit_by_bit  # else nothing was tested


def _step(book: Book, random: Random, people: list[int], bought: list[int], kettle: int) -> None:
    who, what = random.choice(people), random.random()
    if what < 0.6 or not bought:
        amount = 400_000 if random.random() < 0.06 else random.randint(1_000, 1_400)
        bought.append(book.buy(who, amount, days_ago=random.randint(0, 20)))
    elif what < 0.75:
        bought.append(book.unit_sold(who, kettle, TODAY.replace(day=random.randint(1, 20))))
    elif what < 0.85:
        book.buy(who, -random.randint(1, 2_000))
    else:
        with suppress(Refused, Conflict):  # taken back already, or something rests upon it
            book.void(bought.pop(random.randrange(len(bought))))
        with suppress(Refused, Conflict):
            book.undo()


def _waiting(book: Book) -> set[tuple[int, str]]:
    return {(each.customer_id, each.key) for each in book.waiting()}
