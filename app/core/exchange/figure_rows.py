"""Rows of a table of figures: number and name, then columns of sums, days and numbers."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from app.catalogue.currency import plain_sum
from app.core.exchange.figures import Cell, Sheet
from app.core.store.reader import Reader
from app.core.value.columns import Days, Integers
from app.core.value.queries import named
from app.i18n import N_

_WHO = (("number", N_("Number")), ("name", N_("Name")))
_KIND = ("kind", N_("Kind"))
_BOTH = ("individual", "company")
SUM, COUNT = N_("Revenue"), N_("Purchases")


def people(
    reader: Reader, ids: Integers, titles: tuple[tuple[str, str], ...], *columns: list[Cell]
) -> Sheet:
    """Number and name before the columns."""
    rows = [(*who, *cells) for who, *cells in zip(_who(reader, ids), *columns, strict=True)]
    return Sheet((*_WHO, *titles), rows, ids)


def of_both(make: Callable[[bool], Sheet]) -> Sheet:
    """Of the individuals, then of the companies: each kind is reckoned by itself."""
    sheets = [make(companies) for companies in (False, True)]
    at = len(_WHO) if sheets[0].ids is not None else 0
    rows = [
        (*row[:at], kind, *row[at:])
        for kind, sheet in zip(_BOTH, sheets, strict=True)
        for row in sheet.rows
    ]
    titles = sheets[0].titles
    return Sheet((*titles[:at], _KIND, *titles[at:]), rows, _all_ids(sheets))


def _all_ids(sheets: Sequence[Sheet]) -> Integers | None:
    ids = [each.ids for each in sheets if each.ids is not None]
    return np.concatenate(ids) if ids else None


def money(values: Integers) -> list[Cell]:
    """Fen as bare sums."""
    return [plain_sum(each) for each in values.tolist()]


def plain(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", digits: int = 6) -> list[Cell]:
    """Numbers; what is not known is blank."""
    return [None if np.isnan(each) else round(each, digits) for each in values.tolist()]


def days(ordinals: Integers | Days) -> list[Cell]:
    """Ordinals as days."""
    return [date.fromordinal(each).isoformat() for each in ordinals.tolist()]


def _who(reader: Reader, ids: Integers) -> list[tuple[str, str]]:
    known = named(reader, ids.tolist())
    found = ((known.get(each), each) for each in ids.tolist())
    return [(who.number or f"#{i}", who.name or "") if who else (f"#{i}", "") for who, i in found]
