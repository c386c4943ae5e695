"""An open shop: one writer, a few readers, and the door to both."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.errors import Refused
from app.core.store.changes import ChangeSet
from app.core.store.engine import be_roomy, references_unseen
from app.core.store.reader import Reader, Session
from app.core.store.unit import Unit
from app.core.vault.keys import Keys
from app.i18n import N_


@dataclass(eq=False)
class Shop:
    """An open shop. `listeners` are called after each commit, in the writing thread."""

    folder: Path
    name: str
    vault_id: str
    clock: Clock
    keys: Keys = field(repr=False)
    session: Session = field(repr=False)
    writer: Engine = field(repr=False)
    reader: Engine = field(repr=False)
    listeners: list[Callable[[ChangeSet], None]] = field(default_factory=list, repr=False)
    closers: list[Callable[[], None]] = field(default_factory=list, repr=False)
    read_only: bool = False
    notices: list[str] = field(default_factory=list)  # marked texts: what opening found odd
    _writing: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _holder: int | None = field(default=None, repr=False)

    @contextmanager
    def write(
        self, actor: Actor, title: str, *, batch: int | None = None, looks: bool = True
    ) -> Iterator[Unit]:
        """One unit of work: kept whole when the block ends, taken back whole on any error.

        Without `looks` SQLite looks at no reference, row by row: only for a unit that adds
        whole records alone and looks at them itself at its end.
        """
        self.must_be_writable()
        with (
            self._alone(),
            self.writer.connect() as connection,
            references_unseen(connection) if not looks else nullcontext(),
            connection.begin() as whole,
        ):
            unit = Unit(connection, actor, self.session, title)
            if batch is not None:
                unit.deed.join_batch(batch)
            yield unit
            if not unit.finish():
                whole.rollback()
        if unit.changes:
            for listener in tuple(self.listeners):
                listener(unit.changes)

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Reader]:
        """A consistent look: what others write meanwhile is not seen."""
        with self.reader.connect() as connection, connection.begin() as look:
            pin_snapshot(connection)
            yield Reader(connection, actor, self.session)
            look.rollback()

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """A short write that is no act: an import's staging tables, which nobody else sees."""
        self.must_be_writable()
        with self._alone(), self.writer.connect() as connection, connection.begin():
            yield connection

    def let_writers_pages_go(self) -> None:
        """The pages that the writer's connection keeps; read again, they are there again."""
        if not self.read_only:
            with self._alone(), self.writer.connect() as connection:
                be_roomy(connection, roomy=False)

    def must_be_writable(self) -> None:
        """`Refused` for a shop that is only looked at, as a copy."""
        if self.read_only:
            raise _read_only()

    def close(self) -> None:
        """Wait for the write in progress, then close every connection."""
        with self._alone():
            self.reader.dispose()
            self.writer.dispose()
            while self.closers:  # the lock goes last, that is first in
                self.closers.pop()()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("a write inside a write: pass the unit on instead")
        with self._writing:
            self._holder = me
            try:
                yield
            finally:
                self._holder = None


def _read_only() -> Refused:
    return Refused(
        N_("The shop lies in a place where nothing can be written."),
        N_("Nothing was changed; you see a copy made when it was opened."),
        N_("Copy the shop's folder to this computer's disk and open it there."),
    )


def pin_snapshot(connection: Connection) -> None:
    """SQLite chooses the snapshot at the first read, so read something at once."""
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
