"""Which row holds the headings: under title rows, over merged cells, or none at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.catalogue import CATALOGUES
from app.core.exchange.cells import cell_text
from app.core.exchange.headings import Catalogues, match, normal, without_brackets
from app.core.exchange.layout import What

_LOOKED_AT = 40
_DATA = re.compile(r"^[\d\s.,:/\-+年月日¥￥%()]+$|@.+\.")
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Header:
    """The row of the headings (1 = top, 0 = none), and the headings themselves."""

    row: int
    headings: tuple[str, ...]
    known: int


def find_header(
    top: Sequence[Sequence[Any]],
    merged: Sequence[Area],
    what: What,
    catalogues: Catalogues = CATALOGUES,
) -> Header:
    """The row whose cells name most fields; two rows are read as one where cells are merged."""
    texts = [[cell_text(cell) for cell in row] for row in top[:_LOOKED_AT]]
    best = Header(0, (), 0)
    for index, row in enumerate(texts):
        for headings in _readings(texts, index, row, merged):
            known = known_fields(headings, what, catalogues)
            if known > best.known:
                best = Header(index + 1, tuple(headings), known)
    return best if best.known >= _enough(texts) else _unknown_header(texts, best)


def _enough(texts: list[list[str]]) -> int:
    width = max((sum(map(bool, row)) for row in texts), default=0)
    return min(2, width)


def known_fields(headings: Sequence[str], what: What, catalogues: Catalogues = CATALOGUES) -> int:
    """How many different fields these headings name."""
    short = [heading for heading in headings if heading and len(heading) <= 40]
    found = {match(heading, what, catalogues) for heading in short}
    return len({each.target for each in found if each})


def _readings(
    texts: list[list[str]], index: int, row: list[str], merged: Sequence[Area]
) -> list[list[str]]:
    """The row itself; and joined with the row above, where that spans several columns."""
    plain = [row]
    if index == 0 or not any(texts[index - 1]):
        return plain
    above = _spread(texts[index - 1], index - 1, merged)
    if len({text for text in above if text}) < 2:
        return plain  # a title over everything
    width = max(len(above), len(row))
    upper = above + [""] * (width - len(above))
    lower = row + [""] * (width - len(row))
    joined = [_join(one, two) for one, two in zip(upper, lower, strict=True)]
    return [*plain, joined]


def _spread(row: list[str], index: int, merged: Sequence[Area]) -> list[str]:
    """The row with each merged cell's text in all the columns it covers."""
    found = list(row)
    for (top, left), (bottom, right) in merged:
        if top <= index <= bottom and left < len(found):
            for column in range(left, min(right + 1, len(found))):
                found[column] = found[column] or found[left]
    return found


def _join(upper: str, lower: str) -> str:
    return upper + lower if upper and lower and upper != lower else lower or upper


def _unknown_header(texts: list[list[str]], best: Header) -> Header:
    """Headings that we do not know: a first row of short different words over data."""
    for index, row in enumerate(texts[:10]):
        filled = [text for text in row if text]
        below = [text for later in texts[index + 1 : index + 6] for text in later if text]
        if len(filled) >= 2 and _are_words(filled) and any(map(_DATA.search, below)):
            return Header(index + 1, tuple(row), best.known if best.row == index + 1 else 0)
        if len(filled) >= 2:
            break
    return Header(0, (), 0)


def _are_words(filled: list[str]) -> bool:
    short = all(len(text) <= 30 and not _DATA.search(text) for text in filled)
    return short and len(set(filled)) == len(filled)


def is_repeated(cells: Sequence[Any], headings: Sequence[str]) -> bool:
    """Does this row say the headings again, as printed lists do on each page?"""
    said = [(cell_text(c), h) for c, h in zip(cells, headings, strict=False) if cell_text(c)]
    same = sum(normal(text) == normal(heading) for text, heading in said)
    return len(said) >= 2 and same == len(said)


def is_other_header(cells: Sequence[Any], headings: Sequence[str]) -> bool:
    """Are these the headings of another table, begun below the first?"""
    filled = [cell_text(cell) for cell in cells if cell not in ("", None)]
    if len(filled) < 3 or not _are_words(filled):
        return False
    known = sum(_is_heading(text) for text in filled)
    return known >= 3 and known * 2 > len(filled) and not is_repeated(cells, headings)


def _is_heading(text: str) -> bool:
    return any(match(text, what) is not None for what in What) or without_brackets(text) in _OTHERS


_OTHERS = frozenset(
    ("库存", "进价", "产地", "规格", "序号", "供应商", "条码", "供货商", "stock", "no")
)
