"""Dates are read in every style people write them."""

from datetime import date
from typing import Any

import pytest

from app.catalogue.dates import read_date
from app.catalogue.kind import Rules
from app.catalogue.values import CalendarDay

TODAY = date(2026, 11, 22)
SOLAR = CalendarDay("solar", 1985, 3, 7)


def moon(
    year: int | None, month: int | None = None, day: int | None = None, leap: bool = False
) -> CalendarDay:
    return CalendarDay("lunar", year, month, day, leap)


def sun(year: int | None, month: int | None = None, day: int | None = None) -> CalendarDay:
    return CalendarDay("solar", year, month, day)


STYLES = [
    "1985-03-07",
    "1985.3.7",
    "1985/3/7",
    "1985,3,7",
    "1985 3 7",
    "19850307",
    "1985年3月7日",
    "1985年3月7号",
    "1985年03月07日",
    "１９８５年３月７日",
    "一九八五年三月七日",
    " 1985 - 3 - 7 ",
    "公历1985年3月7日",
    "阳历1985.3.7",
    "1985-03-07 00:00:00",
    "1985-03-07T00:00:00",
    "1985年3月7日生",
    "生日：1985.3.7",
    "1985\u200b-3-7",
    "一九八五年3月7日",
]


@pytest.mark.parametrize("text", STYLES)
def test_one_day_in_many_styles(text: str, rules: Rules) -> None:
    reading = read_date(text, rules)
    assert (reading.value, reading.warnings) == (SOLAR, ())


@pytest.mark.parametrize(
    ("text", "value", "warning"),
    [
        ("85/3/7", SOLAR, "two_digit_year"),
        ("850307", SOLAR, "two_digit_year"),
        ("八五年三月七日", SOLAR, "two_digit_year"),
        ("51.1.1", sun(1951, 1, 1), "two_digit_year"),
        ("05/3/7", sun(2005, 3, 7), "two_digit_year"),
        ("27-3-7", sun(1927, 3, 7), "two_digit_year"),
        ("31113", SOLAR, "serial_as_text"),
        ("31113.0", SOLAR, "serial_as_text"),
        ("3/7/1985", SOLAR, "ambiguous_date"),
        ("乙丑年三月初七", moon(1985, 3, 7), "sexagenary_year"),
        ("丙午年十二月初一", moon(1966, 12, 1), "sexagenary_year"),
        ("丙午年正月初一", moon(2026, 1, 1), "sexagenary_year"),
        ("1985", sun(1985), "partial_date"),
        ("1985年", sun(1985), "partial_date"),
        ("1996.0", sun(1996), "partial_date"),
        ("1985年3月", sun(1985, 3), "partial_date"),
        ("1985.3", sun(1985, 3), "partial_date"),
        ("198503", sun(1985, 3), "partial_date"),
        ("3月7日", sun(None, 3, 7), "partial_date"),
        ("3.7", sun(None, 3, 7), "partial_date"),
        ("0307", sun(None, 3, 7), "partial_date"),
        ("三月七日", sun(None, 3, 7), "partial_date"),
        ("2-29", sun(None, 2, 29), "partial_date"),
        ("三月初七", moon(None, 3, 7), "partial_date"),
        ("闰四月初八", moon(None, 4, 8, True), "partial_date"),
        ("腊月三十", moon(None, 12, 30), "partial_date"),
        ("冬月廿", moon(None, 11, 20), "partial_date"),
        ("正月初一", moon(None, 1, 1), "partial_date"),
        ("九月卅", moon(None, 9, 30), "partial_date"),
        ("农历2001年", moon(2001), "partial_date"),
    ],
)
def test_taken_over_with_a_warning(
    text: str, value: CalendarDay, warning: str, rules: Rules
) -> None:
    reading = read_date(text, rules)
    assert (reading.value, reading.warnings) == (value, (warning,))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("农历1985年三月初七", moon(1985, 3, 7)),
        ("1985年农历三月初七", moon(1985, 3, 7)),
        ("阴历1985-3-7", moon(1985, 3, 7)),
        ("农历 1985年 3月 7日", moon(1985, 3, 7)),
        ("1995年闰八月初七", moon(1995, 8, 7, True)),
        ("2020闰4月1日", moon(2020, 4, 1, True)),
        ("lunar 2020-04-08 leap", moon(2020, 4, 8, True)),
        ("二〇〇一年三月廿一", moon(2001, 3, 21)),
    ],
)
def test_lunar_days(text: str, value: CalendarDay, rules: Rules) -> None:
    reading = read_date(text, rules)
    assert (reading.value, reading.warnings) == (value, ())


