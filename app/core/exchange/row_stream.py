"""The rows of a table that are data: no titles, no blank rows, headings only once."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from app.core.exchange.cells import is_blank
from app.core.exchange.csv_writer import unguarded
from app.core.exchange.faults import refusal
from app.core.exchange.header_row import is_other_header, is_repeated
from app.core.exchange.headings import names_of
from app.core.exchange.layout import TableView, What
from app.core.exchange.source import Source
from app.core.progress import Progress


class DataRow(NamedTuple):
    """One row below the headings; `repeated` when it says the headings again."""

    number: int
    cells: list[Any]
    repeated: bool = False


class RowStream:
    """Reads one table of a source once; `blank` counts the blank rows between the others."""

    def __init__(self, source: Source, table: TableView) -> None:
        """Prepare to read; nothing is read yet."""
        self._source, self._table = source, table
        self.blank = 0
        self.read = 0
        width = max((c.index for c in table.columns), default=-1) + 1
        self._headings = [""] * width
        for column in table.columns:
            self._headings[column.index] = column.heading

    def rows(self, progress: Progress) -> Iterator[DataRow]:
        """Every row of data; a second table below the first is refused."""
        skipped = waiting = 0
        for chunk in self._source.rows(self._table.name, progress):
            for number, cells in enumerate(chunk.rows, chunk.first):
                if number <= self._table.header_row:
                    continue
                if is_blank(cells):
                    waiting += 1
                    continue
                skipped, waiting = skipped + waiting, 0
                self.blank = skipped  # blank rows at the end are none of the list's
                yield self._judged(number, _unguarded(cells) if self._table.guarded else cells)
            self.read += len(chunk.rows)

    def _judged(self, number: int, cells: list[Any]) -> DataRow:
        text = cells[0] or next(cell for cell in cells if cell not in ("", None))
        if not isinstance(text, str) or _has_digits(text) or _folded(text) not in _known_words():
            return DataRow(number, cells)
        if is_repeated(cells, self._headings):
            return DataRow(number, cells, repeated=True)
        if is_other_header(cells, self._headings):
            code = "two_tables" if self._table.name else "two_lists"
            raise refusal(code, self._source.path.name, sheet=self._table.name, row=number)
        return DataRow(number, cells)


def _unguarded(cells: list[Any]) -> list[Any]:
    return [unguarded(cell) if isinstance(cell, str) else cell for cell in cells]


def _has_digits(text: str) -> bool:
    """Letters and digits only, and some digits: LW0001 is no heading."""
    return text.isalnum() and not text.isalpha()


def _folded(text: str) -> str:
    return text.strip().casefold().replace(" ", "").replace("_", "")


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return frozenset(word for what in What for word in names_of(what))
