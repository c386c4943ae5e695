"""Units of goods (盒, 斤, …) and other words out of SQLite as one text, and as numbers."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func

from app.core.purchases.records import purchase_line

BETWEEN = "\x1f"
"""Stands between units in one text."""


class Units(dict[str, int]):
    """Each unit's or other word's number, given when it is first seen."""

    def __missing__(self, unit: str) -> int:
        self[unit] = number = len(self)
        return number

    def of(self, text: str, count: int) -> NDArray[np.int32]:
        """The numbers of so many that were joined to one text."""
        number = self.__getitem__
        return np.fromiter(map(number, text.split(BETWEEN)), np.int32, count)


def joined_units(*, guarded: bool = True) -> ColumnElement[str]:
    """An aggregate of lines: their units as one text; `guarded` against what stands between."""
    unit = func.coalesce(purchase_line.c.unit, "")
    cell = func.replace(unit, BETWEEN, " ") if guarded else unit
    return cast("ColumnElement[str]", func.aggregate_strings(cell, BETWEEN))
