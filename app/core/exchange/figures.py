"""The tables of figures that can be written out: who is worth what, who leaves, what sells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.value.columns import Integers
from app.i18n import N_, tr


class Figure(StrEnum):
    """A table of a page; the value names it on the command line."""

    PRODUCTS = "products"
    MATRIX = "matrix"
    MOVED = "moved"
    WHO = "who"
    RFM = "rfm"
    POINTS = "points"
    RECENT = "recent"
    CONCENTRATION = "concentration"
    COHORTS = "cohorts"
    GROWTH = "growth"
    FADING = "fading"
    FALLING = "falling"
    LAPSED = "lapsed"
    EXCUSED = "excused"
    NEXT = "next"
    MODEL = "model"
    SHARES = "shares"
    TIERS = "tiers"
    WEEK = "week"


FIGURES: dict[Figure, str] = {
    Figure.PRODUCTS: N_("Products"),
    Figure.MATRIX: N_("Value matrix"),
    Figure.MOVED: N_("Who moved"),
    Figure.WHO: N_("Who are they?"),
    Figure.RFM: N_("RFM"),
    Figure.POINTS: N_("Points"),
    Figure.RECENT: N_("Recent buyers"),
    Figure.CONCENTRATION: N_("Concentration"),
    Figure.COHORTS: N_("Cohorts"),
    Figure.GROWTH: N_("Growth"),
    Figure.FADING: N_("Slipping away"),
    Figure.FALLING: N_("Buying less"),
    Figure.LAPSED: N_("Lapsed, or bought once"),
    Figure.EXCUSED: N_("Reason known"),
    Figure.NEXT: N_("Next purchase"),
    Figure.MODEL: N_("Model"),
    Figure.SHARES: N_("Share of wallet"),
    Figure.TIERS: N_("Tiers and the best"),
    Figure.WEEK: N_("This week"),
}
Cell = str | int | float | None
"""Sums of money are texts already; unknown is None."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """Columns (key, marked title), each as long as `ids` where the rows are customers."""

    titles: tuple[tuple[str, str], ...]
    rows: Sequence[Sequence[Cell]]
    ids: Integers | None = None  # whom each row is about

    def kept(self, only: frozenset[int] | None) -> Iterator[Sequence[Cell]]:
        """The rows; of customers only these."""
        if only is None or self.ids is None:
            yield from self.rows
            return
        for who, row in zip(self.ids.tolist(), self.rows, strict=True):
            if who in only:
                yield row

    def texts(self, only: frozenset[int] | None = None) -> Iterator[list[str]]:
        """Headings, then the rows as text; unknown is blank."""
        yield [tr(title) for _, title in self.titles]
        for row in self.kept(only):
            yield ["" if cell is None else str(cell) for cell in row]

    def objects(self, only: frozenset[int] | None = None) -> Iterator[dict[str, Any]]:
        """One object for each row; unknown is null."""
        keys = [key for key, _ in self.titles]
        for row in self.kept(only):
            yield dict(zip(keys, row, strict=True))
