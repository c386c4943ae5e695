"""One month of the shop in a few figures, each beside the month before and the year before."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.core.actor import Right, needs
from app.core.complaints import figures as complaints
from app.core.complaints.figures import Durations
from app.core.fading.complaints import weights
from app.core.fading.hints import Standing
from app.core.fading.queries import who_slips
from app.core.fading.ranking import ranked
from app.core.fading.words import why
from app.core.products.queries import Sold, best_sellers
from app.core.reports.behind import GROUP_DAYS
from app.core.reports.visits import visitors
from app.core.store.reader import Reader
from app.core.value.answers import matrix_moved
from app.core.value.columns import Whole
from app.core.value.groups import Group
from app.core.value.ledger import ledger
from app.core.value.months import first_of, month_of
from app.core.value.queries import named
from app.core.value.takings import revenue_by_month
from app.core.value.window import Window, last_days

_YEAR = 12
_FEW = 5


@dataclass(frozen=True)
class Visits:
    """Of the customers known by name: purchases, customers, and how many were new."""

    purchases: int
    customers: int
    new: int


@dataclass(frozen=True)
class Leaving:
    """Somebody who may be leaving, with the sentence why."""

    id: int
    name: str
    why: str


@dataclass(frozen=True)
class Monthly:
    """Everything on the page; money in fen; None where that month had no entry."""

    month: int
    first: date
    last: date
    whole: bool
    revenue: int | None
    before: int | None
    year_before: int | None
    line: tuple[tuple[int, int | None], ...]
    visits: Visits
    visits_before: Visits
    groups: dict[Group, tuple[int, int]]
    group_window: Window
    sellers: tuple[Sold, ...]
    leaving: tuple[Leaving, ...]
    leaving_count: int
    complaints_received: int
    complaints_settled: int
    complaints_late: int
    settled_in: Durations


@needs(Right.SEE_FIGURES)
def months_with_entries(reader: Reader) -> tuple[int, ...]:
    """The months that a report can be of, the newest first; nothing after today."""
    now = month_of(reader.today)
    return tuple(sorted((each for each in revenue_by_month(reader) if each <= now), reverse=True))


@needs(Right.SEE_FIGURES)
def monthly(reader: Reader, month: int) -> Monthly:
    """The report of a month (`months.month_of`); of this month, up to today."""
    first, end = first_of(month), first_of(month + 1) - timedelta(days=1)
    last = min(end, reader.today)
    revenue = revenue_by_month(reader)
    book = ledger(reader)
    window = last_days(last, GROUP_DAYS)
    moved = matrix_moved(reader, window)
    matrix = moved.matrix
    told = complaints.figures(reader, Window(first, last))
    leaving, count = _leaving(reader)
    before = first_of(month - 1)
    return Monthly(
        month,
        first,
        last,
        last == end,
        revenue.get(month),
        revenue.get(month - 1),
        revenue.get(month - _YEAR),
        tuple((each, revenue.get(each)) for each in range(month - _YEAR, month + 1)),
        _visits(book, first, last),
        _visits(book, before, first - timedelta(days=1)),
        {group: (matrix.count(group), matrix.group_revenue(group)) for group in Group},
        window,
        best_sellers(reader, first, last, _FEW),
        leaving,
        count,
        told.received,
        told.settled,
        told.late,
        told.settled_calendar,
    )


def _visits(book: Whole, first: date, last: date) -> Visits:
    """Counted purchases of a stretch of days, and for whom of them it was the first ever."""
    found = visitors(book, Window(first, last))
    return Visits(found.purchases, len(found.whom), len(found.new))


def _leaving(reader: Reader) -> tuple[tuple[Leaving, ...], int]:
    """The few whose year is worth most, as things stand today."""
    found = who_slips(reader)
    rows = ranked(found, found.rows(Standing.FADING), weights(reader, found)).tolist()
    names = named(reader, [int(found.ids[row]) for row in rows[:_FEW]])
    few = [
        Leaving(each.id, each.name or each.number or "", why(found, row))
        for row in rows[:_FEW]
        if (each := names.get(int(found.ids[row]))) is not None
    ]
    return tuple(few), len(rows)
