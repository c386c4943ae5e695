"""What a page hands to a chart panel: the picture, its words, its table twin, what a click does.

Chart(
    title=tr("Revenue by month"),
    sentence=tr("{n} receipts, {from} to {to}", …),     # of whom, what window, how many
    draw=lambda look, size, title: months_chart(found, look, size, title=title),
    table=ChartTable((Column(tr("Month")), Column(tr("Revenue"), right=True)), rows),
    name=lambda reader, mark: …,                         # asked on a reader thread
    open=lambda mark: context.navigation.open(people(label, ids[mark])),
)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.core.store.reader import Reader
from app.ui.widgets.chart_painting import Draw


@dataclass(frozen=True)
class Column:
    """A column of the table twin; numbers stand at the right."""

    words: str
    right: bool = False


@dataclass(frozen=True)
class ChartTable:
    """The same figures as words; `keys` (a row for each row) say how columns are sorted."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    keys: Sequence[Sequence[Any]] | None = None
    personal: bool = False
    """Does it name customers? Then it leaves the shop only with the right, and noted."""


def _unnamed(_reader: Reader, _mark: int) -> str:
    return ""


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart as a panel shows, saves and prints it; mark n is row n of its table."""

    title: str
    sentence: str
    draw: Draw
    table: ChartTable
    name: Callable[[Reader, int], str] = _unnamed
    open: Callable[[int], object] | None = None
    """What a click on a mark does."""
    open_row: Callable[[int], object] | None = None
    """What Enter or a double click on a row does; as `open` when it is not given."""
    whom: Callable[[], object] | None = None
    """Lists everybody whom the sentence counts."""
    rope: Callable[["np.ndarray[Any, np.dtype[np.intp]]"], object] | None = None
    """What is done with the marks inside a loop drawn around them."""
    moved: Callable[[str, float], object] | None = None
    """A handle was dragged: its name, and where it is now in inches of the picture."""
    notes: tuple[str, ...] = field(default=())
    """Further sentences: small numbers, what was left out."""
