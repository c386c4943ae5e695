"""The board's columns, kept in the session and mended for the few whom a write touches."""

from collections.abc import Collection
from dataclasses import dataclass, field, fields, replace
from threading import Lock

import numpy as np
from sqlalchemy import func, select

from app.core.customers.records import customer
from app.core.store.changes import ALL, ChangeSet
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.tables import act
from app.core.store.unit import Unit
from app.core.value.columns import Integers
from app.core.value.loading import binned
from app.core.wallet.board import Board, make_board
from app.core.wallet.columns import Estimates, Plans, estimates, horizon, plans
from app.core.wallet.rad import Cuts
from app.core.wallet.records import wallet_estimate

_NAME = "wallet.board"


@dataclass(frozen=True, eq=False)
class _Kept:
    version: int
    binned: Integers
    months: int
    told: Estimates
    plans: Plans
    board: Board


@dataclass(eq=False)
class _Keeper:
    kept: _Kept | None = None
    lock: Lock = field(default_factory=Lock)


def kept_board(reader: Reader, chosen: Cuts) -> Board:
    """The board as this reader sees it."""
    if isinstance(reader, Unit):  # what a unit sees may yet be taken back
        return _anew(reader, chosen, 0).board
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    version = int(reader.connection.execute(select(func.max(act.c.id))).scalar() or 0)
    with keeper.lock:
        kept = keeper.kept
        if kept is None or kept.board.today != reader.today or kept.months != chosen.months:
            made = _anew(reader, chosen, version)
        else:
            made = _mended(reader, kept, chosen, version)
        keeper.kept = made
        return made.board


def _anew(reader: Reader, chosen: Cuts, version: int) -> _Kept:
    told, coming = estimates(reader), plans(reader, horizon(reader.today, chosen.months))
    board = make_board(reader.today, chosen, told, coming)
    return _Kept(version, binned(reader), chosen.months, told, coming, board)


def _mended(reader: Reader, kept: _Kept, chosen: Cuts, version: int) -> _Kept:
    changes = reader.session.journal.between(kept.version, version)
    whose = None if changes is None else _whose(reader, changes)
    if changes is None or whose is None or not _same_bin(reader, changes, kept):
        return _anew(reader, chosen, version)
    if not (whose or changes.touches("purchase_plan")):
        return replace(kept, version=version, board=replace(kept.board, cuts=chosen))
    told = _put_in(kept.told, estimates(reader, whose), whose) if whose else kept.told
    coming = kept.plans
    if changes.touches("purchase_plan"):
        coming = plans(reader, horizon(reader.today, chosen.months))
    board = make_board(reader.today, chosen, told, coming)
    return _Kept(version, kept.binned, chosen.months, told, coming, board)


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


def _put_in(old: Estimates, fresh: Estimates, whose: Collection[int]) -> Estimates:
    left = ~np.isin(old.ids, np.array(sorted(whose), np.int64))
    order = np.argsort(np.concatenate((old.ids[left], fresh.ids)), kind="stable")
    columns = (
        np.concatenate((getattr(old, each.name)[left], getattr(fresh, each.name)))[order]
        for each in fields(Estimates)
    )
    return Estimates(*columns)
