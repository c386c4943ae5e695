"""RAD classes for columns of customers: the same as `rad.classify`, all at once."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.core.wallet.rad import CODES, Cuts, Rad

Integers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.uint8]
_LARGEST = 2**62 // 100


def classify_all(up: Integers, down: Integers, high: NDArray[np.bool_], cuts: Cuts) -> Codes:
    """The same for columns of shares up/down; `down` 0 means no share."""
    wide = len(up) > 0 and max(int(np.abs(up).max()), int(down.max())) > _LARGEST
    over, under = (up.astype(object), down.astype(object)) if wide else (up, down)
    much = (over * 100 >= under * cuts.share).astype(bool)
    codes = np.full(len(up), CODES.index(Rad.OBSERVE), np.uint8)
    codes[high] = CODES.index(Rad.WIN)
    codes[much] = CODES.index(Rad.KEEP)
    codes[much & high] = CODES.index(Rad.DEVELOP)
    codes[down == 0] = 0
    return codes
