"""Which character parts the columns of a text table: the one that parts every line alike."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

BLANKS = "blanks"
CANDIDATES = ("\t", ",", ";", "|", "，", "；", "¦", "^", "~", "#", ":", "、", "\x1f", "\x01")
_RUN = re.compile(r"[ \t\u3000]+")


def separator_of(lines: list[str]) -> str:
    """The separator of these first lines; "blanks" for runs of spaces; "" for one column."""
    scored = [(_score(each, lines), -rank, each) for rank, each in enumerate(CANDIDATES)]
    best = max(scored)
    if best[0] > 0:
        return best[2]
    if _score(BLANKS, lines) > 0:
        return BLANKS
    return _of_ragged(lines)


def _of_ragged(lines: list[str]) -> str:
    """Where no two lines are alike: the sign that the first line and most others have."""
    filled = [line for line in lines if line.strip()]
    for each in CANDIDATES[:5]:
        if (
            filled
            and each in filled[0]
            and sum(each in line for line in filled) * 5 >= len(filled) * 4
        ):
            return each
    return ""


def split_lines(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """Records of the lines, as the csv module or the blanks part them."""
    if separator == BLANKS:
        return (_RUN.split(line.strip()) if line.strip() else [] for line in lines)
    return csv.reader(lines, delimiter=separator or "\x00", strict=False)


def _score(separator: str, lines: list[str]) -> float:
    """Share of records that have the commonest width, weighed by that width; 0 for one column."""
    try:
        widths = [len(row) for row in split_lines(lines, separator) if any(row)]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, count = Counter(widths).most_common(1)[0]
    share = count / len(widths)
    if width < 2 or share < 0.5:
        return 0.0
    return share * share * math.sqrt(min(width, 12))
