"""How unevenly revenue is spread over customers (definition D4): Gini and ABC."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

A_SHARE = Fraction(80, 100)
B_SHARE = Fraction(95, 100)


@dataclass(frozen=True)
class Concentration:
    """`letters` go with the revenues sorted largest first; negatives are set aside."""

    gini: Fraction | None
    gini_small_sample: Fraction | None
    cumulative: tuple[Fraction, ...]
    letters: str
    set_aside: int


def concentration(revenues: Sequence[int]) -> Concentration:
    """Reckon over whole fen; undefined (None) where the total is zero."""
    ascending = sorted(int(value) for value in revenues if value >= 0)
    aside = len(revenues) - len(ascending)
    total = sum(ascending)
    if total == 0:
        return Concentration(None, None, (), "", aside)
    gini = _gini(ascending, total)
    size = len(ascending)
    small = gini * size / (size - 1) if size > 1 else None
    cumulative, letters = _abc(ascending[::-1], total)
    return Concentration(gini, small, cumulative, letters, aside)


def _gini(ascending: list[int], total: int) -> Fraction:
    size = len(ascending)
    weighted = sum(place * value for place, value in enumerate(ascending, 1))
    return Fraction(2 * weighted, size * total) - Fraction(size + 1, size)


def _abc(descending: list[int], total: int) -> tuple[tuple[Fraction, ...], str]:
    """Shares accumulated with each value, and its letter by the share *before* it."""
    before, shares, letters = 0, [], []
    for value in descending:
        letters.append(_letter(before, total))
        before += value
        shares.append(Fraction(before, total))
    return tuple(shares), "".join(letters)


def _letter(before: int, total: int) -> str:
    if before < A_SHARE * total:
        return "A"
    return "B" if before < B_SHARE * total else "C"
