"""Do customers whose complaint was settled buy as before?"""

from dataclasses import dataclass
from datetime import datetime, time

import numpy as np

from app.core.actor import Right, needs
from app.core.complaints.book import NOTHING, Book, Integers, book
from app.core.complaints.figures import within
from app.core.purchases.records import from_day, to_day
from app.core.store.reader import Reader
from app.core.value.columns import Ledger, Whole, parts
from app.core.value.ledger import ledger
from app.core.value.window import Window

_LONG, _SHORT, _YEAR = 180, 30, 365


@dataclass(frozen=True)
class Recovered:
    """What customers bought in equal windows before their complaint and after it was settled.

    Only those whose window after is over; money in fen.
    """

    days: int
    customers: int
    before: int
    after: int
    bought_again: int


def days_for(window: Window) -> int:
    """Half a year before and after; a month where the window itself is shorter than a year."""
    return _LONG if window.days is None or window.days >= _YEAR else _SHORT


@needs(Right.SEE_FIGURES)
def recovered(reader: Reader, window: Window, days: int | None = None) -> Recovered:
    """Of the complaints received in the window: each customer's last one that was settled."""
    span, found = days or days_for(window), book(reader)
    over = found.settled < _midnight(reader, to_day(reader.today) - span + 1)
    whose = (found.customer != NOTHING) & (found.settled != NOTHING)
    rows = _last_of_each(found, np.flatnonzero(within(found, window) & whose & over))
    if not len(rows):
        return Recovered(span, 0, 0, 0, 0)
    zone = reader.clock.zone
    ended = [datetime.fromtimestamp(each, zone).toordinal() for each in found.settled[rows]]
    theirs = _Stretch(found.customer[rows], found.day[rows], np.array(ended, np.int64), span)
    return _bought(ledger(reader), theirs)


@dataclass(frozen=True, eq=False)
class _Stretch:
    """Customers, ascending, with the days their complaint was received and settled."""

    customers: Integers
    received: Integers
    settled: Integers
    days: int


def _midnight(reader: Reader, day: int) -> int:
    """The instant at which a local day begins, in seconds."""
    return int(datetime.combine(from_day(day), time(), reader.clock.zone).timestamp())


def _last_of_each(found: Book, rows: Integers) -> Integers:
    """Of each customer the complaint received last, in the order of the customers."""
    ordered = rows[np.lexsort((found.id[rows], found.day[rows], found.customer[rows]))]
    whose = found.customer[ordered]
    last: Integers = ordered[np.append(whose[1:] != whose[:-1], True)[: len(ordered)]]
    return last


def _bought(bought: Whole, of: _Stretch) -> Recovered:
    """Their purchases on both sides; the days between receipt and end are on neither."""
    sides = [_sides(each, of) for each in parts(bought)]
    before, after, came = (
        (sum(column) for column in zip(*sides, strict=True)) if sides else (0,) * 3
    )
    return Recovered(of.days, len(of.customers), before, after, came)


def _sides(bought: Ledger, of: _Stretch) -> tuple[int, int, int]:
    """Of some customers: money before, money after, and how many of them came after."""
    owner = np.repeat(bought.ids, np.diff(bought.starts))
    place = np.minimum(np.searchsorted(of.customers, owner), len(of.customers) - 1)
    theirs = of.customers[place] == owner
    day, received, settled = bought.day, of.received[place], of.settled[place]
    before = theirs & (day < received) & (day >= received - of.days)
    after = theirs & (day > settled) & (day <= settled + of.days)
    came = np.unique(owner[after & (bought.counted > 0)])
    return int(bought.net[before].sum()), int(bought.net[after].sum()), len(came)
