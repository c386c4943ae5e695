"""What to be reminded of today: within its lead days, missed while closed, or come back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.reminders.kinds import ALL_KINDS, OccasionKind
from app.core.reminders.occurrences import DEFAULT_RULES, DayRules
from app.core.reminders.queries import upcoming
from app.core.reminders.records import reminder_mark
from app.core.reminders.upcoming import Upcoming
from app.core.store.unit import Reader

Leads = Mapping[OccasionKind, Sequence[int]]
DEFAULT_LEADS: Leads = {kind: (7, 0) for kind in ALL_KINDS}
_LONGEST_CATCH_UP = timedelta(days=366)


@dataclass(frozen=True)
class Due:
    """One thing to be reminded of.

    `fresh`: its day of notice came since the shop was last open, so a quiet notice is
    due; `missed`: the day itself passed while the shop was closed.
    """

    what: Upcoming
    fresh: bool
    missed: bool


@needs(Right.SEE_CUSTOMERS)
def due(
    reader: Reader,
    since: date,
    leads: Leads = DEFAULT_LEADS,
    rules: DayRules = DEFAULT_RULES,
    *,
    limit: int | None = None,
) -> tuple[Due, ...]:
    """All that asks for attention today, `since` being the last day the shop was open.

    Each occurrence stands here once, from the first of its lead days until it is done or
    skipped, or its day is over; what fell while the shop was closed stays for the day.
    """
    today = reader.today
    since = min(max(since, today - _LONGEST_CATCH_UP), today)
    kinds = [kind for kind in leads if leads[kind]]
    if not kinds:
        return ()
    ahead = max(max(leads[kind]) for kind in kinds)
    window = upcoming(reader, since, (today - since).days + ahead + 1, kinds, rules, limit=limit)
    back = _come_back(reader, since, kinds, rules)
    found = (_judged(each, leads, since, today) for each in (*back, *window))
    return tuple(each for each in found if each is not None)


def _judged(what: Upcoming, leads: Leads, since: date, today: date) -> Due | None:
    if what.mark and what.mark.state != "snoozed":
        return None
    if what.mark and what.mark.until:
        awake = what.mark.until
        return Due(what, since < awake, what.on < today) if awake <= today else None
    points = [what.on - timedelta(days=days) for days in leads[what.kind]]
    if min(points) > today:
        return None
    fresh = any(since < point <= today for point in points) or _is_first_day(points, since, today)
    return Due(what, fresh, what.on < today)


def _is_first_day(points: Iterable[date], since: date, today: date) -> bool:
    # On the very first day (`since` is today) what is noticed today is news.
    return since == today and today in points


def _come_back(
    reader: Reader, since: date, kinds: Collection[OccasionKind], rules: DayRules
) -> tuple[Upcoming, ...]:
    """Snoozed days that lie before the window and are awake again."""
    cells = reminder_mark.c
    rows = reader.connection.execute(
        select(cells.customer_id, cells.occurs_on).where(
            cells.state == "snoozed", cells.until <= reader.today, cells.occurs_on < since
        )
    ).all()
    if not rows:
        return ()
    first = max(min(row.occurs_on for row in rows), since - _LONGEST_CATCH_UP)
    customers = {row.customer_id for row in rows}
    days = (since - first).days
    found = upcoming(reader, first, days, kinds, rules, customers=customers)
    return tuple(each for each in found if each.mark and each.mark.state == "snoozed")


def leads_from(settings: Mapping[str, Any]) -> Leads:
    """The lead days of every kind, out of the shop's settings."""
    return {kind: settings[f"reminders.lead_days.{kind}"] for kind in ALL_KINDS}


def rules_from(settings: Mapping[str, Any]) -> DayRules:
    """The three rules for days that a year does not have, out of the shop's settings."""
    return DayRules(
        leap_month=settings["reminders.leap_month"],
        day_30=settings["reminders.day_30"],
        feb_29=settings["reminders.feb_29"],
    )
