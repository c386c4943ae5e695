"""A second connection with the same look at the shop, for what is read on two threads at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, QueuePool

from app.core.store.acts import newest_act
from app.core.store.reader import Reader
from app.core.store.unit import Unit


@contextmanager
def second_look(reader: Reader) -> Iterator[Connection | None]:
    """Another connection that sees the same acts, closed for good at the end.

    None within a write, of which nobody else sees anything, when somebody wrote meanwhile, and
    while all others are taken: some of those may wait for just what is read here.
    """
    if isinstance(reader, Unit) or _all_taken(reader):
        yield None
        return
    with reader.connection.engine.connect() as connection:
        connection.detach()  # its place among the readers is free again at once
        with connection.begin() as look:
            same = newest_act(connection) == newest_act(reader.connection)
            yield connection if same else None
            look.rollback()


def _all_taken(reader: Reader) -> bool:
    pool = reader.connection.engine.pool
    return isinstance(pool, QueuePool) and pool.checkedout() >= pool.size()
