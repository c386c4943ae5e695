"""Deleting or merging customers, and emptying the bin, never takes a purchase out of the shop."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.customers import bin_upkeep, service
from app.core.customers.queries import ListQuery
from app.core.duplicates.service import merge
from app.core.purchases import service as purchases
from app.core.purchases.records import purchase, purchase_line
from app.core.segments import service as segments
from app.core.segments.bulk_preview import Chosen
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import TODAY
from tests.core.history.test_past import on
from tests.factories import make_customer, make_purchase

DAY = date(2026, 11, 1)


@pytest.fixture
def four(shop: Shop, owner: Actor) -> list[int]:
    """Four customers with two purchases each, one taken back, each with a word on it."""
    ids = [make_customer(shop, owner, f"客{n}", f"K{n}") for n in range(4)]
    for n, each in enumerate(ids):
        bought = make_purchase(shop, owner, each, DAY, 1000 * (n + 1))
        make_purchase(shop, owner, each, DAY + timedelta(days=n), 50)
        with shop.write(owner, "Note") as unit:
            purchases.edit_note(unit, bought, f"礼盒 {n}")
            unit.insert(purchase_line, purchase_id=bought, position=1, item="茶", amount=1000)
    with shop.write(owner, "Take back") as unit:
        purchases.void(unit, bought)
    return ids


def sums(shop: Shop, owner: Actor) -> list[Any]:
    """Receipts, lines, money and words of the whole shop."""
    asked = [
        select(func.count(), func.sum(purchase.c.amount), func.sum(purchase.c.net)),
        select(func.count(), func.sum(purchase.c.counted)).select_from(purchase),
        select(func.count(), func.sum(purchase_line.c.amount)),
    ]
    notes = select(purchase.c.id, purchase.c.note, purchase.c.customer_number)
    with shop.read(owner) as reader:
        run = reader.connection.execute
        return [
            *(tuple(run(each).one()) for each in asked),
            run(notes.order_by(purchase.c.id)).all(),
        ]


def test_bin_emptied_after_thirty_days(shop: Shop, owner: Actor, four: list[int]) -> None:
    before = sums(shop, owner)
    with shop.write(owner, "Merge") as unit:
        merge(unit, four[0], [four[1]])
    assert sums(shop, owner) == before
    with shop.write(owner, "Bin") as unit:
        segments.move_many_to_bin(unit, Chosen(ListQuery()))
    assert sums(shop, owner) == before
    on(shop, TODAY + timedelta(days=20))
    make_customer(shop, owner, "路人")
    on(shop, TODAY + timedelta(days=31))
    assert bin_upkeep.keep_up(owner, shop) == 4  # the one merged into another goes with her
    assert sums(shop, owner) == before


def test_merged_parted_and_merged_again(shop: Shop, owner: Actor, four: list[int]) -> None:
    before = sums(shop, owner)
    with shop.write(owner, "Merge three") as unit:
        merge(unit, four[0], four[1:3])
    assert sums(shop, owner) == before
    with shop.write(owner, "Undo") as undo:
        undo_act(undo, unit.act_id)
    assert sums(shop, owner) == before
    with shop.write(owner, "Redo") as redo:
        undo_act(redo, undo.act_id)
    assert sums(shop, owner) == before
    assert _owners(shop, owner) == {four[0], four[3]}


def test_a_new_customer_with_the_number_gets_the_purchases_back(
    shop: Shop, owner: Actor, four: list[int]
) -> None:
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, four[2])
    with shop.write(owner, "Empty") as unit:
        assert service.empty_bin(unit, older_than_days=0) == 1
    assert _owners(shop, owner) == {*four, None} - {four[2]}
    again = make_customer(shop, owner, "客2", "K2")
    assert _owners(shop, owner) == {*four, again} - {four[2]}


def _owners(shop: Shop, owner: Actor) -> set[int | None]:
    with shop.read(owner) as reader:
        asked = select(purchase.c.customer_id).distinct()
        return set(reader.connection.execute(asked).scalars())
