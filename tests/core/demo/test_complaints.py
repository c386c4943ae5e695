"""The sample shop's complaints: a board with something in every column, years behind it."""

from collections import Counter

import pytest

from app.core.actor import Actor
from app.core.complaints import queries
from app.core.complaints.board import board
from app.core.complaints.figures import By, figures, months, pareto_by
from app.core.complaints.records import Stage, Step
from app.core.demo.complaints import tell_complaints
from app.core.demo.shopping import Buyer
from app.core.purchases.records import to_day
from app.core.store.shop import Shop
from app.core.value.window import all_time
from tests.conftest import TODAY
from tests.factories import make_customer


def told(shop: Shop, owner: Actor, people: int) -> int:
    joined = to_day(TODAY) - 1000
    buyers = [
        Buyer(make_customer(shop, owner, f"客{n}", f"K{n}"), f"K{n}", joined, False, n < 3)
        for n in range(people)
    ]
    with shop.write(owner, "Complaints") as unit:
        return tell_complaints(unit, buyers)


def test_every_column_of_the_board_and_every_end(shop: Shop, owner: Actor) -> None:
    number = told(shop, owner, 40)
    assert number >= 14
    with shop.read(owner) as reader:
        found = board(reader)
        assert all(pile.total for pile in found.piles.values())
        assert found.overdue
        assert not found.passed_on
        every = [queries.get_complaint(reader, each) for each in queries.complaint_ids(reader)]
        assert len(every) == number
        colours = {each.card.colour for each in every if each}
        assert len(colours) == 4  # green, amber, red, and those closed
        ended = Counter(each.card.confirmed for each in every if each)
        assert ended[True] > ended[False] > 0
        assert any(each.card.reopened and not each.card.settled for each in every if each)


def test_years_of_them_for_the_charts(shop: Shop, owner: Actor) -> None:
    told(shop, owner, 300)
    window = all_time(TODAY)
    with shop.read(owner) as reader:
        found = figures(reader, window)
        assert found.received == 27
        assert 0 < found.late < found.settled < found.received
        assert found.grade is not None
        assert found.cost
        assert len(months(reader, window)) > 20
        for by in By:
            assert len(pareto_by(reader, window, by)) > 3
        for each in queries.complaint_ids(reader):
            made = queries.get_complaint(reader, each)
            assert made is not None
            moments = [step.at for step in made.steps]
            assert moments == sorted(moments)
            assert made.steps[0].kind is Step.RECEIVED
            assert made.card.stage in Stage
            assert made.card.who


@pytest.mark.parametrize("people", [0, 1])
def test_a_small_shop_has_some_all_the_same(shop: Shop, owner: Actor, people: int) -> None:
    assert told(shop, owner, people) == (14 if people else 0)
