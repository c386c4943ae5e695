"""What draws a customer: suggested by her receipts, noted by hand, counted among who they are."""

import numpy as np
import pytest

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.products.records import product
from app.core.purchases import bulk
from app.core.purchases.bulk import NewLine, NewReceipt
from app.core.purchases.records import purchase_line
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.value.attraction import Draw, Drawn, Lines, drawn, note_drawn, suggest
from app.core.value.who import crowd
from tests.core.value.test_totals import ago
from tests.factories import make_customer


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (Lines(), None),
        (Lines(4, 4, 4, 4), None),  # too few
        (Lines(10, 5, 0, 0), Draw.PRICE),
        (Lines(10, 4, 4, 5), None),
        (Lines(10, 0, 5, 0), Draw.SERVICE),
        (Lines(10, 0, 0, 6), Draw.PRODUCT),
        (Lines(10, 5, 0, 9), Draw.PRODUCT),
    ],
)
def test_what_is_suggested(lines: Lines, what: Draw | None) -> None:
    assert suggest(lines) == what


def look(shop: Shop, owner: Actor, who: int) -> Drawn:
    with shop.read(owner) as reader:
        return drawn(reader, who)


def test_her_lines_are_counted(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner)
    goods = [NewLine(1000, "龙井", "绿茶") for _ in range(6)] + [NewLine(500, "修壶", "服务")]
    gift = NewLine(900, "普洱", "熟茶")
    receipts = [
        NewReceipt(ago(9), 7400, who, number="S1", lines=(*goods, gift)),
        NewReceipt(ago(8), 1000, who, number="S2", lines=(NewLine(1000, "普洱", "熟茶"),)),
        NewReceipt(ago(7), -1000, who, number="T2", original_number="S2"),
        NewReceipt(ago(-3), 1000, who, number="S3", lines=(NewLine(1000, "普洱", "熟茶"),)),
    ]
    with shop.write(owner, "Import") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, receipts), ALL)
        work = unit.insert(product, name="修壶", name_key="修壶×", service=1, made_at=unit.now)
        unit.update(purchase_line, 1, discount=100)
        unit.update(purchase_line, 7, product_id=work)
        unit.update(purchase_line, 8, gift=1)
    found = look(shop, owner, who)
    assert found == Drawn(None, Draw.PRODUCT, Lines(7, 1, 1, 6, "绿茶"))


def test_noted_and_taken_back(shop: Shop, owner: Actor) -> None:
    who, other = make_customer(shop, owner), make_customer(shop, owner)
    with shop.write(owner, "Note") as unit:
        note_drawn(unit, who, Draw.PRICE)
    assert look(shop, owner, who).noted is Draw.PRICE
    assert look(shop, owner, other).noted is None
    with shop.write(owner, "Note") as unit:
        note_drawn(unit, who, None)
        act = unit.act_id
    assert look(shop, owner, who).noted is None
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert look(shop, owner, who).noted is Draw.PRICE


def test_nobody_who_is_gone(shop: Shop, owner: Actor) -> None:
    fails = pytest.raises(Refused)
    with fails, shop.write(owner, "Note") as unit:
        note_drawn(unit, 99, Draw.PRICE)


def test_a_cut_of_its_own(shop: Shop, owner: Actor) -> None:
    ids = [make_customer(shop, owner) for _ in range(3)]
    with shop.write(owner, "Note") as unit:
        note_drawn(unit, ids[0], Draw.SERVICE)
        note_drawn(unit, ids[1], Draw.SERVICE)
        note_drawn(unit, ids[1], Draw.PRICE)
    with shop.read(owner) as reader:
        found = crowd(reader).portraits(np.array(ids, np.int64))
    portrait = next(each for each in found if each.cut == "drawn")
    assert {bar.value: bar.group for bar in portrait.bars if bar.group} == {
        "service": 1,
        "price": 1,
    }
