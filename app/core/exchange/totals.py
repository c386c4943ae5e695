"""Knows the rows that sum a list up, which are nobody's."""

import re
from collections.abc import Sequence
from typing import Any

from app.catalogue.cleaning import narrow

_TOTALS = frozenset(
    ("合计", "总计", "小计", "共计", "汇总", "总数", "total", "totals", "subtotal", "grandtotal")
)
_TOTAL_BEGINS = frozenset("合总小共汇TtSsGg")


def is_total(cells: Sequence[Any]) -> bool:
    """Is the first or second filled cell a word for a total?"""
    found = 0
    for cell in cells:
        if cell == "" or cell is None:
            continue
        if isinstance(cell, str) and cell.lstrip()[:1] in _TOTAL_BEGINS and _is_total_word(cell):
            return True
        found += 1
        if found == 2:
            return False
    return False


def _is_total_word(cell: str) -> bool:
    if len(cell) > 20:
        return False
    word = re.sub(r"[\s::]+", "", narrow(cell)).casefold()
    return word in _TOTALS or word.startswith(("合计", "总计"))
