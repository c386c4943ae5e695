"""Spreadsheets of every make, and the traps in them (F31)."""

import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.exchange.layout import What
from app.core.exchange.source import Source

from .conftest import LAOWANG, Imports, WriteTable, refused

ROWS: list[list[object]] = [
    ["姓名", "手机", "生日"],
    ["王芳", "15412345678", "1990-01-02"],
    ["李伟", 15412345679, "1991-2-3"],
]


def read(path: Path, sheet: str | None = None) -> list[list[Any]]:
    with Source(path) as source:
        name = sheet or source.opened["tables"][0]["name"]
        return [row for chunk in source.rows(name) for row in chunk.rows]


def write_xls(path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("会员")
    for r, row in enumerate(ROWS):
        for c, cell in enumerate(row):
            sheet.write(r, c, cell)
    book.save(str(path))


def write_ods(path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="会员")
    for row in ROWS:
        line = TableRow()
        for cell in row:
            kind = {"valuetype": "float", "value": cell} if isinstance(cell, int) else {}
            place = TableCell(**(kind or {"valuetype": "string"}))
            place.addElement(P(text=str(cell)))
            line.addElement(place)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))


@pytest.mark.parametrize(("suffix", "write"), [("xls", write_xls), ("ods", write_ods)])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_old_and_open_formats(
    suffix: str, write: Callable[[Path], None], tmp_path: Path, imports: Imports
) -> None:
    path = tmp_path / "会员.bin"  # the name says nothing
    write(path)
    with Source(path) as source:
        assert source.opened["kind"] == suffix
    report = imports(path, What.CUSTOMERS)
    assert report.rows == 2
    phones = [row[0] for row in imports.table("customer", "phone", "ORDER BY id")]
    assert all(phone.endswith(end) for phone, end in zip(phones, ("678", "679"), strict=True))


def xlsx(path: Path, sheet: str, more: dict[str, str] | None = None) -> Path:
    """The members' workbook with another sheet inside."""
    with (
        zipfile.ZipFile(LAOWANG / "members.xlsx") as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for info in good.infolist():
            content = good.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = sheet.encode()
            archive.writestr(info.filename, content)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return path


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{cell("A1", "姓名")}{cell("B1", "手机")}</row>'
FIRST = f'<row r="2">{cell("A2", "王芳")}{cell("B2", "15412345678")}</row>'


def test_a_lying_dimension(tmp_path: Path, imports: Imports) -> None:
    sheet = (
        f'<worksheet {NS}><dimension ref="A1:B1"/><sheetData>{HEAD}{FIRST}</sheetData></worksheet>'
    )
    assert imports(xlsx(tmp_path / "lie.xlsx", sheet), What.CUSTOMERS).rows == 1


def test_a_far_cell(tmp_path: Path, imports: Imports) -> None:
    """One cell in the last corner would make a table of 17 billion cells."""
    far = f'<row r="1048576">{cell("XFD1048576", "x")}</row>'
    sheet = f"<worksheet {NS}><sheetData>{HEAD}{FIRST}{far}</sheetData></worksheet>"
    began = time.monotonic()
    report = imports(xlsx(tmp_path / "far.xlsx", sheet), What.CUSTOMERS)
    assert report.rows == 1
    assert time.monotonic() - began < 60


def test_a_hundred_thousand_empty_styled_rows(tmp_path: Path, imports: Imports) -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 100_000))
    sheet = f"<worksheet {NS}><sheetData>{HEAD}{FIRST}{empty}</sheetData></worksheet>"
    report = imports(xlsx(tmp_path / "styled.xlsx", sheet), What.CUSTOMERS)
    assert (report.rows, report.blank_rows) == (1, 0)


def test_a_second_sheet_that_is_no_such_list(xlsx_file: WriteTable, imports: Imports) -> None:
    from openpyxl import load_workbook

    path = xlsx_file("two.xlsx", ROWS)
    book = load_workbook(path)
    for row in (["商品", "单价"], ["茶", 9]):
        book.create_sheet("价目") if "价目" not in book.sheetnames else None
        book["价目"].append(row)
    book.save(path)
    book.close()
    with imports.session(path, What.CUSTOMERS) as session:
        assert [table.fits for table in session.layout.tables] == [True, False]
        assert session.run().rows == 2


