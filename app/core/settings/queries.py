"""Reading the shop's settings."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import bindparam, select

from app.core.actor import Right, needs
from app.core.settings.declared import SETTINGS, Setting
from app.core.store.tables import setting as setting_table
from app.core.store.unit import Reader

T = TypeVar("T")


# Made once: asked many times by every screen.
_ONE = select(setting_table.c.value).where(setting_table.c.key == bindparam("asked"))


# Both people of a shop hold this right: no setting is about a customer, and the custodian
# needs the shop's name and the second folder.
@needs(Right.MAKE_BACKUPS)
def get(reader: Reader, setting: Setting[T]) -> T:
    """The value of one setting, or its default."""
    found = reader.connection.execute(_ONE, {"asked": setting.key}).scalar_one_or_none()
    return setting.default if found is None else _value(setting, found)


@needs(Right.MAKE_BACKUPS)
def get_all(reader: Reader) -> Mapping[str, Any]:
    """Every declared setting by key, defaults filled in."""
    cells = setting_table.c
    rows = reader.connection.execute(select(cells.key, cells.value)).all()
    stored = {row.key: row.value for row in rows}
    return {
        key: _value(each, stored[key]) if key in stored else each.default
        for key, each in SETTINGS.items()
    }


def _value(setting: Setting[T], text: str) -> T:
    # A value that no longer fits (an option that went away) falls back to the default.
    value = json.loads(text)
    if isinstance(value, list):
        value = tuple(value)
    return value if setting.fits(value) else setting.default
