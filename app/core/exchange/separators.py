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
    return BLANKS if _score(BLANKS, lines) > 0 else ""


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
