"""Where a list's new customers go: into staging tables first, or straight into the shop's own."""

from collections.abc import Sequence
from typing import Protocol

from app.core.customers import bulk
from app.core.customers.records import customer
from app.core.customers.tuples import Tuples
from app.core.exchange import staging
from app.core.exchange.staging import StagedRow
from app.core.store.shop import Shop
from app.core.store.unit import Unit

Traces = Sequence[tuple[int, int, int]]
"""Id of a new customer or id of a known one, the other 0, and the digest of the row's text."""

_SEVERAL = 20  # chunks that wait; what is left at the end, nobody else works beside


class Destination(Protocol):
    """Takes what one chunk of a list after the other comes to."""

    def write(self, several: Sequence[Tuples], traces: Traces) -> None:
        """Keep new customers, and whose text was what."""

    def write_looks(self, rows: Sequence[StagedRow]) -> None:
        """Keep rows that need a look."""


class StagingTables:
    """They are filled in short transactions of their own; a move follows, or nothing."""

    def __init__(self, shop: Shop) -> None:
        """The tables must have been made."""
        self._shop = shop
        self._known: bulk.Known = {}

    def write(self, several: Sequence[Tuples], traces: Traces) -> None:
        """Into the staging tables."""
        with self._shop.aside() as connection:
            for tuples in several:
                bulk.stage(connection, tuples, self._known)
            staging.add_traces(connection, traces)

    def write_looks(self, rows: Sequence[StagedRow]) -> None:
        """These are written to the disk."""
        with self._shop.aside() as connection:
            staging.add_rows(connection, rows)


class ShopTables:
    """All that is written is part of one unit, which keeps it or takes it back whole."""

    def __init__(self, unit: Unit) -> None:
        """The unit of the import; it looks at no reference row by row."""
        self._unit = unit
        self._waiting = 0
        self._next = unit.next_id(customer)

    def write(self, several: Sequence[Tuples], traces: Traces) -> None:
        """Into the tables themselves; ids are real ones."""
        for tuples in several:
            bulk.write_unguarded(self._unit, tuples)
        staging.keep_traces(self._unit.connection, traces, self._unit.act_id)
        self._waiting += 1
        if self._waiting == _SEVERAL:
            self.note_made()

    def note_made(self) -> None:
        """Make those findable who came since the last time, and record that they did.

        This process would otherwise wait for the encoding one here, and do it at the end.
        """
        first, self._next = self._next, self._unit.next_id(customer)
        bulk.note_made(self._unit, (first, self._next - 1))
        self._waiting = 0

    def write_looks(self, rows: Sequence[StagedRow]) -> None:
        """Where they would stand after a dry run."""
        staging.add_rows(self._unit.connection, rows)
