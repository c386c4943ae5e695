"""Answers about value on the kept ledger: what the pages ask, in milliseconds once it is there."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from weakref import ref

import numpy as np

from app.core.actor import Right, needs
from app.core.settings.declared import FISCAL_MONTH, MERGE_SAME_DAY, WEEK_START
from app.core.settings.of_value import (
    MATRIX_CUT,
    MATRIX_LINES,
    RFM_BANDS,
    RFM_METHOD,
    RFM_WEIGHTS,
    STONE_SCALE,
)
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.store.shelf import shelf
from app.core.value import rfm as scores
from app.core.value.cohorts import Cohorts, cohorts
from app.core.value.columns import Whole
from app.core.value.concentration import Concentration, concentrated
from app.core.value.cut_lines import Cut, CutKind, own
from app.core.value.growth import Growth, growth
from app.core.value.ledger import ledger, sums_in, totals_in
from app.core.value.matrix import Matrix, make_matrix
from app.core.value.months import Calendar, Span
from app.core.value.movement import Movement, movement, window_before
from app.core.value.recent import Recent, recent_buyers
from app.core.value.rfm import FEW, WEIGHTS, Bands, Method, Rfm, Weights
from app.core.value.stone import Points, stone_points
from app.core.value.takings import unnamed
from app.core.value.totals import Whom
from app.core.value.window import Window

_WEEKDAYS = {"monday": 1, "saturday": 6, "sunday": 7}


@dataclass(frozen=True, eq=False)
class Moved:
    """The matrix of a window, and who went where since the one before it."""

    window: Window
    matrix: Matrix
    before: Window | None
    movement: Movement | None
    cut: Cut


@dataclass(frozen=True, eq=False)
class Scores:
    """RFM of a window with how it was made."""

    window: Window
    rfm: Rfm
    method: Method
    few: bool  # too few customers for fifths: limits were used
    weights: Weights
    bands: Bands


@needs(Right.SEE_FIGURES)
def matrix_moved(
    reader: Reader, window: Window, *, companies: bool = False, cut: Cut | None = None
) -> Moved:
    """The matrix now and before; without a cut the shop's own way."""
    book, chosen = ledger(reader), cut if cut is not None else cut_of(reader)
    whom = Whom(companies, get(reader, MERGE_SAME_DAY))
    return shelf(reader).kept(
        "matrix",
        (ref(book), window, whom, chosen),
        lambda: _moved(book, window, whom, chosen),
        lambda made: made.matrix.customers,
    )


def _moved(book: Whole, window: Window, whom: Whom, cut: Cut) -> Moved:
    before = window_before(window)
    if before is None:
        return Moved(window, _matrix(book, window, whom, cut), None, None, cut)
    none = np.empty(0, np.int64)  # of the one before only who stood where is kept meanwhile
    then = replace(_matrix(book, before, whom, cut), purchases=none, revenue=none)
    now = _matrix(book, window, whom, cut)
    return Moved(window, now, before, movement(then, now), cut)


@needs(Right.SEE_FIGURES)
def matrix_now(reader: Reader, window: Window, *, companies: bool = False) -> Matrix:
    """The matrix of a window alone, the shop's own way."""
    whom = Whom(companies, get(reader, MERGE_SAME_DAY))
    return _matrix(ledger(reader), window, whom, cut_of(reader))


def _matrix(book: Whole, window: Window, whom: Whom, cut: Cut) -> Matrix:
    return make_matrix(*sums_in(book, window, whom), cut)


@needs(Right.SEE_FIGURES)
def cut_of(reader: Reader) -> Cut:
    """Where the shop parts the matrix."""
    kind = CutKind(get(reader, MATRIX_CUT))
    lines = get(reader, MATRIX_LINES)
    if kind is CutKind.OWN and len(lines) == 2:
        return own(Fraction(lines[0], 100), Fraction(lines[1]))
    return Cut(kind)


