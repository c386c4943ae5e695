"""Rows of a table of figures: number and name, then columns of sums, days and numbers."""

from datetime import date

import numpy as np

from app.catalogue.currency import plain_sum
from app.core.exchange.figures import Cell, Sheet
from app.core.store.reader import Reader
from app.core.value.columns import Integers
from app.core.value.queries import named
from app.i18n import N_

_WHO = (("number", N_("Number")), ("name", N_("Name")))
SUM, COUNT = N_("Revenue"), N_("Purchases")


def people(
    reader: Reader, ids: Integers, titles: tuple[tuple[str, str], ...], *columns: list[Cell]
) -> Sheet:
    """Number and name before the columns."""
    rows = [(*who, *cells) for who, *cells in zip(_who(reader, ids), *columns, strict=True)]
    return Sheet((*_WHO, *titles), rows, ids)


def money(values: Integers) -> list[Cell]:
    """Fen as bare sums."""
    return [plain_sum(each) for each in values.tolist()]


def plain(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", digits: int = 6) -> list[Cell]:
    """Numbers; what is not known is blank."""
    return [None if np.isnan(each) else round(each, digits) for each in values.tolist()]


def days(ordinals: Integers) -> list[Cell]:
    """Ordinals as days."""
    return [date.fromordinal(each).isoformat() for each in ordinals.tolist()]


def _who(reader: Reader, ids: Integers) -> list[tuple[str, str]]:
    known = named(reader, ids.tolist())
    found = ((known.get(each), each) for each in ids.tolist())
    return [(who.number or f"#{i}", who.name or "") if who else (f"#{i}", "") for who, i in found]
