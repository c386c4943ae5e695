"""How often customers come, and whether they still do: BG/NBD and MBG/NBD (D8), fitted by us.

Fader, Hardie & Lee 2005; Batislam, Denizel & Filiztekin 2007. While somebody is a customer she
comes by chance at her own pace; after each purchase (MBG: before the first one too) she may be
gone for good. Paces and chances differ from customer to customer: r and alpha describe the
paces, a and b the chances. Both models are one here: `shift` is 0 for BG, 1 for MBG.

Logarithms throughout, so that a customer with a thousand purchases overflows nothing.
"""

from dataclasses import dataclass

import numpy as np

from app.core.fading.histories import Histories
from app.core.fading.minimise import lowest
from app.core.fading.rhythm import Integers, Numbers
from app.core.fading.special import digamma, dropping_series, log_gamma

BG, MBG = 0, 1
_STARTS = ((0.5, 0.7, 2.0), (1.0, 1.0, 1.0), (2.0, 0.2, 4.0))  # r, a, b
_EXTREME = 1e4
_ALL_ALIKE = 300.0  # so large an `a` says that all leave alike; its series would overflow
_ROUGHLY = 1000


@dataclass(frozen=True)
class Model:
    """The four parameters, time in weeks; `log_likelihood` of the data it was fitted to."""

    r: float
    alpha: float
    a: float
    b: float
    shift: int = BG
    log_likelihood: float = 0.0
    converged: bool = True

    @property
    def degenerate(self) -> bool:
        """Did the fit run off instead of finding a place? Then nothing of it may be used."""
        found = (self.r, self.alpha, self.a, self.b)
        extreme = max(found) > _EXTREME or min(found) < 1 / _EXTREME or self.a > _ALL_ALIKE
        return not self.converged or extreme

    def alive(self, seen: Histories) -> Numbers:
        """For each history the chance that she is still a customer.

        For somebody who bought once BG/NBD always says 1: never show that as certain.
        """
        return np.asarray(1 / (1 + np.exp(np.minimum(self._gone_log_odds(seen), 700))))

    def expected(self, seen: Histories, weeks: float) -> Numbers:
        """Purchases to be expected of each history in the next weeks."""
        span = self.alpha + seen.age + weeks
        lasting = self._lasting(seen.repeats.astype(np.float64), weeks / span)
        return lasting * self.alive(seen)

    def expected_of_new(self, weeks: float) -> float:
        """Repeat purchases to be expected of a new customer in her first weeks."""
        z = np.array([weeks / (self.alpha + weeks)])
        lasting = float(self._lasting(np.zeros(1), z)[0])
        whole = self.a + self.b - 1 + self.shift
        return lasting if self.shift == BG else lasting * self.b / whole

    def share_with(self, most: int, weeks: Numbers) -> Numbers:
        """For each time, the chance of 0, 1 … `most` repeat purchases (one column each)."""
        x = np.arange(most + 1.0)
        paced = self._paced(x, weeks)
        s = self.b + x + self.shift
        staying = np.exp(_log_beta(self.a, s) - _log_beta(self.a, np.array([self.b])))
        left = np.zeros_like(x)
        may = x + self.shift > 0
        left[may] = np.exp(
            _log_beta(self.a + 1, s[may] - 1) - _log_beta(self.a, np.array([self.b]))
        )
        fewer = np.cumsum(paced, axis=1) - paced
        return np.asarray(staying * paced + left * (1 - fewer))

    def _paced(self, x: Numbers, weeks: Numbers) -> Numbers:
        """The same for somebody who never leaves: the negative binomial."""
        ways = log_gamma(self.r + x) - log_gamma(np.array([self.r])) - log_gamma(x + 1)
        z = weeks / (self.alpha + weeks)
        stay = self.r * np.log1p(-z)[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            go = np.where(x > 0, x * np.log(z)[:, None], 0.0)
        return np.asarray(np.exp(ways + stay + go))

    def _lasting(self, x: Numbers, z: Numbers) -> Numbers:
        """Expected purchases of those who are still customers; also where a is 1."""
        edge = self.a - 1
        c = self.a + self.b - 1 + self.shift + x
        log_rest = np.log1p(-z)
        plain = -log_rest if edge == 0 else -np.expm1(edge * log_rest) / edge
        first = self.a + self.b - 1 + self.shift - self.r
        series = dropping_series(first, self.a, c, z)
        return np.asarray(c * plain - np.exp(edge * log_rest) * series)

    def _gone_log_odds(self, seen: Histories) -> Numbers:
        return _gone_log_odds(np.array([self.r, self.alpha, self.a, self.b]), seen, self.shift)


def fit(seen: Histories, shift: int = BG) -> Model:
    """The parameters that make these histories likeliest; look at `degenerate` before use."""
    if not seen.repeaters:  # nobody came again: there is nothing to learn from
        return Model(1, 1, 1, 1, shift, 0.0, converged=False)
    mean = float(np.average(seen.repeats, weights=seen.count))
    age = max(float(np.average(seen.age, weights=seen.count)), 1 / 7)
    starts = [np.log([r, r * age / max(mean, 0.05), a, b]) for r, a, b in _STARTS]
    if len(seen.count) > 2 * _ROUGHLY:  # look around in a few of them, then descend in all
        few = seen.every(len(seen.count) // _ROUGHLY)
        starts = [lowest(_Terms(few, shift).loss, starts).point]
    found = lowest(_Terms(seen, shift).loss, starts)
    r, alpha, a, b = np.exp(found.point).tolist()
    return Model(r, alpha, a, b, shift, -found.value * seen.customers, found.converged)


def log_likelihood(model: Model, seen: Histories) -> float:
    """How likely these histories are under a model, as a logarithm."""
    point = np.log([model.r, model.alpha, model.a, model.b])
    return -_Terms(seen, model.shift).loss(point)[0] * seen.customers


class _Terms:
    """The log-likelihood of given histories, with its slope in the logs of the parameters.

    Gammas depend on the number of repeats alone, of which few are distinct.
    """

    def __init__(self, seen: Histories, shift: int) -> None:
        self.seen, self.shift = seen, shift
        self.weight = seen.count / seen.count.sum()
        self.x, self.of_x = np.unique(seen.repeats, return_inverse=True)
        self.of_x_weight = np.bincount(self.of_x, self.weight)
        self.mean_x = float(self.weight @ seen.repeats)

    def loss(self, point: Numbers) -> tuple[float, Numbers]:
        """Minus the mean log-likelihood, and its slope."""
        with np.errstate(all="ignore"):
            numbers = np.exp(point)
            value, slope = self._gammas(numbers)
            rest, rest_slope = self._times(numbers)
        return -(value + rest), -(slope + rest_slope) * numbers

    def _gammas(self, numbers: Numbers) -> tuple[float, Numbers]:
        r, _, a, b = numbers.tolist()
        s, weight = b + self.x + self.shift, self.of_x_weight
        paces = log_gamma(r + self.x) - log_gamma(numbers[:1])
        stays = log_gamma(s) - log_gamma(a + s)
        ends = np.array([b, a + b])
        whole = log_gamma(ends)
        value = float(weight @ (paces + stays)) + float(whole[1] - whole[0])
        both, alone = digamma(ends)[::-1]
        late = digamma(a + s)
        slope = [
            weight @ (digamma(r + self.x) - digamma(numbers[:1])),
            0.0,
            both - weight @ late,
            both - alone + weight @ (digamma(s) - late),
        ]
        return value, np.array(slope)

    def _times(self, numbers: Numbers) -> tuple[float, Numbers]:
        seen, weight = self.seen, self.weight
        r, alpha, a, b = numbers.tolist()
        end, last = alpha + seen.age, alpha + seen.recency
        log_end = np.log(end)
        apart = log_end - np.log(last)
        odds = _gone_log_odds(numbers, seen, self.shift, apart)
        gone = weight / (1 + np.exp(-odds))
        power = r + seen.repeats
        value = r * np.log(alpha) + weight @ (np.logaddexp(0, odds) - power * log_end)
        below = np.where(gone > 0, b + seen.repeats + self.shift - 1, 1.0)
        slope = [
            np.log(alpha) + gone @ apart - weight @ log_end,
            r / alpha - weight @ (power / end) + gone @ (power * (1 / end - 1 / last)),
            gone.sum() / a,
            -(gone @ (1 / below)),
        ]
        return float(value), np.array(slope)


def _gone_log_odds(
    numbers: Numbers, seen: Histories, shift: int, apart: Numbers | None = None
) -> Numbers:
    """How much likelier it is that she has gone than that she has not, as a logarithm."""
    r, alpha, a, b = numbers.tolist()
    if apart is None:
        apart = np.log(alpha + seen.age) - np.log(alpha + seen.recency)
    may = seen.repeats + shift > 0
    below = np.where(may, b + seen.repeats + shift - 1, 1.0)
    odds = np.log(a) - np.log(below) + (r + seen.repeats) * apart
    return np.where(may, odds, -np.inf)


def _log_beta(a: float, b: Numbers) -> Numbers:
    return log_gamma(np.array([a])) + log_gamma(b) - log_gamma(a + b)


def observed(seen: Histories, most: int) -> Integers:
    """How many customers came again 0, 1 … `most` - 1 times, and at the end `most` or more."""
    capped = np.minimum(seen.repeats, most)
    return np.bincount(capped, seen.count, minlength=most + 1).astype(np.int64)


def modelled(model: Model, seen: Histories, most: int) -> Numbers:
    """How many customers the model expects to have come again so often by now."""
    ages, of_age = np.unique(seen.age, return_inverse=True)
    people = np.bincount(of_age, seen.count)
    counted = people @ model.share_with(most - 1, ages)
    return np.append(counted, people.sum() - counted.sum())
