"""What came in on which day: money on the day it moved, returns when they happened."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.purchases.records import purchase
from app.core.store.reader import Reader
from app.core.value.columns import Days, Integers, Ledger
from app.core.value.months import months_of

_NET = (
    select(purchase.c.bought_day, func.sum(purchase.c.net))
    .group_by(purchase.c.bought_day)
    .with_hint(purchase, "INDEXED BY ix_purchase_window", "sqlite")
)


@dataclass(frozen=True, eq=False)
class Takings:
    """Sums in fen by day (`date.toordinal`); a day may stand there more than once."""

    day: Integers
    money: Integers


@dataclass(frozen=True, eq=False)
class Moved:
    """Money by customer (her place in the ledger) and the day it moved."""

    owner: Integers
    day: Days
    money: Integers


@needs(Right.SEE_FIGURES)
def takings(reader: Reader) -> Takings:
    """Everything in the till up to today: walk-ins, unknown cards and the bin too."""
    entry, receipt = purchase, purchase.alias("receipt")
    linked = select(receipt.c.bought_day, entry.c.bought_day, entry.c.amount).join_from(
        entry, receipt, entry.c.original_id == receipt.c.id
    )
    net = _table(reader, _NET, 2)
    back = _table(reader, linked, 3)
    # A receipt's net knows what came back later: that goes from its day to the other one.
    day = np.concatenate((net[:, 0], back[:, 0], back[:, 1]))
    money = np.concatenate((net[:, 1], -back[:, 2], back[:, 2]))
    past = day <= reader.today.toordinal()
    return Takings(day[past], money[past])


@needs(Right.SEE_FIGURES)
def revenue_by_month(reader: Reader) -> dict[int, int]:
    """The sum of each month (`months.month_of`) with entries, in fen."""
    found = takings(reader)
    months = months_of(found.day)
    unique, place = np.unique(months, return_inverse=True)
    money = np.zeros(len(unique), np.int64)
    np.add.at(money, place, found.money)
    return dict(zip(unique.tolist(), money.tolist(), strict=True))


def moved(book: Ledger) -> Moved:
    """The ledger's money, with what came back on the day on which it came back."""
    steps = book.steps
    happened = np.flatnonzero(steps.until <= book.last.toordinal())
    place = np.searchsorted(book.ids, steps.owner)
    row = book.starts[place] + steps.offset
    after = book.net[row].copy()
    same = row[1:] == row[:-1]
    after[:-1][same] = steps.net[1:][same]
    given = (after - steps.net)[happened]
    row, place = row[happened], place[happened].astype(np.int64)
    return Moved(
        np.concatenate((book.owners().astype(np.int64), place, place)),
        np.concatenate((book.day, book.day[row], steps.until[happened])),
        np.concatenate((book.net, -given, given)),
    )


def _table(reader: Reader, asked: Any, width: int) -> Integers:
    rows = reader.connection.execute(asked).all()
    return np.array([tuple(row) for row in rows], np.int64).reshape(-1, width)
