"""The row of an act, its counts and its line in the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.store import audit_trail
from app.core.store.tables import act, batch


class Deed:
    """One act while it happens: who does what, and how much was touched so far."""

    def __init__(
        self,
        connection: Connection,
        actor: Actor,
        title: str,
        now: datetime,
        wall: Clock | None = None,
    ) -> None:
        """Write the act's row; the trail says what time it was by the `wall`, whatever `now` is."""
        self.connection, self.actor, self.title, self.now = connection, actor, title, now
        self._wall = wall
        self.audited = False
        self._counts: dict[str, dict[str, int]] = {}
        self._columns: dict[str, set[str]] = {}
        self._notes: dict[str, Any] = {}
        self.id = self._insert()

    def join_batch(self, batch_id: int) -> None:
        """Make the act part of a batch."""
        self.set(batch_id=batch_id)

    def set(self, **values: Any) -> None:
        """Change the act's own row."""
        self.connection.execute(update(act).where(act.c.id == self.id).values(**values))

    def new_batch(self, kind: str, source: str, detail: str) -> int:
        """Make a batch and join it."""
        values = {"kind": kind, "source": source, "made_at": self.now, "detail": detail}
        made = self.connection.execute(insert(batch).values(values)).inserted_primary_key
        assert made is not None
        self.join_batch(made[0])
        return int(made[0])

    def describe_batch(self, batch_id: int, detail: str) -> None:
        """Say what a batch came to."""
        mine = update(batch).where(batch.c.id == batch_id)
        self.connection.execute(mine.values(detail=detail))

    def count(self, table: str, what: str, number: int, column: str | None = None) -> None:
        """Note that so many rows were created, updated or deleted."""
        if number <= 0:
            return
        counts = self._counts.setdefault(table, {})
        counts[what] = counts.get(what, 0) + number
        if column:
            self._columns.setdefault(table, set()).add(column)

    def note(self, **detail: Any) -> None:
        """Add something to the act's line in the audit trail; no sealed values."""
        self._notes |= detail

    def made_and_deleted(self) -> list[str]:
        """Tables in which rows were both made and deleted."""
        return [
            name for name, found in self._counts.items() if {"created", "deleted"} <= set(found)
        ]

    def summary(self) -> dict[str, Any]:
        """Counts and column names for the audit trail; no values."""
        columns = {name: sorted(found) for name, found in self._columns.items()}
        return {"act": self.id, "counts": self._counts, "columns": columns} | self._notes

    def audit(self, key: bytes, action: str, object_: str, detail: dict[str, Any]) -> int:
        """Add a row to the audit trail."""
        self.audited = True
        at = self._wall.now() if self._wall else self.now
        return audit_trail.record(
            self.connection, key, self.actor, at, action, object_=object_, detail=detail
        )

    def _insert(self) -> int:
        who = self.actor
        values = {"at": self.now, "title": self.title, "session": who.session}
        values |= {"actor": who.uid, "actor_name": who.name, "role": str(who.role)}
        made = self.connection.execute(_NEW, values).inserted_primary_key
        assert made is not None
        return int(made[0])


_NEW = insert(act)
