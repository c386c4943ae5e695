"""Any act of the list of what was done, taken back weeks later: the shop is what it was."""

import csv
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.customers.queries import ListQuery
from app.core.duplicates.service import merge
from app.core.errors import Conflict
from app.core.exchange.layout import What
from app.core.exchange.session import ImportSession
from app.core.history.acts import done
from app.core.segments import service as segments
from app.core.segments.bulk_preview import Chosen
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from app.core.timeline import handover
from tests.conftest import TODAY
from tests.core.duplicates.test_merge import whole
from tests.core.history.test_past import on
from tests.factories import make_customer, make_purchase

MANY = int(os.environ.get("SHUKE_UNDO_MANY", "2000"))
ALL = Chosen(ListQuery())
WEEKS = timedelta(days=45)


@pytest.fixture
def crowd(shop: Shop, owner: Actor, tmp_path: Path) -> Shop:
    """Many of a list: every third is 小李's, every fourth an old customer."""
    path = tmp_path / "crowd.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["会员卡号", "姓名", "座右铭", "标签", "备注"])
        for n in range(MANY):
            tag = "" if n % 4 else "老客"
            rows.writerow([f"K{n:05}", f"客{n}", "早起" if n % 2 else "", tag, f"第{n}位"])
    with ImportSession(shop, owner, path, What.CUSTOMERS) as session:
        session.run()
    with shop.write(owner, "Who looks after them") as unit:
        some = Chosen(ListQuery(), tuple(range(1, MANY, 3)))
        assert segments.edit_many(unit, some, "handler", "小李") > MANY // 4
    return shop


def do(shop: Shop, owner: Actor, deed: Callable[[Unit], Any], title: str = "Act") -> int:
    with shop.write(owner, title) as unit:
        deed(unit)
    return unit.act_id


def undo(shop: Shop, owner: Actor, act: int) -> int:
    return do(shop, owner, lambda unit: undo_act(unit, act), "Undo")


def listed(shop: Shop, owner: Actor) -> list[int]:
    with shop.read(owner) as reader:
        return [each.id for each in done(reader)]


def found(shop: Shop, owner: Actor, text: str) -> int:
    with shop.read(owner) as reader:
        return queries.search(reader, text, count_all=True).total


DEEDS: dict[str, Callable[[Unit], Any]] = {
    "a bulk edit": lambda unit: segments.edit_many(unit, ALL, "motto", "知足"),
    "tags for all": lambda unit: segments.add_tags(unit, ALL, ["茶友"]),
    "a tag renamed": lambda unit: segments.merge_tag(unit, "老客", "老朋友"),
    "a handover": lambda unit: handover.hand_over(unit, handover.Who("小李"), "阿云"),
    "all into the bin": lambda unit: segments.move_many_to_bin(unit, ALL),
}


@pytest.mark.timeout(300)
def test_deeds_on_thousands_undone_weeks_later(crowd: Shop, owner: Actor) -> None:
    before = whole(crowd, owner)
    finds = found(crowd, owner, "老客")
    for days, (name, deed) in enumerate(DEEDS.items(), start=1):
        act = do(crowd, owner, deed)
        assert whole(crowd, owner) != before, name
        on(crowd, TODAY + days * WEEKS)
        assert act in listed(crowd, owner), name
        undo(crowd, owner, act)
        assert whole(crowd, owner) == before, name
        assert found(crowd, owner, "老客") == finds, name
    assert finds == MANY // 4


def test_several_deeds_undone_in_any_order(shop: Shop, owner: Actor) -> None:
    one, other, third = (
        make_customer(shop, owner, name, f"A{n}") for n, name in enumerate(("王堃", "王坤", "陈欣"))
    )
    make_purchase(shop, owner, other, TODAY, 2500)
    do(shop, owner, lambda u: service.set_tags(u, third, ["老客"]))
    before = whole(shop, owner)
    deeds = [
        do(shop, owner, lambda u: merge(u, one, [other])),
        do(shop, owner, lambda u: segments.merge_tag(u, "老客", "老朋友")),
        do(shop, owner, lambda u: service.move_to_bin(u, third)),
    ]
    on(shop, TODAY + WEEKS)
    for act in (deeds[1], deeds[0], deeds[2]):
        undo(shop, owner, act)
    assert whole(shop, owner) == before


def test_a_conflict_names_what_changed_since(shop: Shop, owner: Actor) -> None:
    ids = [make_customer(shop, owner, f"客{n}", f"K{n}") for n in range(5)]
    act = do(shop, owner, lambda u: segments.edit_many(u, ALL, "motto", "知足"))
    on(shop, TODAY + WEEKS)
    do(shop, owner, lambda u: service.edit(u, ids[3], {Life.motto: "早起"}))
    before = whole(shop, owner)
    with pytest.raises(Conflict) as caught:
        undo(shop, owner, act)
    assert caught.value.records == ("K3",)
    assert whole(shop, owner) == before
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act, keep_changed=True)
    with shop.read(owner) as reader:
        kept = [queries.profile(reader, each).value(Life.motto) for each in ids]
    assert kept == [None, None, None, "早起", None]


def test_a_merge_that_was_edited_since_names_the_heir(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner, "王堃", "A1")
    other = make_customer(shop, owner, "王坤", "A2", texts={Basics.mobile: "15400000002"})
    act = do(shop, owner, lambda u: merge(u, one, [other]))
    do(shop, owner, lambda u: service.edit_text(u, one, {Basics.mobile: "15400000003"}))
    with pytest.raises(Conflict) as caught:
        undo(shop, owner, act)
    assert caught.value.records == ("A1",)
