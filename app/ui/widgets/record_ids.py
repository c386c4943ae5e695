"""A column of ids as a list of records wants it, without a Python integer for each."""

from array import array

import numpy as np
from numpy.typing import NDArray


def id_array(ids: NDArray[np.int64]) -> "array[int]":
    """The same ids in the same order."""
    made = array("q")
    made.frombytes(np.ascontiguousarray(ids, np.int64).view(np.uint8).data)
    return made
