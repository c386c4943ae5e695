"""What was done can be read: the undo menu and the history of one record."""

from dataclasses import replace

import pytest

from app.core.actor import Actor
from app.core.customers.records import customer, sensitive
from app.core.errors import NotAllowed
from app.core.store import acts
from app.core.store.shop import Shop
from app.core.store.tables import setting
from app.core.store.undo import undo_act
from tests.core.store.rows import add_customer


def _two(shop: Shop, owner: Actor) -> tuple[int, int, int]:
    with shop.write(owner, "New customer") as first:
        made = add_customer(first, "1")
    with shop.write(owner, "Edit customer") as second:
        second.update(customer, made, name="乙")
        second.insert(sensitive, customer_id=made, seal="health", body=b"\x00")
    return made, first.act_id, second.act_id


def test_acts_come_newest_first(shop: Shop, owner: Actor) -> None:
    _, first, second = _two(shop, owner)
    with shop.write(owner, "Look") as unit:
        unit.audit("looked")
    with shop.read(owner) as reader:
        found = acts.recent(reader)
        assert acts.recent(reader, 1) == found[:1]
    assert [(each.id, each.title, each.who) for each in found] == [
        (second, "Edit customer", "老王"),
        (first, "New customer", "老王"),
    ]


def test_an_import_names_its_file(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        number = unit.begin_batch("import", "会员.xlsx")
        add_customer(unit, "1")
    with shop.read(owner) as reader:
        found = acts.recent(reader)[0]
    assert (found.batch_id, found.source) == (number, "会员.xlsx")


def test_the_last_act_is_offered_until_it_is_undone(shop: Shop, owner: Actor) -> None:
    _, first, second = _two(shop, owner)
    for act_id in (second, first):
        with shop.read(owner) as reader:
            offered = acts.last_to_undo(reader)
        assert offered is not None
        assert offered.id == act_id
        with shop.write(owner, "Undo") as unit:
            undo_act(unit, act_id)
    with shop.read(owner) as reader:
        assert acts.last_to_undo(reader) is None
        assert [(each.undone, each.undoes) for each in acts.recent(reader)] == [
            (False, True),
            (False, True),
            (True, False),
            (True, False),
        ]


def test_acts_of_another_session_are_not_offered(shop: Shop, owner: Actor) -> None:
    _two(shop, owner)
    with shop.read(replace(owner, session="tomorrow")) as reader:
        assert acts.last_to_undo(reader) is None


def test_a_record_has_its_history(shop: Shop, owner: Actor) -> None:
    made, _, _ = _two(shop, owner)
    with shop.write(owner, "Set") as unit:
        unit.insert(setting, key="a", value="1")
    with shop.read(owner) as reader:
        found = acts.of_record(reader, "customer", made)
    assert [(e.table, e.kind, e.column, e.old, e.new) for e in found] == [
        ("sensitive", "create", None, None, None),
        ("customer", "update", "name", "甲", "乙"),
        ("customer", "create", None, None, None),
    ]


def test_sealed_bytes_are_not_shown(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New customer") as unit:
        made = add_customer(unit, "1")
    with shop.write(owner, "Seal") as unit:
        row = unit.insert(sensitive, customer_id=made, seal="health", body=b"\x00")
    with shop.write(owner, "Seal") as unit:
        unit.update(sensitive, row, body=b"\x01")
    with shop.read(owner) as reader:
        newest = acts.of_record(reader, "customer", made)[0]
    assert (newest.column, newest.old, newest.new) == ("body", None, None)


def test_the_custodian_sees_no_history(shop: Shop, custodian: Actor) -> None:
    with shop.read(custodian) as reader:
        with pytest.raises(NotAllowed):
            acts.recent(reader)
        with pytest.raises(NotAllowed):
            acts.of_record(reader, "customer", 1)
