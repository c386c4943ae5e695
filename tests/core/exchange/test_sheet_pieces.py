"""A large sheet read in pieces says what calamine says of the whole."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.core.exchange.faults import Fault
from app.core.exchange.limits import LARGE_SHEET_BYTES, LIMITS
from app.core.exchange.plain_cells import plain_rows
from app.core.exchange.sheet_pieces import Odd, SheetPieces
from app.core.exchange.sheets import Workbook
from app.core.exchange.xlsx_writer import write_xlsx
from app.core.exchange.zip_guard import count_unpacked, large_sheets
from tests.core.exchange.conftest import WriteTable

FILE = "xl/worksheets/sheet1.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TEXTS = st.text(st.sampled_from("王芳 a1_x000D\r\n\t<>&\"'，　é"), max_size=6)
CELLS = st.one_of(
    *(st.none(), TEXTS, st.integers(-(10**12), 10**12), st.booleans(), st.floats(-1e6, 1e6)),
    *(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.just(datetime(2026, 11, 3, 9, 30))),
)
MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def trimmed(rows: Any) -> list[list[Any]]:
    """Rows without blank cells and blank rows at the end, which are never told apart."""
    found = [list(row) for row in rows]
    for row in found:
        while row and row[-1] == "":
            row.pop()
    while found and not found[-1]:
        found.pop()
    return found


def whole(path: Path) -> list[list[Any]]:
    """What calamine says of the first sheet, from its first row and column."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return trimmed(sheet.to_python(skip_empty_area=False))


def pieces(path: Path, name: str = "Sheet", block: int = 700) -> list[list[Any]]:
    return trimmed(SheetPieces(path, name, FILE, block).rows())


@MANY
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=12))
def test_any_workbook(xlsx_file: WriteTable, rows: Sequence[Sequence[object]]) -> None:
    path = xlsx_file("any.xlsx", rows)
    assert pieces(path) == whole(path)


