"""The tables of value: matrix, who moved, who they are, RFM, concentration, cohorts, growth."""

from fractions import Fraction

import numpy as np

from app.catalogue.currency import plain_sum
from app.core.exchange.figure_rows import COUNT, SUM, money, of_both, people
from app.core.exchange.figures import Cell, Sheet
from app.core.store.reader import Reader
from app.core.value import answers
from app.core.value.concentration import LETTERS
from app.core.value.groups import Group
from app.core.value.months import Span
from app.core.value.movement import NOBODY, way_of
from app.core.value.rfm import Rfm
from app.core.value.standing import usual_window
from app.core.value.stone import PARTS as THOUSAND
from app.core.value.who import crowd
from app.core.value.who_words import cut_name, value_name
from app.core.value.window import DEFAULT_DAYS, all_time, last_days
from app.i18n import N_


def matrix(reader: Reader) -> Sheet:
    """The matrix of the days that the shop has set."""
    return of_both(lambda companies: _matrix(reader, companies))


def _matrix(reader: Reader, companies: bool) -> Sheet:
    found = answers.matrix_now(reader, usual_window(reader), companies=companies)
    average = (found.revenue / found.purchases).round().astype(np.int64)
    words: list[Cell] = [Group(code).word for code in found.groups.tolist()]
    titles = (("purchases", COUNT), ("average", N_("Average")), ("revenue", SUM))
    columns = (found.purchases.tolist(), money(average), money(found.revenue), words)
    return people(reader, found.ids, (*titles, ("group", N_("Group"))), *columns)


def moved(reader: Reader) -> Sheet:
    """Who stood where in those days and in as many before; a year where all time is set."""
    return of_both(lambda companies: _moved(reader, companies))


def _moved(reader: Reader, companies: bool) -> Sheet:
    window = usual_window(reader)
    if window.first is None:
        window = last_days(reader.today, DEFAULT_DAYS)
    moved = answers.matrix_moved(reader, window, companies=companies).movement
    assert moved is not None
    columns = ([_state(code) for code in each.tolist()] for each in (moved.before, moved.after))
    pairs = zip(moved.before.tolist(), moved.after.tolist(), strict=True)
    ways: list[Cell] = [way_of(*pair).name.lower() for pair in pairs]
    titles = (("before", N_("Before")), ("now", N_("Now")), ("way", N_("Which way")))
    return people(reader, moved.ids, titles, *columns, ways)


def _state(code: int) -> Cell:
    return None if code == NOBODY else Group(code).word


def who(reader: Reader) -> Sheet:
    """All who bought in those days, parted in every way, beside everybody of their kind."""
    return of_both(lambda companies: _who(reader, companies))


def _who(reader: Reader, companies: bool) -> Sheet:
    group = answers.matrix_now(reader, usual_window(reader), companies=companies).ids
    known = crowd(reader, companies=companies) if len(group) else None
    rows = [
        (
            *(cut_name(portrait.cut), value_name(portrait.cut, bar.value)),
            *(bar.group, _share(portrait.share(bar))),
            *(bar.everybody, _share(portrait.share_of_all(bar))),
            *(_share(portrait.index(bar)), bar.meant),
        )
        for portrait in (known.portraits(group) if known else ())
        for bar in portrait.bars
    ]
    titles = (
        *(("cut", N_("Cut")), ("value", N_("Value")), ("group", N_("In this group"))),
        *(("share", N_("Share")), ("everybody", N_("Everybody"))),
        *(("share_of_all", N_("Share of everybody")), ("index", N_("Index"))),
        ("meant", N_("Meant")),
    )
    return Sheet(titles, rows)


def _share(share: Fraction | None) -> Cell:
    return None if share is None else round(float(share), 6)


def rfm(reader: Reader) -> Sheet:
    """Three digits of everybody."""
    return of_both(lambda companies: _rfm(reader, companies))


def _rfm(reader: Reader, companies: bool) -> Sheet:
    scores = answers.rfm_scores(reader, all_time(reader.today), companies=companies)
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
    return of_both(lambda companies: _points(reader, companies))


def _points(reader: Reader, companies: bool) -> Sheet:
    found = answers.points(reader, companies=companies)
    score: list[Cell] = [each / THOUSAND for each in found.thousandths.tolist()]
    titles = (*(("points", N_("Points")), ("purchases", COUNT), ("spent", N_("Spent"))),)
    return people(reader, found.ids, titles, score, found.purchases.tolist(), money(found.spent))


def recent(reader: Reader) -> Sheet:
    """Recent buyers at the ends of months."""
    return of_both(lambda companies: _recent(reader, companies))


def _recent(reader: Reader, companies: bool) -> Sheet:
    found = answers.recent(reader, companies=companies)
    titles = (
        *(("end", N_("Month's end")), ("ever", N_("Had ever bought"))),
        *(("within_90", N_("Within 90 days")), ("within_30", N_("Within 30 days"))),
    )
    columns = (found.ever.tolist(), found.far.tolist(), found.near.tolist())
    days = (each.isoformat() for each in found.ends)
    return Sheet(titles, list(zip(days, *columns, strict=True)))


def concentration(reader: Reader) -> Sheet:
    """Who brought most in a year."""
    return of_both(lambda companies: _concentration(reader, companies))


def _concentration(reader: Reader, companies: bool) -> Sheet:
    found = answers.spread(reader, last_days(reader.today, DEFAULT_DAYS), companies=companies)
    bounds = {letter: found.of_letter(letter) for letter in LETTERS} if found.total > 0 else {}
    letters: list[Cell] = [
        next((key for key, part in bounds.items() if part.start <= place < part.stop), None)
        for place in range(found.customers)
    ]
    titles = (("revenue", SUM), ("together", N_("Together")), ("class", N_("Class")))
    columns = (money(found.revenue), money(found.running), letters)
    return people(reader, found.ids, titles, *columns)


def cohorts(reader: Reader) -> Sheet:
    """The triangle; that of the companies may be the smaller one."""
    longest = max(answers.returning(reader, companies=each).count for each in (False, True))
    return of_both(lambda companies: _cohorts(reader, companies, longest))


def _cohorts(reader: Reader, companies: bool, longest: int) -> Sheet:
    found = answers.returning(reader, companies=companies)
    count, none = range(found.count), [None] * (longest - found.count)
    titles = (("month", N_("First purchase")), ("customers", N_("Customers")))
    later = tuple((str(each), str(each)) for each in range(longest))
    rows = [
        (
            f"{found.first_day(row):%Y-%m}",
            int(found.sizes[row]),
            *(int(each) if each >= 0 else None for each in found.buyers[row].tolist()),
            *none,
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
