"""Reads xlsx, xls, xlsb and ods in the child with python-calamine."""

import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.core.exchange import zip_guard
from app.core.exchange.faults import Fault
from app.core.exchange.limits import CHUNK_ROWS, Limits
from app.core.exchange.sheet_pieces import Odd, Outline, SheetPieces

Row = list[Any]


class Workbook:
    """One opened spreadsheet; its sheets are read when asked for."""

    def __init__(self, path: Path, kind: str, limits: Limits) -> None:
        """Open it; a password or damage is a `Fault`."""
        self.path, self.kind, self.limits = path, kind, limits
        self._sheets: dict[str, CalamineSheet] = {}
        self._files = zip_guard.sheet_files(path) if kind == "xlsx" else {}
        self._large = zip_guard.large_sheets(path) if kind == "xlsx" else frozenset()
        self._whole: set[str] = set()  # sheets that can't be cut into pieces
        self._book = _guarded(lambda: CalamineWorkbook.from_path(path))

    def sheets(self) -> list[tuple[str, bool]]:
        """Names of the worksheets, and whether each is hidden; at most the limit."""
        found = [
            (each.name, each.visible != SheetVisibleEnum.Visible)
            for each in self._book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]
        shown = [each for each in found if not each[1]] or found
        return shown[: self.limits.sheets]

    def describe(self, name: str) -> dict[str, Any]:
        """Width, height, merged cells and hidden columns of a sheet."""
        outline = self._outline(name)
        sheet = outline.top
        end = sheet.end
        if outline.height > self.limits.sheet_rows:
            raise Fault("too_many_rows", limit=f"{self.limits.sheet_rows:,}")
        return {
            "name": name,
            "height": outline.height,
            "width": min(end[1] + 1 if end else 0, self.limits.columns),
            "merged": [list(map(list, each)) for each in (sheet.merged_cell_ranges or [])[:1000]],
            "hidden_columns": zip_guard.hidden_columns(self.path, self._files.get(name, "")),
        }

    def rows(self, name: str) -> Iterator[Row]:
        """Every row from the sheet's first, blank ones too; columns from A."""
        most, told = self.limits.columns, 0
        if pieces := self._pieces(name):
            try:
                for row in _guarded_rows(pieces.rows()):
                    yield row if len(row) <= most else row[:most]
                    told += 1
                return
            except Odd:
                self._leave_whole(name)
        sheet = self._sheet(name)
        lead: Row = [""] * (sheet.start or (0, 0))[1]
        width = most - len(lead)
        narrow = sheet.width <= width
        for row in islice(sheet.iter_rows(), told, None):
            yield lead + (row if narrow else row[:width]) if lead or not narrow else row

    def _outline(self, name: str) -> Outline:
        if pieces := self._pieces(name):
            try:
                return _guarded(pieces.outline)  # type: ignore[no-any-return]
            except Odd:
                self._leave_whole(name)
        sheet = self._sheet(name)
        return Outline(sheet.end[0] + 1 if sheet.end else 0, sheet)

    def _pieces(self, name: str) -> SheetPieces | None:
        """The sheet in pieces, where it is large and of the usual kind."""
        file = self._files.get(name, "")
        if name in self._whole or file not in self._large:
            return None
        try:
            return SheetPieces(self.path, name, file)
        except Odd:
            self._leave_whole(name)
        return None

    def _leave_whole(self, name: str) -> None:
        """Calamine is to read the sheet; it was not counted yet."""
        self._whole.add(name)
        zip_guard.count_unpacked(self.path, self.limits, only=frozenset((self._files[name],)))

    def _sheet(self, name: str) -> CalamineSheet:
        if name not in self._sheets:
            self._sheets.clear()  # one sheet in memory at a time
            self._sheets[name] = _guarded(lambda: self._book.get_sheet_by_name(name))
        return self._sheets[name]


def _guarded(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except PasswordError:
        raise Fault("password") from None
    except MemoryError:
        raise Fault("memory") from None
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise Fault("password") from None
        raise Fault("damaged") from None


def _guarded_rows(rows: Iterator[Row]) -> Iterator[Row]:
    while chunk := _guarded(lambda: list(islice(rows, CHUNK_ROWS))):
        yield from chunk


class UnpackedCounter(threading.Thread):
    """Counts what the zip really unpacks to while calamine reads; `fail` ends the child."""

    def __init__(
        self,
        path: Path,
        limits: Limits,
        fail: Callable[[Fault], None],
        without: frozenset[str] = frozenset(),
    ) -> None:
        """Prepare to count all but some; `fail` is called from this thread."""
        super().__init__(daemon=True)
        self._path, self._limits, self._fail, self._without = path, limits, fail, without

    def run(self) -> None:
        """Count to the end, or fail."""
        try:
            zip_guard.count_unpacked(self._path, self._limits, without=self._without)
        except Fault as fault:
            self._fail(fault)