def test_every_sheet_that_fits_is_read_as_one_list(xlsx_file: WriteTable, imports: Imports) -> None:
    from openpyxl import load_workbook

    path = xlsx_file("years.xlsx", ROWS)
    book = load_workbook(path)
    book.create_sheet("今年")
    for row in (["客户姓名", "联系电话"], ["张三", "15412345670"]):
        book["今年"].append(row)
    book.save(path)
    book.close()
    report = imports(path, What.CUSTOMERS)
    assert report.rows == 3
    assert report.mapping["客户姓名"] == "name"


def test_three_hundred_hidden_sheets(xlsx_file: WriteTable, imports: Imports) -> None:
    from openpyxl import load_workbook

    path = xlsx_file("hidden.xlsx", ROWS)
    book = load_workbook(path)
    for number in range(300):
        sheet = book.create_sheet(f"隐藏{number}")
        sheet.sheet_state = "hidden"
        sheet.append(["姓名", "手机"])
        sheet.append([f"藏{number}", "15412345670"])
    book.save(path)
    book.close()
    assert imports(path, What.CUSTOMERS).rows == 2


def test_title_rows_and_merged_headings_of_two_rows(tmp_path: Path, imports: Imports) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (
        ["企业登记"],
        [],
        ["企业名称", "负责人1", None, "负责人2", None],
        [None, "姓名", "年龄", "姓名", "年龄"],
        ["云溪茶行", "王芳", 40, "李伟", 50],
    ):
        sheet.append(row)
    for area in ("A1:E1", "A3:A4", "B3:C3", "D3:E3"):
        sheet.merge_cells(area)
    path = tmp_path / "merged.xlsx"
    book.save(path)
    book.close()
    report = imports(path, What.COMPANIES)
    assert report.mapping == {
        "企业名称": "company_name",
        "负责人1姓名": "person[1].name",
        "负责人1年龄": "person[1].age",
        "负责人2姓名": "person[2].name",
        "负责人2年龄": "person[2].age",
    }
    assert report.rows == 1


def test_the_hidden_column_is_known_as_hidden(imports: Imports) -> None:
    with imports.session(LAOWANG / "members.xlsx") as session:
        assert session.layout.what is What.CUSTOMERS
        hidden = [c.heading for c in session.layout.tables[0].columns if c.hidden]
    assert hidden == ["内部编码"]


def test_dates_numbers_and_formulas(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["姓名", "生日", "号", "是"])
    book.active.append(["王芳", date(1990, 1, 2), 7, True])
    book.active.append(["=1+1", None, 0.5, False])
    path = tmp_path / "kinds.xlsx"
    book.save(path)
    book.close()
    rows = read(path)
    assert rows[1] == ["王芳", "1990-01-02", 7, True]
    assert rows[2][2:] == [0.5, False]


def test_a_sheet_with_too_much_memory_is_read_carefully(tmp_path: Path) -> None:
    """The careful way reads row by row; it gives the same rows."""
    from app.core.exchange.child import Child

    with Child(LAOWANG / "members.xlsx", careful=True) as child:
        opened = child.opened()
        rows = [row for chunk in child.rows("会员") for row in chunk.rows]
    assert opened["tables"][0]["hidden_columns"] == [7]
    plain = read(LAOWANG / "members.xlsx")
    assert [_stripped(row) for row in rows if any(row)] == [
        _stripped(row) for row in plain if any(row)
    ]


def _stripped(row: list[Any]) -> list[Any]:
    return [cell.strip() if isinstance(cell, str) else cell for cell in row[:4]]


def test_an_empty_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "empty.xlsx"
    book = Workbook()
    book.save(path)
    book.close()
    with refused("is empty"), Source(path):
        pass
