"""A foreign file that is open for reading: its layout now, its rows when asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.catalogue import CATALOGUES
from app.core.attachments.pictures import Photo
from app.core.exchange.block_stream import Blocks, EncodingProcess, Order, encoded_here
from app.core.exchange.cells import cell_text
from app.core.exchange.child import Child, Chunk, said
from app.core.exchange.csv_writer import MARK
from app.core.exchange.faults import Fault
from app.core.exchange.guess import with_guesses
from app.core.exchange.header_row import Header, find_header
from app.core.exchange.headings import Catalogues
from app.core.exchange.layout import ColumnView, Layout, TableView, What, unique_headings
from app.core.exchange.limits import (
    ENCODED_HERE_BYTES,
    LIMITS,
    MODERATE_BYTES,
    MODERATE_ROWS,
    MOST_PHOTO_BYTES,
    Limits,
)
from app.core.exchange.survey_columns import SCALES
from app.core.progress import SILENT, Progress

Remember = Callable[[TableView], Mapping[str, str | None] | None]
_REQUIRED: dict[What, tuple[frozenset[str], ...]] = {
    What.CUSTOMERS: (frozenset(("name",)),),
    What.COMPANIES: (frozenset(("company_name",)),),
    What.PURCHASES: (frozenset(("bought_on",)), frozenset(("amount", "price"))),
    What.COMPLAINTS: (frozenset(("received_at",)), frozenset(("words", "category"))),
}


class Source:
    """One file and the child that reads it; end it with `close` or as a context manager."""

    def __init__(
        self,
        path: Path,
        *,
        encoding: str | None = None,
        separator: str | None = None,
        limits: Limits = LIMITS,
        progress: Progress = SILENT,
        catalogues: Catalogues = CATALOGUES,
        encodes: bool = False,
    ) -> None:
        """Open the file; what can't be read is `Refused` with a sentence.

        Who knows beforehand that its rows will be encoded says so: that saves a moment.
        """
        self.path, self.catalogues = path, catalogues
        self._options: dict[str, Any] = {
            "encoding": encoding,
            "separator": separator,
            "limits": limits,
        }
        self._child: Child | None = None
        self.size = path.stat().st_size if path.is_file() else 0
        self._encoding: EncodingProcess | None = None
        if encodes:
            self.get_ready_to_encode()
        self.opened = self._told(lambda: self._open(progress))

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the children."""
        if self._child:
            self._child.close()
            self._child = None
        if self._encoding:
            self._encoding.close()
            self._encoding = None

    def get_ready_to_encode(self) -> None:
        """Start the encoding process of a long list; it needs a moment."""
        if self._encoding is None and self.size > ENCODED_HERE_BYTES:
            self._encoding = EncodingProcess(self._options["limits"])

    def layout(self, what: What, remembered: Remember | None = None) -> Layout:
        """Headings and guesses for a list of this sort."""
        views = [_view(table, what, self.catalogues) for table in self.opened["tables"]]
        learnt = [_with_memory(view, remembered) for view in views]
        tables = tuple(judged(view, what) for view, _ in learnt)
        kind, encoding = str(self.opened["kind"]), str(self.opened["encoding"])
        separator = str(self.opened["separator"])
        known = any(was for _, was in learnt)
        said = (self.path, kind, what, tables, encoding, separator, known)
        return Layout(*said, self.catalogues)

    def suggested(self) -> What:
        """What sort of list this most looks like."""
        return max(What, key=lambda what: self._fitness(what))

    def rows(self, table: str, progress: Progress = SILENT) -> Iterator[Chunk]:
        """All rows of one table, from its first."""
        if self._child is None:
            self._told(lambda: self._open(progress))
        assert self._child
        chunks = self._child.rows(table, progress)
        while True:
            chunk = self._told(lambda: next(chunks, None))
            if chunk is None:
                return
            yield chunk

    def photos(self, progress: Progress = SILENT) -> Iterator[tuple[int, Photo]]:
        """The photos of a file of cards, by row; a child that dies of one takes only photos."""
        if self.opened["kind"] != "vcf":
            return
        total = 0
        try:
            if self._child is None:
                self._open(progress)
            assert self._child
            for row, photo in self._child.photos(progress):
                total += len(photo.data)
                if total > MOST_PHOTO_BYTES:
                    raise Fault("memory")
                yield row, photo
        except Fault:
            self.close()

    def blocks(self, order: Order, progress: Progress = SILENT) -> Blocks:
        """All rows of a table of customers or companies, encoded."""
        self.get_ready_to_encode()
        chunks, done = self.rows(order.table.name, progress), False
        try:
            if self._encoding and order.can_go():
                yield from self._encoding.encoded(order, chunks, progress)
            else:
                yield from encoded_here(order, chunks)
            done = True
        except Fault as fault:
            raise said(fault, self.path) from None
        finally:
            if not done:
                self.close()  # what is left of the answers is nobody's

    def is_moderate(self, tables: Iterable[TableView]) -> bool:
        """Can all its rows be held in memory for a while?"""
        rows = sum(table.rows for table in tables)
        return rows <= MODERATE_ROWS and self.size <= MODERATE_BYTES

    def _fitness(self, what: What) -> int:
        layout = self.layout(what)
        return max((_mapped(t) + 100 * t.fits for t in layout.tables), default=0)

    def _open(self, progress: Progress) -> dict[str, Any]:
        self._child = Child(self.path, **self._options)
        try:
            return self._child.opened(progress)
        except Fault as fault:
            self.close()
            if fault.code not in ("crashed", "memory"):
                raise
        self._child = Child(self.path, **self._options, careful=True)
        return self._child.opened(progress)

    def _told(self, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except Fault as fault:
            self.close()
            raise said(fault, self.path) from None


def _mapped(table: TableView) -> int:
    return sum(column.target is not None for column in table.columns)


def _view(table: Mapping[str, Any], what: What, catalogues: Catalogues) -> TableView:
    top: list[list[Any]] = table["top"]
    merged = [(tuple(area[0]), tuple(area[1])) for area in table.get("merged", ())]
    header = find_header(top, merged, what, catalogues)
    views, cells = _columns(table, header, top)
    columns = with_guesses(views, cells, what, catalogues)
    name, rows = str(table["name"]), int(table["height"])
    guarded = MARK in header.headings
    return TableView(name, header.row, columns, rows, bool(table.get("hidden")), guarded=guarded)


def _columns(
    table: Mapping[str, Any], header: Header, top: list[list[Any]]
) -> tuple[list[ColumnView], list[list[str]]]:
    width = max(len(header.headings), int(table["width"]))
    headings = [*header.headings, *[""] * (width - len(header.headings))]
    hidden = set(table.get("hidden_columns", ()))
    below = top[header.row :]
    cells = [[cell_text(row[i]) for row in below if i < len(row)] for i in range(width)]
    kept = [i for i in range(width) if headings[i] != MARK and (headings[i] or any(cells[i]))]
    names = unique_headings(headings)
    views = [ColumnView(i, names[i], hidden=i in hidden) for i in kept]
    return views, [cells[i] for i in kept]


def _with_memory(view: TableView, remembered: Remember | None) -> tuple[TableView, bool]:
    known = remembered(view) if remembered else None
    return (view.mapped(known), True) if known else (view, False)


def judged(view: TableView, what: What) -> TableView:
    """The table with `fits` as its columns are mapped now."""
    return replace(view, fits=fits(view, what))


def fits(view: TableView, what: What) -> bool:
    """Do its columns hold what such a list can't do without?"""
    found = {column.target for column in view.columns}
    if what is What.SURVEY:
        return any(each and (":" in each or each in SCALES) for each in found)
    return all(found & each for each in _REQUIRED[what])
