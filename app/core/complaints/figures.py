"""What complaints add up to in a window of days: Pareto, trend, durations, cost, recovery."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, cast, func, literal, select

from app.core.actor import Right, needs
from app.core.complaints.pareto import Bar, Counted, median, pareto, percentile
from app.core.complaints.records import complaint, complaint_category, complaint_cause
from app.core.purchases.records import from_day, purchase, to_day
from app.core.store.reader import Reader
from app.core.value.window import Window
from app.i18n import N_, tr

NINETIETH = Fraction(90, 100)
UNKNOWN = N_("Not noted")
_BEFORE_AND_AFTER = 180
_COLUMNS = 9  # of the question below


class By(StrEnum):
    """What complaints are counted by."""

    CATEGORY = "category"
    CAUSE = "cause"
    PRODUCT = "product"
    CHANNEL = "channel"
    PERSON = "person"  # who looks after them


@dataclass(frozen=True)
class Durations:
    """Calendar or open minutes of those that have an end: how many, middle, slow end."""

    n: int
    median: Fraction | None
    p90: Fraction | None


@dataclass(frozen=True)
class Month:
    """A month's complaints: received, settled by now, and what they cost in fen."""

    first: date
    received: int
    settled: int
    cost: int | None


@dataclass(frozen=True)
class Recovered:
    """What customers bought in equal windows before their complaint and after it was settled.

    Only those whose window after is over; money in fen.
    """

    days: int
    customers: int
    before: int
    after: int
    bought_again: int


@dataclass(frozen=True)
class Figures:
    """Everything about one window, in one answer."""

    window: Window
    received: int
    settled: int
    confirmed: int
    reopened: int
    late: int
    cost: int | None
    cost_known: int
    grades: Sequence[int]
    answered: Durations
    settled_calendar: Durations
    settled_open: Durations

    @property
    def grade(self) -> Fraction | None:
        """The mean of the customers' own grades, 1 to 5."""
        return Fraction(sum(self.grades), len(self.grades)) if self.grades else None


@needs(Right.SEE_FIGURES)
def figures(reader: Reader, window: Window) -> Figures:
    """How many, how fast, how much: of the complaints received in the window."""
    c = complaint.c
    asked = select(
        c.settled_at.is_not(None).label("settled"),
        c.confirmed,
        c.reopened,
        (c.settled_at > c.promised_at).label("late"),
        c.cost,
        c.satisfaction,
        c.answered_minutes,
        c.settled_minutes,
        c.settled_open_minutes,
    ).where(_within(window))
    rows = reader.connection.execute(asked).all()
    # Column by column: a hundred thousand rows, asked for their cells by name, take seconds.
    columns = zip(*rows, strict=True) if rows else ((),) * _COLUMNS
    settled, confirmed, reopened, late, cost, grades, *durations = columns
    costs = [each for each in cost if each is not None]
    return Figures(
        window,
        len(rows),
        sum(settled),
        sum(filter(None, confirmed)),
        sum(each > 0 for each in reopened),
        sum(filter(None, late)),
        sum(costs) if costs else None,
        len(costs),
        tuple(each for each in grades if each is not None),
        *(_durations(each) for each in durations),
    )


@needs(Right.SEE_FIGURES)
def pareto_by(reader: Reader, window: Window, by: By) -> tuple[Bar, ...]:
    """How many of each, the most frequent first; what is not noted, and "other", last."""
    key, name, other = _columns(by)
    asked = select(key.label("key"), name.label("name"), other.label("other"), func.count())
    joined = (
        asked.select_from(complaint)
        .outerjoin(complaint_category, complaint_category.c.id == complaint.c.category_id)
        .outerjoin(complaint_cause, complaint_cause.c.id == complaint.c.cause_id)
    )
    rows = reader.connection.execute(joined.where(_within(window)).group_by(key))
    return pareto(
        Counted(
            row[0] if isinstance(row[0], int) else None,
            row[1] or tr(UNKNOWN),
            row[3],
            bool(row[2]) or row[1] is None,
        )
        for row in rows
    )


