"""What the value page asks the shop, off the interface thread."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.purchases.queries import count_in_the_future
from app.core.settings import declared
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.value import queries
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Matrix
from app.core.value.window import Window, all_time, last_days
from app.i18n import tr

PERIODS: tuple[int | None, ...] = (90, 365, 1095, None)
"""Windows of days to choose from; None is all time."""


@dataclass(frozen=True)
class Question:
    """What the user chose."""

    days: int | None = 365
    companies: bool = False


@dataclass(frozen=True, eq=False)
class Found:
    """The matrix, and what has to be said about it."""

    question: Question
    window: Window
    matrix: Matrix
    in_the_future: int


@dataclass(frozen=True)
class ValueRow:
    """A row of the table twin."""

    id: int
    number: str
    name: str
    purchases: int
    average: int
    revenue: int
    group: str


def ask(reader: Reader, question: Question) -> Found:
    """The matrix of the chosen days and customers."""
    days = question.days
    window = all_time(reader.today) if days is None else last_days(reader.today, days)
    merge = get(reader, declared.MERGE_SAME_DAY)
    matrix = queries.matrix(reader, window, companies=question.companies, merge_days=merge)
    return Found(question, window, matrix, count_in_the_future(reader))


def sorted_ids(matrix: Matrix, group: Group | None, sort: str, descending: bool) -> "array[int]":
    """The customers of a group (None: all) in an order of the table."""
    rows = np.arange(matrix.customers)
    if group is not None:
        rows = rows[matrix.groups == group]
    keys: dict[str, NDArray[Any]] = {
        "purchases": matrix.purchases,
        "average": matrix.revenue / matrix.purchases,
        "revenue": matrix.revenue,
        "group": matrix.groups,
    }
    order = np.argsort(keys[sort][rows], kind="stable")
    chosen = rows[order[::-1] if descending else order]
    found = array("q")
    found.frombytes(matrix.ids[chosen].tobytes())
    return found


def value_rows(reader: Reader, matrix: Matrix, ids: Sequence[int]) -> list[ValueRow]:
    """Rows of the table for these customers."""
    order = np.argsort(matrix.ids)
    places = order[np.searchsorted(matrix.ids, np.array(ids, np.int64), sorter=order)]
    names = queries.named(reader, ids)
    return [_row(matrix, int(place), names.get(i)) for i, place in zip(ids, places, strict=True)]


def told(reader: Reader, matrix: Matrix, place: int) -> ValueRow:
    """One customer of the chart."""
    return value_rows(reader, matrix, [int(matrix.ids[place])])[0]


def _row(matrix: Matrix, place: int, who: queries.Named | None) -> ValueRow:
    purchases, revenue = int(matrix.purchases[place]), int(matrix.revenue[place])
    return ValueRow(
        id=int(matrix.ids[place]),
        number=who.number or "" if who else "",
        name=who.name if who else "",
        purchases=purchases,
        average=round(revenue / purchases),
        revenue=revenue,
        group=tr(WORDS[Group(int(matrix.groups[place]))].name),
    )
