"""The rows of a table that are data: no titles, no blank rows, headings only once."""

from collections.abc import Iterator

from app.core.exchange.child import said
from app.core.exchange.faults import Fault
from app.core.exchange.layout import TableView
from app.core.exchange.row_judge import DataRow, RowJudge
from app.core.exchange.source import Source
from app.core.progress import Progress

__all__ = ["DataRow", "RowStream"]


class RowStream:
    """Reads one table of a source once; `blank` counts the blank rows between the others."""

    def __init__(self, source: Source, table: TableView) -> None:
        """Prepare to read; nothing is read yet."""
        self._source, self._table = source, table
        self._judge = RowJudge(table)
        self.read = 0

    @property
    def blank(self) -> int:
        """Blank rows so far."""
        return self._judge.blank

    def rows(self, progress: Progress) -> Iterator[DataRow]:
        """Every row of data; a second table below the first is refused."""
        for chunk in self._source.rows(self._table.name, progress):
            try:
                yield from self._judge.data(chunk.first, chunk.rows)
            except Fault as fault:
                raise said(fault, self._source.path) from None
            self.read += len(chunk.rows)
