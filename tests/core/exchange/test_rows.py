"""What one row says: customers with everything people type, lines of receipts, sums."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.kind import Rules
from app.core.exchange.cells import cell_text, has_lost_digits, is_blank
from app.core.exchange.customer_rows import CustomerReader, CustomerRow
from app.core.exchange.layout import ColumnView, TableView, What
from app.core.exchange.purchase_rows import Line, LineReader
from app.core.exchange.sums import read_fen, read_millionths
from app.core.exchange.totals import is_total

TODAY = date(2026, 11, 22)


def table(targets: dict[str, str | None], units: dict[str, str] | None = None) -> TableView:
    columns = (
        ColumnView(i, heading, target=target, unit=(units or {}).get(heading, ""))
        for i, (heading, target) in enumerate(targets.items())
    )
    return TableView("", 1, tuple(columns))


def customer(cells: dict[str, Any], units: dict[str, str] | None = None) -> CustomerRow | str:
    reader = CustomerReader(table({k: k for k in cells}, units), What.CUSTOMERS, Rules(TODAY))
    return reader.read(list(cells.values()))


def values(row: CustomerRow | str) -> dict[str, Any]:
    assert isinstance(row, CustomerRow)
    return {field.key: value for field, value in row.values.items()}


def test_no_name_is_no_customer() -> None:
    assert customer({"name": " ", "mobile": "15412345678"}) == "no_name"
    assert customer({"mobile": "15412345678"}) == "no_name"


@pytest.mark.parametrize(
    "cells", [["合计", "592人"], ["", "总计"], ["合计：", 12], ["小 计", 3.5], ["Total", ""]]
)
def test_totals(cells: list[Any]) -> None:
    assert is_total(cells)


@pytest.mark.parametrize("cells", [["合肥路店", "1"], ["LW1", "王芳"], ["总", ""], ["", ""]])
def test_no_totals(cells: list[Any]) -> None:
    assert not is_total(cells)


def test_the_calendar_column_speaks_for_the_birth_date_alone() -> None:
    row = customer(
        {
            "name": "王芳",
            "birth_date": "1960-01-12",
            "birth_date.calendar": "阴历",
            "spouse.birthday": "1961-02-03",
        }
    )
    found = values(row)
    assert found["birth_date"].calendar == "lunar"
    assert found["spouse.birthday"].calendar == "solar"


def test_a_real_date_cell_may_be_lunar() -> None:
    row = customer({"name": "甲", "birth_date": "1965-10-18", "birth_date.calendar": "农历"})
    day = values(row)["birth_date"]
    assert (day.calendar, day.month, day.day) == ("lunar", 10, 18)


def test_an_id_stored_as_a_number_is_never_guessed() -> None:
    row = customer({"name": "甲", "id_number": 9.90000196504158e17})
    assert isinstance(row, CustomerRow)
    assert row.warnings == {"id_lossy_number"}
    assert [(d.typed, d.taken) for d in row.doubts] == [("990000196504158000", False)]
    assert "id_number" not in values(row)


def test_a_phone_stored_as_a_number() -> None:
    assert values(customer({"name": "甲", "mobile": 15412345678.0}))["mobile"][0].e164 == (
        "+8615412345678"
    )


def test_a_card_number_that_lost_digits_is_kept_with_a_question() -> None:
    row = customer({"name": "甲", "customer_no": 6.2220001234567891e18})
    assert isinstance(row, CustomerRow)
    assert row.warnings == {"lost_digits"}


def test_two_columns_of_phones_make_one_list() -> None:
    reader = CustomerReader(
        table({"姓名": "name", "手机": "mobile", "手机2": "mobile"}), What.CUSTOMERS, Rules(TODAY)
    )
    row = reader.read(["甲", "15412345678", "15412345679"])
    assert isinstance(row, CustomerRow)
    assert [p.e164 for p in values(row)["mobile"]] == ["+8615412345678", "+8615412345679"]


def test_a_unit_in_the_heading_belongs_to_bare_numbers() -> None:
    bare = customer({"name": "甲", "current_annual_income": 12}, {"current_annual_income": "万元"})
    said = customer(
        {"name": "甲", "current_annual_income": "8万"}, {"current_annual_income": "万元"}
    )
    assert values(bare)["current_annual_income"].low == 12_000_000
    assert values(said)["current_annual_income"].low == 8_000_000


@pytest.mark.parametrize(
    ("note", "died"),
    [
        ("2025年已故", True),
        ("已故", True),
        ("父亲已故", False),
        ("老伴已故", False),
        ("故乡", False),
    ],
)
def test_the_remark_says_who_died(note: str, died: bool) -> None:
    row = customer({"name": "甲", "note": note})
    assert isinstance(row, CustomerRow)
    assert ("deceased_in_remark" in row.warnings) is died
    assert ("deceased" in values(row)) is died


def test_children_in_one_cell_stay_in_step() -> None:
    row = customer({"name": "甲", "child.name": "团团、天天", "child.birthday": "、1992年8月6日"})
    assert isinstance(row, CustomerRow)
    (children,) = row.rows.values()
    said = [{f.key: v for f, v in child.items()} for child in children]
    assert said[0] == {"child.name": "团团"}
    assert said[1]["child.birthday"].year == 1992


def test_an_unreadable_birthday_of_a_child_stays_at_that_child() -> None:
    row = customer(
        {"name": "甲", "child.name": "团团、天天", "child.birthday": "1990-2-30、1992-1-1"}
    )
    assert isinstance(row, CustomerRow)
    assert [(d.field.key, d.row, d.typed) for d in row.doubts] == [
        ("child.birthday", 0, "1990-2-30")
    ]


def test_places_left_empty_are_no_rows() -> None:
    row = customer({"name": "甲", "child[1].name": "", "child[3].name": "团团"})
    assert isinstance(row, CustomerRow)
    assert [len(rows) for rows in row.rows.values()] == [1]


def test_the_digest_is_of_the_text_whatever_the_order_of_columns() -> None:
    one = customer({"name": "甲", "mobile": "15412345678"})
    two = customer({"mobile": "15412345678", "name": "甲"})
    other = customer({"mobile": "154 1234 5678", "name": "甲"})
    assert isinstance(one, CustomerRow)
    assert isinstance(two, CustomerRow)
    assert isinstance(other, CustomerRow)
    assert one.digest() == two.digest() != other.digest()


def test_cells_as_text() -> None:
    cells = ["a", 1.0, 0.1 + 0.2, None, True, float("nan"), 15412345678.0, "#N/A", 10**17]
    said = ["a", "1", "0.3", "", "TRUE", "", "15412345678", "", str(10**17)]
    assert [cell_text(cell) for cell in cells] == said
    assert has_lost_digits(1e17)
    assert not has_lost_digits("99000019650415800")
    assert is_blank(["", " ", None])
    assert not is_blank([0])


SUMS = {
    "12": 1200,
    "12.5": 1250,
    "-12.50": -1250,
    "¥1,234.50": 123450,
    "１２．５元": 1250,
    "(8.00)": -800,
    "8-": -800,
    "0.005": 1,
    "RMB 3": 300,
    "1.239999999": 124,
}


@pytest.mark.parametrize("text", SUMS)
def test_sums(text: str) -> None:
    assert read_fen(text) == SUMS[text]


@pytest.mark.parametrize("text", ["待定", "", "12..5", "免", "1e999", "nan", "--3"])
def test_no_sums(text: str) -> None:
    assert read_fen(text) is None


@given(st.integers(-(10**14), 10**14))
def test_every_sum_is_read_exactly(fen: int) -> None:
    sign = "-" if fen < 0 else ""
    assert read_fen(f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02}") == fen


@given(st.text(max_size=20))
def test_any_text_is_a_sum_or_none(text: str) -> None:
    assert read_fen(text) is None or isinstance(read_fen(text), int)
    assert read_millionths(text) is None or isinstance(read_millionths(text), int)


def line(**cells: Any) -> Line | str:
    reader = LineReader(table({k: k for k in cells}), TODAY)
    return reader.read(list(cells.values()))


def test_a_line_of_a_receipt() -> None:
    found = line(
        receipt=" S1 ", bought_on="2026/1/2 9:05", amount="1,200.50", quantity="0.25", item="茶  叶"
    )
    assert isinstance(found, Line)
    assert (found.receipt, found.time, found.amount) == ("S1", "09:05", 120050)
    assert (found.quantity, found.item) == (250_000, "茶 叶")
    assert date.fromordinal(found.day) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"receipt": "", "bought_on": "2026-1-2", "amount": "1"}, "no_receipt"),
        ({"receipt": "S", "bought_on": "2026-2-30", "amount": "1"}, "bad_date"),
        ({"receipt": "S", "bought_on": "5月", "amount": "1"}, "bad_date"),
        ({"receipt": "S", "bought_on": "2026-1-2", "amount": "待定"}, "bad_amount"),
        ({"receipt": "S", "bought_on": "2026-1-2", "amount": ""}, "bad_amount"),
    ],
)
def test_lines_that_are_none(cells: dict[str, str], reason: str) -> None:
    assert line(**cells) == reason


def test_what_was_paid_is_not_recomputed() -> None:
    found = line(bought_on="2026-1-2", quantity="2", price="10", amount="19")
    reckoned = line(bought_on="2026-1-2", quantity="2", price="10")
    assert isinstance(found, Line)
    assert isinstance(reckoned, Line)
    assert (found.amount, reckoned.amount) == (1900, 2000)


def test_a_date_to_come_is_kept_and_flagged() -> None:
    found = line(bought_on="2027-01-01", amount="1")
    assert isinstance(found, Line)
    assert found.warnings == ("future_date",)
