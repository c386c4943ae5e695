"""The shop's ledger: kept between questions, mended for the few customers that a write touches.

    book = ledger(reader)                       # everybody, up to today
    found = totals_in(book, window, whom)       # like `totals.totals`, in milliseconds

Kept is one ledger of all times. Which act was the newest in the reader's own snapshot says
which one it needs; `Session.journal` says whose rows differ between two of them.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from app.core.actor import Right, needs
from app.core.purchases.records import to_day
from app.core.store.acts import newest_act
from app.core.store.changes import ALL, ChangeSet
from app.core.store.reader import Reader
from app.core.store.shelf import shelf
from app.core.store.unit import Unit
from app.core.value import loading
from app.core.value.columns import Integers, Ledger, Whole, make_ledger, parts, until
from app.core.value.gathering import gathered
from app.core.value.packed_ledger import PackedLedger
from app.core.value.totals import Totals, Whom
from app.core.value.window import Window

__all__ = ["Ledger", "ledger", "make_ledger", "totals_in", "until"]
_NAME = "value.ledger"


@needs(Right.SEE_FIGURES)
def ledger(reader: Reader) -> PackedLedger:
    """Everybody's purchases up to today; the first one after opening reads them all."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    return keeper.at(reader)


def totals_in(book: Whole, window: Window, whom: Whom) -> Totals:
    """Number, sum and last day of each customer with a purchase in the window.

    A window that ended earlier is looked at from its last day.
    """
    found = (_totals(each, window, whom) for each in parts(book))
    return Totals(*gathered(found, [np.int64] * 4, book.people))


def sums_in(book: Whole, window: Window, whom: Whom) -> tuple[Integers, Integers, Integers]:
    """The same without the days: ids, numbers and sums."""
    found = (_totals(each, window, whom)[:3] for each in parts(book))
    ids, number, revenue = gathered(found, [np.int64] * 3, book.people)
    return ids, number, revenue


def _totals(book: Ledger, window: Window, whom: Whom) -> tuple[Integers, ...]:
    if window.last < book.last:
        book = until(book, window.last)
    if not len(book.ids):
        return tuple(np.empty(0, np.int64) for _ in range(4))
    inside = _inside(book, window.first)
    bought = book.counted > 0 if inside is None else inside & (book.counted > 0)
    net = book.net if inside is None else np.where(inside, book.net, 0)
    begin = book.starts[:-1]
    last_day = np.maximum.reduceat(np.where(bought, book.day, 0), begin)
    number = (
        _days(book, bought) if whom.merge_days else np.add.reduceat(bought, begin, dtype=np.int64)
    )
    buying = (number > 0) & (book.companies == whom.companies)
    revenue = np.add.reduceat(net, begin)[buying]
    return book.ids[buying], number[buying], revenue, last_day[buying].astype(np.int64)


def _inside(book: Ledger, first: date | None) -> NDArray[np.bool_] | None:
    return None if first is None else book.day >= to_day(first)


def _days(book: Ledger, bought: NDArray[np.bool_]) -> Integers:
    """On how many different days each customer bought."""
    rows = np.flatnonzero(bought)
    owner = np.searchsorted(book.starts, rows, side="right") - 1
    another = np.ones(len(rows), np.bool_)
    day = book.day[rows]
    another[1:] = (day[1:] != day[:-1]) | (owner[1:] != owner[:-1])
    return np.bincount(owner[another], minlength=len(book.ids)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class _Kept:
    """A ledger of all times, the act it knows, who was in the bin, and it as of one day."""

    version: int
    book: PackedLedger
    binned: Integers
    cut: PackedLedger


@dataclass(eq=False)
class _Keeper:
    """Keeps the newest; a reader with an older look gets its own from it."""

    kept: _Kept | None = None
    lock: Lock = field(default_factory=Lock)

    def at(self, reader: Reader) -> PackedLedger:
        """The ledger as this reader's snapshot has it."""
        with self.lock:
            version = newest_act(reader.connection)
            made = self._made(reader, version)
            lasting = not isinstance(reader, Unit)  # what a unit sees may yet be taken back
            if lasting and (self.kept is None or version >= self.kept.version):
                self.kept = made
            return made.cut

    def _made(self, reader: Reader, version: int) -> _Kept:
        kept = self.kept
        if kept is None:
            return _loaded(reader, version)
        if kept.version != version:
            changes = _changes(reader, kept.version, version)
            return _loaded(reader, version) if changes is None else _mended(reader, kept, changes)
        if kept.cut.last != reader.today:
            return replace(kept, cut=kept.book.until(reader.today))
        return kept


def _changes(reader: Reader, kept: int, version: int) -> ChangeSet | None:
    """What differs between what is kept and what the reader sees; None when not known."""
    if not isinstance(reader, Unit):
        return reader.session.journal.between(kept, version)
    changes = reader.session.journal.between(kept, version - 1)
    if changes is not None:
        for table, ids in reader.changes.tables.items():
            changes.add(table, ids)
        changes.act_id = version
    return changes


def _loaded(reader: Reader, version: int) -> _Kept:
    out = loading.binned(reader)
    book = loading.load(reader, out)
    return _Kept(version, book, out, book.until(reader.today))


def _mended(reader: Reader, kept: _Kept, changes: ChangeSet) -> _Kept:
    version, whose = newest_act(reader.connection), _whose(changes)
    if whose is None:
        return _loaded(reader, version)
    if not (whose or changes.touches("customer")):
        return replace(kept, version=version, cut=_cut_again(kept, reader.today))
    shelf(reader).make_room(_NAME)  # what was reckoned on the one before is out of date
    out = loading.binned(reader)
    whose |= set(np.setxor1d(out, kept.binned).tolist())
    book = kept.book.mended(loading.load_some(reader, whose, out), whose)
    book = replace(book, companies=loading.companies(reader))
    return _Kept(version, book, out, book.until(reader.today))


def _cut_again(kept: _Kept, today: date) -> PackedLedger:
    return kept.cut if kept.cut.last == today else kept.book.until(today)


def _whose(changes: ChangeSet) -> set[int] | None:
    """Whose rows a write touched; None: anybody's.

    Each write of purchases makes the summaries of those concerned anew and names them.
    """
    summary, rows = changes.tables.get("purchase_summary"), changes.tables.get("purchase")
    if summary is ALL or (rows is ALL and summary is None):
        return None
    people = changes.tables.get("customer") or set()
    return set(summary or ()) | (set() if people is ALL else set(people))
