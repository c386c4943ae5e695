"""What only answers of one sheet tell together: Kano's classes, derived importance, whole classes.

Counts of single answers cannot give these (definitions D13, D15, D16); they are reckoned on the
columns of a wave, in which each answer stands with its sheet.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import atanh, sqrt, tanh

import numpy as np

from app.core.actor import Right, needs
from app.core.store.reader import Reader
from app.core.surveys.indices import Index, Scale, as_index
from app.core.surveys.intervals import normal_quantile
from app.core.surveys.kano import Class, Feeling, Kano, class_of
from app.core.surveys.kept import Column, Columns, Integers, Key, among, columns
from app.core.surveys.queries import Item
from app.core.surveys.records import Half, ItemKind, Role
from app.core.surveys.results import SCORES, sheets_of

_FEELINGS = tuple(Feeling)
_LEAST = 3
_EMPTY = Column(np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True)
class Derived:
    """How closely an item goes with overall satisfaction: Pearson's r, over n sheets."""

    n: int
    r: float | None
    """None below three sheets, and where one of the two was answered alike by all."""
    interval: tuple[float, float] | None = None
    """In nineteen cases of twenty (Fisher's z); None below four sheets."""


@dataclass(frozen=True)
class Assessed:
    """A class of statements: only sheets that answered all of it are scored."""

    group: str
    statements: int
    complete: int
    begun: int
    index: Index


@dataclass(frozen=True)
class Together:
    """By item, and by class; what a sheet does not ask for is empty."""

    kano: Mapping[int, Kano] = field(default_factory=dict)
    derived: Mapping[int, Derived] = field(default_factory=dict)
    classes: tuple[Assessed, ...] = ()
    whole: Assessed | None = None
    """All classes of a self-assessment as one."""


@needs(Right.SEE_FIGURES)
def together(
    reader: Reader,
    asked: Sequence[Item],
    waves: Sequence[int],
    customers: Collection[int] | None = None,
    *,
    assessment: bool = False,
) -> Together:
    """What these waves' sheets tell together; `customers` asks for theirs alone."""
    found = _joined(columns(reader, waves).values())
    if customers is not None:
        theirs = sheets_of(reader, waves, customers).values()
        found = _only(found, np.concatenate([np.empty(0, np.int64), *theirs]))
    judged = [each for each in asked if each.role is Role.ITEM]
    classes, whole = _classes(judged, found) if assessment else ((), None)
    return Together(_kano(judged, found), _derived(asked, judged, found), classes, whole)


def pearson(one: Integers, other: Integers) -> Derived:
    """The correlation of two columns of the same sheets; whole numbers up to the one root."""
    n = len(one)
    a, b = one.astype(np.int64), other.astype(np.int64)
    across = n * int(np.dot(a, b)) - int(a.sum()) * int(b.sum())
    spread = _spread(a) * _spread(b)
    if n < _LEAST or not spread:
        return Derived(n, None)
    r = max(-1.0, min(1.0, across / sqrt(spread)))
    if n <= _LEAST or abs(r) == 1:
        return Derived(n, r)
    reach = normal_quantile() / sqrt(n - 3)
    return Derived(n, r, (tanh(atanh(r) - reach), tanh(atanh(r) + reach)))


def _spread(values: Integers) -> int:
    return len(values) * int(np.dot(values, values)) - int(values.sum()) ** 2


def _derived(asked: Sequence[Item], judged: Sequence[Item], found: Columns) -> dict[int, Derived]:
    overall = next((each for each in asked if each.role is Role.OVERALL), None)
    if overall is None:
        return {}
    whole = found.get((overall.id, Half.ONLY), _EMPTY)
    rated = [each for each in judged if each.kind in (ItemKind.SCALE, ItemKind.PAIR)]
    return {each.id: pearson(*_both(_score(each, found), whole)) for each in rated}


def _score(item: Item, found: Columns) -> Column:
    keys: list[Key] = [(item.id, half) for half in SCORES]
    return next((found[key] for key in keys if key in found), _EMPTY)


def _kano(judged: Sequence[Item], found: Columns) -> dict[int, Kano]:
    told = {}
    for each in judged:
        if each.kind is ItemKind.KANO:
            functional = found.get((each.id, Half.FUNCTIONAL), _EMPTY)
            dysfunctional = found.get((each.id, Half.DYSFUNCTIONAL), _EMPTY)
            pairs = Counter(zip(*map(np.ndarray.tolist, _both(functional, dysfunctional)),
                                strict=True))  # fmt: skip
            told[each.id] = _classed(pairs)
    return told


def _classed(pairs: Mapping[tuple[int, int], int]) -> Kano:
    counts: Counter[Class] = Counter()
    for (functional, dysfunctional), number in pairs.items():
        counts[class_of(_FEELINGS[functional - 1], _FEELINGS[dysfunctional - 1])] += number
    return Kano(counts)


def _classes(judged: Sequence[Item], found: Columns) -> tuple[tuple[Assessed, ...], Assessed]:
    groups: dict[str, list[Item]] = {}
    for each in judged:
        if each.kind is ItemKind.SCALE:
            groups.setdefault(each.group or "", []).append(each)
    classes = tuple(_assessed(key, several, found) for key, several in groups.items())
    everything = [each for several in groups.values() for each in several]
    return classes, _assessed("", everything, found)


def _assessed(key: str, several: Sequence[Item], found: Columns) -> Assessed:
    asked = [_score(each, found) for each in several]
    scales = {(each.low, each.high) for each in several}
    complete = reduce(np.intersect1d, [each.sheets for each in asked]) if asked else _EMPTY.sheets
    begun = np.unique(np.concatenate([_EMPTY.sheets, *(each.sheets for each in asked)]))
    counted = len(complete) * len(several)
    if not counted or len(scales) != 1:
        return Assessed(key, len(several), len(complete), len(begun), Index(None, None, None, 0))
    total = sum(int(each.values[np.isin(each.sheets, complete)].sum()) for each in asked)
    index = as_index(Fraction(total, counted), Scale(*scales.pop()), len(several))
    return Assessed(key, len(several), len(complete), len(begun), index)


def _both(one: Column, other: Column) -> tuple[Integers, Integers]:
    """The values of the sheets that answered both."""
    _, left, right = np.intersect1d(
        one.sheets, other.sheets, assume_unique=True, return_indices=True
    )
    return one.values[left], other.values[right]


def _joined(waves: Collection[Columns]) -> Columns:
    if len(waves) == 1:
        return next(iter(waves))
    parts: dict[Key, list[Column]] = {}
    for each in waves:
        for key, column in each.items():
            parts.setdefault(key, []).append(column)
    return {key: _one(several) for key, several in parts.items()}


def _one(several: Sequence[Column]) -> Column:
    sheets = np.concatenate([each.sheets for each in several])
    order = np.argsort(sheets, kind="stable")
    return Column(sheets[order], np.concatenate([each.values for each in several])[order])


def _only(found: Columns, sheets: Integers) -> Columns:
    ordered = np.sort(sheets)
    stays = {key: among(each.sheets, ordered) for key, each in found.items()}
    return {key: Column(c.sheets[stays[key]], c.values[stays[key]]) for key, c in found.items()}
