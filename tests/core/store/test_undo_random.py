"""Random acts and undos against a model: a replay that leaves the undone acts out."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from sqlalchemy import Table

from app.core.actor import Actor
from app.core.customers.records import customer, doubt
from app.core.errors import Conflict
from app.core.purchases.records import purchase
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from tests.core.store.rows import Picture, customer_values, picture, purchase_values

SEEDS = int(os.environ.get("SHUKE_UNDO_SEEDS", "2"))
Step = Callable[[Unit], Any]


@dataclass
class Story:
    """Acts as lists of steps, each with a fixed id and a value never used before."""

    random: Random
    counter: int = 0
    alive: dict[str, list[int]] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)  # doubt → customer

    def number(self) -> int:
        self.counter += 1
        return self.counter

    def steps(self, exists: Picture) -> list[Step]:
        self.alive = {name: list(rows) for name, rows in exists.items()}
        makers = [self.add_customer, self.add_doubt, self.add_purchase]
        makers += [self.edit_customer, self.edit_customer, self.edit_doubt, self.edit_purchase]
        makers += [self.delete_customer, self.delete_doubt]
        found = [self.random.choice(makers)() for _ in range(self.random.randint(1, 4))]
        return [each for each in found if each]

    def some(self, name: str) -> int | None:
        ids = self.alive.get(name, [])
        return self.random.choice(ids) if ids else None

    def _insert(self, table: Table, values: dict[str, Any]) -> Step:
        row_id = self.number()
        self.alive.setdefault(table.name, []).append(row_id)
        return lambda unit: unit.insert(table, id=row_id, **values)

    def _update(self, table: Table, column: str) -> Step | None:
        row_id, value = self.some(table.name), f"v{self.number()}"
        if row_id is None:
            return None
        return lambda unit: unit.update(table, row_id, **{column: value})

    def _delete(self, table: Table) -> Step | None:
        row_id = self.some(table.name)
        if row_id is None:
            return None
        self.alive[table.name].remove(row_id)
        if table is customer:
            mine = [each for each, owner in self.owners.items() if owner == row_id]
            kept = [each for each in self.alive.get("doubt", []) if each not in mine]
            self.alive["doubt"] = kept
        return lambda unit: unit.delete(table, row_id)

    def add_customer(self) -> Step:
        return self._insert(customer, customer_values(f"n{self.number()}"))

    def add_doubt(self) -> Step | None:
        owner = self.some("customer")
        if owner is None:
            return None
        self.owners[self.counter + 1] = owner
        return self._insert(doubt, {"customer_id": owner, "field": "note", "reason": "differs"})

    def add_purchase(self) -> Step:
        owner = self.some("customer")
        return self._insert(purchase, purchase_values(f"r{self.number()}", owner))

    def edit_customer(self) -> Step | None:
        return self._update(customer, self.random.choice(["name", "handler", "number_key"]))

    def edit_doubt(self) -> Step | None:
        return self._update(doubt, "typed")

    def edit_purchase(self) -> Step | None:
        return self._update(purchase, "note")

    def delete_customer(self) -> Step | None:
        return self._delete(customer)

    def delete_doubt(self) -> Step | None:
        return self._delete(doubt)


def _perform(shop: Shop, actor: Actor, steps: list[Step]) -> int:
    with shop.write(actor, "Act") as unit:
        for step in steps:
            step(unit)
    return unit.act_id


def _undo(shop: Shop, actor: Actor, act_id: int) -> int | None:
    try:
        with shop.write(actor, "Undo") as unit:
            undo_act(unit, act_id)
    except Conflict:
        return None
    return unit.act_id


@pytest.mark.parametrize("seed", range(SEEDS))
def test_backwards_through_everything(shop: Shop, owner: Actor, seed: int) -> None:
    story, done = Story(Random(seed)), []
    for _ in range(15):
        before = picture(shop, owner)
        steps = story.steps(before)
        act_id = _perform(shop, owner, steps)
        if picture(shop, owner) != before:
            done.append((act_id, before))
    for act_id, before in reversed(done):
        after = picture(shop, owner)
        undo_id = _undo(shop, owner, act_id)
        assert picture(shop, owner) == before
        assert undo_id is not None
        redo_id = _undo(shop, owner, undo_id)
        assert picture(shop, owner) == after
        assert redo_id is not None
        assert _undo(shop, owner, act_id) is not None
        assert picture(shop, owner) == before


@pytest.mark.parametrize("seed", range(SEEDS))
def test_an_undo_is_as_if_the_act_had_not_been(
    shop: Shop, second_shop: Shop, owner: Actor, seed: int
) -> None:
    story = Story(Random(1000 + seed))
    done: dict[int, list[Step]] = {}
    for _ in range(12):
        steps = story.steps(picture(shop, owner))
        before = picture(shop, owner)
        act_id = _perform(shop, owner, steps)
        if picture(shop, owner) != before:
            done[act_id] = steps
    undone = 0
    for act_id in story.random.sample(list(done), len(done)):
        before = picture(shop, owner)
        if _undo(shop, owner, act_id) is None:
            assert picture(shop, owner) == before
        else:
            done.pop(act_id)
            undone += 1
    assert undone
    for steps in done.values():
        _perform(second_shop, owner, steps)
    assert picture(shop, owner) == picture(second_shop, owner)
