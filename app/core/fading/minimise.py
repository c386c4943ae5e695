"""Finds the lowest point of a smooth function of a few numbers: BFGS with a careful step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from app.core.fading.rhythm import Numbers

Sloped = Callable[[Numbers], tuple[float, Numbers]]
"""The function's value at a point, and its slope there."""

_MOST_STEPS = 200
_FLAT = 1e-7
_ENOUGH = 1e-4  # of the descent that the slope promises
_SHORTEST = 1e-12
_FARTHEST = 14.0  # e^14: a parameter that wants to go on has no end
_LONGEST_STEP = 2.0


@dataclass(frozen=True, eq=False)
class Lowest:
    """Where the function is lowest, how low, and whether it was really found."""

    point: Numbers
    value: float
    converged: bool


def lowest(function: Sloped, starts: Iterable[Numbers]) -> Lowest:
    """The best of several descents; a converged one goes before one that is not."""
    found = [_descend(function, start) for start in starts]
    return min(found, key=lambda each: (not each.converged, each.value))


def _descend(function: Sloped, start: Numbers) -> Lowest:
    point = np.array(start, np.float64)
    value, slope = function(point)
    inverse = np.eye(len(point))
    for _ in range(_MOST_STEPS):
        if _is_flat(value, slope):
            return Lowest(point, value, True)
        step = _towards(inverse, slope)
        went = _step(function, point, value, slope, step)
        if went is None or np.abs(went[0]).max() > _FARTHEST:
            # Nowhere lower within the precision of numbers, or running off without end.
            return Lowest(point, value, went is None and _is_flat(value, slope, 1e3))
        moved, bent = went[0] - point, went[2] - slope
        point, value, slope = went
        inverse = _learnt(inverse, moved, bent)
    return Lowest(point, value, False)


def _is_flat(value: float, slope: Numbers, times: float = 1.0) -> bool:
    return bool(np.abs(slope).max() <= times * _FLAT * max(1.0, abs(value)))


def _towards(inverse: Numbers, slope: Numbers) -> Numbers:
    step = -inverse @ slope
    if float(step @ slope) >= 0:  # what was learnt of the bend is of no use here
        step = -slope
    longest = float(np.abs(step).max())
    return step if longest <= _LONGEST_STEP else step * (_LONGEST_STEP / longest)


def _step(
    function: Sloped, point: Numbers, value: float, slope: Numbers, step: Numbers
) -> tuple[Numbers, float, Numbers] | None:
    """The first point on the way that is low enough; None when there is none."""
    promised, share = float(step @ slope), 1.0
    while share > _SHORTEST:
        there = point + share * step
        low, slope_there = function(there)
        if np.isfinite(low) and low <= value + _ENOUGH * share * promised:
            return there, low, slope_there
        share /= 2
    return None


def _learnt(inverse: Numbers, moved: Numbers, bent: Numbers) -> Numbers:
    """The inverse of the second derivatives, with what one step taught about them."""
    along = float(moved @ bent)
    if along <= 1e-12 * float(np.linalg.norm(moved) * np.linalg.norm(bent)):
        return inverse
    left = np.eye(len(moved)) - np.outer(moved, bent) / along
    found: Numbers = left @ inverse @ left.T + np.outer(moved, moved) / along
    return found
