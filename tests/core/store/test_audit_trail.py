"""Every write leaves a line, each sealed to the one before, and none can be changed."""

import json

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.store.audit_trail import FIRST, audit_key, head, mac_of
from app.core.store.shop import Shop
from app.core.store.tables import audit
from tests.core.store.rows import add_customer


def _write_two(shop: Shop, owner: Actor) -> int:
    with shop.write(owner, "New customer") as unit:
        made = add_customer(unit, "1", "王秘密")
    with shop.write(owner, "Edit customer") as unit:
        unit.update(customer, made, name="李秘密")
    return made


def test_lines_are_chained(shop: Shop, owner: Actor) -> None:
    _write_two(shop, owner)
    key, prev = audit_key(shop.keys.db), FIRST
    with shop.read(owner) as reader:
        rows = reader.connection.execute(select(audit).order_by(audit.c.seq)).mappings().all()
        newest = head(reader.connection)
    for row in rows:
        assert row["prev"] == prev
        assert row["mac"] == mac_of(key, prev, dict(row))
        prev = row["mac"]
    assert newest == (2, prev)


@pytest.mark.parametrize("name", ["seq", "at", "actor", "role", "action", "object", "detail"])
def test_a_mac_covers_every_field(shop: Shop, owner: Actor, name: str) -> None:
    _write_two(shop, owner)
    key = audit_key(shop.keys.db)
    with shop.read(owner) as reader:
        row = dict(reader.connection.execute(select(audit)).mappings().first() or {})
    assert mac_of(key, FIRST, row | {name: "forged"}) != row["mac"]
    assert mac_of(bytes(32), FIRST, row) != row["mac"]


def test_a_line_says_what_but_no_values(shop: Shop, owner: Actor) -> None:
    _write_two(shop, owner)
    with shop.read(owner) as reader:
        lines = reader.connection.execute(select(audit.c.action, audit.c.detail)).all()
    assert [line.action for line in lines] == ["New customer", "Edit customer"]
    edit = json.loads(lines[1].detail)
    assert edit["counts"] == {"customer": {"updated": 1}}
    assert edit["columns"] == {"customer": ["name"]}
    assert "秘密" not in lines[0].detail + lines[1].detail


def test_a_look_can_be_logged_alone(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Reveal") as unit:
        unit.audit("reveal", "customer/7", fields=["id_number"])
    with shop.read(owner) as reader:
        row = reader.connection.execute(select(audit)).one()
    assert (row.action, row.object) == ("reveal", "customer/7")


@pytest.mark.parametrize("change", [delete(audit), update(audit).values(action="forged")])
def test_a_line_cannot_be_changed(shop: Shop, owner: Actor, change: object) -> None:
    _write_two(shop, owner)
    with pytest.raises(IntegrityError, match="never"), shop.write(owner, "Forge") as unit:
        unit.bulk(change, tables=["audit"])  # type: ignore[arg-type]
