"""Exports: text only, sealed fields on demand, logged; our own import reads them unchanged."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.errors import Cancelled, NotAllowed, Refused
from app.core.exchange.csv_writer import MARK, guarded, is_formula_like, unguarded, write_csv
from app.core.exchange.exporting import export
from app.core.exchange.layout import What
from app.core.exchange.report import Report, Status
from app.core.exchange.xlsx_writer import LONGEST_CELL, write_xlsx
from app.core.store.shop import Shop
from app.i18n import use_language
from tests.ready_shops import ReadyShops

from .conftest import LAOWANG, Imports, WriteTable, refused

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1+2", "＠x", " =1",
    "\ufeff=1", "'=1", "''", "=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0", "+86 154 1234 5678",
]  # fmt: skip


def bring_in_the_tea_shop(shop: Shop, owner: Actor) -> None:
    """All three lists."""
    imports = Imports(shop, owner)
    imports(LAOWANG / "members.xlsx", What.CUSTOMERS)
    imports(LAOWANG / "companies.xlsx", What.COMPANIES)
    imports(LAOWANG / "purchases.csv", What.PURCHASES)


@pytest.fixture
def filled(ready: ReadyShops, owner: Actor, tmp_path: Path) -> Iterator[Imports]:
    """The tea shop."""
    with ready.copy(bring_in_the_tea_shop, owner, tmp_path / "tea.shuke") as shop:
        yield Imports(shop, owner)


def nothing_new(report: Report) -> bool:
    return set(report.counts) == {Status.UNCHANGED} and report.batch is None


@pytest.mark.parametrize(
    ("language", "lists"),
    [
        ("zh", ((What.CUSTOMERS, "xlsx"), (What.COMPANIES, "csv"), (What.PURCHASES, "csv"))),
        ("en", ((What.CUSTOMERS, "csv"), (What.COMPANIES, "xlsx"), (What.PURCHASES, "csv"))),
    ],
)
@pytest.mark.timeout(300)
def test_our_own_export_changes_nothing(
    filled: Imports, tmp_path: Path, language: Any, lists: tuple[tuple[What, str], ...]
) -> None:
    shop, owner = filled.shop, filled.owner
    use_language(language)
    try:
        for what, suffix in lists:
            path = tmp_path / f"{what}.{suffix}"
            done = export(owner, shop, path, what, "moving house", reveal=True)
            report = filled(path, what)
            assert report.rows == done.rows > 0
            assert nothing_new(report), (what, suffix, report.counts, report.warnings)
            assert None not in report.mapping.values(), report.mapping
    finally:
        use_language("en")


def test_an_export_moves_a_shop(
    imports: Imports, csv_file: WriteTable, tmp_path: Path, xlsx_file: WriteTable
) -> None:
    """A customer without number and a purchase typed by hand are known again too."""
    from datetime import date

    from app.core.purchases import service

    imports(csv_file("a.csv", [["姓名", "手机"], ["王芳", ""], ["王芳", ""]]), What.CUSTOMERS)
    with imports.shop.write(imports.owner, "Buy") as unit:
        service.enter(unit, 1, date(2026, 1, 2), 1250, "补记")
    people, till = tmp_path / "people.csv", tmp_path / "till.xlsx"
    export(imports.owner, imports.shop, people, What.CUSTOMERS, "test")
    export(imports.owner, imports.shop, till, What.PURCHASES, "test")
    assert nothing_new(imports(people, What.CUSTOMERS))
    assert nothing_new(imports(till, What.PURCHASES))


def test_sealed_fields_only_with_reveal(filled: Imports, tmp_path: Path) -> None:
    shut, open_ = tmp_path / "shut.csv", tmp_path / "open.csv"
    export(filled.owner, filled.shop, shut, What.CUSTOMERS, "letters")
    export(filled.owner, filled.shop, open_, What.CUSTOMERS, "letters", reveal=True)
    number = "990000196606308787"
    assert number not in shut.read_text("utf-8-sig")
    assert "团团" not in shut.read_text("utf-8-sig")
    assert number in open_.read_text("utf-8-sig")
    assert "团团" in open_.read_text("utf-8-sig")


def test_json_has_every_field_by_its_key(filled: Imports, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    done = export(filled.owner, filled.shop, path, What.CUSTOMERS, "analysis", reveal=True)
    found = json.loads(path.read_text("utf-8"))
    assert (found["export_id"], len(found["rows"])) == (done.export_id, 589)
    first = found["rows"][0]
    assert first["customer_no"] == "LW0001"
    assert first["birth_date"]["calendar"] == "lunar"
    assert first["email"] is None
    assert [child["child.name"] for child in first["child"]] == ["团团", "天天"]
    till = tmp_path / "till.json"
    export(filled.owner, filled.shop, till, What.PURCHASES, "analysis")
    assert json.loads(till.read_text("utf-8"))["rows"][0]["amount"] == "188.00"


def test_it_is_logged_with_purpose_and_counts(filled: Imports, tmp_path: Path) -> None:
    done = export(filled.owner, filled.shop, tmp_path / "a.csv", What.COMPANIES, " letters ")
    entries = filled.table("audit", "object, detail", "WHERE action = 'export'")
    assert [entry[0] for entry in entries] == [done.export_id]
    detail = json.loads(entries[0][1])
    assert (detail["rows"], detail["purpose"], detail["sealed"]) == (60, "letters", False)
    assert len(detail["sha256"]) == 64


def test_a_purpose_and_a_known_suffix_are_needed(shop: Shop, owner: Actor, tmp_path: Path) -> None:
    with refused("needs a purpose"):
        export(owner, shop, tmp_path / "a.csv", What.CUSTOMERS, "  ")
    with refused(".doc"):
        export(owner, shop, tmp_path / "a.doc", What.CUSTOMERS, "letters")
    assert list(tmp_path.glob("a.*")) == []


def test_a_custodian_may_not_export(shop: Shop, custodian: Actor, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        export(custodian, shop, tmp_path / "a.csv", What.CUSTOMERS, "letters")


def test_cancel_leaves_no_file(filled: Imports, tmp_path: Path) -> None:
    from .test_child import Pressed

    with pytest.raises(Cancelled):
        export(
            filled.owner, filled.shop, tmp_path / "a.csv", What.CUSTOMERS, "x", progress=Pressed()
        )
    assert list(tmp_path.glob("*a.csv*")) == []
    assert filled.table("audit", "count(*)", "WHERE action = 'export'") == [(0,)]


def test_a_text_too_long_for_a_cell(imports: Imports, csv_file: WriteTable, tmp_path: Path) -> None:
    note = "好" * (LONGEST_CELL + 1)
    imports(csv_file("long.csv", [["姓名", "备注"], ["王芳", note]]), What.CUSTOMERS)
    with pytest.raises(Refused, match="longer than"):
        export(imports.owner, imports.shop, tmp_path / "a.xlsx", What.CUSTOMERS, "x")
    export(imports.owner, imports.shop, tmp_path / "a.csv", What.CUSTOMERS, "x")
    assert nothing_new(imports(tmp_path / "a.csv", What.CUSTOMERS))


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_guarded_and_read_back(text: str) -> None:
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-12.50", "+3", "12", "LW1", "", "1-2", "王芳"])
def test_what_needs_no_guard(text: str) -> None:
    assert not is_formula_like(text)
    assert guarded(text) == text


@given(st.text(max_size=30))
def test_any_text_comes_back_from_our_csv(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not is_formula_like(guarded(text))


def test_formulas_through_csv_and_back(
    imports: Imports, csv_file: WriteTable, tmp_path: Path
) -> None:
    rows = [["姓名", "备注"], *[[f"甲{n}", text] for n, text in enumerate(FORMULAS)]]
    imports(csv_file("formulas.csv", rows), What.CUSTOMERS)
    path = tmp_path / "out.csv"
    export(imports.owner, imports.shop, path, What.CUSTOMERS, "test")
    assert nothing_new(imports(path, What.CUSTOMERS))
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(is_formula_like(cell) for cell in cells)


def test_the_mark_is_the_last_heading() -> None:
    out = io.BytesIO()
    assert write_csv(out, [["a", "b"], ["1", "=2"]]) == 2
    assert out.getvalue().decode("utf-8-sig").splitlines() == [f"a,b,{MARK}", "1,'=2,1"]


def test_xlsx_cells_are_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "a.xlsx"
    rows = [["号", "备注"], *[["990000196606308787", text] for text in FORMULAS]]
    with path.open("wb") as out:
        assert write_xlsx(out, [("会员", rows), ("会员", []), ("a/b:c", [["x"]])]) == 19
    book = load_workbook(path)
    assert book.sheetnames == ["会员", "会员 2", "a b c"]
    cells = [cell for row in book["会员"].iter_rows() for cell in row]
    book.close()
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.number_format == "@" for cell in cells)
    said = [row[1] for row in rows[1:]]
    assert [cells[i].value for i in range(3, len(cells), 2)] == [
        text.replace("\r", "\n") for text in said
    ]


def test_control_characters_do_not_break_an_xlsx(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "a.xlsx"
    with path.open("wb") as out:
        write_xlsx(out, [("x", [["a\x00b\x0bc<&>\ud800"]])])
    book = load_workbook(path)
    assert book.active["A1"].value == "abc<&>"
    book.close()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None


def test_rejected_rows_with_their_reasons(imports: Imports, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from app.core.exchange import service

    path = tmp_path / "rejects.xlsx"
    with imports.session(LAOWANG / "members.xlsx", What.CUSTOMERS) as session:
        service.run(imports.owner, session, rejects=path)
    book = load_workbook(path)
    rows = [[cell.value for cell in row] for row in book["会员"].iter_rows()]
    book.close()
    assert len(rows) == 1 + 5 + 3
    assert rows[0][:3] == ["会员卡号", "姓名", "性别"]
    assert rows[0][-1] == "Reason"
    assert rows[1][0] == "LW9001"
    assert {row[-1] for row in rows[1:]} == {
        "The row has no name.",
        "The row is a total, not a customer.",
        "The same card number stands higher up in this file.",
    }
    assert str(rows[1][7]).startswith("N")  # the column that was not imported is there too
