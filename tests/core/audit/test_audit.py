"""The audit chain and the check-up find what was changed behind our back."""

from typing import Any

import pytest

from app.core.actor import Actor, Role
from app.core.audit.queries import chain, check_due, entries
from app.core.audit.service import check_up
from app.core.errors import NotAllowed
from app.core.store.engine import DataFile, connect
from app.core.store.shop import Shop
from tests.vaults import Vault, flip, write_value


def behind_our_back(vault: Vault, *statements: str) -> None:
    """What somebody with the file's key and a script can do."""
    with vault.opened() as shop:
        keys = shop.keys
    connection: Any = connect(DataFile(vault.place.data, keys.db))
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def codes(shop: Shop, actor: Actor) -> set[str]:
    return {finding.code for finding in check_up(actor, shop).findings if finding.damage}


def test_a_healthy_shop_has_no_findings(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        write_value(shop, actor, "x")
        done = check_up(actor, shop)
        assert done.ok
        assert done.findings == ()
        with shop.read(actor) as reader:
            assert entries(reader)[0].action == "check"


def dropped_triggers(vault: Vault) -> tuple[str, ...]:
    with vault.opened() as shop:
        keys = shop.keys
    connection: Any = connect(DataFile(vault.place.data, keys.db))
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'"
    ).fetchall()
    connection.close()
    return tuple(f'DROP TRIGGER "{name}"' for (name,) in rows)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE audit SET actor = 'somebody' WHERE seq = 2", "audit_changed"),
        ("UPDATE audit SET detail = '[]' WHERE seq = 1", "audit_changed"),
        ("UPDATE audit SET mac = prev WHERE seq = 2", "audit_changed"),
        ("DELETE FROM audit WHERE seq = 2", "audit_gap"),
        ("DELETE FROM audit WHERE seq = 1", "audit_gap"),
    ],
)
def test_a_changed_trail_is_found(vault: Vault, change: str, code: str) -> None:
    behind_our_back(vault, *dropped_triggers(vault), change)
    with vault.session() as (shop, actor):
        assert code in codes(shop, actor)
        with shop.read(actor) as reader:
            assert [finding.code for finding in chain(reader)] == [code]


def test_a_reference_to_nothing_is_found(vault: Vault) -> None:
    behind_our_back(
        vault,
        "INSERT INTO history (act_id, table_name, row_id, record_table, record_id, kind, inverse) "
        "VALUES (999999, 'setting', 1, 'setting', 1, 'create', 0)",
    )
    with vault.session() as (shop, actor):
        assert "lost_reference" in codes(shop, actor)


def test_a_search_index_that_lost_step_is_found(vault: Vault) -> None:
    with vault.opened() as shop:
        keys = shop.keys
    connection: Any = connect(DataFile(vault.place.data, keys.db))
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    ).fetchall()
    assert names
    name = names[0][0]
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
    listed = ", ".join(columns)
    marks = ", ".join("'ghost'" for _ in columns)
    connection.execute(f"INSERT INTO {name} (rowid, {listed}) VALUES (77, {marks})")
    connection.close()
    with vault.session() as (shop, actor):
        assert "search_index" in codes(shop, actor)


def test_a_damaged_page_is_found_while_open(vault: Vault) -> None:
    shop, actor = vault.open()
    try:
        pages = vault.place.data.stat().st_size // 4096
        flip(vault.place.data, (pages - 1) * 4096 + 9)
        assert codes(shop, actor) & {"damaged_page", "damaged_rows", "damaged_file"}
    finally:
        shop.close()


def test_a_damaged_keyring_is_found(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        flip(vault.place.keyring, 200)
        vault.place.previous_keyring.unlink()
        assert codes(shop, actor) == {"keyring"}
        texts = [finding.text() for finding in check_up(actor, shop).findings]
        assert texts == [
            "keyring.json is missing or damaged.",
            "keyring.prev.json is missing or damaged.",
        ]


def test_the_trail_is_the_owners_to_read(vault: Vault) -> None:
    custodian = Actor("c", "小李", Role.CUSTODIAN)
    with vault.session() as (shop, actor), shop.read(actor) as reader:
        assert [entry.action for entry in entries(reader)][-1] == "unlock"
        assert len(entries(reader, limit=1)) == 1
        assert entries(reader, since=vault.hands.at.date()) == entries(reader)
        vault.hands.pass_(days=2)
        assert entries(reader, since=vault.hands.at.date()) == []
        with shop.read(custodian) as theirs, pytest.raises(NotAllowed):
            entries(theirs)


def test_a_check_up_is_due_every_seven_days(vault: Vault) -> None:
    def due(shop: Shop, actor: Actor) -> bool:
        with shop.read(actor) as reader:
            return check_due(reader)

    with vault.session() as (shop, actor):
        assert due(shop, actor)
        check_up(actor, shop)
        vault.hands.pass_(days=7)
        assert not due(shop, actor)
        vault.hands.pass_(seconds=1)
        assert due(shop, actor)
