"""What a stream of entries is made of: one entry, its place in the order, and the question."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    or_,
)

from app.core.store.reader import Reader


class Key(NamedTuple):
    """An entry's place: keys compare as the entries follow one another in time."""

    day: str  # YYYY-MM-DD, local
    time: str  # HH:MM, HH:MM:SS or finer; "" when only the day is known
    stream: str
    id: int


@dataclass(frozen=True)
class Item:
    """One entry of a customer's stream.

    `title`, `labels` and the first of each fact are marked texts; `words` and the second of
    each fact are the shop's own and are shown as they are.
    """

    key: Key
    kind: str
    at: datetime | date  # a date when only the day is known
    title: str
    words: str = ""
    labels: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    who: str = ""
    state: str = ""  # open, kept, broken; step: a next step still to be taken
    due: date | None = None
    amount: int | None = None  # minor units
    place: tuple[str, int] | None = None  # table and id of what it is about

    @property
    def id(self) -> int:
        """The row it was made from."""
        return self.key.id


@dataclass(frozen=True)
class Ask:
    """Whose entries, those before which one, and how many."""

    customer_id: int
    kinds: frozenset[str]
    before: Key | None
    limit: int


def day_key(day: date, at: str | None, stream: str, row_id: int) -> Key:
    """The place of something written with its day and perhaps its time."""
    return Key(day.isoformat(), at or "", stream, row_id)


def instant_key(at: datetime, zone: tzinfo, stream: str, row_id: int) -> Key:
    """The place of something that happened at an instant."""
    local = at.astimezone(zone)
    return Key(local.date().isoformat(), f"{local:%H:%M:%S.%f}", stream, row_id)


def moment_of(day: date, at: str | None, zone: tzinfo) -> datetime | date:
    """The instant, where the time is known; else the day."""
    if not at:
        return day
    return datetime.combine(day, time.fromisoformat(at), zone)


def instant_of(key: Key, zone: tzinfo) -> datetime:
    """The instant that a key stands for; a day alone begins at midnight."""
    clock = time.fromisoformat(key.time) if key.time else time()
    return datetime.combine(date.fromisoformat(key.day), clock, zone)


# The statements of a stream are put together once: that takes longer than running them.
# What differs from page to page is bound; without a page before, the end of days is.
_NEWEST = Key(date.max.isoformat(), "", "", 0)
_ANY, _NONE = 2**62, -1


def older(day: ColumnElement[Any], at: ColumnElement[Any], row_id: Column[int]) -> Any:
    """What comes after `bounds` in a stream ordered by day, time and id, newest first."""
    bound: BindParameter[Any] = bindparam("day", type_=day.type)
    clock, tie = bindparam("clock", type_=String()), bindparam("tie", type_=Integer())
    later = or_(day < bound, at < clock, and_(at == clock, row_id < tie))
    return and_(day <= bound, later)


def bounds(ask: Ask, stream: str, *, ordinal: bool = False) -> dict[str, Any]:
    """What to bind for the page of a stream that is asked for."""
    key = ask.before or _NEWEST
    day = date.fromisoformat(key.day)
    return {
        "of": ask.customer_id,
        "most": ask.limit,
        "day": day.toordinal() if ordinal else day,
        "clock": key.time,
        "tie": tie(key, stream),
    }


def tie(key: Key, stream: str) -> int:
    """Of entries at the same moment, those with ids below this come after `key`."""
    if stream == key.stream:
        return key.id
    return _ANY if stream < key.stream else _NONE


def supplied(
    reader: Reader, asked: Select[Any], bound: dict[str, Any], make: Callable[[Row[Any]], Item]
) -> Generator[Item]:
    """Entries row by row: what does not come onto the page is neither fetched nor made."""
    result = reader.connection.execute(asked, bound)
    try:
        for row in result:
            yield make(row)
    finally:
        result.close()
