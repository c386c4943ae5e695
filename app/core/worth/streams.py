"""Supplies a customer's timeline with tiers given by hand and privileges."""

from collections.abc import Generator
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, select

from app.core.settings import declared
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.timeline.items import Ask, Item, bounds, day_key, moment_of, supplied
from app.core.timeline.own_streams import facts_of, newest
from app.core.worth.records import privilege, privilege_given, tier_given
from app.core.worth.tiers import NAMES, Tier
from app.i18n import N_

KIND = "worth"
_SETTINGS = {
    Tier.GOOD: declared.TIER_GOOD,
    Tier.FAIR: declared.TIER_FAIR,
    Tier.POOR: declared.TIER_POOR,
}


def tiers(reader: Reader, ask: Ask) -> Generator[Item]:
    """What she was graded."""
    bound = bounds(ask, "tier") | {"today": reader.today}
    return supplied(reader, _tiers(), bound, lambda row: _tier(row, reader))


def privileges(reader: Reader, ask: Ask) -> Generator[Item]:
    """What she was given."""
    bound = bounds(ask, "privilege") | {"today": reader.today}
    return supplied(reader, _privileges(), bound, lambda row: _privilege(row, reader))


@lru_cache(maxsize=1)
def _tiers() -> Select[Any]:
    return newest(tier_given, tier_given.c.at_day, tier_given.c.at_time)


@lru_cache(maxsize=1)
def _privileges() -> Select[Any]:
    name = select(privilege.c.name).where(privilege.c.id == privilege_given.c.privilege_id)
    asked = newest(privilege_given, privilege_given.c.at_day, privilege_given.c.at_time)
    return asked.add_columns(name.scalar_subquery().label("name"))


def _tier(row: Row[Any], reader: Reader) -> Item:
    tier = None if row.tier is None else Tier(row.tier)
    name = N_("By the rule again")
    if tier is not None:
        name = get(reader, _SETTINGS[tier]).strip() or NAMES[tier]
    return Item(
        day_key(row.at_day, row.at_time, "tier", row.id),
        KIND,
        moment_of(row.at_day, row.at_time, reader.clock.zone),
        N_("Tier given by hand"),
        row.reason or "",
        (name,),
        who=row.who or "",
        place=("tier_given", row.id),
    )


def _privilege(row: Row[Any], reader: Reader) -> Item:
    ended = row.ended_on if row.ended_on is not None and row.ended_on <= reader.today else None
    return Item(
        day_key(row.at_day, row.at_time, "privilege", row.id),
        KIND,
        moment_of(row.at_day, row.at_time, reader.clock.zone),
        N_("Privilege"),
        row.name or "",
        facts=facts_of((N_("Note"), row.note), (N_("Until"), ended)),
        who=row.who or "",
        place=("privilege_given", row.id),
    )


SUPPLIES = (tiers, privileges)
