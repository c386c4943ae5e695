"""Days, parts of years and ages, the same for the SQL and for opened values."""

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = "-01-01", "-12-31"


def first_day(text: str) -> date:
    """The first day of a day, a month (2026-08) or a year (2026)."""
    return date.fromisoformat(text + ("", "-01", "-01-01")[2 - text.count("-")])


def last_day(text: str) -> date:
    """The last one."""
    first = first_day(text)
    if text.count("-") == 2:
        return first
    if text.count("-") == 0:
        return date(first.year, 12, 31)
    following = (first.year + first.month // 12, first.month % 12 + 1)
    if following[0] > date.max.year:
        return date.max
    return date(*following, 1) - timedelta(days=1)


def years_before(today: date, years: int) -> str:
    """The latest birthday of whoever is so many years old, as text that sorts like days.

    It need not be a day there is: February 29 sorts between its neighbours.
    """
    year = max(today.year - years, 0)
    return f"{year:04}-{today.month:02}-{today.day:02}"


def fold(text: str) -> str:
    """As SQLite compares: only the letters A to Z lose their case."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)
