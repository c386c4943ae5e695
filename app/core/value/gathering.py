"""Columns reckoned part by part, laid behind one another as they come."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def gathered(
    several: Iterable[Sequence[NDArray[Any]]], kinds: Sequence[Any], room: int
) -> list[NDArray[Any]]:
    """One column of each kind; `room` rows at most, of which those not written take no memory.

    Parts that wait to be joined at the end would be there twice, a million rows of each.
    """
    laid, end = [np.empty(room, kind) for kind in kinds], 0
    for columns in several:
        begin, end = end, end + len(columns[0])
        for column, more in zip(laid, columns, strict=True):
            column[begin:end] = more
    return [column[:end] for column in laid]


def narrow(column: NDArray[Any], least: Any = np.int8) -> NDArray[Any]:
    """A column of whole numbers in as few bytes as they allow, `least` or more.

    Widen what you reckon with: two narrow numbers have a narrow sum.
    """
    if column.dtype.kind != "i" or not len(column):
        return column
    low, high = int(column.min()), int(column.max())
    for kind in (np.int8, np.int16, np.int32):
        if (
            np.iinfo(kind).bits >= np.iinfo(least).bits
            and np.iinfo(kind).min <= low
            and high <= np.iinfo(kind).max
        ):
            return column.astype(kind)
    return column
