"""Reads a typed moment: a day in any style, perhaps with the time of day."""

import re
from datetime import date, datetime, time

from app.catalogue.dates import read_date
from app.catalogue.kind import Rules

_TIMED = re.compile(r"(.*?)[ T\u3000]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*")


def read_moment(text: str, rules: Rules) -> datetime | None:
    """A local, naive moment to the minute, midnight where no time stands; None if unreadable."""
    timed = _TIMED.fullmatch(text)
    day = _day(timed[1] if timed else text, rules)
    if day is None:
        return None
    if not timed:
        return datetime.combine(day, time())
    hour, minute = int(timed[2]), int(timed[3])
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(day, time(hour, minute))


def _day(text: str, rules: Rules) -> date | None:
    reading = read_date(text, rules, allow_lunar=False, allow_future=True)
    return reading.value.solar() if reading.value else None
