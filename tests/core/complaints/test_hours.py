"""Open minutes equal a count of every minute; due moments are the inverse (V19)."""

import os
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.complaints.hours import (
    ALWAYS,
    DAY_MINUTES,
    OFFICE,
    Hours,
    Spans,
    due_after,
    due_on_working_day,
    minutes_between,
)

EXAMPLES = int(os.environ.get("SHUKE_HOURS_EXAMPLES", "60"))
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("received", "done", "calendar", "business"),
    [
        ("2026-11-20T17:00", "2026-11-23T12:00", 67.0, 4.0),
        ("2026-11-20T17:00", "2026-11-21T10:00", 17.0, 1.0),
        ("2026-11-18T08:00", "2026-11-18T19:00", 11.0, 9.0),
        ("2026-11-18T17:30", "2026-11-19T09:15", 15.75, 0.75),
    ],
)
def test_v19(received: str, done: str, calendar: float, business: float) -> None:
    start, end = datetime.fromisoformat(received), datetime.fromisoformat(done)
    assert minutes_between(ALWAYS, start, end) == calendar * 60
    assert minutes_between(OFFICE, start, end) == business * 60


@st.composite
def day_spans(draw: st.DrawFn) -> Spans:
    edges = sorted(draw(st.sets(st.integers(0, DAY_MINUTES), max_size=6)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


days = st.dates(date(2026, 9, 20), date(2026, 10, 20))
moments = st.datetimes(datetime(2026, 9, 20), datetime(2026, 10, 20)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
some_hours = st.builds(
    lambda week, single: Hours(tuple(week), single),
    st.lists(day_spans(), min_size=7, max_size=7),
    st.dictionaries(days, day_spans(), max_size=8),
)


def counted(hours: Hours, start: datetime, end: datetime) -> int:
    """Minute by minute, knowing nothing of sums."""
    found = 0
    while start < end:
        minute = start.hour * 60 + start.minute
        found += any(begin <= minute < stop for begin, stop in hours.spans(start.date()))
        start += MINUTE
    return found


@settings(max_examples=EXAMPLES, deadline=None)
@given(some_hours, moments, st.integers(0, 9 * DAY_MINUTES))
def test_equal_to_a_count_of_every_minute(hours: Hours, start: datetime, length: int) -> None:
    end = start + length * MINUTE
    assert minutes_between(hours, start, end) == counted(hours, start, end)
    assert minutes_between(hours, end, start) == -counted(hours, start, end)


@settings(max_examples=EXAMPLES, deadline=None)
@given(some_hours, moments, st.integers(1, 5000))
@example(Hours(((),) * 6 + (((0, 1),),)), datetime(2026, 9, 20), 524)
def test_a_due_moment_is_the_first_by_which_the_minutes_have_passed(
    hours: Hours, start: datetime, minutes: int
) -> None:
    due = due_after(hours, start, minutes)
    if due is None:  # so many open minutes do not come within ten years
        farthest = datetime.combine(start.date(), time()) + timedelta(days=3660)
        assert minutes_between(hours, start, farthest) < minutes
        return
    assert minutes_between(hours, start, due) == minutes
    assert minutes_between(hours, start, due - MINUTE) == minutes - 1


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-18T10:00", 0, "2026-11-18T18:00"),  # Wednesday: the same day
        ("2026-11-18T19:00", 0, "2026-11-19T18:00"),  # after closing: the next open day
        ("2026-11-20T10:00", 3, "2026-11-25T18:00"),  # Friday and three working days
        ("2026-11-21T10:00", 1, "2026-11-23T18:00"),  # Saturday: Monday is the first
    ],
)
def test_days_to_answer_are_working_days(received: str, days: int, due: str) -> None:
    found = due_on_working_day(OFFICE, datetime.fromisoformat(received), days)
    assert found == datetime.fromisoformat(due)


def test_a_holiday_puts_it_off_and_a_shop_never_open_has_no_due_moment() -> None:
    friday = datetime(2026, 11, 20, 17)
    monday_off = Hours(OFFICE.week, {date(2026, 11, 23): ()})
    assert due_on_working_day(monday_off, friday, 1) == datetime(2026, 11, 24, 18)
    assert minutes_between(monday_off, friday, datetime(2026, 11, 23, 12)) == 60
    closed = Hours(((),) * 7)
    assert closed.never_open()
    assert due_on_working_day(closed, friday, 1) is None
    assert due_after(closed, friday, 10) is None
    assert due_after(OFFICE, friday, 0) == friday
