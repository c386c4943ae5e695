"""What a repeat purchase of each customer brings on average: Gamma-Gamma (D9), fitted by us.

Fader & Hardie 2005, 2013. It rests on people who came again: the first day is left out, since
it made them customers, and on sums and visits having little to do with one another.
"""

from dataclasses import dataclass

import numpy as np

from app.core.fading.minimise import lowest
from app.core.fading.rhythm import Integers, Numbers, Rhythms
from app.core.fading.special import digamma, log_gamma
from app.core.value.columns import Ledger, Whole, parts

_STARTS = ((1.0, 3.0), (5.0, 4.0), (0.5, 2.0))  # p, q
_FEWEST = 2
CLOSE = 0.3
"""A correlation of visits and sums beyond this is worth a warning."""


@dataclass(frozen=True, eq=False)
class Spending:
    """Customers who came again for more than nothing: how often, and their mean sum in yuan."""

    rows: Integers  # their rows among the rhythms
    repeats: Integers
    mean: Numbers

    @property
    def correlation(self) -> float | None:
        """Of visits and mean sum; None where it has no meaning."""
        if len(self.rows) < _FEWEST or not (np.ptp(self.repeats) and np.ptp(self.mean)):
            return None
        return float(np.corrcoef(self.repeats, self.mean)[0, 1])


@dataclass(frozen=True)
class SpendingModel:
    """The three parameters, for sums in yuan."""

    p: float
    q: float
    v: float
    log_likelihood: float = 0.0
    converged: bool = True

    @property
    def of_everybody(self) -> float | None:
        """The mean sum over all customers; None where it has no mean."""
        return self.p * self.v / (self.q - 1) if self.q > 1 else None

    def expected(self, repeats: Integers, mean: Numbers) -> Numbers:
        """Each customer's mean sum to come: her own, drawn towards everybody's."""
        return np.asarray(self.p * (self.v + repeats * mean) / (self.p * repeats + self.q - 1))


def spending(book: Whole, found: Rhythms) -> Spending:
    """The mean of what each customer paid on her days after the first one."""
    first = np.zeros(book.people, np.int64)
    first[found.places] = found.first_day
    low, sums = 0, [np.empty(0, np.int64)]
    for each in parts(book):
        sums.append(_later(each, first[low : low + each.people]))
        low += each.people
    later = np.concatenate(sums)[found.places]
    repeats = found.days.astype(np.int64) - 1
    rows = np.flatnonzero((repeats > 0) & (later > 0))
    return Spending(rows, repeats[rows], later[rows] / 100 / repeats[rows])


def _later(book: Ledger, first: Integers) -> Integers:
    """What each customer paid, but for her first day."""
    other = book.day != np.repeat(first, np.diff(book.starts))
    paid = np.where((book.counted > 0) & other, book.net, 0)
    found: Integers = np.add.reduceat(paid, book.starts[:-1])
    return found


def fit_spending(seen: Spending) -> SpendingModel | None:
    """The parameters that make these sums likeliest; None when there are none to be found."""
    if len(seen.rows) < _FEWEST or not np.ptp(seen.mean):
        return None
    terms = _Terms(seen)
    level = float(seen.mean.mean())
    starts = [np.log([p, q, level * max(q - 1, 0.5) / p]) for p, q in _STARTS]
    found = lowest(terms.loss, starts)
    if not found.converged:
        return None
    p, q, v = np.exp(found.point).tolist()
    return SpendingModel(p, q, v, -found.value * len(seen.rows))


class _Terms:
    """The mean log-likelihood with its slope; gammas depend on the number of repeats alone."""

    def __init__(self, seen: Spending) -> None:
        self.x, self.of_x = np.unique(seen.repeats.astype(np.float64), return_inverse=True)
        self.repeats, self.mean = seen.repeats.astype(np.float64), seen.mean
        self.log_mean, self.log_x = np.log(seen.mean), np.log(self.repeats)
        self.weight = np.bincount(self.of_x) / len(seen.rows)

    def loss(self, point: Numbers) -> tuple[float, Numbers]:
        """Minus the mean log-likelihood, and its slope in the logs of the parameters."""
        with np.errstate(all="ignore"):
            numbers = np.exp(point)
            p, q, v = numbers.tolist()
            shape, end = p * self.x, numbers[1:2]
            gammas = log_gamma(shape + q) - log_gamma(shape)
            whole = np.log(self.repeats * self.mean + v)
            value = float(self.weight @ gammas - log_gamma(end)[0] + q * np.log(v))
            rows = p * self.repeats * (self.log_x + self.log_mean - whole) - q * whole
            value += float((rows - self.log_mean).mean())
            slope = self._slope(p, q, v, whole)
        return -value, -slope * numbers

    def _slope(self, p: float, q: float, v: float, whole: Numbers) -> Numbers:
        shape = p * self.x
        both, end = digamma(shape + q), digamma(np.array([q]))[0]
        by_p = self.weight @ (self.x * (both - digamma(shape)))
        by_p += (self.repeats * (self.log_x + self.log_mean - whole)).mean()
        by_q = self.weight @ both - end + np.log(v) - whole.mean()
        by_v = q / v - ((p * self.repeats + q) * np.exp(-whole)).mean()
        return np.array([by_p, by_q, by_v])
