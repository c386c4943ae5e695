"""In which order to call people: by what a year of theirs, at the former pace, would be lost."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.fading.hints import Fading
from app.core.fading.rhythm import Integers, Numbers

DAYS_OF_A_YEAR = 365


def yearly(found: Fading, rows: Integers | slice = slice(None)) -> Numbers:
    """Fen that a year would bring at the pace of the earlier window; never below 0."""
    pace = np.maximum(found.money_before[rows], 0) / found.thresholds.window
    return np.asarray(pace * DAYS_OF_A_YEAR, np.float64)


def ranked(found: Fading, rows: Integers, weight: NDArray[Any] | None = None) -> Integers:
    """These rows, the greatest loss first, then the longest silence, then the lowest id.

    `weight` multiplies what would be lost, one number for each row of `found`: whoever has
    another reason to hurry, such as an open complaint, comes sooner by it.
    """
    lost = yearly(found, rows)
    if weight is not None:
        lost = lost * weight[rows]
    order = np.lexsort((found.ids[rows], -found.silent[rows], -lost))
    return rows[order]
