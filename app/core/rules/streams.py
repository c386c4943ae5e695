"""Supplies a customer's stream with what was done about what a rule had found."""

from collections.abc import Generator
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func

from app.core.rules.firings import Firing, firing_of, told
from app.core.rules.records import firing
from app.core.rules.words import money_in
from app.core.settings.declared import CURRENCY
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.timeline.items import Ask, Item, bounds, day_key, moment_of, older, supplied
from app.i18n import N_

KIND = "rule"
_TITLES = {"done": N_("Taken care of"), "dismissed": N_("Set aside")}


def settled(reader: Reader, ask: Ask) -> Generator[Item]:
    """What was done or set aside, with its reason and what came of it."""
    bound = bounds(ask, KIND) | {"today": reader.today}
    return supplied(reader, _settled(), bound, lambda row: _item(reader, row))


SUPPLIES = (settled,)


@lru_cache(maxsize=1)
def _settled() -> Select[Any]:
    day, clock = firing.c.settled_on, func.coalesce(firing.c.settled_time, "")
    return (
        told()
        .add_columns(firing.c.settled_time)
        .where(firing.c.customer_id == bindparam("of", type_=Integer()))
        .where(firing.c.state.in_(tuple(_TITLES)))
        .where(day <= bindparam("today", type_=day.type), older(day, clock, firing.c.id))
        .order_by(day.desc(), clock.desc(), firing.c.id.desc())
        .limit(bindparam("most", type_=Integer()))
    )


def _item(reader: Reader, row: Any) -> Item:
    found: Firing = firing_of(reader, row)
    assert found.settled_on is not None
    pairs = (
        (N_("Rule"), found.rule),
        (N_("Why"), found.cause),
        (N_("Given"), found.given),
        (N_("Outcome"), found.outcome),
    )
    return Item(
        day_key(found.settled_on, row.settled_time, KIND, found.id),
        KIND,
        moment_of(found.settled_on, row.settled_time, reader.clock.zone),
        _TITLES[found.state],
        found.why(found.settled_on, money_in(get(reader, CURRENCY))),
        facts=tuple((label, said) for label, said in pairs if said),
        who=found.who or "",
        place=(firing.name, found.id),
    )
