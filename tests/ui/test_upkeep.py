"""While nobody touches anything: the day's backup and the week's check-up."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.core.actor import Actor
from app.core.store.engine import DataFile, connect
from app.core.store.shop import Shop
from app.core.store.tables import audit
from app.core.vault.folder import ShopFolder
from app.ui.messages import Message
from app.ui.screens import settle
from app.ui.session import Session
from tests.factories import make_customer

_LOST = (
    "INSERT INTO history (act_id, table_name, row_id, record_table, record_id, kind, inverse) "
    "VALUES (999999, 'setting', 1, 'setting', 1, 'create', 0)"
)


def done(shop: Shop, owner: Actor) -> list[str]:
    wanted = ("check", "backup.make")
    with shop.read(owner) as reader:
        found = reader.connection.execute(select(audit.c.action).order_by(audit.c.seq)).scalars()
        return [each for each in found if each in wanted]


def test_backup_and_check_up_once(session: Session, shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner)
    assert settle(session.jobs.busy)
    for _ in range(2):
        session.keep_up()
        assert settle(session.jobs.busy)
    assert done(shop, owner) == ["check", "backup.make"]


def test_damage_is_told(session: Session, shop: Shop, shop_folder: Path) -> None:
    said: list[Message] = []
    session.messages.bannered.connect(said.append)
    raw: Any = connect(DataFile(ShopFolder(shop_folder).data, shop.keys.db), guarded=False)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(_LOST)
    raw.close()
    assert settle(session.jobs.busy)
    session.keep_up()
    assert settle(session.jobs.busy)
    assert [each.tone for each in said] == ["danger"]
