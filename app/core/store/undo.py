"""Takes an act, a batch or one value back, as an ordinary write that can be undone too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from app.core.actor import Right, needs
from app.core.errors import Conflict, Refused
from app.core.progress import SILENT, Progress
from app.core.store import undo_plan as plan
from app.core.store.history import cell_from_json
from app.core.store.mass_removal import remove_planned
from app.core.store.ownership import is_own_list
from app.core.store.tables import act, batch, history, metadata
from app.core.store.unit import Unit
from app.i18n import N_


@dataclass(frozen=True)
class Undone:
    """What an undo came to, in records."""

    removed: int
    restored: int
    kept: int


@needs(Right.UNDO)
def undo_act(unit: Unit, act_id: int, keep_changed: bool = False) -> Undone:
    """Take one act back; `Conflict` when something it touched has moved on since."""
    unit.deed.set(undoes_act=act_id)
    undone = _undo(unit, history.c.act_id == act_id, keep_changed)
    _mark_acts(unit, act.c.id == act_id)
    return undone


@needs(Right.UNDO)
def undo_batch(
    unit: Unit, batch_id: int, keep_changed: bool = False, *, progress: Progress = SILENT
) -> Undone:
    """Take all acts of a batch (an import) back, skipping the bin.

    `Cancelled` when the progress says so; then nothing is taken back.
    """
    unit.deed.set(undoes_batch=batch_id)
    acts = select(act.c.id).where(act.c.batch_id == batch_id)
    undone = _undo(unit, history.c.act_id.in_(acts), keep_changed, progress)
    _mark_acts(unit, act.c.batch_id == batch_id)
    mine = update(batch).where(batch.c.id == batch_id)
    unit.bulk(mine.values(undone_by=unit.act_id), tables=["batch"])
    return undone


@needs(Right.UNDO)
def undo_value(unit: Unit, entry_id: int) -> Undone:
    """Give one cell its former value back: `entry_id` is a history entry of an update."""
    of_entry = select(history.c.act_id).where(history.c.id == entry_id)
    unit.deed.set(undoes_act=unit.connection.execute(of_entry).scalar())
    which = (history.c.id == entry_id) & (history.c.kind == "update")
    return _undo(unit, which, keep_changed=False)


def _undo(
    unit: Unit, which: ColumnElement[bool], keep_changed: bool, progress: Progress = SILENT
) -> Undone:
    connection = unit.connection
    if not plan.lay_out(connection, which):
        raise Refused(
            N_("There is nothing left to take back."),
            N_("Nothing was changed."),
            N_("It was taken back already, or its history was erased."),
        )
    kept = plan.find_moved_on(connection)
    if kept and not keep_changed:
        raise Conflict(plan.names_moved_on(connection))
    if kept:
        plan.keep_moved_on(connection)
    undone = _count(unit, kept)
    _apply(unit, progress)
    _mark_entries(unit)
    for upkeep in unit.session.upkeep:
        upkeep(unit, unit.changes)
    unit.deed.note(undone=undone.__dict__)
    plan.clear(connection)
    return undone


def _apply(unit: Unit, progress: Progress) -> None:
    unit.recorder.inverse = True
    try:
        remove_planned(unit, _tables(unit, "remove")[::-1], progress)
        _restore(unit)
        for _, column in list(plan.changed_columns(unit.connection, "cells", "restore")):
            unit.update_from(column, plan.former_cells(unit.connection, column))
    except IntegrityError:
        raise Refused(
            N_("Something else stands where this would come back, the same number perhaps."),
            N_("Nothing was taken back."),
            N_("Give the other one a new number or undo it first."),
        ) from None
    finally:
        unit.recorder.inverse = False


def _restore(unit: Unit) -> None:
    for table in _tables(unit, "restore"):
        rows = plan.rows_of(table, "restore")
        firsts = (
            select(func.min(plan.entry.c.id))
            .where(plan.entry.c.table_name == table.name, plan.entry.c.kind == "delete")
            .where(plan.entry.c.row_id.in_(rows))
            .group_by(plan.entry.c.row_id)
        )
        cells = [cell_from_json(column, history.c.old) for column in table.columns]
        kept = select(*cells).where(history.c.id.in_(firsts))
        names = [column.name for column in table.columns]
        unit.bulk(insert(table).from_select(names, kept), tables=[table.name])
        with_whole = _come_with_their_record(table)
        unit.record_created(table, rows.where(plan.row.c.row_id.not_in(with_whole)))


def _come_with_their_record(table: Table) -> Select[Any]:
    # A part of a record that comes back too needs no entry of its own.
    whole = plan.row.alias()
    return (
        select(plan.row.c.row_id)
        .join(whole, whole.c.row_id == plan.row.c.record_id)
        .where(whole.c.table_name == plan.row.c.record_table, whole.c.fate == "restore")
        .where(plan.row.c.table_name == table.name)
        .where(plan.row.c.table_name != plan.row.c.record_table)
    )


def _tables(unit: Unit, fate: str) -> list[Table]:
    """Tables with rows of this fate, those that others are part of first."""
    found = select(plan.row.c.table_name).where(plan.row.c.fate == fate).distinct()
    names = set(unit.connection.execute(found).scalars())
    return [table for table in metadata.sorted_tables if table.name in names] if names else []


def _count(unit: Unit, kept: int) -> Undone:
    lists = [name for name, table in metadata.tables.items() if is_own_list(table)]
    counts = plan.row.c.record_table.not_in(lists)
    is_whole = and_(plan.row.c.table_name == plan.row.c.record_table, counts)
    gone = select(plan.row.c.record_table, plan.row.c.record_id)
    gone = gone.where(is_whole, plan.row.c.fate.in_(("remove", "nothing")))
    touched = select(plan.row.c.record_table, plan.row.c.record_id).where(counts).distinct()
    removed = select(func.count()).select_from(plan.row)
    removed = removed.where(is_whole, plan.row.c.fate == "remove")
    restored = select(func.count()).select_from(touched.except_(gone).subquery())
    scalar = unit.connection.scalar
    return Undone(scalar(removed) or 0, scalar(restored) or 0, kept)


def _mark_entries(unit: Unit) -> None:
    mine = history.c.id.in_(select(plan.entry.c.id))
    unit.bulk(update(history).where(mine).values(undone_by=unit.act_id), tables=["history"])
    _revive_what_an_undo_undid(unit)


def _revive_what_an_undo_undid(unit: Unit) -> None:
    # Undoing an undo makes the entries it had undone count again.
    mine = history.c.id.in_(select(plan.entry.c.id))
    found = unit.connection.execute(select(history.c.act_id).where(mine).distinct())
    ours = found.scalars().all()
    targets = _undone_by(unit, ours)
    if targets:
        # A list, not `exists`: the plan has no index by record, it is asked here only.
        records = select(plan.row.c.record_table, plan.row.c.record_id)
        ours_too = tuple_(history.c.record_table, history.c.record_id).in_(records)
        revived = update(history).where(history.c.act_id.in_(targets))
        revived = revived.where(history.c.undone_by.in_(ours), ours_too)
        unit.bulk(revived.values(undone_by=None), tables=["history"])
    for table in (act, batch):
        again = update(table).where(table.c.undone_by.in_(ours)).values(undone_by=None)
        unit.bulk(again, tables=[table.name])


def _undone_by(unit: Unit, acts: Sequence[int]) -> Sequence[int]:
    """The acts that these acts, as undos, took back; mostly there are none."""
    undoing = select(act).where(act.c.id.in_(acts)).subquery()
    targets = select(act.c.id).where(
        act.c.id.in_(select(undoing.c.undoes_act))
        | act.c.batch_id.in_(select(undoing.c.undoes_batch))
    )
    return unit.connection.execute(targets).scalars().all()


def _mark_acts(unit: Unit, which: ColumnElement[bool]) -> None:
    unit.bulk(update(act).where(which).values(undone_by=unit.act_id), tables=["act"])
