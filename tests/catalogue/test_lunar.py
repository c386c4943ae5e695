"""The Chinese calendar: worked examples, and a second library's opinion day by day."""

from datetime import date

import pytest
from lunar_python import LunarYear, Solar

from app.catalogue import lunar
from app.catalogue.values import CalendarDay

LEAPS = (
    "84:10 87:6 90:5 93:3 95:8 98:5 01:4 04:2 06:7 09:5 12:4 14:9 17:6 20:4 23:2 25:6 28:5 "
    "31:3 33:11 36:6 39:5"
)


@pytest.mark.parametrize(
    ("year", "month", "day", "leap", "expected"),
    [
        (2020, 4, 1, True, "2020-05-23"),
        (2020, 4, 29, True, "2020-06-20"),
        (2023, 2, 1, True, "2023-03-22"),
        (2025, 6, 1, True, "2025-07-25"),
        (2033, 11, 1, True, "2033-12-22"),
        (2034, 1, 1, False, "2034-02-19"),
        (2024, 5, 5, False, "2024-06-10"),
        (2025, 8, 15, False, "2025-10-06"),
        (1978, 8, 15, False, "1978-09-17"),
    ],
)
def test_v1_lunar_to_solar(year: int, month: int, day: int, leap: bool, expected: str) -> None:
    assert lunar.lunar_to_solar(year, month, day, leap) == date.fromisoformat(expected)
    assert CalendarDay("lunar", year, month, day, leap).solar() == date.fromisoformat(expected)


def test_v1_days_that_do_not_exist() -> None:
    assert lunar.lunar_to_solar(2025, 12, 30) is None
    assert lunar.lunar_to_solar(2024, 4, 30) is None
    assert lunar.lunar_to_solar(2024, 4, 1, leap=True) is None
    assert lunar.lunar_to_solar(2020, 13, 1) is None
    assert lunar.lunar_to_solar(2020, 1, 0) is None


def test_v1_leap_months() -> None:
    expected = {}
    for pair in LEAPS.split():
        short, month = pair.split(":")
        expected[(1900 if int(short) >= 84 else 2000) + int(short)] = int(month)
    found = {year: lunar.leap_month(year) for year in range(1984, 2040)}
    assert {year: month for year, month in found.items() if month} == expected


def test_v1_length_of_the_twelfth_month() -> None:
    long = {2016, 2017, 2018, 2019, 2020, 2022, 2023, 2029}
    for year in range(2015, 2030):
        assert lunar.month_length(year, 12) == (30 if year in long else 29)


@pytest.mark.parametrize(
    ("solar", "expected"),
    [
        ("2000-01-01", (1999, 11, 25, False)),
        ("2023-04-27", (2023, 3, 8, False)),
        ("1988-09-05", (1988, 7, 25, False)),
        ("2004-05-23", (2004, 4, 5, False)),
        ("1991-01-01", (1990, 11, 16, False)),
        ("1990-01-26", (1989, 12, 30, False)),
        ("1990-01-27", (1990, 1, 1, False)),
        ("2026-02-16", (2025, 12, 29, False)),
    ],
)
def test_v2_solar_to_lunar(solar: str, expected: tuple[int, int, int, bool]) -> None:
    assert lunar.solar_to_lunar(date.fromisoformat(solar)) == expected


def test_days_outside_the_calendar() -> None:
    assert lunar.solar_to_lunar(date(1900, 1, 30)) is None
    assert lunar.solar_to_lunar(date(2101, 1, 29)) is None
    assert lunar.lunar_to_solar(1899, 12, 1) is None
    assert lunar.lunar_to_solar(2101, 1, 1) is None


def test_a_second_library_agrees_but_for_the_known_months() -> None:
    """A new moon within minutes of midnight begins these months a day apart.

    The third known month (2057-09-28) is disputed by another library than this one.
    """
    differing = set()
    for year in range(1901, 2101):
        for month in LunarYear.fromYear(year).getMonthsInYear():
            number, leap = abs(month.getMonth()), month.getMonth() < 0
            first = Solar.fromJulianDay(month.getFirstJulianDay()).toYmd()
            if str(lunar.lunar_to_solar(year, number, 1, leap)) != first:
                differing.add(first)
    assert differing == {"2089-09-04", "2097-08-07"}
