"""Changing the shop's settings."""

import json
from typing import TypeVar

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.purchases.records import purchase
from app.core.settings.declared import CURRENCY, Setting
from app.core.settings.queries import get
from app.core.store.tables import setting as setting_table
from app.core.store.unit import Unit
from app.i18n import N_, tr

T = TypeVar("T")


@needs(Right.CHANGE_SETTINGS)
def put(unit: Unit, setting: Setting[T], value: T) -> None:
    """Keep a new value; refuses what does not fit the setting."""
    if not setting.fits(value):
        raise _misfit(setting, value)
    if setting is CURRENCY:
        _refuse_other_money(unit, str(value))
    cells = setting_table.c
    row = unit.connection.execute(
        select(cells.id).where(cells.key == setting.key)
    ).scalar_one_or_none()
    text = json.dumps(value, ensure_ascii=False)
    if row is None:
        unit.insert(setting_table, key=setting.key, value=text)
    else:
        unit.update(setting_table, row, value=text)


def _misfit(setting: Setting[T], value: object) -> Refused:
    low, high = setting.bounds or (0, 0)
    return Refused(
        N_("“{value}” does not fit the setting “{label}”."),
        N_("The setting is as it was."),
        N_("Type a number from {low} to {high}.") if high else N_("Choose another value."),
        value=value,
        label=tr(setting.label),
        low=f"{low:,}",
        high=f"{high:,}",
    )


def _refuse_other_money(unit: Unit, value: str) -> None:
    """Sums are kept as they were paid: another currency would make every figure untrue."""
    if (
        value == get(unit, CURRENCY)
        or unit.connection.execute(select(purchase.c.id).limit(1)).first() is None
    ):
        return
    raise Refused(
        N_("There are purchases already, and sums of money are not converted."),
        N_("The currency is as it was."),
        N_("Start a new shop for another currency."),
    )
