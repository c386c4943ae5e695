"""One write is one unit: kept whole or not at all, and it keeps history."""

import threading

import pytest
from sqlalchemy import func, insert, literal, select, update

from app.core.actor import Actor
from app.core.customers.records import customer, doubt, sensitive
from app.core.purchases.records import purchase
from app.core.store.changes import ALL, ChangeSet
from app.core.store.shop import Shop
from app.core.store.tables import act, audit, history, setting
from tests.core.store.rows import add_customer, add_purchase, customer_values, picture


def _entries(shop: Shop, actor: Actor) -> list[tuple[object, ...]]:
    columns = [history.c[n] for n in ("table_name", "row_id", "kind", "column_name", "old", "new")]
    with shop.read(actor) as reader:
        rows = reader.connection.execute(select(*columns).order_by(history.c.id))
        return [tuple(row) for row in rows]


def test_a_write_is_kept_and_read_back(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Set") as unit:
        row = unit.insert(setting, key="a", value="1")
    with shop.read(owner) as reader:
        found = reader.connection.execute(select(setting)).one()
    assert (found.id, found.key, found.value) == (row, "a", "1")
    assert unit.changes.tables == {"setting": {row}}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_exception_takes_everything_back(
    shop: Shop, owner: Actor, error: type[BaseException]
) -> None:
    before = picture(shop, owner)

    def write() -> None:
        with shop.write(owner, "Set") as unit:
            add_customer(unit, "1")
            unit.audit("looked")
            raise error

    with pytest.raises(error):
        write()
    assert picture(shop, owner) == before
    with shop.read(owner) as reader:
        for table in (act, audit, history):
            assert reader.connection.execute(select(table)).all() == []


def test_an_edit_keeps_old_and_new(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        made = add_customer(unit, "1")
    with shop.write(owner, "Edit") as unit:
        assert unit.update(customer, made, name="乙", handler=None)
    assert _entries(shop, owner)[1:] == [("customer", made, "update", "name", "甲", "乙")]


def test_an_edit_that_changes_nothing_leaves_no_trace(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        made = add_customer(unit, "1")
    with shop.write(owner, "Edit") as unit:
        assert not unit.update(customer, made, name="甲")
        assert not unit.update(customer, made + 1, name="乙")
    assert not unit.changes
    with shop.read(owner) as reader:
        assert reader.connection.execute(select(func.count()).select_from(act)).scalar() == 1
        assert reader.connection.execute(select(func.count()).select_from(audit)).scalar() == 1


def test_bytes_stay_bytes_in_history(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        made = add_customer(unit, "1")
    with shop.write(owner, "Seal") as unit:
        row = unit.insert(sensitive, customer_id=made, seal="health", body=b"\x00\xff")
    with shop.write(owner, "Seal") as unit:
        unit.update(sensitive, row, body=b"\x01")
    assert _entries(shop, owner)[-1][-2:] == (b"\x00\xff", b"\x01")


def test_derived_columns_are_in_no_history(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        made = add_customer(unit, "1")
    with shop.write(owner, "Edit") as unit:
        assert unit.update(customer, made, sort_key="jia")
        unit.update_from(customer.c.phone, select(customer.c.id, literal("1")))
    assert len(_entries(shop, owner)) == 1
    assert unit.changes.touches("customer", made)


def test_many_rows_at_once(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        ids = unit.insert_many(customer, [customer_values(str(n)) for n in range(50)])
        unit.insert_many(
            doubt, [{"customer_id": i, "field": "note", "reason": "differs"} for i in ids]
        )
        assert unit.insert_many(customer, []) == []
    found = picture(shop, owner)
    assert list(found["customer"]) == ids
    assert len(found["doubt"]) == 50
    assert len(_entries(shop, owner)) == 50


def test_a_column_that_is_not_there_is_a_mistake(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Test") as unit:
        unit.insert(setting, key="before", value="1")
    with pytest.raises(LookupError, match="setting has no vlaue"), shop.write(owner, "T") as unit:
        unit.insert(setting, key="a", vlaue="1")
    with pytest.raises(LookupError, match="setting has no vlaue"), shop.write(owner, "T") as unit:
        unit.insert_many(setting, [{"key": "a", "value": "1", "vlaue": "1"}])
    with shop.read(owner) as reader:
        found = reader.connection.execute(setting.select().where(setting.c.key == "a"))
        assert found.first() is None


def test_parts_of_an_older_record_have_their_own_entries(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        older = add_customer(unit, "1")
    with shop.write(owner, "More") as unit:
        newer = add_customer(unit, "2")
        rows = [{"customer_id": i, "field": "note", "reason": "differs"} for i in (older, newer)]
        first, _ = unit.insert_many(doubt, rows)
    made = [entry[:3] for entry in _entries(shop, owner)[1:]]
    assert made == [("customer", newer, "create"), ("doubt", first, "create")]


def test_a_bulk_update_keeps_history_of_what_differs(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        ids = unit.insert_many(customer, [customer_values(str(n)) for n in range(3)])
        unit.update(customer, ids[0], handler="小李")
    with shop.write(owner, "Import") as unit:
        number = unit.update_from(customer.c.handler, select(customer.c.id, literal("小李")))
    assert number == 2
    assert unit.changes.tables == {"customer": ALL}
    assert [entry[1:] for entry in _entries(shop, owner)[3:]] == [
        (ids[1], "update", "handler", None, "小李"),
        (ids[2], "update", "handler", None, "小李"),
    ]


def test_a_deletion_lets_go_of_other_records(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        made = add_customer(unit, "1")
        receipt = add_purchase(unit, "R1", made)
    with shop.write(owner, "Delete") as unit:
        unit.delete(customer, made)
    with shop.read(owner) as reader:
        assert reader.connection.execute(select(purchase.c.customer_id)).scalar() is None
    kinds = [entry[:3] for entry in _entries(shop, owner)[2:]]
    assert kinds == [("purchase", receipt, "update"), ("customer", made, "delete")]


def test_bulk_says_what_it_touched(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "New") as unit:
        add_customer(unit, "1")
    with shop.write(owner, "Bulk") as unit:
        number = unit.bulk(update(customer).values(revenue=7), tables=["customer"])
        assert unit.bulk(
            insert(setting), [{"key": k, "value": "1"} for k in "ab"], tables=["setting"]
        )
    assert number == 1
    assert unit.changes.tables == {"customer": ALL, "setting": ALL}


def test_listeners_hear_of_a_write_after_it_is_kept(shop: Shop, owner: Actor) -> None:
    heard: list[tuple[ChangeSet, int]] = []

    def listen(changes: ChangeSet) -> None:
        with shop.read(owner) as reader:
            found = reader.connection.execute(select(func.count()).select_from(setting)).scalar()
        heard.append((changes, int(found or 0)))

    shop.listeners.append(listen)
    with shop.write(owner, "Set") as unit:
        unit.insert(setting, key="a", value="1")
    with pytest.raises(ValueError, match="no"), shop.write(owner, "Set"):
        raise ValueError("no")
    assert heard == [(unit.changes, 1)]


def test_writes_of_many_threads_come_one_after_another(shop: Shop, owner: Actor) -> None:
    def write(name: int) -> None:
        for n in range(10):
            with shop.write(owner, "Set") as unit:
                unit.insert(setting, key=f"{name}-{n}", value="1")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(picture(shop, owner)["setting"]) == 40


def test_a_reader_sees_one_moment(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        with shop.write(owner, "Set") as unit:
            unit.insert(setting, key="a", value="1")
        assert reader.connection.execute(select(setting)).all() == []
    assert picture(shop, owner)["setting"]


def test_a_write_inside_a_write_is_a_mistake(shop: Shop, owner: Actor) -> None:
    with (
        shop.write(owner, "Outer"),
        pytest.raises(RuntimeError, match="inside"),
        shop.write(owner, "Inner"),
    ):
        pass


def test_a_change_set_of_many_rows_says_all() -> None:
    changes = ChangeSet(1, "Import")
    changes.add("customer", range(3))
    assert changes.touches("customer", 2)
    assert not changes.touches("customer", 3)
    changes.add("customer", range(5000))
    assert changes.tables["customer"] is ALL
    assert changes.touches("customer", 99999)
    assert not changes.touches("purchase")


def test_the_act_knows_who_and_when(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Set") as unit:
        unit.insert(setting, key="a", value="1")
    with shop.read(owner) as reader:
        row = reader.connection.execute(select(act)).one()
    assert (row.actor, row.actor_name, row.role, row.title) == ("owner-1", "老王", "owner", "Set")
    assert row.at == unit.now == shop.clock.now()
    assert unit.today == shop.clock.today()
