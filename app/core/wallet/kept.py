"""What the board is made of, kept in the session and mended for the few whom a write touches.

Estimates are read, packed and kept some customers at a time: a million customers' would take
a quarter of a gigabyte at once. The board itself is made of them where somebody looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from threading import Lock
from typing import Any
from weakref import ref

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from app.core.customers.records import customer
from app.core.store.acts import newest_act
from app.core.store.changes import ALL, ChangeSet
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.shelf import shelf
from app.core.store.unit import Unit
from app.core.value import column_bytes
from app.core.value.columns import Integers
from app.core.value.loading import binned
from app.core.wallet.board import Board, joined, make_board
from app.core.wallet.columns import NO_ESTIMATES, Estimates, Plans, horizon, plans
from app.core.wallet.estimates import estimates_of, everybodys
from app.core.wallet.rad import Cuts
from app.core.wallet.records import wallet_estimate

BLOCK = 8192
"""Ids; so many customers are kept, and read anew, together."""
_NAME, _BOARD = "wallet.kept", "board"


@dataclass(frozen=True, eq=False)
class _Pieces:
    """Estimates by block, packed, and everybody's plans."""

    told: Mapping[int, bytes]
    plans: Plans

    def board(self, today: date, cuts: Cuts) -> Board:
        """Both beside one another, block by block."""
        where = self.plans.ids // BLOCK
        several = sorted({*self.told, *np.unique(where).tolist()})
        pieces = (self._board(each, where, today, cuts) for each in several)
        return joined(today, cuts, pieces)

    def _board(self, block: int, where: Integers, today: date, cuts: Cuts) -> Board:
        low, high = np.searchsorted(where, (block, block + 1)).tolist()
        coming = Plans(*(getattr(self.plans, each.name)[low:high] for each in fields(Plans)))
        return make_board(today, cuts, _unpacked(self.told.get(block)), coming)


@dataclass(frozen=True, eq=False)
class _Kept:
    version: int
    today: date
    binned: Integers
    months: int
    pieces: _Pieces

    def board(self, cuts: Cuts) -> Board:
        """By these cuts."""
        return self.pieces.board(self.today, cuts)


@dataclass(eq=False)
class _Keeper:
    kept: _Kept | None = None
    lock: Lock = field(default_factory=Lock)


def kept_board(reader: Reader, chosen: Cuts) -> Board:
    """The board as this reader sees it."""
    if isinstance(reader, Unit):  # what a unit sees may yet be taken back
        return _anew(reader, chosen, 0).board(chosen)
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    version = newest_act(reader.connection)
    with keeper.lock:
        kept = keeper.kept
        if kept is None or kept.today != reader.today or kept.months != chosen.months:
            shelf(reader).make_room(_BOARD)  # of what is read for it
            made = _anew(reader, chosen, version)
        else:
            made = _mended(reader, kept, chosen, version)
        keeper.kept = made
    terms = (ref(made.pieces), made.today)  # the columns are the same by whatever cuts
    found = shelf(reader).kept(_BOARD, terms, lambda: made.board(chosen), lambda b: b.customers)
    return replace(found, cuts=chosen)


def _anew(reader: Reader, chosen: Cuts, version: int) -> _Kept:
    out, coming = binned(reader), plans(reader, horizon(reader.today, chosen.months))
    told = {number: _packed(each) for number, each in everybodys(reader, BLOCK)}
    pieces = _Pieces({block: data for block, data in told.items() if data}, coming)
    return _Kept(version, reader.today, out, chosen.months, pieces)


def _packed(found: Estimates) -> bytes:
    """Nothing where nobody has one."""
    columns: list[NDArray[Any]] = [getattr(found, each.name) for each in fields(Estimates)]
    return column_bytes.to_bytes(columns) if len(found.ids) else b""


def _unpacked(data: bytes | None) -> Estimates:
    if not data:
        return NO_ESTIMATES
    columns = column_bytes.from_bytes(data, [np.int64] * len(fields(Estimates)))
    ids, ours, knows_ours, total, knows_total, rank, shops = columns
    return Estimates(ids, ours, knows_ours > 0, total, knows_total > 0, rank, shops)


def _mended(reader: Reader, kept: _Kept, chosen: Cuts, version: int) -> _Kept:
    changes = reader.session.journal.between(kept.version, version)
    whose = None if changes is None else _whose(reader, changes)
    if changes is None or whose is None or not _same_bin(reader, changes, kept):
        return _anew(reader, chosen, version)
    if not (whose or changes.touches("purchase_plan")):
        return replace(kept, version=version)
    told = dict(kept.pieces.told)
    for block in {each // BLOCK for each in whose}:
        among = range(block * BLOCK, (block + 1) * BLOCK)
        told[block] = _packed(estimates_of(reader, among))
    coming = kept.pieces.plans
    if changes.touches("purchase_plan"):
        coming = plans(reader, horizon(reader.today, chosen.months))
    pieces = _Pieces({block: data for block, data in told.items() if data}, coming)
    return replace(kept, version=version, pieces=pieces)


def _whose(reader: Reader, changes: ChangeSet) -> set[int] | None:
    """Whose estimates a write touched; None: anybody's, or of somebody who is gone."""
    rows, people = (changes.tables.get(name, set()) for name in ("wallet_estimate", "customer"))
    if rows is ALL or people is ALL:
        return None
    cells = wallet_estimate.c
    asked = select(cells.id, cells.customer_id).where(cells.id.in_(id_list(rows)))
    owners = {row: who for row, who in reader.connection.execute(asked)}
    there = select(func.count()).where(customer.c.id.in_(id_list(people)))
    gone = len(people) - int(reader.connection.execute(there).scalar_one())
    if gone or len(owners) < len(rows):
        return None
    return set(owners.values()) | (people if rows else set())


def _same_bin(reader: Reader, changes: ChangeSet, kept: _Kept) -> bool:
    return not changes.touches("customer") or np.array_equal(binned(reader), kept.binned)
