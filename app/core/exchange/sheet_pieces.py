"""Cuts a large sheet of an xlsx into pieces of whole rows, so that the first come at once.

Calamine reads a sheet to its end before it tells the first row. Here each piece becomes a
small workbook of its own that calamine reads: every cell means what it would mean there.
Pieces with nothing but plain texts in them are taken apart by hand (`plain_cells.py`).
Whatever is unusual about the sheet is `Odd`; calamine then reads it whole, as ever.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook

from app.core.exchange.plain_cells import plain_rows
from app.core.exchange.shared_texts import SharedTexts

_BLOCK = 1 << 20
_LONGEST_ROWS, _LONGEST_END = 64 << 20, 4 << 20
_MOST_ROWS, _MOST_LEFT_OUT = 1 << 20, 100_000
_FAR = re.compile(rb' r="[A-Z]{3}[0-9]')  # beyond the 702nd column: a table of billions of cells
_START = re.compile(rb"<sheetData\s*>")
_END, _ROW_END = b"</sheetData>", b"</row>"
_NUMBER = re.compile(rb'<(?:row|c)\b[^>]*?\sr="[A-Z]*(\d{1,7})"')
_ROW = b"<row"
_ENCODING = re.compile(rb"""encoding=["']([^"']*)""")
_STRINGS = "xl/sharedStrings.xml"
_OTHERS = ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
Row = list[Any]


class Odd(Exception):
    """Not a sheet that can be cut."""


class Outline(NamedTuple):
    """What can be said of a sheet before its cells are read."""

    height: int
    top: CalamineSheet  # the first rows, with what stands below all cells


class SheetPieces:
    """One large sheet inside an xlsx."""

    def __init__(self, path: Path, name: str, file: str, block: int = _BLOCK) -> None:
        """Look at its head; `Odd` when it can't be cut."""
        self._path, self._name, self._file, self._block = path, name, file, block
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            self._others = {each: archive.read(each) for each in _OTHERS if each in names}
            texts = archive.read(_STRINGS) if _STRINGS in names else b""
            with archive.open(file) as sheet:
                self._head = _head_of(sheet.read(_BLOCK))
        if b"<!" in texts:
            raise Odd
        self._texts = SharedTexts(texts)

    def outline(self) -> Outline:
        """The height as calamine would say it, and its first rows; `Odd` when it can't be cut."""
        first = last = b""
        rows = above = 0
        below: list[bytes] = []
        order = _Order()
        for piece in self._cut(below):
            order.check(piece)
            first = first or piece
            if b"</c>" in piece:
                above, last = rows, piece
            rows += piece.count(_ROW)  # zipfile unpacks no more than the directory admits
        filled = last[: last.rfind(b"</c>")]
        height = _last_number(filled) or above + filled.count(_ROW)
        if height > rows + _MOST_LEFT_OUT:
            raise Odd
        return Outline(height, self._sheet(first, b"".join(below)))

    def rows(self) -> Iterator[Row]:
        """Every row from the sheet's first, blank ones too."""
        before = told = 0
        order = _Order()
        for piece in self._cut([]):
            first, found = before, plain_rows(piece)
            if found is not None:
                order.go_on(numbered=False)  # else they were not plain
                before += len(found)
            else:
                numbered = order.check(piece)
                above, found = self._read(piece)
                first = above if numbered else before + above
                before += piece.count(_ROW)
            if found:
                if not told <= first <= _MOST_ROWS:
                    raise Odd
                yield from ([] for _ in range(first - told))
                yield from found
                told = first + len(found)

    def _read(self, piece: bytes) -> tuple[int, list[Row]]:
        """How many rows are blank above, and those that follow, from the first column."""
        if b"<!" in piece:
            raise Odd
        sheet = self._sheet(piece, b"")
        row, column = sheet.start or (0, 0)
        found: list[Row] = sheet.to_python()
        lead = [""] * column
        return row, [lead + each for each in found] if lead else found

    def _cut(self, below: list[bytes]) -> Iterator[bytes]:
        """Some whole rows at a time; what stands after the cells goes to `below`."""
        with zipfile.ZipFile(self._path) as archive, archive.open(self._file) as sheet:
            sheet.read(len(self._head))
            rest = b""
            while block := sheet.read(self._block):
                rest += block
                end = rest.find(_END)
                if end >= 0:
                    yield rest[:end]
                    below.append(_to_the_end(rest[end + len(_END) :], sheet))
                    return
                cut = rest.rfind(_ROW_END) + len(_ROW_END)
                if cut > len(_ROW_END):
                    yield rest[:cut]
                    rest = rest[cut:]
                elif len(rest) > _LONGEST_ROWS:
                    raise Odd
        raise Odd

    def _sheet(self, rows: bytes, below: bytes) -> CalamineSheet:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in self._others.items():
                archive.writestr(name, content)
            rows = self._texts.put_into(rows)
            archive.writestr(self._file, self._head + rows + _END + (below or b"</worksheet>"))
        out.seek(0)
        return CalamineWorkbook.from_filelike(out).get_sheet_by_name(self._name)


class _Order:
    """Sees that all rows say their numbers, upwards, or none does."""

    def __init__(self) -> None:
        self._numbered: bool | None = None
        self._last = 0

    def check(self, piece: bytes) -> bool:
        """Do this piece's rows say their numbers? `Odd` when not like those before."""
        first = _NUMBER.search(piece) if b' r="' in piece else None
        numbered = first is not None
        if _ROW not in piece:
            return numbered
        self.go_on(numbered=numbered)
        if first is None:
            return numbered
        if int(first[1]) <= self._last or _FAR.search(piece):
            raise Odd
        self._last = _last_number(piece)
        return numbered

    def go_on(self, *, numbered: bool) -> None:
        """Rows follow that say their numbers, or do not."""
        if self._numbered not in (None, numbered):
            raise Odd
        self._numbered = numbered


def _last_number(rows: bytes) -> int:
    """The number that the last row with a number says; 0 when none does."""
    if b' r="' not in rows:
        return 0
    numbers = _NUMBER.findall(rows, max(0, rows.rfind(_ROW))) or _NUMBER.findall(rows)
    return int(numbers[-1]) if numbers else 0


def _head_of(start: bytes) -> bytes:
    found = _START.search(start)
    encoding = _ENCODING.search(start[:200])
    if found is None or b"<!" in start[: found.end()]:
        raise Odd
    if encoding and encoding[1].lower() != b"utf-8":
        raise Odd
    return start[: found.end()]


def _to_the_end(begun: bytes, sheet: IO[bytes]) -> bytes:
    rest = begun + sheet.read(_LONGEST_END)
    if sheet.read(1) or b"<!" in rest:
        raise Odd
    return rest
