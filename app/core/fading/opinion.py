"""The second opinion: what the models say of this shop, and how far they can be trusted (D10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from weakref import ref

import numpy as np

from app.core.actor import Right, needs
from app.core.fading.bg_nbd import BG, Model, fit, modelled, observed
from app.core.fading.gamma_gamma import (
    CLOSE,
    Spending,
    SpendingModel,
    fit_spending,
    spending,
)
from app.core.fading.histories import DAYS_OF_A_WEEK, Histories, histories
from app.core.fading.lifetime import Terms, discounted_purchases
from app.core.fading.rhythm import Flags, Integers, Numbers, Rhythms, rhythms
from app.core.store.reader import Reader
from app.core.store.shelf import shelf
from app.core.value.columns import Whole
from app.core.value.ledger import ledger

OFFERED_FROM, SURE_FROM = 200, 500
"""Below the first number of customers fits are often no good; below the second, sometimes."""
MOST = 7
"""Repeat purchases told apart: 0, 1 … 6, and seven or more."""
WEEKS = 26
"""How far ahead purchases are expected."""
_ENOUGH_WEEKS = 52  # of history, before a third of it can be kept back for a test
_FITTED = 50_000  # histories at most: more make a fit slower and no better
_NAME = "opinion"


class Trust(IntEnum):
    """How far a model may be believed."""

    NONE = 0
    """Too few customers: it is not offered."""
    FAILED = 1
    """The fit ran off; nothing of it is shown."""
    LITTLE = 2
    """Few customers: shown with a warning."""
    FAIR = 3


@dataclass(frozen=True, eq=False)
class Trial:
    """Fitted to the first two thirds of the time, held against the last third."""

    since: date
    weeks: float
    customers: int
    expected: float
    actual: int
    by_repeats: tuple[tuple[int, float, float], ...]
    """For 0, 1 … repeats until then: customers, mean expected and mean actual purchases."""


@dataclass(frozen=True, eq=False)
class Opinion:
    """All that a page about the model shows; rows as in `rhythms`."""

    today: date
    trust: Trust
    customers: int
    repeaters: int
    rhythms: Rhythms
    model: Model
    counted: Integers  # customers by repeats, the last are MOST or more
    told: Numbers  # the same by the model
    spending: SpendingModel | None
    correlation: float | None
    alive: Numbers  # NaN for who bought once, and everywhere without a model
    expected: Numbers  # purchases in the next WEEKS
    worth: Numbers  # yuan of the next year, discounted
    trial: Trial | None

    @property
    def shown(self) -> bool:
        """May figures of the model be seen?"""
        return self.trust >= Trust.LITTLE

    @property
    def misplaced(self) -> float:
        """The share of customers that the model has in another column of the picture."""
        return float(np.abs(self.told - self.counted).sum()) / 2 / max(self.customers, 1)

    @property
    def spends_by_habit(self) -> bool:
        """Do those who come often also spend much at a time? Then sums are less certain."""
        return self.correlation is not None and abs(self.correlation) > CLOSE


@needs(Right.SEE_FIGURES)
def second_opinion(reader: Reader, shift: int = BG) -> Opinion:
    """What BG/NBD (or MBG/NBD) says of everybody who ever bought; kept while nothing changes."""
    book = ledger(reader)
    return shelf(reader).kept(
        f"{_NAME} {shift}", ref(book), lambda: opinion(book, shift), lambda made: made.customers
    )


def opinion(book: Whole, shift: int = BG) -> Opinion:
    """The same of any ledger."""
    found = rhythms(book)
    seen = histories(found, book.last)
    enough = seen.customers >= OFFERED_FROM
    model = _fitted(seen, shift) if enough else Model(1, 1, 1, 1, shift, converged=False)
    trust = _trust(seen.customers, model) if enough else Trust.NONE
    shown = trust >= Trust.LITTLE
    sums = spending(book, found)
    money = fit_spending(sums) if shown else None
    unknown = np.full(len(found.ids), np.nan)
    expected, alive = _outlook(model, seen) if shown else (unknown, unknown)
    return Opinion(
        book.last,
        trust,
        seen.customers,
        seen.repeaters,
        found,
        model,
        observed(seen, MOST),
        modelled(model, seen, MOST) if shown else np.full(MOST + 1, np.nan),
        money,
        sums.correlation,
        np.where(found.days > 1, alive, np.nan),
        expected,
        _worth(model, seen, money, _sums_of(sums, len(found.ids))) if shown else unknown,
        _tested(book, found, shift) if shown else None,
    )


def _sums_of(sums: Spending, rows: int) -> Numbers:
    """Mean sums of everybody, 0 for who has none."""
    found = np.zeros(rows)
    found[sums.rows] = sums.mean
    return found


def _fitted(seen: Histories, shift: int) -> Model:
    nth = -(-len(seen.count) // _FITTED)
    return fit(seen if nth == 1 else seen.every(nth), shift)


def _trust(customers: int, model: Model) -> Trust:
    if model.degenerate:
        return Trust.FAILED
    return Trust.LITTLE if customers < SURE_FROM else Trust.FAIR


def _outlook(model: Model, seen: Histories) -> tuple[Numbers, Numbers]:
    return model.expected(seen, WEEKS)[seen.of_row], model.alive(seen)[seen.of_row]


def _worth(model: Model, seen: Histories, money: SpendingModel | None, mean: Numbers) -> Numbers:
    """Yuan of a year; who came once is reckoned with the sum of everybody, or not at all."""
    if money is None:
        return np.full(len(mean), np.nan)
    each = money.expected(np.where(mean > 0, seen.repeats[seen.of_row], 0), mean)
    if money.of_everybody is None:
        each = np.where(mean > 0, each, np.nan)
    worth = discounted_purchases(model, seen, Terms())[seen.of_row] * each
    return np.asarray(worth)


def _tested(book: Whole, found: Rhythms, shift: int) -> Trial | None:
    """Forecast the last third from what was known before it."""
    days = book.last.toordinal() - int(found.first_day.min())
    if days < _ENOUGH_WEEKS * DAYS_OF_A_WEEK:
        return None
    since = book.last - timedelta(days=days // 3)
    earlier = rhythms(book.until(since))
    seen = histories(earlier, since)
    if seen.customers < OFFERED_FROM:
        return None
    model = _fitted(seen, shift)
    if model.degenerate:
        return None
    weeks = (days // 3) / DAYS_OF_A_WEEK
    expected = model.expected(seen, weeks)[seen.of_row]
    place = np.minimum(np.searchsorted(found.ids, earlier.ids), len(found.ids) - 1)
    there = found.ids[place] == earlier.ids  # a receipt given back since may have been her only one
    actual = np.where(there, found.days[place] - earlier.days, 0)
    groups = np.minimum(earlier.days - 1, MOST)
    return Trial(
        since,
        weeks,
        seen.customers,
        float(expected.sum()),
        int(actual.sum()),
        tuple(_means(groups == each, expected, actual) for each in range(MOST + 1)),
    )


def _means(rows: Flags, expected: Numbers, actual: Integers) -> tuple[int, float, float]:
    count = int(rows.sum())
    if not count:
        return 0, float("nan"), float("nan")
    return count, float(expected[rows].mean()), float(actual[rows].mean())
