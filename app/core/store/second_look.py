"""A second connection with the same look at the shop, for what is read on two threads at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select

from app.core.store.reader import Reader
from app.core.store.tables import act
from app.core.store.unit import Unit

_NEWEST = select(func.max(act.c.id))


def newest_act(connection: Connection) -> int:
    """The newest act of this look; 0 before the first one."""
    return int(connection.execute(_NEWEST).scalar() or 0)


@contextmanager
def second_look(reader: Reader) -> Iterator[Connection | None]:
    """Another connection that sees the same acts, closed for good at the end.

    None within a write, of which nobody else sees anything, and when somebody wrote meanwhile.
    """
    if isinstance(reader, Unit):
        yield None
        return
    with reader.connection.engine.connect() as connection:
        connection.detach()  # its place among the readers is free again at once
        with connection.begin() as look:
            same = newest_act(connection) == newest_act(reader.connection)
            yield connection if same else None
            look.rollback()
