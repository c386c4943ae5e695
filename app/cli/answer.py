"""What a command has to say: one JSON document, or a table for people."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unicodedata import east_asian_width

_GAP = "  "


@dataclass(frozen=True)
class Answer:
    """The JSON document, a function that writes it for people, and the exit status."""

    data: dict[str, Any]
    words: Callable[[], str]
    status: int = 0


def as_json(data: dict[str, Any]) -> str:
    """The document as text: Chinese as it is, two spaces deep."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def money(fen: int | None) -> str | None:
    """A sum of money with two decimals, as text."""
    return None if fen is None else str(Decimal(fen).scaleb(-2))


def average(fen: Fraction | None) -> float | None:
    """An average of money in yuan, as a number with six decimals."""
    return None if fen is None else ratio(fen / 100)


def ratio(number: Fraction | None) -> float | None:
    """A number with six decimals, rounded exactly."""
    return None if number is None else float(round(number, 6))


def table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], right: Iterable[int] = ()
) -> str:
    """Columns that line up, Han characters counted as two; `right` are the numbers."""
    cells = [[_one_line(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(headings))]
    numbers = frozenset(right)
    lines = [
        _GAP.join(_padded(cell, widths[i], i in numbers) for i, cell in enumerate(row)).rstrip()
        for row in cells
    ]
    rule = _GAP.join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def pairs(rows: Iterable[tuple[str, object]]) -> str:
    """Two columns without headings: what, and how much."""
    cells = [(_one_line(name), _one_line(value)) for name, value in rows]
    width = max((_width(name) for name, _ in cells), default=0)
    return "\n".join(f"{_padded(name, width)}{_GAP}{value}".rstrip() for name, value in cells)


def _one_line(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _width(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _padded(text: str, width: int, right: bool = False) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
