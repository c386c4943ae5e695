"""What cannot be true of a complaint: refused with a sentence, or kept as what it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.actor import Actor
from app.core.complaints import queries, service
from app.core.complaints.clocks import Colour
from app.core.complaints.records import Step
from app.core.complaints.service import NewComplaint
from app.core.errors import Refused
from app.core.store.shop import Shop
from tests.conftest import TODAY

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)


@pytest.fixture
def made(shop: Shop, owner: Actor) -> int:
    """Received three days ago."""
    with shop.write(owner, "Complaint") as unit:
        told = NewComplaint("茶碎了", received_at=NOON - timedelta(days=3))
        return service.receive(unit, told)


def count(shop: Shop, owner: Actor) -> int:
    with shop.read(owner) as reader:
        return queries.counts(reader)[0]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"words": "  "}, "nothing to keep"),
        ({"received_at": NOON + timedelta(minutes=1)}, "has not come yet"),
        ({"promised_at": NOON - timedelta(days=1)}, "before the complaint was received"),
    ],
)
def test_nothing_of_a_wrong_complaint_is_kept(
    shop: Shop, owner: Actor, told: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence), shop.write(owner, "Complaint") as unit:
        service.receive(unit, NewComplaint(**({"words": "碎了"} | told)))
    assert count(shop, owner) == 0


@pytest.mark.parametrize("kind", [Step.ANSWERED, Step.CONFIRMED, Step.CLOSED])
@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (NOON - timedelta(days=4), "before the complaint was received"),
        (NOON + timedelta(hours=1), "has not come yet"),
    ],
)
def test_no_step_before_the_receipt_or_in_the_future(
    shop: Shop, owner: Actor, made: int, kind: Step, at: datetime, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence), shop.write(owner, "Step") as unit:
        service.take_step(unit, made, kind, at=at)
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, made)
    assert found is not None
    assert found.card.settled is None
    assert [each.kind for each in found.steps] == [Step.RECEIVED]


@pytest.mark.parametrize(
    "cells",
    [
        {"promised_at": NOON - timedelta(days=4)},
        {"satisfaction": 0},
        {"satisfaction": 6},
        {"cost": -1},
        {"words": ""},
    ],
)
def test_a_wrong_note_is_refused_and_the_old_one_stays(
    shop: Shop, owner: Actor, made: int, cells: dict[str, Any]
) -> None:
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, cost=500, satisfaction=3)
    with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
        service.edit(unit, made, **cells)
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, made)
    assert found is not None
    assert (found.cost, found.satisfaction, found.card.words) == (500, 3, "茶碎了")
    assert found.promised_at is None


def test_a_promise_that_has_passed_is_kept_and_late(shop: Shop, owner: Actor, made: int) -> None:
    """Made after the receipt, but its day is over: that is true, and red."""
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, promised_at=NOON - timedelta(days=1))
        service.take_step(unit, made, Step.ANSWERED, at=NOON - timedelta(days=2))
    with shop.read(owner) as reader:
        card = queries.opened(reader)[0]
        assert queries.counts(reader) == (1, 1)
    assert card.colour is Colour.RED
    assert card.overdue


def test_settled_later_than_promised_is_late_and_never_negative(
    shop: Shop, owner: Actor, made: int
) -> None:
    with shop.write(owner, "Step") as unit:
        service.take_step(unit, made, Step.CONFIRMED, at=NOON - timedelta(days=3))
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, made)
    assert found is not None
    assert found.minutes["settled_minutes"] == 0  # within the minute of its receipt
    assert found.minutes["settled_open_minutes"] == 0
