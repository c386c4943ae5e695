"""Supplies a customer's stream with her complaints, each on the day it was received."""

from collections.abc import Generator
from functools import cache
from typing import Any

from sqlalchemy import Row, Select

from app.core.complaints.clocks import local
from app.core.complaints.records import complaint
from app.core.store.reader import Reader
from app.core.timeline.items import Ask, Item, bounds, day_key, supplied
from app.core.timeline.own_streams import facts_of, newest
from app.i18n import N_

KIND = "complaint"
_OPEN, _CONFIRMED, _CLOSED = (
    N_("not settled yet"),
    N_("settled, by her own word"),
    N_("closed, not confirmed"),
)


def received(reader: Reader, ask: Ask) -> Generator[Item]:
    """What she complained of, and how it ended."""
    bound = bounds(ask, KIND, ordinal=True) | {"today": reader.today.toordinal()}
    return supplied(reader, _asked(), bound, lambda row: _item(row, reader))


SUPPLIES = (received,)


@cache
def _asked() -> Select[Any]:
    return newest(complaint, complaint.c.received_day, None)


def _item(row: Row[Any], reader: Reader) -> Item:
    at = local(row.received_at, reader.clock.zone)
    ended = _OPEN if row.settled_at is None else _CONFIRMED if row.confirmed else _CLOSED
    return Item(
        day_key(at.date(), None, KIND, row.id),
        KIND,
        row.received_at,
        N_("Complaint"),
        row.words,
        (ended,),
        facts_of((N_("About which goods"), row.item), (N_("Remedy"), row.remedy)),
        who=row.owner or "",
        place=(complaint.name, row.id),
    )
