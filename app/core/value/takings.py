"""What came in on which day: money on the day it moved, returns when they happened."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.purchases.records import purchase
from app.core.store.reader import Reader
from app.core.value.columns import Days, Integers, Ledger, parts
from app.core.value.ledger import ledger
from app.core.value.months import months_of


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
def unnamed(reader: Reader) -> Takings:
    """What came in from walk-ins, unknown cards and customers in the bin, up to today.

    With what anybody gave back before the day of its own sale: no ledger up to today has it.
    """
    entry, receipt = purchase, purchase.alias("receipt")
    out = select(customer.c.id).where(customer.c.binned_on.is_not(None))
    net = select(entry.c.bought_day, func.sum(entry.c.net)).group_by(entry.c.bought_day)
    linked = select(receipt.c.bought_day, entry.c.bought_day, entry.c.amount).join_from(
        entry, receipt, entry.c.original_id == receipt.c.id
    )
    # Two questions each, because an OR would walk all purchases.
    nobody, binned = (
        _table(
            reader,
            (net.where(entry.c.customer_id.is_(None)), 2),
            (linked.where(receipt.c.customer_id.is_(None)), 3),
        ),
        _table(
            reader,
            (net.where(entry.c.customer_id.in_(out)), 2),
            (linked.where(receipt.c.customer_id.in_(out)), 3),
        ),
    )
    early = _table(reader, (given_back_early(reader.today.toordinal(), out), 2))
    day, money = (np.concatenate(each) for each in zip(nobody, binned, early, strict=True))
    past = day <= reader.today.toordinal()
    return Takings(day[past], money[past])


@needs(Right.SEE_FIGURES)
def revenue_by_month(reader: Reader) -> dict[int, int]:
    """All that came in each month (`months.month_of`) with entries, in fen."""
    others = unnamed(reader)
    found: dict[int, int] = {}
    _add_months(found, others.day, others.money)
    for each in parts(ledger(reader)):
        named = moved(each)
        _add_months(found, named.day, named.money)
    return dict(sorted(found.items()))


def _add_months(found: dict[int, int], day: Days | Integers, money: Integers) -> None:
    unique, place = np.unique(months_of(day), return_inverse=True)
    sums = np.zeros(len(unique), np.int64)
    np.add.at(sums, place, money)
    for month, total in zip(unique.tolist(), sums.tolist(), strict=True):
        found[month] = found.get(month, 0) + total


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


def given_back_early(today: int, out: Any) -> Any:
    """Of customers in the book: what came back up to today of a sale dated later.

    Those few sales come first: a sum instead of the bare day keeps SQLite from all entries.
    """
    entry, receipt = purchase, purchase.alias("receipt")
    theirs = receipt.c.customer_id.is_not(None) & receipt.c.customer_id.not_in(out)
    later = select(receipt.c.id).where(receipt.c.bought_day > today, theirs)
    asked = select(entry.c.bought_day, entry.c.amount).where(entry.c.original_id.in_(later))
    return asked.where(entry.c.bought_day + 0 <= today)


def _table(reader: Reader, *asked: tuple[Any, int]) -> tuple[Integers, Integers]:
    """Days and sums: a receipt's net knows what came back later, which goes to its own day."""
    net, *others = (
        np.array([tuple(row) for row in reader.connection.execute(each)], np.int64).reshape(-1, n)
        for each, n in asked
    )
    back = others[0] if others else np.empty((0, 3), np.int64)
    day = np.concatenate((net[:, 0], back[:, 0], back[:, 1]))
    return day, np.concatenate((net[:, 1], -back[:, 2], back[:, 2]))