@needs(Right.SEE_FIGURES)
def rfm_scores(reader: Reader, window: Window, *, companies: bool = False) -> Scores:
    """Recency, frequency and money, the shop's way; limits where fifths would say nothing."""
    book, whom = ledger(reader), Whom(companies, get(reader, MERGE_SAME_DAY))
    method, bands = Method(get(reader, RFM_METHOD)), bands_of(reader)
    made = shelf(reader).kept(
        "rfm",
        (ref(book), window, whom, method, bands),
        lambda: _scored(book, window, whom, method, bands),
        lambda made: len(made.ids),
    )
    few = method is not Method.BANDS and len(made.ids) < FEW
    return Scores(window, made, method, few, WEIGHTS[get(reader, RFM_WEIGHTS)], bands)


def _scored(book: Whole, window: Window, whom: Whom, method: Method, bands: Bands) -> Rfm:
    found = totals_in(book, window, whom)
    days = min(window.last, book.last).toordinal() - found.last_day
    columns = (found.ids, days, found.purchases, found.revenue)
    if method is Method.BANDS or len(found.ids) < FEW:
        return scores.make_banded(*columns, bands)
    make = scores.make_nested if method is Method.NESTED else scores.make_rfm
    return make(*columns)


@needs(Right.SEE_FIGURES)
def bands_of(reader: Reader) -> Bands:
    """The shop's limits, ours where it set none."""
    told, usual = get(reader, RFM_BANDS), Bands()
    return Bands(
        tuple(told.get("days", usual.days)),
        tuple(told.get("purchases", usual.purchases)),
        tuple(told.get("revenue", usual.revenue)),
    )


@needs(Right.SEE_FIGURES)
def points(reader: Reader, *, companies: bool = False) -> Points:
    """Bob Stone's points of everybody."""
    book, scale = ledger(reader), get(reader, STONE_SCALE)
    return shelf(reader).kept(
        "rfm.points",
        (ref(book), companies, scale),
        lambda: stone_points(book, companies=companies, scale=scale),
        lambda made: len(made.ids),
    )


@needs(Right.SEE_FIGURES)
def recent(reader: Reader, *, companies: bool = False) -> Recent:
    """How many had bought not long ago, month by month."""
    return recent_buyers(ledger(reader), companies=companies)


@needs(Right.SEE_FIGURES)
def spread(reader: Reader, window: Window, *, companies: bool = False) -> Concentration:
    """How unevenly the window's revenue is spread over those who bought in it."""
    book, whom = ledger(reader), Whom(companies)

    def make() -> Concentration:
        ids, _, revenue = sums_in(book, window, whom)
        return concentrated(ids, revenue)

    terms = (ref(book), window, whom)
    return shelf(reader).kept("concentration", terms, make, lambda made: made.customers)


@needs(Right.SEE_FIGURES)
def returning(reader: Reader, *, companies: bool = False) -> Cohorts:
    """The triangle of cohorts."""
    return cohorts(ledger(reader), companies=companies)


@needs(Right.SEE_FIGURES)
def calendar_of(reader: Reader, span: Span) -> Calendar:
    """Periods as the shop counts them: a week and a year may begin elsewhere."""
    if span is Span.WEEK:
        return Calendar(span, _WEEKDAYS[get(reader, WEEK_START)])
    return Calendar(span, get(reader, FISCAL_MONTH) if span is not Span.MONTH else 1)


@needs(Right.SEE_FIGURES)
def grown(reader: Reader, span: Span) -> Growth:
    """Revenue of new against kept customers."""
    return growth(ledger(reader), unnamed(reader), calendar_of(reader, span))


@needs(Right.SEE_FIGURES)
def first_day(reader: Reader) -> date | None:
    """The day of the first entry in the ledger; None in an empty one."""
    book = ledger(reader)
    return (
        date.fromordinal(min(int(each.day.min()) for each in book.parts())) if book.rows else None
    )
