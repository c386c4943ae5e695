"""How sure a mean or a share is: Student's t for means, Wilson (1927) for shares.

Also how many answers are needed for a wanted margin (definition D17).
"""

from fractions import Fraction
from math import ceil, exp, lgamma, log, sqrt
from statistics import NormalDist

LEVEL = 0.95
_STEPS, _SMALL = 300, 1e-15


def normal_quantile(level: float = LEVEL) -> float:
    """The z that leaves (1 - level)/2 on each side: 1.96 at 95 %."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(successes: int, n: int, level: float = LEVEL) -> tuple[float, float] | None:
    """Wilson's interval of a share, 0 to 1; None without answers."""
    if n == 0:
        return None
    z, share = normal_quantile(level), successes / n
    middle = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def sample_size(margin: float, population: int | None = None, level: float = LEVEL) -> int:
    """Answers needed to know a share to within ± margin, the worst case of one half."""
    z = normal_quantile(level)
    needed = z * z * 0.25 / (margin * margin)
    if population is not None:
        needed = needed / (1 + (needed - 1) / population)
    return ceil(round(needed, 9))


def t_quantile(degrees: int, level: float = LEVEL) -> float:
    """Student's t that leaves (1 - level)/2 on each side, found by halving."""
    low, high = 0.0, 1.0
    tail = 1 - level
    while _two_tails(high, degrees) > tail:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _two_tails(middle, degrees) > tail else (low, middle)
    return (low + high) / 2


def mean_interval(
    n: int, mean: Fraction, variance: Fraction, level: float = LEVEL
) -> tuple[float, float] | None:
    """The t interval of a mean from the sample variance; None below two answers."""
    if n < 2:
        return None
    reach = t_quantile(n - 1, level) * sqrt(variance / n)
    return float(mean) - reach, float(mean) + reach


def _two_tails(t: float, degrees: int) -> float:
    return _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t))


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by Lentz's continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    return front * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    found = d
    for step in range(1, _STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            found *= c * d
        if abs(c * d - 1) < _SMALL:
            break
    return found