@needs(Right.SEE_FIGURES)
def behind(reader: Reader, window: Window, by: By, bar: Bar) -> tuple[int, ...]:
    """The complaints behind one bar."""
    key, name, _ = _columns(by)
    asked = (
        select(complaint.c.id)
        .outerjoin(complaint_category, complaint_category.c.id == complaint.c.category_id)
        .outerjoin(complaint_cause, complaint_cause.c.id == complaint.c.cause_id)
        .where(_within(window))
        .order_by(complaint.c.received_day.desc(), complaint.c.id.desc())
    )
    if bar.key is not None:
        found = asked.where(key == bar.key)
    elif bar.name == tr(UNKNOWN):
        found = asked.where(name.is_(None))
    else:
        found = asked.where(name == bar.name)
    return tuple(reader.connection.scalars(found))


@needs(Right.SEE_FIGURES)
def months(reader: Reader, window: Window) -> tuple[Month, ...]:
    """Month by month, those without any complaint included."""
    c = complaint.c
    asked = select(
        c.received_day,
        func.count(),
        func.sum(cast(c.settled_at.is_not(None), Integer)),
        func.sum(c.cost),
    )
    rows = reader.connection.execute(asked.where(_within(window)).group_by(c.received_day)).all()
    found: dict[date, list[Any]] = {}
    for day, received, settled, cost in rows:
        month = found.setdefault(from_day(day).replace(day=1), [0, 0, None])
        month[0] += received
        month[1] += settled
        month[2] = month[2] if cost is None else (month[2] or 0) + cost
    if not found:
        return ()
    return tuple(
        Month(first, *found.get(first, (0, 0, None))) for first in _firsts(min(found), window.last)
    )


@needs(Right.SEE_FIGURES)
def recovered(reader: Reader, days: int = _BEFORE_AND_AFTER) -> Recovered:
    """Do customers whose complaint was settled buy as before?"""
    c = complaint.c
    ended = to_day(reader.today) - days
    last = (
        select(c.customer_id, func.max(c.received_day).label("day"))
        .where(c.customer_id.is_not(None), c.settled_at.is_not(None), c.received_day <= ended)
        .group_by(c.customer_id)
        .subquery()
    )
    before = case((purchase.c.bought_day < last.c.day, purchase.c.net), else_=0)
    after = case((purchase.c.bought_day > last.c.day, purchase.c.net), else_=0)
    later = case((purchase.c.bought_day > last.c.day, purchase.c.counted), else_=0)
    asked = (
        select(
            func.coalesce(func.sum(before), 0),
            func.coalesce(func.sum(after), 0),
            func.max(later),
        )
        .select_from(last)
        .outerjoin(
            purchase,
            (purchase.c.customer_id == last.c.customer_id)
            & purchase.c.bought_day.between(last.c.day - days, last.c.day + days),
        )
        .group_by(last.c.customer_id)
    )
    rows = reader.connection.execute(asked).all()
    return Recovered(
        days,
        len(rows),
        sum(row[0] for row in rows),
        sum(row[1] for row in rows),
        sum(bool(row[2]) for row in rows),
    )


def _durations(minutes: Sequence[int | None]) -> Durations:
    known = sorted(each for each in minutes if each is not None)
    return Durations(len(known), median(known), percentile(known, NINETIETH))


def _within(window: Window) -> ColumnElement[bool]:
    day = complaint.c.received_day
    upto = day <= to_day(window.last)
    return upto if window.first is None else day.between(to_day(window.first), to_day(window.last))


def _columns(by: By) -> tuple[Any, Any, Any]:
    none: Any = literal(0)
    c = complaint.c
    return {
        By.CATEGORY: (c.category_id, complaint_category.c.name, complaint_category.c.other),
        By.CAUSE: (c.cause_id, complaint_cause.c.name, none),
        By.PRODUCT: (c.item, c.item, none),
        By.CHANNEL: (c.channel, c.channel, none),
        By.PERSON: (c.owner, c.owner, none),
    }[by]


def _firsts(first: date, last: date) -> list[date]:
    found = []
    while first <= last:
        found.append(first)
        first = (first + timedelta(days=31)).replace(day=1)
    return found
