"""What the matrix tab asks the shop, off the interface thread."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from app.catalogue.currency import whole_money as money
from app.core.purchases.queries import count_in_the_future
from app.core.store.reader import Reader
from app.core.value import answers, queries
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Matrix
from app.i18n import tr
from app.ui.widgets.record_ids import id_array
from app.ui.widgets.window_bar import Asked

_MOST_NAMED = 20_000
"""Above this many customers the saved table has no names: they are in the list itself."""


@dataclass(frozen=True, eq=False)
class Found:
    """The matrix and who moved, and what has to be said about it."""

    asked: Asked
    moved: answers.Moved
    in_the_future: int
    names: Mapping[int, queries.Named]

    @property
    def matrix(self) -> Matrix:
        """The matrix of the chosen days."""
        return self.moved.matrix


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


def ask(reader: Reader, asked: Asked) -> Found:
    """The matrix of the chosen days and customers, and of as many days before."""
    asked = asked.settled(reader)
    moved = answers.matrix_moved(reader, asked.window(reader.today), companies=asked.companies)
    ids = moved.matrix.ids
    names = queries.named(reader, ids.tolist()) if len(ids) <= _MOST_NAMED else {}
    return Found(asked, moved, count_in_the_future(reader), names)


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
    return id_array(matrix.ids[chosen])


def value_rows(reader: Reader, matrix: Matrix, ids: Sequence[int]) -> list[ValueRow]:
    """Rows of the table for these customers."""
    order = np.argsort(matrix.ids)
    places = order[np.searchsorted(matrix.ids, np.array(ids, np.int64), sorter=order)]
    names = queries.named(reader, ids)
    return [_row(matrix, int(place), names.get(i)) for i, place in zip(ids, places, strict=True)]


def told(reader: Reader, matrix: Matrix, place: int) -> ValueRow:
    """One customer of the chart."""
    return value_rows(reader, matrix, [int(matrix.ids[place])])[0]


class Members(Sequence[tuple[str, ...]]):
    """The rows of a saved table, made when they are read: there may be a million."""

    def __init__(self, found: Found) -> None:
        """The most revenue first: a paper shows only the first of them."""
        self._found = found

    @cached_property
    def _order(self) -> "NDArray[np.intp]":
        return np.argsort(-self._found.matrix.revenue, kind="stable")

    def __len__(self) -> int:
        return self._found.matrix.customers

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[str, ...]]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if place >= len(self):
            raise IndexError(place)
        matrix, place = self._found.matrix, int(self._order[place])
        row = _row(matrix, place, self._found.names.get(int(matrix.ids[place])))
        figures = (f"{row.purchases:,}", money(row.average), money(row.revenue))
        return (row.name, row.number, *figures, row.group)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return (self[place] for place in range(len(self)))


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
