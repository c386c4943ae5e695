"""Amounts unlike a customer's other ones: the modified z-score of Iglewicz and Hoaglin (D25).

z = 0.6745 (x - median) / MAD over the purchases before; above 3.5 is abnormal. Where all
prior amounts agree (MAD 0) more than three times the median is. Money that goes back is
abnormal when it is as far below, or whenever MAD is 0. Whole numbers throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LEAST_PRIOR = 5
_SCALE, _LIMIT = 6745, 35000  # 0.6745 and 3.5, in ten thousandths
_TIMES = 3


@dataclass(frozen=True)
class Verdict:
    """What an amount is beside those before; `twice_median` in fen is whole, `z` may not be.

    `z` is None where all prior amounts agree.
    """

    abnormal: bool
    prior: int
    twice_median: int
    z: Fraction | None


def judge(amount: int, prior: Sequence[int]) -> Verdict | None:
    """Is `amount` abnormal after these? None with fewer than five before."""
    if len(prior) < LEAST_PRIOR:
        return None
    middle = _twice_median(prior)
    spread = _twice_median([abs(2 * each - middle) for each in prior])  # four times MAD
    beyond = 2 * amount - middle  # twice the distance
    if spread == 0:
        odd = amount < 0 or 2 * amount > _TIMES * middle
        return Verdict(odd, len(prior), middle, None)
    z = Fraction(_SCALE * 2 * beyond, 10000 * spread)
    far = _SCALE * 2 * abs(beyond) > _LIMIT * spread
    return Verdict(far and (beyond > 0 or amount < 0), len(prior), middle, z)


def _twice_median(values: Sequence[int]) -> int:
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return 2 * ordered[half]
    return ordered[half - 1] + ordered[half]
