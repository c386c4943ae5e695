"""What was done can be taken back: by act, by batch, by value; and the undo too."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, literal, select

from app.core.actor import Actor
from app.core.customers.records import customer, doubt, sensitive
from app.core.errors import Conflict, NotAllowed, Refused
from app.core.purchases.records import purchase
from app.core.store.shop import Shop
from app.core.store.tables import act, audit, batch, history
from app.core.store.undo import Undone, undo_act, undo_batch, undo_value
from app.core.store.unit import Unit
from tests.core.store.rows import add_customer, add_purchase, customer_values, picture


def _undo(shop: Shop, actor: Actor, act_id: int, keep: bool = False) -> tuple[Undone, int]:
    with shop.write(actor, "Undo") as unit:
        undone = undo_act(unit, act_id, keep_changed=keep)
    return undone, unit.act_id


def _customer(shop: Shop, actor: Actor, number: str = "1") -> tuple[int, int]:
    with shop.write(actor, "New customer") as unit:
        made = add_customer(unit, number)
    return made, unit.act_id


def test_undoing_a_creation_removes_the_record(shop: Shop, owner: Actor) -> None:
    before = picture(shop, owner)
    with shop.write(owner, "New customer") as unit:
        made = add_customer(unit, "1")
        unit.insert(doubt, customer_id=made, field="note", reason="differs")
        unit.update(customer, made, name="乙")
    undone, _ = _undo(shop, owner, unit.act_id)
    assert undone == Undone(removed=1, restored=0, kept=0)
    assert picture(shop, owner) == before


def test_a_creation_is_one_entry_whatever_hangs_on_it(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New customer") as unit:
        made = add_customer(unit, "1")
        unit.insert(doubt, customer_id=made, field="note", reason="differs")
        unit.update(customer, made, name="乙")
    with shop.read(owner) as reader:
        kinds = reader.connection.execute(select(history.c.table_name, history.c.kind)).all()
    assert [tuple(each) for each in kinds] == [("customer", "create")]


def test_undoing_an_edit_gives_the_old_values_back(shop: Shop, owner: Actor) -> None:
    made, _ = _customer(shop, owner)
    before = picture(shop, owner)
    with shop.write(owner, "Edit") as unit:
        unit.update(customer, made, name="乙", tags=None, handler="小李")
    undone, _ = _undo(shop, owner, unit.act_id)
    assert undone == Undone(removed=0, restored=1, kept=0)
    assert picture(shop, owner) == before


def test_undoing_a_deletion_restores_the_record_with_its_parts(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New customer") as unit:
        made = add_customer(unit, "1")
        unit.insert(doubt, customer_id=made, field="note", reason="differs", typed='"引号"')
        unit.insert(sensitive, customer_id=made, seal="health", body=bytes(range(256)))
        add_purchase(unit, "R1", made)
    before = picture(shop, owner)
    with shop.write(owner, "Delete") as unit:
        unit.delete(customer, made)
    after = picture(shop, owner)
    assert not after["customer"]
    assert not after["doubt"]
    assert not after["sensitive"]
    _, undo_id = _undo(shop, owner, unit.act_id)
    assert picture(shop, owner) == before
    _undo(shop, owner, undo_id)
    assert picture(shop, owner) == after


def test_undo_of_undo_of_undo(shop: Shop, owner: Actor) -> None:
    empty = picture(shop, owner)
    _, act_id = _customer(shop, owner)
    full = picture(shop, owner)
    _, first = _undo(shop, owner, act_id)
    _, second = _undo(shop, owner, first)
    assert picture(shop, owner) == full
    _undo(shop, owner, second)
    assert picture(shop, owner) == empty


def test_what_was_redone_can_be_undone_again(shop: Shop, owner: Actor) -> None:
    empty = picture(shop, owner)
    _, act_id = _customer(shop, owner)
    _, first = _undo(shop, owner, act_id)
    _undo(shop, owner, first)
    _undo(shop, owner, act_id)
    assert picture(shop, owner) == empty


def test_twice_is_refused(shop: Shop, owner: Actor) -> None:
    _, act_id = _customer(shop, owner)
    _undo(shop, owner, act_id)
    with pytest.raises(Refused):
        _undo(shop, owner, act_id)


def test_a_record_that_moved_on_is_a_conflict_that_names_it(shop: Shop, owner: Actor) -> None:
    made, act_id = _customer(shop, owner, "A7")
    with shop.write(owner, "Edit") as unit:
        unit.update(customer, made, name="乙")
    before = picture(shop, owner)
    with pytest.raises(Conflict) as caught:
        _undo(shop, owner, act_id)
    assert caught.value.records == ("A7",)
    assert picture(shop, owner) == before


def test_an_edit_of_another_field_is_no_conflict(shop: Shop, owner: Actor) -> None:
    made, _ = _customer(shop, owner)
    with shop.write(owner, "Edit") as first:
        unit_name = first.update(customer, made, name="乙")
    with shop.write(owner, "Edit") as second:
        second.update(customer, made, handler="小李")
    assert unit_name
    _undo(shop, owner, first.act_id)
    row = picture(shop, owner)["customer"][made]
    assert "甲" in row
    assert "小李" in row


def test_a_later_edit_taken_back_is_no_conflict(shop: Shop, owner: Actor) -> None:
    made, act_id = _customer(shop, owner)
    with shop.write(owner, "Edit") as unit:
        unit.update(customer, made, name="乙")
    _, undo_id = _undo(shop, owner, unit.act_id)
    undone, _ = _undo(shop, owner, act_id)
    assert undone.removed == 1
    with pytest.raises(Conflict):
        _undo(shop, owner, undo_id)


def test_a_later_part_is_a_conflict(shop: Shop, owner: Actor) -> None:
    made, act_id = _customer(shop, owner)
    with shop.write(owner, "Doubt") as unit:
        unit.insert(doubt, customer_id=made, field="note", reason="differs")
    with pytest.raises(Conflict):
        _undo(shop, owner, act_id)


def test_a_later_purchase_is_a_conflict(shop: Shop, owner: Actor) -> None:
    made, act_id = _customer(shop, owner)
    with shop.write(owner, "Sell") as unit:
        add_purchase(unit, "R1", made)
    with pytest.raises(Conflict):
        _undo(shop, owner, act_id)


def test_a_purchase_that_joined_in_the_same_act_leaves_again(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        receipt = add_purchase(unit, "R1", None)
    before = picture(shop, owner)
    with shop.write(owner, "New customer") as unit:
        made = add_customer(unit, "1")
        unit.update(purchase, receipt, customer_id=made)
    after = picture(shop, owner)
    _, undo_id = _undo(shop, owner, unit.act_id)
    assert picture(shop, owner) == before
    _undo(shop, owner, undo_id)
    assert picture(shop, owner) == after


def test_keep_changed_takes_back_the_rest(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        ids = unit.insert_many(customer, [customer_values(str(n)) for n in range(3)])
    with shop.write(owner, "Edit") as edit:
        edit.update(customer, ids[1], name="乙")
    undone, _ = _undo(shop, owner, unit.act_id, keep=True)
    assert undone == Undone(removed=2, restored=0, kept=1)
    assert list(picture(shop, owner)["customer"]) == [ids[1]]


def test_who_is_kept_keeps_what_she_needs(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        made = add_customer(unit, "1")
        other = add_customer(unit, "2")
        receipt = add_purchase(unit, "R1", made)
        add_purchase(unit, "R2", other)
    with shop.write(owner, "Edit") as edit:
        edit.update(purchase, receipt, note="changed")
    undone, _ = _undo(shop, owner, unit.act_id, keep=True)
    left = picture(shop, owner)
    assert list(left["customer"]) == [made]
    assert list(left["purchase"]) == [receipt]
    assert (undone.removed, undone.kept) == (2, 2)


def test_made_and_deleted_in_one_act_leaves_nothing_behind(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Both") as unit:
        stays = add_customer(unit, "1")
        made = add_customer(unit, "2")
        unit.insert(doubt, customer_id=made, field="note", reason="differs")
        unit.delete(customer, made)
    assert list(picture(shop, owner)["customer"]) == [stays]
    undone, _ = _undo(shop, owner, unit.act_id)
    assert undone.removed == 1
    assert not picture(shop, owner)["customer"]


def test_a_part_made_and_deleted_in_one_act_is_no_change(shop: Shop, owner: Actor) -> None:
    made, act_id = _customer(shop, owner)
    with shop.write(owner, "Nothing") as unit:
        part = unit.insert(doubt, customer_id=made, field="note", reason="differs")
        unit.delete(doubt, part)
    undone, _ = _undo(shop, owner, act_id)
    assert undone.removed == 1


def test_one_value_comes_back_alone(shop: Shop, owner: Actor) -> None:
    made, _ = _customer(shop, owner)
    with shop.write(owner, "Edit") as unit:
        unit.update(customer, made, name="乙", handler="小李")
    with shop.read(owner) as reader:
        of_name = select(history.c.id).where(history.c.column_name == "name")
        entry = reader.connection.execute(of_name).scalar_one()
    with shop.write(owner, "Undo") as unit:
        undo_value(unit, entry)
    row = picture(shop, owner)["customer"][made]
    assert "甲" in row
    assert "小李" in row


def _import(shop: Shop, owner: Actor, start: int, count: int) -> tuple[Unit, int]:
    with shop.write(owner, "Import") as unit:
        batch_id = unit.begin_batch("customers", "list.xlsx")
        first = unit.next_id(customer)
        numbers = select(literal(1).label("n")).cte(recursive=True)
        numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < count))
        key = (numbers.c.n + start).cast(customer.c.number.type)
        values = {
            "id": numbers.c.n + first - 1,
            "uuid": literal("u") + key,
            "kind": literal("individual"),
            "number": key,
            "number_key": key,
            "created_at": literal("2026-11-22 00:00:00", customer.c.number.type),
        }
        rows = select(*values.values())
        unit.bulk(insert(customer).from_select(list(values), rows), tables=["customer"])
        unit.record_created(customer, select(customer.c.id).where(customer.c.id >= first))
    return unit, batch_id


def test_an_import_comes_back_as_a_batch(shop: Shop, owner: Actor) -> None:
    _customer(shop, owner, "mine")
    before = picture(shop, owner)
    _, batch_id = _import(shop, owner, 0, 500)
    with shop.write(owner, "Import, second part", batch=batch_id) as unit:
        unit.update_from(
            customer.c.handler, select(customer.c.id, literal("小李")).where(customer.c.id < 100)
        )
    after = picture(shop, owner)
    with shop.write(owner, "Undo import") as unit:
        undone = undo_batch(unit, batch_id)
    assert undone == Undone(removed=500, restored=1, kept=0)
    assert picture(shop, owner) == before
    with shop.read(owner) as reader:
        assert reader.connection.execute(select(batch.c.undone_by)).scalar() == unit.act_id
    _undo(shop, owner, unit.act_id)
    assert picture(shop, owner) == after
    with shop.read(owner) as reader:
        assert reader.connection.execute(select(batch.c.undone_by)).scalar() is None


def test_a_batch_is_all_or_nothing(shop: Shop, owner: Actor) -> None:
    _, batch_id = _import(shop, owner, 0, 50)
    with shop.write(owner, "Edit") as edit:
        for row_id in range(10, 40):
            edit.update(customer, row_id, handler="小李")
    before = picture(shop, owner)
    with shop.write(owner, "Undo") as undo, pytest.raises(Conflict) as caught:
        undo_batch(undo, batch_id)
    assert len(caught.value.records) == 21
    assert picture(shop, owner) == before
    with shop.write(owner, "Undo") as undo:
        undone = undo_batch(undo, batch_id, keep_changed=True)
    assert undone == Undone(removed=20, restored=0, kept=30)


def test_a_number_that_is_taken_again_is_refused(shop: Shop, owner: Actor) -> None:
    made, _ = _customer(shop, owner, "1")
    with shop.write(owner, "Delete") as unit:
        unit.delete(customer, made)
    _customer(shop, owner, "1")
    before = picture(shop, owner)
    with pytest.raises(Refused, match="number"):
        _undo(shop, owner, unit.act_id)
    assert picture(shop, owner) == before


def test_an_id_never_comes_back_for_another(shop: Shop, owner: Actor) -> None:
    made, act_id = _customer(shop, owner, "1")
    _undo(shop, owner, act_id)
    again, _ = _customer(shop, owner, "2")
    assert again > made


def test_upkeep_is_called_after_an_undo(shop: Shop, owner: Actor) -> None:
    seen: list[bool] = []
    upkeep = (lambda unit, changes: seen.append(changes.touches("customer")),)
    shop.session = replace(shop.session, upkeep=upkeep)
    _, act_id = _customer(shop, owner)
    assert not seen
    _undo(shop, owner, act_id)
    assert seen == [True]


def test_only_who_may_undo_undoes(shop: Shop, owner: Actor, custodian: Actor) -> None:
    _, act_id = _customer(shop, owner)
    with pytest.raises(NotAllowed):
        _undo(shop, custodian, act_id)


def test_the_act_tells_what_it_undid(shop: Shop, owner: Actor) -> None:
    _, act_id = _customer(shop, owner)
    _, undo_id = _undo(shop, owner, act_id)
    with shop.read(owner) as reader:
        rows = reader.connection.execute(select(act.c.id, act.c.undoes_act, act.c.undone_by)).all()
        details = reader.connection.execute(select(audit.c.detail)).scalars().all()
    assert [tuple(each) for each in rows] == [(act_id, None, undo_id), (undo_id, act_id, None)]
    assert '"undone"' in details[-1]
