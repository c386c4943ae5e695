"""A day as people say it: near ones by name, others without their year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.timeline.days import read_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("今天", SUNDAY),
        (" Tomorrow ", date(2026, 11, 23)),
        ("后天", date(2026, 11, 24)),
        ("3天后", date(2026, 11, 25)),
        ("in 10 days", date(2026, 12, 2)),
        ("周五", date(2026, 11, 27)),
        ("星期天", date(2026, 11, 29)),
        ("Friday", date(2026, 11, 27)),
        ("下周五", date(2026, 11, 27)),
        ("下个星期三", date(2026, 11, 25)),
        ("next Friday", date(2026, 11, 27)),
        ("下下周二", date(2026, 12, 1)),
        ("这周日", SUNDAY),
        ("月底", date(2026, 11, 30)),
        ("12-1", date(2026, 12, 1)),
        ("3月7日", date(2027, 3, 7)),
        ("11-22", SUNDAY),
        ("2026-11-30", date(2026, 11, 30)),
        ("腊月廿三", date(2027, 1, 30)),
    ],
)
def test_days_to_come(typed: str, day: date | None) -> None:
    assert read_day(typed, SUNDAY, coming=True) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("昨天", date(2026, 11, 21)),
        ("3天前", date(2026, 11, 19)),
        ("5 days ago", date(2026, 11, 17)),
        ("周五", date(2026, 11, 20)),
        ("周日", SUNDAY),
        ("上周五", date(2026, 11, 13)),
        ("12-1", date(2025, 12, 1)),
        ("11-22", SUNDAY),
    ],
)
def test_days_gone_by(typed: str, day: date) -> None:
    assert read_day(typed, SUNDAY, coming=False) == day


@pytest.mark.parametrize("typed", ["soon", "2-30", "2026-13-01", "2026", "x" * 5000, "99999天后"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_day(typed, SUNDAY, coming=True)


@given(today=st.dates(date(2000, 1, 1), date(2050, 1, 1)), ahead=st.integers(0, 364))
def test_month_and_day_alone_find_the_next_and_the_last(today: date, ahead: int) -> None:
    wanted = today + timedelta(days=ahead)
    if (wanted.month, wanted.day) == (2, 29):
        return
    typed = f"{wanted.month}-{wanted.day}"
    assert read_day(typed, today, coming=True) == wanted
    gone = read_day(typed, today, coming=False)
    assert gone is not None
    assert gone <= today
    assert (gone.month, gone.day) == (wanted.month, wanted.day)
