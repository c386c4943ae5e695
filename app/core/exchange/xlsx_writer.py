"""Writes an xlsx as a stream: texts, and figures that add up; no formulas, no cut text."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape

LONGEST_CELL = 32_767  # a spreadsheet program shows no more
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="0"/><fonts count="2"><font><sz val="11"/></font>'
    '<font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="0"/><xf numFmtId="9" applyNumberFormat="1"/>'
    '<xf numFmtId="10" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)

_TEXT, _BOLD, _FIGURE, _WHOLE_PERCENT, _PERCENT = range(5)


class Percent(Decimal):
    """A share of one, shown as a percent."""


Cell = str | int | Decimal
Rows = Iterable[Sequence[Cell]]


def write_xlsx(out: BinaryIO, sheets: Sequence[tuple[str, Rows]]) -> int:
    """Write sheets of rows, the first row of each as headings; returns the rows written."""
    names = _sheet_names([name for name, _ in sheets])
    written = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _package(names):
            archive.writestr(name, content)
        for number, (_, rows) in enumerate(sheets, 1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
                for piece in _sheet(rows):
                    sheet.write(piece.encode())
                    written += piece.startswith("<row")
    return written


def _sheet(rows: Rows) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews><sheetData>"
    for number, row in enumerate(rows):
        cells = "".join(_cell(each, _TEXT if number else _BOLD) for each in row)
        yield f"<row>{cells}</row>"
    yield "</sheetData></worksheet>"


def _cell(cell: Cell, style: int) -> str:
    if not isinstance(cell, str):
        return f'<c s="{_style(cell)}"><v>{cell}</v></c>'
    if not cell:
        return f'<c s="{style}"/>'
    plain = escape(_CONTROL.sub("", cell))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'


def _style(cell: int | Decimal) -> int:
    if not isinstance(cell, Percent):
        return _FIGURE
    return _WHOLE_PERCENT if 100 * cell % 1 == 0 else _PERCENT


def too_long(row: Sequence[str]) -> bool:
    """Would a spreadsheet program cut a cell of this row?"""
    return any(len(text) > LONGEST_CELL for text in row)


def _sheet_names(names: Sequence[str]) -> list[str]:
    """Names that a spreadsheet allows: 31 characters, none twice."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        plain = _FORBIDDEN.sub(" ", name).strip()[:31] or f"Sheet{number}"
        found.append(plain if plain not in found else f"{plain[:27]} {number}")
    return found


def _package(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(names) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{parts}</Types>',
    )
    yield (
        "_rels/.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">'
        f"<sheets>{sheets}</sheets></workbook>",
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    styles = f'<Relationship Id="rId0" Type="{_RELATED}/styles" Target="styles.xml"/>'
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{styles}{links}</Relationships>',
    )
    yield "xl/styles.xml", _STYLES
