"""How much less goods somebody bought, in the unit that she bought most often."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Amounts:
    """Millionths of a unit in the recent window and in the one before."""

    recent: int
    before: int
    unit: str


@dataclass(frozen=True, eq=False)
class Quantities:
    """Those who buy less of everything, ascending, and how much less."""

    ids: NDArray[np.int64]
    amounts: dict[int, Amounts]


NOTHING = Quantities(np.empty(0, np.int64), {})
