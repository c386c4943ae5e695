"""One write: the only doors through which rows are made, changed and deleted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ClauseElement,
    Column,
    ColumnElement,
    Connection,
    Executable,
    Insert,
    Select,
    Table,
    insert,
    select,
    type_coerce,
    update,
)

from app.catalogue.field import Catalogue
from app.core.actor import Actor
from app.core.store import removal
from app.core.store.changes import ALL, ChangeSet
from app.core.store.column_types import RawValue
from app.core.store.deed import Deed
from app.core.store.history import Recorder
from app.core.store.idlist import id_list
from app.core.store.ownership import is_derived, key_of, owner_link, record_id, record_table
from app.core.store.reader import Reader, Session, Upkeep

__all__ = ["Reader", "Session", "Unit", "Upkeep"]


@lru_cache(maxsize=256)
def _insert_into(table: Table) -> Insert:
    """Made once: a row of plain values is in the file before a new one is put together."""
    return insert(table)


def _assert_columns(table: Table, row: Mapping[str, Any]) -> None:
    """SQLAlchemy leaves out what a statement made before does not know: a value would be lost."""
    unknown = row.keys() - table.columns.keys()
    if unknown:
        raise LookupError(f"{table.name} has no {', '.join(sorted(unknown))}")


class Unit(Reader):
    """One write: everything in it is kept together or not at all.

    `insert`, `update`, `delete` and `bulk` are the only doors; they keep history.
    What is part of a record made in this same unit needs no entries of its own.
    """

    def __init__(self, connection: Connection, actor: Actor, session: Session, title: str) -> None:
        """Made by `Shop.write`."""
        super().__init__(connection, actor, session)
        self.now: datetime = session.clock.now()
        self.deed = Deed(connection, actor, title, self.now, session.wall)
        self.recorder = Recorder(connection, self.deed.id)
        self.changes = ChangeSet(self.deed.id, title)
        self._new: dict[str, set[int]] = {}

    @property
    def catalogues(self) -> Mapping[str, Catalogue]:
        """The fields of this shop's customers, with what this very unit changed of them."""
        if self.changes.touches("own_field") or self.changes.touches("field_place"):
            self._catalogues = None
        return super().catalogues

    @property
    def act_id(self) -> int:
        """The act that this write is."""
        return self.deed.id

    @property
    def title(self) -> str:
        """What the act is called (a marked text)."""
        return self.deed.title

    def insert(self, table: Table, /, **values: Any) -> int:
        """Add a row and return its id."""
        _assert_columns(table, values)
        said = any(isinstance(each, ClauseElement) for each in values.values())
        new = insert(table).values(**values) if said else _insert_into(table)
        made = self.connection.execute(new, None if said else values).inserted_primary_key
        assert made is not None
        self._note_created(table, [int(made[0])])
        return int(made[0])

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]], /) -> list[int]:
        """Add rows that all have the same keys, and return their ids."""
        if not rows:
            return []
        _assert_columns(table, rows[0])
        key = key_of(table).name
        if key not in rows[0]:
            first = self.next_id(table)
            rows = [{**row, key: first + i} for i, row in enumerate(rows)]
        self.connection.execute(insert(table), rows)
        ids = [int(row[key]) for row in rows]
        self._note_created(table, ids)
        return ids

    def update(self, table: Table, row_id: int, /, **values: Any) -> bool:
        """Change cells of a row; False when they were so already or there is no such row."""
        before = self._raw_cells(table, row_id, values)
        changed = {n: v for n, v in values.items() if before and self._differs(table, n, v, before)}
        if not changed:
            return False
        statement = update(table).where(key_of(table) == row_id).values(changed)
        self.connection.execute(statement)
        self._record_cells(table, row_id, {name: before[name] for name in changed})
        self.changes.add(table.name, [row_id])
        return True

    def delete(self, table: Table, row_id: int, /) -> None:
        """Remove a row and all that is part of it; an undo brings them back."""
        was_new = self._is_new(table, row_id)
        removal.remove(self, table, key_of(table) == row_id, recorded=not was_new)
        if row_id in self._new.get(table.name, ()):
            self._new[table.name].discard(row_id)
            self.recorder.forget(table.name, row_id)

    def delete_where(self, table: Table, condition: ColumnElement[bool], /) -> int:
        """Remove many rows and all that is part of them; an undo brings them back."""
        return removal.remove(self, table, condition, recorded=True)

    def bulk(self, statement: Executable, parameters: Any = None, *, tables: Iterable[str]) -> int:
        """Run a set-based statement on these tables and return its row count.

        History does not see it: say `record_created` afterwards, or use `update_from`
        and `delete_where`, which keep history.
        """
        result = self.connection.execute(statement, parameters)
        for name in tables:
            self.changes.add(name, ALL)
        return int(result.rowcount)

    def record_created(self, table: Table, ids: Select[int], /) -> int:
        """Write one creation entry for each row that a bulk insert made.

        Only whole records need it: parts of a record made in this unit go with it.
        """
        number = self.recorder.created(table, ids)
        self.deed.count(table.name, "created", number)
        self.changes.add(table.name, ALL)
        return number

    def update_from(self, column: Column[Any], values: Select[*tuple[Any, ...]], /) -> int:
        """Set one column of many rows: `values` selects (id, value), each id once."""
        table = column.table
        assert isinstance(table, Table)
        new = values.subquery()
        row_id, value = list(new.columns)[:2]
        differs = type_coerce(column, RawValue).is_distinct_from(type_coerce(value, RawValue))
        moves = column is owner_link(table) and not is_derived(table)
        moved = self._leaving(table, row_id, differs) if moves else []
        if not (is_derived(table) or is_derived(column)):
            number = self.recorder.updated(column, row_id, value, differs)
            self.deed.count(table.name, "updated", number, column.name)
        statement = update(table).where(key_of(table) == row_id, differs)
        number = self.connection.execute(statement.values({column.name: value})).rowcount
        if moved:
            self.recorder.made(table, moved)
        if number:
            self.changes.add(table.name, ALL)
        return number

    def _leaving(self, table: Table, row_id: Any, differs: ColumnElement[bool]) -> list[int]:
        # Rows that become part of another record leave one and come to the other: each of
        # the two knows of it by entries of its own, and can be taken back in time.
        asked = select(key_of(table)).where(key_of(table) == row_id, differs)
        ids = list(self.connection.execute(asked).scalars())
        self.recorder.deleted(table, key_of(table).in_(id_list(ids)))
        return ids

    def next_id(self, table: Table, /) -> int:
        """The id that the next new row of `table` gets, for bulk inserts in this unit."""
        key = key_of(table).name
        asked = (
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0),"
            f" coalesce((SELECT max({key}) FROM {table.name}), 0)) + 1"
        )
        return int(self.connection.exec_driver_sql(asked, (table.name,)).scalar_one())

    def begin_batch(self, kind: str, source: str, detail: str = "{}") -> int:
        """Make this act the first of a new batch (an import); returns the batch's id."""
        batch_id = self.deed.new_batch(kind, source, detail)
        self.changes.add("batch", [batch_id])
        return batch_id

    def describe_batch(self, batch_id: int, detail: str) -> None:
        """Say of a batch what is known only at its end."""
        self.deed.describe_batch(batch_id, detail)

    def audit(self, action: str, /, object_: str = "", **detail: Any) -> None:
        """Write the audit line oneself, instead of the ordinary one; no sealed values."""
        self.deed.audit(self.session.audit_key, action, object_, detail)

    def finish(self) -> bool:
        """Write the audit line; False when nothing happened. Called by `Shop.write`."""
        for table in self.deed.made_and_deleted():
            self.recorder.forget_made_and_deleted(table)
        if self.changes and not self.deed.audited:
            self.deed.audit(self.session.audit_key, self.title, "", self.deed.summary())
        self.session.journal.note(self.changes)
        return self.deed.audited

    def _note_created(self, table: Table, ids: list[int]) -> None:
        self.changes.add(table.name, ids)
        if is_derived(table):
            return
        self.deed.count(table.name, "created", len(ids))
        if record_table(table) is table:
            self._new.setdefault(table.name, set()).update(ids)
            self.recorder.made(table, ids)
            return
        self.recorder.made(table, ids, self._new.get(record_table(table).name, ()))

    def _is_new(self, table: Table, row_id: int) -> bool:
        news = self._new.get(record_table(table).name)
        if not news:
            return False
        found = select(record_id(table)).where(key_of(table) == row_id)
        return self.connection.execute(found).scalar() in news

    def _record_cells(self, table: Table, row_id: int, before: Mapping[str, Any]) -> None:
        if is_derived(table):
            return
        for name, old in before.items():
            column = table.columns[name]
            if not is_derived(column):
                self.deed.count(table.name, "updated", 1, name)
                if not self._is_new(table, row_id):
                    self.recorder.cell(column, row_id, old)

    def _raw_cells(self, table: Table, row_id: int, names: Iterable[str]) -> Mapping[str, Any]:
        cells = [type_coerce(table.columns[n], RawValue).label(n) for n in names]
        found = self.connection.execute(select(*cells).where(key_of(table) == row_id))
        row = found.mappings().one_or_none()
        return dict(row) if row else {}

    def _differs(self, table: Table, name: str, value: Any, before: Mapping[str, Any]) -> bool:
        dialect = self.connection.dialect
        process = table.columns[name].type.dialect_impl(dialect).bind_processor(dialect)
        raw = value if process is None or value is None else process(value)
        return bool(raw != before[name])
