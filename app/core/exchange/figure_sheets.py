"""Makes the tables of figures as the pages have them: the shop's settings, its usual windows."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np

from app.catalogue.currency import plain_sum, whole_money
from app.core.exchange import value_sheets as value
from app.core.exchange.figure_rows import COUNT, SUM, days, money, of_both, people, plain
from app.core.exchange.figures import Cell, Figure, Sheet
from app.core.fading import queries as fading
from app.core.fading.complaints import weights
from app.core.fading.hints import Fading, Standing
from app.core.fading.opinion import second_opinion
from app.core.fading.ranking import ranked, yearly
from app.core.fading.words import why
from app.core.products import queries as products
from app.core.rules import queries as rules
from app.core.store.reader import Reader
from app.core.value.columns import Integers
from app.core.wallet import queries as wallet
from app.core.wallet.rad import CODES as RAD_CODES
from app.core.worth import queries as worth
from app.core.worth.tiers import CODES
from app.i18n import N_

_MOST = 1_000_000
_YEAR = 365


def figure_sheet(reader: Reader, figure: Figure) -> Sheet:
    """One table, as of today."""
    return _MAKERS[figure](reader)


def _products(reader: Reader) -> Sheet:
    sold = products.sold_since(reader, reader.today - timedelta(days=_YEAR - 1))
    both = (products.listed(reader, retired=each, limit=_MOST) for each in (False, True))
    rows = [
        (
            *(each.name, each.code, each.category, each.brand, each.price_band, each.unit),
            None if each.price is None else plain_sum(each.price),
            each.life_months,
            each.stage,
            int(each.service),
            each.retired_on.isoformat() if each.retired_on else None,
            plain_sum(sold[each.id]) if each.id in sold else None,
        )
        for listed in both
        for each in listed
    ]
    titles = (
        *(("name", N_("Product name")), ("code", N_("Barcode")), ("category", N_("Category"))),
        *(("brand", N_("Brand")), ("price_band", N_("Price band")), ("unit", N_("Unit"))),
        *(("price", N_("Price today")), ("life_months", N_("Lasts, in months"))),
        *(("stage", N_("Stage of life")), ("service", N_("This is work, not goods"))),
        *(("retired_on", N_("No longer sold")), ("sold", N_("Sold in 12 months"))),
    )
    return Sheet(titles, rows)


def _fading(reader: Reader) -> Sheet:
    return _silent(reader, fading.who_slips(reader), Standing.FADING)


def _falling(reader: Reader) -> Sheet:
    return _silent(reader, fading.who_fades(reader), Standing.FALLING)


def _lapsed(reader: Reader) -> Sheet:
    return _silent(reader, fading.who_slips(reader), Standing.LAPSED)


def _excused(reader: Reader) -> Sheet:
    found = fading.who_slips(reader)
    return _told(reader, found, np.flatnonzero(found.excused))


def _silent(reader: Reader, found: Fading, standing: Standing) -> Sheet:
    return _told(reader, found, found.rows(standing))


def _told(reader: Reader, found: Fading, rows: Integers) -> Sheet:
    """In the order of the page: by what would be lost, whoever complained sooner."""
    rows = ranked(found, rows, weights(reader, found))
    usual: list[Cell] = [each / 2 or None for each in found.rhythms.median_doubled[rows].tolist()]
    titles = (
        *(("silent_days", N_("Silent days")), ("usual_gap_days", N_("Usual days"))),
        *(("times_before", N_("Times before")), ("times_recent", N_("Times since"))),
        *(("before", N_("Bought before")), ("recent", N_("Bought since"))),
        *(("yearly", N_("Worth a year")), ("why", N_("Why"))),
    )
    counts = (found.visits_before[rows].tolist(), found.visits_recent[rows].tolist())
    sums = (found.money_before[rows], found.money_recent[rows])
    year = yearly(found, rows).round().astype(np.int64)
    told: list[Cell] = [why(found, row) for row in rows.tolist()]
    columns = (found.silent[rows].tolist(), usual, *counts, *map(money, sums), money(year))
    return people(reader, found.ids[rows], titles, *columns, told)


def _next(reader: Reader) -> Sheet:
    found = fading.expected_next(reader)
    four = days(found.last_day), days(found.day), days(found.early), days(found.late)
    titles = (
        *(("last", N_("Last purchase")), ("expected", N_("Expected"))),
        *(("early", N_("Earliest")), ("late", N_("Latest")), ("usual", N_("Usual days"))),
    )
    usual: list[Cell] = [each / 2 for each in found.median_doubled.tolist()]
    return people(reader, found.ids, titles, *four, usual)


def _model(reader: Reader) -> Sheet:
    found = second_opinion(reader)
    titles = (
        *(("days", N_("Days with a purchase")), ("alive", N_("Still a customer"))),
        *(("expected", N_("Purchases to come")), ("worth", N_("A year may bring"))),
    )
    columns = (plain(found.alive), plain(found.expected), plain(found.worth, 2))
    return people(reader, found.rhythms.ids, titles, found.rhythms.days.tolist(), *columns)


def _shares(reader: Reader) -> Sheet:
    found = wallet.board(reader)
    values = (found.share(row).value for row in range(found.customers))
    share: list[Cell] = [None if each is None else round(float(each), 6) for each in values]
    codes = (RAD_CODES[code] for code in found.codes().tolist())
    classes: list[Cell] = [None if each is None else str(each) for each in codes]
    titles = (
        *(("ours", N_("With us")), ("share", N_("Share of wallet"))),
        *(("planned", N_("Planned")), ("class", N_("Class"))),
    )
    planned = money(found.planned)
    return people(reader, found.ids, titles, money(found.ours), share, planned, classes)


def _tiers(reader: Reader) -> Sheet:
    return of_both(lambda companies: _tiers_of(reader, companies))


def _tiers_of(reader: Reader, companies: bool) -> Sheet:
    found = worth.tiers(reader, companies=companies)
    titles = (
        *(("purchases", COUNT), ("revenue", SUM), ("worth", N_("Left over"))),
        *(("by_rule", N_("By rule")), ("by_hand", N_("By hand"))),
    )
    worths = (found.worth / 100).round().astype(np.int64)
    columns = ([_tier(code) for code in each.tolist()] for each in (found.computed, found.given))
    sums = (money(found.revenue), money(worths))
    return people(reader, found.ids, titles, found.purchases.tolist(), *sums, *columns)


def _tier(code: int) -> Cell:
    found = CODES[code]
    return None if found is None else str(found)


def _week(reader: Reader) -> Sheet:
    groups = rules.week(reader, most=_MOST).groups
    several = [each for group in groups for each in group.firings]
    ids = np.array([each.customer_id for each in several], np.int64)
    titles = (
        *(("rule", N_("Rule")), ("why", N_("Why")), ("at_stake", N_("At stake"))),
        ("due", N_("Due")),
    )
    told = [
        (each.rule, each.why(reader.today, whole_money), plain_sum(each.stake),
         each.due_on.isoformat() if each.due_on else None)
        for each in several
    ]  # fmt: skip
    columns: list[list[Cell]] = [list(column) for column in zip(*told, strict=True)]
    return people(reader, ids, titles, *(columns or [[], [], [], []]))


_MAKERS: dict[Figure, Callable[[Reader], Sheet]] = {
    Figure.PRODUCTS: _products,
    Figure.MATRIX: value.matrix,
    Figure.MOVED: value.moved,
    Figure.WHO: value.who,
    Figure.RFM: value.rfm,
    Figure.POINTS: value.points,
    Figure.RECENT: value.recent,
    Figure.CONCENTRATION: value.concentration,
    Figure.COHORTS: value.cohorts,
    Figure.GROWTH: value.growth,
    Figure.FADING: _fading,
    Figure.FALLING: _falling,
    Figure.LAPSED: _lapsed,
    Figure.EXCUSED: _excused,
    Figure.NEXT: _next,
    Figure.MODEL: _model,
    Figure.SHARES: _shares,
    Figure.TIERS: _tiers,
    Figure.WEEK: _week,
}
