"""Reads when a complaint came in: yesterday 19:30, 11-21 9:05, 昨晚8点半, or just a day."""

import re
from datetime import datetime, time

from app.core.clock import Clock
from app.core.errors import Refused
from app.core.timeline.days import read_day
from app.i18n import N_

_NOTHING = N_("Nothing was kept.")
_LATE = ("下午", "晚上", "晚", "pm")
_TIMED = re.compile(
    r"(?P<day>.*?)[\sT]*(?P<part>早上|早|上午|下午|晚上|晚)?\s*"
    r"(?<!\d)(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})|[点时](?:(?P<past>\d{1,2})分?|(?P<half>半))?)"
    r"\s*(?P<half_day>[ap]m)?",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile("^(前|昨|今)(?=[早晚])")  # 昨晚 is 昨天 and 晚


def read_received(typed: str, clock: Clock) -> datetime | None:
    """The moment meant, aware; None for an empty text, which is now.

    A day gone by without its time is its first minute, as in a list that is imported.
    """
    text = _SHORT_DAY.sub(r"\1天", typed.strip())
    if not text:
        return None
    now, timed = clock.local(), _TIMED.fullmatch(text)
    try:
        on = read_day(timed["day"] if timed else text, now.date(), coming=False) or now.date()
        at = _time_of(timed) if timed else time()
    except (Refused, ValueError):
        raise _unreadable(typed) from None
    if not timed and on == now.date():
        return now
    found = datetime.combine(on, at, clock.zone)
    if found > now:
        raise Refused(
            N_("{moment} has not come yet."),
            _NOTHING,
            N_("Type an earlier moment, as in yesterday 19:30, or leave it empty for now."),
            moment=f"{found:%Y-%m-%d %H:%M}",
        )
    return found


def _time_of(timed: re.Match[str]) -> time:
    """The time of day; ValueError when there is none such."""
    hour = int(timed["hour"])
    minute = 30 if timed["half"] else int(timed["minute"] or timed["past"] or 0)
    part = (timed["half_day"] or timed["part"] or "").casefold()
    if hour == 12 and part in ("am", "晚上", "晚"):
        raise ValueError(part)  # midnight: of this day or of the next?
    late = part in _LATE and hour < 12
    return time(hour + 12 if late else hour, minute)


def _unreadable(typed: str) -> Refused:
    return Refused(
        N_("“{typed}” is no moment that can be read."),
        _NOTHING,
        N_("Type a day and a time, as in yesterday 19:30 or 11-21 9:05, or only 9:05."),
        typed=typed.strip(),
    )
