"""A foreign cell as the text a person would have typed, and what is odd about it."""

import math
from decimal import Decimal
from typing import Any

_MOST_EXACT = 10**15  # a spreadsheet keeps fifteen digits
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"))


def cell_text(cell: Any) -> str:
    """Text as it stands; whole numbers without their .0; true and false as words."""
    if isinstance(cell, str):
        return "" if cell in _ERRORS else cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number_text(cell)
    return str(cell)


def _number_text(number: float) -> str:
    if math.isnan(number) or math.isinf(number):
        return ""
    if number.is_integer() and abs(number) < _MOST_EXACT:
        return str(int(number))
    if 1 <= abs(number) < 1e21:
        return format(Decimal(format(number, ".15g")), "f")
    return format(number, ".15g")


def has_lost_digits(cell: Any) -> bool:
    """A number too long for a spreadsheet to keep: its last digits are gone."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _MOST_EXACT


def is_blank(row: list[Any]) -> bool:
    """Nothing but empty cells and spaces?"""
    if row and isinstance(row[0], str) and row[0].strip():
        return False
    return not any(cell not in ("", None) and cell_text(cell).strip() for cell in row)
