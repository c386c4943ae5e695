"""Text tables in any encoding, with any separator: the right text, or a refusal (F32)."""

import csv
import io
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.exchange import separators, sniff
from app.core.exchange.faults import Fault
from app.core.exchange.limits import LIMITS, Limits
from app.core.exchange.source import Source
from app.core.exchange.text_table import TextTable

from .conftest import LAOWANG, refused

ROWS = [
    ["姓名", "手机", "备注"],
    ["王芳", "15412345678", "送礼，要发票"],
    ["欧阳 娜", "15412345679", '说"好"'],
    ["李伟", "", "两行\n备注"],
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]


def written(path: Path, rows: list[list[str]], encoding: str, separator: str = ",") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def read(path: Path, limits: Limits = LIMITS) -> list[list[Any]]:
    with Source(path, limits=limits) as source:
        return [row for chunk in source.rows("") for row in chunk.rows]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_are_told_apart(encoding: str, tmp_path: Path) -> None:
    assert read(written(tmp_path / "list.csv", ROWS, encoding)) == ROWS


def test_a_mark_for_big_endian(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"\xfe\xff" + "姓名,手机\n王芳,1\n".encode("utf-16-be"))
    assert read(path) == [["姓名", "手机"], ["王芳", "1"]]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    names=st.lists(
        st.text(
            "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗欧阳单曾解仇abcXYZ ", min_size=1, max_size=6
        ),
        min_size=3,
        max_size=30,
    ),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_names_survive_any_encoding(
    names: list[str], encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("names") / "list.csv"
    text = "姓名,手机\n" + "".join(f"{name},15412345678\n" for name in names)
    path.write_bytes(text.encode(encoding))
    found = sniff.encoding_of(path)
    assert path.read_bytes().decode(found) == text


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any"
    path.write_bytes(content)
    with suppress(Fault):
        if sniff.file_kind(path, LIMITS) == "text":
            table = TextTable(path, sniff.encoding_of(path), None, LIMITS)
            assert all(isinstance(row, list) for row in table.records())


def test_a_short_gb_text_that_is_valid_utf8_by_chance(tmp_path: Path) -> None:
    """The bytes of 摹 in GB18030 are a letter of another alphabet in UTF-8."""
    path = tmp_path / "list.csv"
    content = "摹,1\n".encode("gb18030")
    path.write_bytes(content)
    assert content.decode("utf-8")
    assert sniff.encoding_of(path) == "gb18030"


@pytest.mark.parametrize("text", ["name,note\nMüller,é\n", "name\nИван Петров\n", "name\nJosé\n"])
def test_other_alphabets_stay_utf8(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    assert sniff.encoding_of(path) == "utf-8"


def test_mixed_encodings_are_refused_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_bytes(
        "姓名,手机\n".encode() + "王芳\xff\xff".encode("latin-1", "ignore") + b"\xff\xff"
    )
    with refused("neither UTF-8", "GB18030"), Source(path):
        pass


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，", "^", "~"])
def test_separators(separator: str, tmp_path: Path) -> None:
    rows = [[cell.replace("，", "") for cell in row] for row in ROWS]
    path = written(tmp_path / "list.txt", rows, "utf-8", separator)
    assert read(path) == rows


def test_runs_of_blanks_part_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(" id   date  sum\n 001 20260101   3.50\n\n 002  20260102  4.00\n", "utf-8")
    assert read(path) == [
        ["id", "date", "sum"],
        ["001", "20260101", "3.50"],
        [],
        ["002", "20260102", "4.00"],
    ]


def test_one_column(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("姓名\n王芳\n李伟\n", "utf-8")
    assert separators.separator_of(["姓名\n", "王芳\n"]) == ""
    assert read(path) == [["姓名"], ["王芳"], ["李伟"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(end.join(["姓名,手机", "王芳,1", "李伟,2"]).encode())
    assert read(path) == [["姓名", "手机"], ["王芳", "1"], ["李伟", "2"]]


def test_ragged_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("姓名,手机,备注\n王芳,1\n李伟,2,好,多了一格\n", "utf-8")
    assert [len(row) for row in read(path)] == [3, 2, 4]


@pytest.mark.parametrize(
    "text",
    [
        '姓名,备注\n王芳,"没有关\n李伟,好\n张三,好\n',
        '姓名,备注\n王芳,"没有关\n李伟,"好"\n张三,好\n',
    ],
)
def test_a_quotation_mark_that_is_never_closed(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    with refused("quotation mark", "line 2"):
        read(path)


def test_a_quotation_mark_that_would_swallow_a_long_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('姓名,备注\n王芳,"没有关\n' + "李伟,好\n" * 5000, "utf-8")
    with refused("line 2"):
        read(path)


def test_a_quoted_cell_of_several_lines_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    note = "\n".join(f"第{n}行" for n in range(50))
    path.write_text(f'姓名,备注\n王芳,"{note}"\n李伟,好\n', "utf-8")
    assert read(path)[1:] == [["王芳", note], ["李伟", "好"]]


def test_a_field_of_five_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("姓名,备注\n王芳," + "好" * 5_000_000 + "\n", "utf-8")
    with refused("longer than a megabyte"):
        read(path)


def test_a_nul_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("姓名,备注\n王芳,好\n".encode() * 100_000 + b"\x00\n")
    with refused("no text has", "line 200001"):
        read(path)


def test_the_till_export_is_gb18030_with_commas() -> None:
    with Source(LAOWANG / "purchases.csv") as source:
        assert source.opened["encoding"] == "gb18030"
        assert source.opened["separator"] == ","
        rows = [row for chunk in source.rows("") for row in chunk.rows]
    assert len(rows) == 15_252
    assert all(len(row) == 12 for row in rows)