@MANY
@given(rows=st.lists(st.lists(TEXTS, max_size=5), max_size=12))
def test_any_list_of_ours(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "ours.xlsx"
    with path.open("wb") as file:
        write_xlsx(file, [("Sheet", rows)])
    assert pieces(path) == whole(path)


def sheet(path: Path, cells: str, below: str = "", head: str = "") -> Path:
    """A workbook of ours whose sheet says this."""
    with path.open("wb") as file:
        write_xlsx(file, [("Sheet", [["x"]])])
    with zipfile.ZipFile(path) as archive:
        others = {n: archive.read(n) for n in archive.namelist() if n != FILE}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in others.items():
            archive.writestr(name, content)
        made = f"{head}<worksheet {NS}><sheetData>{cells}</sheetData>{below}</worksheet>"
        archive.writestr(FILE, made)
    return path


NUMBER = "<c><v>1</v></c>"


@pytest.mark.parametrize(
    "cells",
    [
        "<row/><row/>" + f"<row>{NUMBER}</row>" * 40,  # rows without their numbers
        '<row r="3"><c r="B3"><v>1</v></c></row>' + f'<row r="90">{NUMBER}</row>',
        '<row r="3"><c r="B3"><v>1</v></c></row><row/><row r="9"/><row>' + NUMBER + "</row>",
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>王</t></r><r><t> 芳</t></r></is></c></row>',
        '<row><c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>\n<c/></row>\n<row/>'
        + f"<row>{NUMBER}</row>",
        '<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>1</f><v>x</v></c></row>',
    ],
)
def test_sheets_of_other_makers(tmp_path: Path, cells: str) -> None:
    path = sheet(tmp_path / "other.xlsx", cells)
    assert pieces(path, block=90) == whole(path)


def test_shared_texts(tmp_path: Path) -> None:
    texts = (
        "<sst><si><t>王芳</t></si><si/><si><r><t>a</t></r><r><t>b</t></r>"
        '<rPh sb="0" eb="1"><t>ph</t></rPh></si><si><t xml:space="preserve"> &amp; </t></si></sst>'
    )
    cells = "".join(f'<c r="{"ABCD"[n]}1" s="1" t="s"><v>{n}</v></c>' for n in range(4))
    path = sheet(tmp_path / "shared.xlsx", f'<row r="1">{cells}</row>')
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", texts)
    assert pieces(path) == whole(path) == [["王芳", "", "ab", " & "]]


@pytest.mark.parametrize(
    ("cells", "head"),
    [
        (f"<row>{NUMBER}</row><!-- <row> -->", ""),
        (f"<row>{NUMBER}</row>" * 20 + '<row r="5"><c r="A5"><v>2</v></c></row>', ""),
        ('<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>', ""),
        (f"<row>{NUMBER}</row>", '<?xml version="1.0" encoding="latin1"?>'),
    ],
)
def test_what_can_not_be_cut(tmp_path: Path, cells: str, head: str) -> None:
    path = sheet(tmp_path / "odd.xlsx", cells, head=head)
    with pytest.raises(Odd):
        pieces(path, block=40)


def test_a_far_cell_is_left_to_the_careful_reader(tmp_path: Path) -> None:
    far = sheet(tmp_path / "far.xlsx", f'<row>{NUMBER}</row><row><c r="XFD2"><v>1</v></c></row>')
    with pytest.raises(Odd):
        SheetPieces(far, "Sheet", FILE).outline()
    low = sheet(tmp_path / "low.xlsx", '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    with pytest.raises(Odd):
        SheetPieces(low, "Sheet", FILE).outline()


def long(path: Path, break_in: str = "", head: str = "") -> Path:
    """A list that is read in pieces, with something odd in its last row but one."""
    row = '<row><c t="inlineStr"><is><t xml:space="preserve">云溪市东街84号</t></is></c></row>'
    rows = row * (LARGE_SHEET_BYTES // len(row.encode()) + 100)
    below = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    return sheet(path, f"{rows}{break_in}{row}<row><c/></row>", below, head)


@pytest.mark.parametrize("odd", ["", "<!-- odd -->", f'<row r="9">{NUMBER}</row>'])
def test_a_workbook_reads_its_large_sheet_in_pieces(tmp_path: Path, odd: str) -> None:
    """Or calamine reads it whole, when something far down is odd."""
    path = long(tmp_path / "long.xlsx", odd)
    book = Workbook(path, "xlsx", LIMITS)
    expected = whole(path)
    described = book.describe("Sheet")
    assert trimmed(book.rows("Sheet")) == expected
    assert (described["height"], described["width"]) == (len(expected), 1)
    assert described["merged"] == [[[0, 0], [0, 1]]]


def test_what_calamine_reads_whole_is_counted_first(tmp_path: Path) -> None:
    """The counter leaves out large sheets, which are read in pieces as a rule."""
    path = long(tmp_path / "entities.xlsx", head="<!DOCTYPE worksheet>")
    assert large_sheets(path) == {FILE}
    count_unpacked(path, LIMITS, without=large_sheets(path))
    with pytest.raises(Fault, match="suspicious"):
        Workbook(path, "xlsx", LIMITS).describe("Sheet")


def test_row_numbers_below_blank_rows(tmp_path: Path) -> None:
    path = sheet(tmp_path / "low.xlsx", f'<row r="4"><c r="C4"/>{NUMBER}</row>')
    rows = list(Workbook(path, "xlsx", LIMITS).rows("Sheet"))
    assert trimmed(rows) == [[], [], [], ["", "", "", 1.0]]


def test_plain_rows_only_where_all_is_plain() -> None:
    cell = '<c s="0" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'
    good = f'<row>{cell.format("王芳")}<c s="0"/>{cell.format("2")}</row>'
    assert plain_rows((good * 2).encode()) == [["王芳", "", "2"]] * 2
    for text in ("a&amp;b", "_x000D_", "a\rb", "\x1f", "<b/>"):
        assert plain_rows((good + f"<row>{cell.format(text)}</row>").encode()) is None
    for row in ("<row></row>", "<row/>", f"<row>{NUMBER}</row>", good.replace("</t>", "</t>\n")):
        assert plain_rows((good + row).encode()) is None
    assert plain_rows((good + "\n").encode()) is None
