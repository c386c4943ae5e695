"""Everybody's goods of both windows out of the pieces that are kept in the file."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from sqlalchemy import Connection, func, select

from app.core.customers.records import customer
from app.core.fading.goods import Goods, goods_of
from app.core.fading.thresholds import Thresholds
from app.core.progress import stop_if_cancelled
from app.core.purchases.records import to_day
from app.core.store.reader import Reader
from app.core.value import kept, lines
from app.core.value.kept import Stretch
from app.core.value.lines import Lines
from app.core.value.records import BLOCK, kept_lines

_MOSTLY = 4
"""When one piece in so many is missing, walking along all lines is quicker."""


def mostly_kept(connection: Connection) -> bool:
    """Are the pieces of nearly everybody there?"""
    top = int(connection.execute(select(func.max(customer.c.id))).scalar() or 0)
    pieces, there = top // BLOCK + 1, len(kept.usable(connection))
    return there > 0 and (pieces - there) * _MOSTLY <= pieces


def goods_in_pieces(reader: Reader, thresholds: Thresholds) -> Iterator[Goods]:
    """All lines of both windows, some customers at a time; nobody twice."""
    stale, pieces = kept.stale(reader.connection), list(kept.stretches(reader.connection))
    for each in pieces:
        stop_if_cancelled(reader.progress)
        if each.low > 1:
            reader.progress.report(each.low, pieces[-1].high)
        told = _told(reader, each)
        if told is None:
            yield from _read(reader, thresholds, each)
            continue
        whose = stale[(stale >= each.low) & (stale <= each.high)]
        yield in_windows(told.without(whose), thresholds, reader.today)
        if len(whose):
            yield goods_of(reader, thresholds, whose.tolist())


def in_windows(told: Lines, thresholds: Thresholds, today: date) -> Goods:
    """The lines of both windows."""
    (recent, last), (first, _) = thresholds.spans(today)
    inside = (told.day >= to_day(first)) & (told.day <= to_day(last))
    late = told.day[inside] >= to_day(recent)
    whose, known = told.whose[inside].astype(np.uint32), told.known[inside]
    return Goods(whose, late, known, told.quantity[inside], told.unit[inside], told.units)


def _told(reader: Reader, stretch: Stretch) -> Lines | None:
    """What a piece says; None where none is kept, or something of it lies ahead."""
    if stretch.block is None:
        return None
    data = kept.columns_of(reader.connection, stretch.block, kept_lines)
    told = lines.from_bytes(data)
    return told if told.latest <= to_day(reader.today) else None


def _read(reader: Reader, thresholds: Thresholds, stretch: Stretch) -> Iterator[Goods]:
    for low in range(stretch.low, stretch.high + 1, BLOCK):
        stop_if_cancelled(reader.progress)
        yield goods_of(reader, thresholds, range(low, min(low + BLOCK, stretch.high + 1)))
