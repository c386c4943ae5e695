"""Tells a table's rows of data from titles, blank rows and headings said again."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from app.core.exchange.cells import is_blank
from app.core.exchange.csv_writer import unguarded
from app.core.exchange.faults import Fault
from app.core.exchange.header_row import is_other_header, is_repeated
from app.core.exchange.headings import names_of
from app.core.exchange.layout import TableView, What


class DataRow(NamedTuple):
    """One row below the headings; `repeated` when it says the headings again."""

    number: int
    cells: list[Any]
    repeated: bool = False


class RowJudge:
    """Tells the rows of one table apart, chunk by chunk."""

    def __init__(self, table: TableView) -> None:
        """Nothing is seen yet."""
        self._table = table
        self.blank = 0  # blank rows between the others
        self._waiting = 0
        width = max((c.index for c in table.columns), default=-1) + 1
        self._headings = [""] * width
        for column in table.columns:
            self._headings[column.index] = column.heading

    def data(self, first: int, rows: list[list[Any]]) -> Iterator[DataRow]:
        """Every row of data in a chunk; a second table below the first is a `Fault`."""
        top = self._table.header_row
        for number, cells in enumerate(rows, first):
            if number <= top:
                continue
            if is_blank(cells):
                self._waiting += 1
                continue
            # Blank rows at the end are none of the list's.
            self.blank, self._waiting = self.blank + self._waiting, 0
            yield self._judged(number, unguarded_row(cells) if self._table.guarded else cells)

    def _judged(self, number: int, cells: list[Any]) -> DataRow:
        text = cells[0] or next(cell for cell in cells if cell not in ("", None))
        if not isinstance(text, str) or _has_digits(text) or _folded(text) not in _known_words():
            return DataRow(number, cells)
        if is_repeated(cells, self._headings):
            return DataRow(number, cells, repeated=True)
        if is_other_header(cells, self._headings):
            code = "two_tables" if self._table.name else "two_lists"
            raise Fault(code, sheet=self._table.name, row=number)
        return DataRow(number, cells)


def unguarded_row(cells: list[Any]) -> list[Any]:
    """The cells of our own csv without the guards against being formulas."""
    return [unguarded(cell) if isinstance(cell, str) else cell for cell in cells]


def _has_digits(text: str) -> bool:
    """Letters and digits only, and some digits: LW0001 is no heading."""
    return text.isalnum() and not text.isalpha()


def _folded(text: str) -> str:
    return text.strip().casefold().replace(" ", "").replace("_", "")


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return frozenset(word for what in What for word in names_of(what))
