"""When what a customer bought has to be replaced: the last unit's day and its life (D25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.rules.periods import months_later

_SLACK = 4  # days by which months of different lengths may differ


@dataclass(frozen=True)
class Unit:
    """One unit sold; `left` is False when it came back."""

    on: date
    life_months: int
    purchase_id: int = 0
    left: bool = True


@dataclass(frozen=True)
class Due:
    """The unit that will have to be replaced, when, and from when on to speak of it."""

    unit: Unit
    on: date
    opens: date


def replacement(units: Iterable[Unit], lead_days: int = 0) -> Due | None:
    """The later unit counts, whatever the earlier one's life; without one left, none."""
    kept = [each for each in units if each.left and each.life_months > 0]
    if not kept:
        return None
    last = max(kept, key=lambda each: (each.on, each.purchase_id))
    on = months_later(last.on, last.life_months)
    return Due(last, on, earlier(on, lead_days))


def days_near(today: date, months: int, lead_days: int, late_days: int) -> tuple[date, date]:
    """Between which days something must have begun to end within the window; a little more.

    Months are of different lengths, so that whoever asks judges each day by itself.
    """
    first = earlier(months_later(today, -months), late_days + _SLACK)
    last = months_later(today, -months) + timedelta(days=lead_days + _SLACK)
    return first, last


def earlier(day: date, days: int) -> date:
    """So many days before, and never before the first of all days."""
    return day - timedelta(days=min(days, (day - date.min).days))


def in_window(due: date, today: date, lead_days: int, late_days: int) -> bool:
    """Is it time to speak of it: from the lead on, until it is too late to matter?"""
    return earlier(due, lead_days) <= today and (today - due).days <= late_days
