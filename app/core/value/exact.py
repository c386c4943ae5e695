"""Sums of columns that no number of rows and no amount makes overflow."""

import numpy as np

from app.core.value.columns import Integers

_LARGEST = 2**63
_HALF = 32


def exact_sum(column: Integers) -> int:
    """The sum as a Python integer, without a Python integer for each row."""
    if not len(column):
        return 0
    largest = max(int(column.max()), -int(column.min()))
    if largest * len(column) < _LARGEST:
        return int(column.sum())
    high, low = column >> _HALF, column & np.int64(2**_HALF - 1)
    return (int(high.sum()) << _HALF) + int(low.sum())
