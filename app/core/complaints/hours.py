"""When the shop is open, and how many of its open minutes lie between two moments.

Moments are local and naive, to the minute: a clock on the wall knows no zones. `opened(t)`
counts the open minutes from a fixed midnight to t, so that any stretch is a difference of two
and a due moment is the inverse (definition D18, vectors V19).
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate

DAY_MINUTES = 24 * 60
Span = tuple[int, int]
"""From and to, in minutes after midnight; `to` may be 1440."""
Spans = tuple[Span, ...]
_WEEK = 7
_MONDAY = date(2001, 1, 1)
"""A Monday before any complaint; days before it count too, as negative minutes."""
_FARTHEST_DAYS = 3660


@dataclass(frozen=True)
class Hours:
    """Open spans of each weekday, Monday first, and of single days that differ."""

    week: tuple[Spans, ...]
    days: Mapping[date, Spans] = field(default_factory=dict)

    def spans(self, day: date) -> Spans:
        """When the shop is open on this day; nothing on a holiday."""
        return self.days.get(day, self.week[day.weekday()])

    def never_open(self) -> bool:
        """Has the week no open minute at all? Then there are no business hours to count."""
        return not any(self.week)

    @cached_property
    def by_weekday(self) -> tuple[int, ...]:
        """Open minutes of a week before each of its days; the eighth is the whole week."""
        return tuple(accumulate(map(_length, self.week), initial=0))

    @cached_property
    def by_single_day(self) -> tuple[Sequence[date], Sequence[int]]:
        """The days that differ, and by how much all before each one differ; one sum more."""
        ordered = sorted(self.days)
        more = (_length(self.days[each]) - _length(self.week[each.weekday()]) for each in ordered)
        return ordered, tuple(accumulate(more, initial=0))


ALWAYS = Hours((((0, DAY_MINUTES),),) * _WEEK)
OFFICE = Hours((((9 * 60, 18 * 60),),) * 5 + ((), ()))
"""Monday to Friday, nine to six."""


def minutes_between(hours: Hours, start: datetime, end: datetime) -> int:
    """Open minutes from `start` to `end`; negative when `end` lies before it."""
    return _opened(hours, end) - _opened(hours, start)


def due_after(hours: Hours, start: datetime, minutes: int) -> datetime | None:
    """The first moment by which so many open minutes have passed; None in ten years' time."""
    wanted = _opened(hours, start) + minutes
    if minutes <= 0:
        return start
    low, high = start.date(), start.date() + timedelta(days=_FARTHEST_DAYS)
    if _before_day(hours, high) < wanted:
        return None
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        low, high = (low, middle) if _before_day(hours, middle) >= wanted else (middle, high)
    left = wanted - _before_day(hours, low)
    return _moment(low, _minute_of(hours.spans(low), left))


def due_on_working_day(hours: Hours, start: datetime, days: int) -> datetime | None:
    """The end of the last open span of the n-th day open after `start`; 0 is the same day.

    The same day when the shop still is, or will be, open; else the next open one.
    """
    day, left = start.date(), days
    for _ in range(_FARTHEST_DAYS):
        spans = hours.spans(day)
        later = spans and _moment(day, spans[-1][1]) > start
        if later and left <= 0:
            return _moment(day, spans[-1][1])
        if spans and day > start.date():
            left -= 1
            if left <= 0:
                return _moment(day, spans[-1][1])
        day += timedelta(days=1)
    return None


def _opened(hours: Hours, at: datetime) -> int:
    minute = at.hour * 60 + at.minute
    today = sum(max(0, min(minute, end) - begin) for begin, end in hours.spans(at.date()))
    return _before_day(hours, at.date()) + today


def _before_day(hours: Hours, day: date) -> int:
    """Open minutes from the first Monday to this day's midnight."""
    weeks, rest = divmod((day - _MONDAY).days, _WEEK)
    weekly, (days, changed) = hours.by_weekday, hours.by_single_day
    plain = weeks * weekly[_WEEK] + weekly[rest]
    return plain + changed[bisect_left(days, day)] - changed[bisect_left(days, _MONDAY)]


def _length(spans: Spans) -> int:
    return sum(end - begin for begin, end in spans)


def _minute_of(spans: Spans, opened: int) -> int:
    """At which minute of the day so many open minutes have passed."""
    passed = 0
    for begin, end in spans:
        if passed + end - begin >= opened:
            return begin + opened - passed
        passed += end - begin
    raise AssertionError("more minutes than the day has")


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)
