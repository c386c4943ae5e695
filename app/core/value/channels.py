"""The usual channel of customers: counted among their receipts, or as it is kept in pieces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, func, select

from app.core.progress import stop_if_cancelled
from app.core.purchases.records import purchase, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.value import column_bytes, kept
from app.core.value.columns import Integers
from app.core.value.gathering import narrow
from app.core.value.kept import Stretch
from app.core.value.packed import packed, unpacked
from app.core.value.records import kept_channels
from app.core.value.traits import UNKNOWN, Codes, Trait
from app.core.value.units import BETWEEN, Units

_AT_A_TIME = 20_000
_NONE = np.empty(0, np.int64)
_KEPT = (np.int64, np.int32, np.uint8, np.int64)


@dataclass(frozen=True, eq=False)
class Usual:
    """Customers ascending, and the place of each one's channel among `values`."""

    ids: Integers
    codes: Codes
    values: tuple[str, ...]

    def of(self, ids: Integers) -> Trait:
        """For these customers; `UNKNOWN` for who is not there."""
        found = np.full(len(ids), UNKNOWN, np.int32)
        if len(self.ids):
            place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
            there = self.ids[place] == ids
            found[there] = self.codes[place[there]]
        return Trait(self.values, found)

    def without(self, whom: Integers) -> "Usual":
        """The others."""
        left = ~np.isin(self.ids, whom)
        return Usual(self.ids[left], self.codes[left], self.values)


def usual_of_all(reader: Reader) -> Usual:
    """Everybody's, up to today."""
    stale = kept.stale(reader.connection)
    pieces: list[Usual] = []
    for each in kept.stretches(reader.connection):
        stop_if_cancelled(reader.progress)
        found = _kept(reader, each)
        if found is None:
            pieces += _counted(reader, each)
            stale = stale[(stale < each.low) | (stale > each.high)]
        else:
            pieces.append(found.without(stale))
    return together([*pieces, usual_of(reader, stale.tolist())])


def usual_of(reader: Reader, whose: Iterable[int]) -> Usual:
    """The same of a few."""
    mine = purchase.c.customer_id.in_(id_list(whose))
    return _most_frequent(reader.connection, to_day(reader.today), mine)


def columns_between(connection: Connection, low: int, high: int) -> bytes:
    """For the file: those of the customers with these ids, however late their purchases are.

    Right from the day on after which none of those is.
    """
    whose = purchase.c.customer_id.between(low, high)
    told = (purchase.c.channel.is_not(None), purchase.c.counted == 1)
    newest = select(func.max(purchase.c.bought_day)).where(whose, *told)
    latest = int(connection.execute(newest).scalar() or 0)
    found = _most_frequent(connection, latest, whose)
    words, last = column_bytes.words_column(found.values), np.array([latest], np.int64)
    return column_bytes.to_bytes((found.ids, found.codes, words, last))


def together(several: Iterable[Usual]) -> Usual:
    """All of them as one; nobody is in two."""
    names = Units()
    ids, codes = [_NONE], [np.empty(0, np.int32)]
    for each in several:
        named = np.array([names[value] for value in each.values], np.int32)
        ids.append(each.ids)
        codes.append(named[each.codes] if len(named) else each.codes)
    whole, code = np.concatenate(ids), np.concatenate(codes)
    order = np.argsort(whole, kind="stable")
    return _by_name(whole[order], code[order], names)


def _by_name(ids: Integers, codes: Codes, names: Iterable[str]) -> Usual:
    """The channels by their names, without those that are nobody's usual one."""
    told = np.array(list(names), np.str_)
    there = np.unique(codes)
    used = there[np.argsort(told[there], kind="stable")]
    place = np.zeros(len(told) + 1, np.min_scalar_type(-max(len(used), 1)))
    place[used] = np.arange(len(used))
    return Usual(narrow(ids, np.int32), place[codes], tuple(told[used].tolist()))


def _kept(reader: Reader, stretch: Stretch) -> Usual | None:
    """What a piece says; None where none is kept, or one of its purchases lies ahead."""
    if stretch.block is None:
        return None
    data = kept.columns_of(reader.connection, stretch.block, kept_channels)
    ids, codes, words, last = column_bytes.from_bytes(data, _KEPT)
    if int(last[0]) > to_day(reader.today):
        return None
    return Usual(ids, codes, column_bytes.column_words(words))


def _counted(reader: Reader, stretch: Stretch) -> Iterator[Usual]:
    """So many customers at a time that their text stays small."""
    today, who = to_day(reader.today), purchase.c.customer_id
    for low in range(stretch.low, stretch.high + 1, _AT_A_TIME):
        stop_if_cancelled(reader.progress)
        if low > 1:
            reader.progress.report(low, stretch.high)
        some = who.between(low, min(low + _AT_A_TIME - 1, stretch.high))
        yield _most_frequent(reader.connection, today, some)


def _most_frequent(connection: Connection, last: int, whose: ColumnElement[bool]) -> Usual:
    """The channel of most purchases up to a day; of equally usual ones the first by name."""
    text, told = connection.execute(_asked(last, whose)).one()
    table, names = unpacked(text, 2), Units()
    code = names.of(told, len(table)) if text else np.empty(0, np.int32)
    ranks = np.argsort(np.argsort(np.array(list(names), np.str_)))
    order = np.lexsort((ranks[code], -table[:, 1], table[:, 0]))
    who = table[order, 0]
    first = np.flatnonzero(np.diff(who, prepend=-1))
    return _by_name(who[first], code[order][first], names)


def _asked(last: int, whose: ColumnElement[bool]) -> Select[Any]:
    cells, channel = purchase.c, func.replace(purchase.c.channel, BETWEEN, " ")
    each = (
        select(cells.customer_id.label("who"), channel.label("channel"), func.count().label("n"))
        .where(cells.channel.is_not(None), cells.customer_id.is_not(None), whose)
        .where(cells.counted == 1, cells.bought_day <= last)
        .group_by(cells.customer_id, cells.channel)
        .subquery()
    )
    joined = func.aggregate_strings(each.c.channel, BETWEEN)
    row: list[ColumnElement[Any]] = [packed(each.c.who, each.c.n), joined]
    return select(*row)
