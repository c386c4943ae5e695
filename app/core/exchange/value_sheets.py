"""The tables of value: matrix, who moved, RFM, recent buyers, concentration, cohorts, growth."""

import numpy as np

from app.catalogue.currency import plain_sum
from app.core.exchange.figure_rows import COUNT, SUM, money, people
from app.core.exchange.figures import Cell, Sheet
from app.core.store.reader import Reader
from app.core.value import answers
from app.core.value.concentration import LETTERS
from app.core.value.groups import Group
from app.core.value.months import Span
from app.core.value.movement import NOBODY, way_of
from app.core.value.rfm import Rfm
from app.core.value.stone import PARTS as THOUSAND
from app.core.value.window import DEFAULT_DAYS, all_time, last_days
from app.i18n import N_


def matrix(reader: Reader) -> Sheet:
    """The matrix of a year."""
    found = answers.matrix_moved(reader, last_days(reader.today, DEFAULT_DAYS)).matrix
    average = (found.revenue / found.purchases).round().astype(np.int64)
    words: list[Cell] = [Group(code).word for code in found.groups.tolist()]
    titles = (("purchases", COUNT), ("average", N_("Average")), ("revenue", SUM))
    columns = (found.purchases.tolist(), money(average), money(found.revenue), words)
    return people(reader, found.ids, (*titles, ("group", N_("Group"))), *columns)


def moved(reader: Reader) -> Sheet:
    """Who stood where in the two last years."""
    moved = answers.matrix_moved(reader, last_days(reader.today, DEFAULT_DAYS)).movement
    assert moved is not None
    columns = ([_state(code) for code in each.tolist()] for each in (moved.before, moved.after))
    pairs = zip(moved.before.tolist(), moved.after.tolist(), strict=True)
    ways: list[Cell] = [way_of(*pair).name.lower() for pair in pairs]
    titles = (("before", N_("Before")), ("now", N_("Now")), ("way", N_("Which way")))
    return people(reader, moved.ids, titles, *columns, ways)


def _state(code: int) -> Cell:
    return None if code == NOBODY else Group(code).word


def rfm(reader: Reader) -> Sheet:
    """Three digits of everybody."""
    scores = answers.rfm_scores(reader, all_time(reader.today))
    found: Rfm = scores.rfm
    digits = [each.tolist() for each in (found.recency, found.frequency, found.money)]
    weighted: list[Cell] = [each / 10 for each in found.weighted(scores.weights).tolist()]
    titles = (
        *(("days", N_("Days since")), ("purchases", COUNT), ("revenue", SUM)),
        *(("r", N_("R")), ("f", N_("F")), ("m", N_("M")), ("weighted", N_("Weighted score"))),
    )
    columns = (found.days.tolist(), found.purchases.tolist(), money(found.revenue))
    return people(reader, found.ids, titles, *columns, *digits, weighted)


def points(reader: Reader) -> Sheet:
    """Bob Stone's points."""
    found = answers.points(reader)
    score: list[Cell] = [each / THOUSAND for each in found.thousandths.tolist()]
    titles = (*(("points", N_("Points")), ("purchases", COUNT), ("spent", N_("Spent"))),)
    return people(reader, found.ids, titles, score, found.purchases.tolist(), money(found.spent))


def recent(reader: Reader) -> Sheet:
    """Recent buyers at the ends of months."""
    found = answers.recent(reader)
    titles = (
        *(("end", N_("Month's end")), ("ever", N_("Had ever bought"))),
        *(("within_90", N_("Within 90 days")), ("within_30", N_("Within 30 days"))),
    )
    columns = (found.ever.tolist(), found.far.tolist(), found.near.tolist())
    days = (each.isoformat() for each in found.ends)
    return Sheet(titles, list(zip(days, *columns, strict=True)))


def concentration(reader: Reader) -> Sheet:
    """Who brought most in a year."""
    found = answers.spread(reader, last_days(reader.today, DEFAULT_DAYS))
    bounds = {letter: found.of_letter(letter) for letter in LETTERS} if found.total > 0 else {}
    letters: list[Cell] = [
        next((key for key, part in bounds.items() if part.start <= place < part.stop), None)
        for place in range(found.customers)
    ]
    titles = (("revenue", SUM), ("together", N_("Together")), ("class", N_("Class")))
    columns = (money(found.revenue), money(found.running), letters)
    return people(reader, found.ids, titles, *columns)


def cohorts(reader: Reader) -> Sheet:
    """The triangle."""
    found = answers.returning(reader)
    count = range(found.count)
    titles = (("month", N_("First purchase")), ("customers", N_("Customers")))
    later = tuple((str(each), str(each)) for each in count)
    rows = [
        (
            f"{found.first_day(row):%Y-%m}",
            int(found.sizes[row]),
            *(int(each) if each >= 0 else None for each in found.buyers[row].tolist()),
        )
        for row in count
    ]
    return Sheet((*titles, *later), rows)


def growth(reader: Reader) -> Sheet:
    """New against kept, by month."""
    found = answers.grown(reader, Span.MONTH)
    known = found.known.tolist()
    titles = (
        *(("month", N_("Period")), ("revenue", SUM), ("kept", N_("Kept customers"))),
        *(("kept_buyers", N_("Kept buyers")), ("new", N_("New customers"))),
        *(("new_buyers", N_("New buyers")), ("unnamed", N_("Without a name"))),
    )
    hidden = ((found.kept, True), (found.kept_buyers, False), (found.new, True),
              (found.new_buyers, False))  # fmt: skip
    columns = [
        [(plain_sum(v) if is_sum else v) if told else None
         for v, told in zip(each.tolist(), known, strict=True)]
        for each, is_sum in hidden
    ]  # fmt: skip
    months = [f"{found.calendar.first_day(each):%Y-%m}" for each in found.periods.tolist()]
    whole = (months, money(found.total), *columns, money(found.others))
    return Sheet(titles, list(zip(*whole, strict=True)))
