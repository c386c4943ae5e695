"""The few special functions that the models need, written for numpy: no scipy is shipped."""

from collections.abc import Callable
from math import lgamma

import numpy as np

from app.core.fading.rhythm import Numbers

_FAR = 8.0
_SERIES = (-1 / 12, 1 / 120, -1 / 252, 1 / 240, -1 / 132, 691 / 32760, -1 / 12)
_TINY = 1e-15
_MOST_TERMS = 200_000

_each: Callable[[Numbers], Numbers] = np.vectorize(lgamma, otypes=[np.float64])


def log_gamma(values: Numbers) -> Numbers:
    """The logarithm of Γ of positive numbers, one by one: give it distinct values only."""
    return _each(values) if values.size else np.zeros_like(values)


def digamma(values: Numbers) -> Numbers:
    """The derivative of ln Γ for positive numbers: up to 8 by recurrence, then a series."""
    value = np.array(values, np.float64)
    found = np.zeros_like(value)
    while (near := value < _FAR).any():
        found[near] -= 1 / value[near]
        value[near] += 1
    square = 1 / (value * value)
    power = np.ones_like(value)
    found += np.log(value) - 1 / (2 * value)
    for part in _SERIES:
        power *= square
        found += part * power
    return found


def dropping_series(first: float, a: float, c: Numbers, z: Numbers) -> Numbers:
    """(2F1(first, a - 1; c; z) - 1) / (a - 1) * c for 0 <= z < 1, also where a is 1 or c is 0.

    Written out: the sum over n from 1 of (first)_n (a)_{n-1} z^n / ((c + 1)_{n-1} n!).
    """
    found = np.zeros_like(z)
    rows = np.arange(len(z))
    term, at, low = first * z, z, c
    for n in range(1, _MOST_TERMS):
        found[rows] += term
        going = np.abs(term) > _TINY * (1 + np.abs(found[rows]))
        if not going.all():
            rows, term, at, low = rows[going], term[going], at[going], low[going]
            if not len(rows):
                break
        term = term * ((first + n) * (a + n - 1) / (n + 1)) / (low + n) * at
    return found
