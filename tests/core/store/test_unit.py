"""One write is one unit: kept whole or not at all, and it keeps history."""

from sqlalchemy import select

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.store.tables import setting


def test_a_write_is_kept_and_read_back(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Set") as unit:
        row = unit.insert(setting, key="a", value="1")
    with shop.read(owner) as reader:
        found = reader.connection.execute(select(setting)).one()
    assert (found.id, found.key, found.value) == (row, "a", "1")
    assert unit.changes.tables == {"setting": {row}}