@pytest.mark.parametrize(
    "text",
    [
        "1985-2-30",
        "1985-13-1",
        "2030-1-1",
        "2-30",
        "13-1",
        "2027",
        "99999",
        "60",
        "abc",
        "不详",
        "1985-02-29",
        "农历2025年十二月三十",
        "1985年闰二月初五",
        "三月",
        "2026-11-23",
        "85后",
        "农历2026年十二月初一",
        "2027年1月",
        "0000-00-00",
        "1985-3-7-8",
        "闰1985-3-7",
    ],
)
def test_what_cannot_be_a_date_is_not_taken_over(text: str, rules: Rules) -> None:
    reading = read_date(text, rules)
    assert (reading.value, reading.warnings, reading.typed) == (None, ("invalid_date",), text)


def test_a_blank_is_neither_value_nor_doubt(rules: Rules) -> None:
    for text in ("", "  ", "\u200b"):
        reading = read_date(text, rules)
        assert (reading.value, reading.warnings) == (None, ())


def test_a_calendar_column_makes_digits_lunar(lunar_rules: Rules) -> None:
    assert read_date("1965-10-18", lunar_rules).value == moon(1965, 10, 18)
    assert read_date("公历1965-10-18", lunar_rules).value == sun(1965, 10, 18)


def test_days_to_come_only_where_allowed(rules: Rules) -> None:
    assert read_date("2030-7-1", rules, allow_future=True).value == sun(2030, 7, 1)
    assert read_date("2026-11-22", rules).value == sun(2026, 11, 22)


def test_the_original_is_kept(rules: Rules) -> None:
    value = read_date(" 乙丑年三月初七 ", rules).value
    assert value is not None
    assert value.typed == "乙丑年三月初七"
    assert value.solar() == date(1985, 4, 26)


def text_of(cell: Any) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def answer(cell: Any, lunar: bool = False) -> dict[str, Any] | None:
    """What we read, in the form of the truth file."""
    reading = read_date(text_of(cell), Rules(TODAY, lunar=lunar))
    value = reading.value
    if value is None:
        if not reading.warnings:
            return None
        blank = dict.fromkeys(("calendar", "y", "m", "d"))
        return {**blank, "leap": False, "precision": None, "status": "invalid"}
    parts = {"calendar": value.calendar, "y": value.year, "m": value.month, "d": value.day}
    return {**parts, "leap": value.leap, "precision": value.precision, "status": "ok"}


def test_every_date_of_the_member_list(member_rows: list[list[Any]], truth: dict[str, Any]) -> None:
    checked = 0
    for row in truth["members"]["rows"]:
        if row["status"] == "rejected":
            continue
        cells = member_rows[row["row"] - 1]
        assert answer(cells[4], cells[5] in ("农历", "阴历")) == row["birthday"], row["row"]
        assert answer(cells[12]) == row["wedding"], row["row"]
        assert answer(cells[14]) == row["spouse_birthday"], row["row"]
        children = [part for part in text_of(cells[16]).split("、") if part]
        assert [answer(part) for part in children] == [c["birthday"] for c in row["children"]]
        joined = read_date(text_of(cells[23]), Rules(TODAY)).value
        assert joined is not None
        assert str(joined.solar()) == row["joined"]
        checked += 1
    assert checked == 592


def test_the_warnings_of_every_birthday(
    member_rows: list[list[Any]], truth: dict[str, Any]
) -> None:
    names = {"invalid_date", "partial_date", "two_digit_year", "serial_as_text", "sexagenary_year"}
    for row in truth["members"]["rows"]:
        if row["status"] == "importable":
            cells = member_rows[row["row"] - 1]
            rules = Rules(TODAY, lunar=cells[5] in ("农历", "阴历"))
            found = set(read_date(text_of(cells[4]), rules).warnings)
            assert found == names & set(row["warnings"]), row["row"]
