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
