"""Complaints weigh into who is called first: lately made, or still without an end."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.actor import Actor
from app.core.complaints import service
from app.core.complaints.records import Step
from app.core.complaints.service import NewComplaint
from app.core.fading import queries
from app.core.fading.complaints import complained, weights
from app.core.fading.hints import Standing
from app.core.fading.ranking import ranked
from app.core.fading.words import why
from app.core.store.shop import Shop
from app.i18n import use_language
from tests.conftest import TODAY
from tests.core.fading.buyers import add_buyers
from tests.factories import make_customer

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)
AWAY = (76, 200, 230, 260, 290)


@pytest.fixture
def people(shop: Shop, owner: Actor) -> dict[str, int]:
    """Four who fade, the dearest first."""
    money = {"甲": 90_000, "乙": 60_000, "丙": 40_000, "丁": 10_000}
    bought = {
        name: [(TODAY - timedelta(days=ago), fen) for ago in AWAY] for name, fen in money.items()
    }
    return add_buyers(shop, owner, bought)


def complain(shop: Shop, owner: Actor, who: int | None, days: int, settled: bool) -> None:
    with shop.write(owner, "New complaint") as unit:
        at = NOON - timedelta(days=days)
        made = service.receive(unit, NewComplaint("碎了", customer_id=who, received_at=at))
        if settled:
            service.take_step(unit, made, Step.CONFIRMED, at=at + timedelta(hours=1))


def order(shop: Shop, owner: Actor) -> list[int]:
    with shop.read(owner) as reader:
        found = queries.who_fades(reader)
        rows = ranked(found, found.rows(Standing.FADING), weights(reader, found))
        return [int(each) for each in found.ids[rows]]


def test_nobody_complained(shop: Shop, owner: Actor, people: dict[str, int]) -> None:
    assert order(shop, owner) == list(people.values())
    complain(shop, owner, None, 1, False)  # an unknown person weighs for nobody
    assert order(shop, owner) == list(people.values())


@pytest.mark.parametrize(
    ("days", "settled", "weighs"),
    [(179, True, True), (180, True, False), (400, True, False), (400, False, True)],
)
def test_lately_or_still_open(
    shop: Shop, owner: Actor, people: dict[str, int], days: int, settled: bool, weighs: bool
) -> None:
    complain(shop, owner, people["乙"], days, settled)
    first = "乙" if weighs else "甲"
    assert order(shop, owner)[0] == people[first]
    with shop.read(owner) as reader:
        told = complained(reader, list(people.values()))
    assert told == ({people["乙"]: TODAY - timedelta(days=days)} if weighs else {})


def test_the_last_complaint_is_told(shop: Shop, owner: Actor, people: dict[str, int]) -> None:
    for days in (9, 3, 30):
        complain(shop, owner, people["丁"], days, True)
    with shop.read(owner) as reader:
        assert complained(reader, [people["丁"]]) == {people["丁"]: TODAY - timedelta(days=3)}
        assert complained(reader, [people["甲"]]) == {}
        found = queries.who_fades(reader)
        row = found.row_of(people["丁"])
        assert row is not None
        assert weights(reader, found)[row] == 2
    assert order(shop, owner)[-1] == people["丁"]  # twice little is little


def test_a_complainer_who_never_bought(shop: Shop, owner: Actor, people: dict[str, int]) -> None:
    complain(shop, owner, make_customer(shop, owner, "新客"), 2, False)
    with shop.read(owner) as reader:
        assert set(weights(reader, queries.who_fades(reader)).tolist()) == {1.0}


def test_the_sentence_says_it_in_both_languages(
    shop: Shop, owner: Actor, people: dict[str, int]
) -> None:
    with shop.read(owner) as reader:
        found = queries.who_fades(reader)
    assert why(found, 0, "3 Nov").endswith("; complained on 3 Nov.")
    assert "complained" not in why(found, 0)
    use_language("zh")
    assert "11月3日" in why(found, 0, "11月3日")
