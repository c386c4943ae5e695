"""Many customers given values at once stand as if each had been edited alone."""

from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.kind import Rules
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import notes, service
from app.core.customers.bulk import NewDoubt
from app.core.customers.many_edits import Edit, edit_several
from app.core.customers.upkeep import renew
from app.core.sources.origin import Origin
from app.core.store.profiles import load_many
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import TODAY
from tests.core.history.test_past import picture
from tests.core.own_fields.shops import add_field, field_of
from tests.core.store.rows import picture as whole
from tests.factories import make_customer

FAIR = Origin("fair", TODAY, purpose="contact", confidence="hearsay")
BEFORE: dict[Any, str] = {
    Basics.mobile: "15400000001",
    Basics.birth_date: "1990-13-01",
    Basics.job_title: "会计",
    Life.health_status: "很一般吧",
    Extras.tags: "老客",
}
GIVEN: dict[Any, str] = {
    Basics.mobile: "15400000009",
    Basics.birth_date: "1985-03-07",
    Basics.job_title: "会计",
    Life.health_status: "良好",
    Life.motto: "早起",
    Extras.note: "爱喝胡萝卜汁",
}


def read(each: Any, text: str) -> Any:
    return each.kind.parse(text, Rules(TODAY, "")).value


def doubts(own: Any) -> list[NewDoubt]:
    """A rival and an unreadable text, of open values and of sealed ones."""
    return [
        NewDoubt(Basics.home_address, "南街", notes.DIFFERS),
        NewDoubt(Basics.id_number, "99000", "bad_id"),
        NewDoubt(Life.health_status, "较差", notes.DIFFERS),
        NewDoubt(own, "靠窗？", "unclear"),
    ]


@pytest.fixture
def two(shop: Shop, owner: Actor) -> tuple[list[int], Any]:
    """Two customers alike, and a field of the shop's own."""
    own = field_of(shop, owner, add_field(shop, owner))
    return [make_customer(shop, owner, "王堃", texts=BEFORE) for _ in range(2)], own


def test_as_alone_and_undone_as_one(shop: Shop, owner: Actor, two: tuple[list[int], Any]) -> None:
    (alone, many), own = two
    values = {each: read(each, text) for each, text in GIVEN.items()} | {own: "窗边"}
    with shop.write(owner, "Edit customer") as unit:
        service.edit(unit, alone, values, origin=FAIR, weigh=False)
        for each in doubts(own):
            origin = FAIR if each.reason == notes.DIFFERS else None
            about = (each.field, each.typed, each.reason)
            notes.add_doubt(unit, alone, *about, taken=False, origin=origin)
        renew(unit, [alone])
    before, was = whole(shop, owner), picture(shop, owner, many)
    with shop.write(owner, "Edit many") as unit:
        stored = load_many(unit, [many], sealed=True)[many]
        edit_several(unit, [Edit(stored, values, doubts(own))], FAIR)
        renew(unit, [many])
    now, other = picture(shop, owner, many), picture(shop, owner, alone)
    assert sorted(now.pop("typed").values()) == sorted(other.pop("typed").values())
    assert now == other
    assert now["facts"]["motto", 0].source == "fair"
    with shop.write(owner, "Undo") as undo:
        undo_act(undo, unit.act_id)
    assert picture(shop, owner, many) == was
    for name in ("doubt", "fact", "individual", "own_value"):
        filled = {i: row for i, row in before[name].items() if row[-1] is not None}
        assert filled.items() <= whole(shop, owner)[name].items()


def test_what_is_so_already_is_no_change(
    shop: Shop, owner: Actor, two: tuple[list[int], Any]
) -> None:
    (_, many), _ = two
    before = picture(shop, owner, many)
    with shop.write(owner, "Edit many") as unit:
        stored = load_many(unit, [many], sealed=True)[many]
        edit_several(unit, [Edit(stored, {Basics.job_title: "会计"})], FAIR)
        assert not unit.changes
    assert picture(shop, owner, many) == before
