"""Whatever is wrong with a file, one sentence says so, and nothing changes (F29–F31)."""

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.exchange.layout import What
from app.core.exchange.limits import Limits
from app.core.exchange.source import Source

from .conftest import LAOWANG, Imports, WriteTable, refused

MEMBERS = (LAOWANG / "members.xlsx").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cut_off() -> bytes:
    return MEMBERS[: len(MEMBERS) // 2]


def protected() -> bytes:
    """An encrypted workbook is an OLE file with a stream named EncryptedPackage."""
    return OLE + bytes(4088) + "EncryptedPackage".encode("utf-16-le") + bytes(4000)


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def flipped() -> bytes:
    at = len(MEMBERS) // 2
    return MEMBERS[:at] + bytes([MEMBERS[at] ^ 0xFF]) + MEMBERS[at + 1 :]


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.xlsx": (lambda: b"", "is empty"),
    "blank.csv": (lambda: b"\xef\xbb\xbf \r\n\r\n", "is empty"),
    "cut.xlsx": (cut_off, "damaged or cut off"),
    "flipped.xlsx": (flipped, "damaged or cut off"),
    "locked.xlsx": (protected, "protected with a password"),
    "letter.xlsx": (other_zip, "isn't a spreadsheet"),
    "scan.xlsx": (lambda: b"%PDF-1.7\n" + bytes(200), "isn't a spreadsheet"),
    "photo.csv": (lambda: b"\xff\xd8\xff\xe0" + bytes(200), "isn't a spreadsheet"),
    "noise.xlsx": (lambda: "姓名,手机\n".encode() + bytes(range(256)), "isn't a spreadsheet"),
    "heads.csv": (lambda: "姓名,手机\n\n".encode(), "nothing stands below them"),
    "page.xls": (lambda: b"<html><table><tr><td>1</td></tr></table>", "is a web page"),
    "broken.xls": (lambda: OLE + bytes(2000), "damaged or cut off"),
    "binary.csv": (lambda: "姓名,手机\n".encode() + bytes(range(256)), "no text has"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_refused_in_words(name: str, tmp_path: Path, imports: Imports) -> None:
    content, words = CASES[name]
    path = tmp_path / name
    path.write_bytes(content())
    began = time.monotonic()
    with refused(words, name):
        imports(path, What.CUSTOMERS)
    assert time.monotonic() - began < 50
    assert imports.count("customer") == 0


def test_a_missing_file(tmp_path: Path, imports: Imports) -> None:
    with refused("can't be read", "none.xlsx"):
        imports(tmp_path / "none.xlsx", What.CUSTOMERS)


def test_a_folder_is_no_file(tmp_path: Path, imports: Imports) -> None:
    with refused("can't be read"):
        imports(tmp_path, What.CUSTOMERS)


def test_an_xls_with_a_csv_name_is_told_by_its_content(tmp_path: Path, imports: Imports) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes(MEMBERS)
    assert imports(path, What.CUSTOMERS, dry=True).rows == 597


def bomb(path: Path, megabytes: int, claimed: int | None = None) -> None:
    """A tiny xlsx whose sheet unpacks to much; `claimed` is what its directory says."""
    with zipfile.ZipFile(LAOWANG / "members.xlsx") as good:
        parts = {info.filename: good.read(info) for info in good.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(megabytes):
                sheet.write(b" " * (1 << 20))
    if claimed is not None:
        _lie(path, megabytes << 20, claimed)


def _lie(path: Path, true: int, claimed: int) -> None:
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", true), struct.pack("<L", claimed)))


SMALL = Limits(unpacked_bytes=8 << 20)


def test_a_zip_bomb_by_its_directory(tmp_path: Path) -> None:
    bomb(tmp_path / "bomb.xlsx", 16)
    with refused("unpacks to more than"), Source(tmp_path / "bomb.xlsx", limits=SMALL):
        pass


def test_a_lying_zip_bomb_is_counted_while_reading(tmp_path: Path) -> None:
    bomb(tmp_path / "liar.xlsx", 16, claimed=1 << 20)
    with pytest.raises(Exception, match=r"unpacks to more|damaged"):
        Source(tmp_path / "liar.xlsx", limits=SMALL)


def test_a_text_file_over_the_limit(tmp_path: Path) -> None:
    """The real limit is 2 GB; a sparse file would do, a small limit does as well."""
    path = tmp_path / "big.csv"
    path.write_bytes("姓名,手机\n".encode() * 100_000)
    with refused("larger than 1 MB"), Source(path, limits=Limits(text_bytes=1 << 20)):
        pass


def test_a_three_gigabyte_csv_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_text("姓名,手机\n", "utf-8")
    with path.open("r+b") as file:
        file.truncate(3 << 30)  # sparse: takes no room
    with refused("larger than 2 GB"), Source(path):
        pass


def test_a_spreadsheet_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    path.write_bytes(MEMBERS)
    with refused("most a spreadsheet may be"), Source(path, limits=Limits(sheet_bytes=1 << 10)):
        pass


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_a_huge_file_of_nothing_is_too_large_and_not_empty(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    with file.open("wb") as out:
        out.truncate(3 << 30)  # a sparse file takes no room
    with refused("larger than"):
        Source(file)


def test_too_many_rows(tmp_path: Path, csv_file: WriteTable) -> None:
    path = csv_file("long.csv", [["姓名"], *[["甲"]] * 50])
    limits = Limits(text_rows=20)
    with refused("more than 20 rows"), Source(path, limits=limits) as source:
        list(source.rows(""))


@pytest.mark.parametrize(
    "trap",
    [
        '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">',
    ],
)
def test_entities_and_outside_references_are_refused(trap: str, tmp_path: Path) -> None:
    path = tmp_path / "trap.xlsx"
    with (
        zipfile.ZipFile(LAOWANG / "members.xlsx") as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for info in good.infolist():
            content = good.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = trap.encode() + content
            archive.writestr(info.filename, content)
    with refused("no spreadsheet needs"), Source(path):
        pass


def test_without_headings(xlsx_file: WriteTable, imports: Imports) -> None:
    path = xlsx_file("bare.xlsx", [["王芳", "15412345678"], ["李伟", "15412345679"]])
    with refused("No row of headings"):
        imports(path, What.CUSTOMERS)
    assert imports.count("customer") == 0


def test_without_headings_but_with_a_mapping(xlsx_file: WriteTable, imports: Imports) -> None:
    path = xlsx_file("bare.xlsx", [["王芳", "15412345678"], ["李伟", "15412345679"]])
    report = imports(path, What.CUSTOMERS, mapping={"A": "name", "B": "mobile"})
    assert report.rows == 2


def test_headings_without_names(csv_file: WriteTable, imports: Imports) -> None:
    path = csv_file("phones.csv", [["手机", "生日"], ["15412345678", "1990-1-2"]])
    with refused("No column", "names"):
        imports(path, What.CUSTOMERS)


def test_a_list_of_another_sort(csv_file: WriteTable, imports: Imports) -> None:
    path = csv_file("members.csv", [["姓名", "手机"], ["王芳", "15412345678"]])
    with refused("needs a date and an amount"):
        imports(path, What.PURCHASES)
    with refused("companies' names"):
        imports(path, What.COMPANIES)


def test_two_different_tables_on_one_sheet(csv_file: WriteTable, imports: Imports) -> None:
    rows = [
        ["姓名", "手机"],
        ["王芳", "15412345678"],
        [],
        ["商品", "单价", "库存"],
        ["茶", "9", "3"],
    ]
    with refused("two different tables", "row 4"):
        imports(csv_file("both.csv", rows), What.CUSTOMERS)
    assert imports.count("customer") == 0


def test_no_such_sheet(imports: Imports) -> None:
    from app.core.exchange.options import Options

    with refused("no sheet named 顾客", "会员"):
        imports(LAOWANG / "members.xlsx", What.CUSTOMERS, Options(sheet="顾客"))


def test_a_mapping_of_unknown_columns_or_fields(imports: Imports) -> None:
    with refused("names 没有的列"):
        imports(LAOWANG / "members.xlsx", What.CUSTOMERS, mapping={"没有的列": "name"})
    with refused("names shoe_size"):
        imports(LAOWANG / "members.xlsx", What.CUSTOMERS, mapping={"备注": "shoe_size"})


def test_the_checksum_of_a_part_is_looked_at(tmp_path: Path) -> None:
    """calamine does not look at it; a flipped bit in stored text would go unseen."""
    with zipfile.ZipFile(LAOWANG / "members.xlsx") as good:
        parts = [(info.filename, good.read(info)) for info in good.infolist()]
    path = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    stored = path.read_bytes()
    path.write_bytes(stored.replace("金颖".encode(), "金颗".encode(), 1))
    with refused("damaged or cut off"), Source(path):
        pass
