"""One axis: linear or logarithmic, its ends, and ticks at round numbers."""

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_STEPS = (1, 2, 5)
_LOGARITHMIC_FROM = 12.0
_MOST_TICKS = 8
_BEYOND = 0.34
"""The least share of an axis that lies beyond its line."""


@dataclass(frozen=True)
class Scale:
    """From `low` to `high`; on a logarithmic one what is not above zero sits on the edge."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    @property
    def name(self) -> str:
        """As matplotlib calls it."""
        return "log" if self.logarithmic else "linear"

    def placed(self, values: Numbers) -> Numbers:
        """The values as they are drawn: inside the axis."""
        return np.clip(values, self.low, self.high)

    def share(self, values: Numbers) -> Numbers:
        """Where along the axis values lie, 0 to 1."""
        found = self.placed(values)
        low, high = self.low, self.high
        if self.logarithmic:
            found, low, high = np.log10(found), log10(low), log10(high)
        found -= low
        found /= high - low
        return found

    def value(self, share: float) -> float:
        """What stands at a place along the axis."""
        if self.logarithmic:
            low, high = log10(self.low), log10(self.high)
            return float(10 ** (low + share * (high - low)))
        return self.low + share * (self.high - self.low)


def scale_for(values: Numbers, also: float, room: float = 0.05) -> Scale:
    """Fit the values and one line; logarithmic where they spread over a wide range.

    `room` is left free at both ends, as a share of what the values take.
    """
    positive = values[values > 0]
    if len(positive) and also > 0:
        low, high = min(float(positive.min()), also), max(float(positive.max()), also)
        if high / low >= _LOGARITHMIC_FROM:
            return _logarithmic(low, high, room)
    return _linear(np.append(values, also), room)


def scale_around(values: Numbers, line: float, room: float = 0.05) -> Scale:
    """Like `scale_for`, with room for words beyond the line: where all are alike, it is the end."""
    scale = scale_for(values, line, room)
    if float(scale.share(np.array(line))) <= 1 - _BEYOND:
        return scale
    low, at = (log10(each) if scale.logarithmic else each for each in (scale.low, line))
    high = low + (at - low) / (1 - _BEYOND)
    end = 10**high if scale.logarithmic else high
    return scale_for(np.append(values, end), line, room)


def _logarithmic(low: float, high: float, room: float) -> Scale:
    wider = (high / low) ** room
    low, high = low / wider, high * wider
    exponents = range(floor(log10(low)), ceil(log10(high)) + 1)
    fine = [step * 10.0**exponent for exponent in exponents for step in _STEPS]
    ticks = [tick for tick in fine if low <= tick <= high]
    if len(ticks) > _MOST_TICKS:
        ticks = [10.0**exponent for exponent in exponents if low <= 10.0**exponent <= high]
    return Scale(low, high, True, tuple(ticks))


def _linear(values: Numbers, room: float) -> Scale:
    low, high = min(0.0, float(values.min())), float(values.max())
    spread = (high - low) or 1.0
    step = _round_step(spread / 6)
    ticks = np.arange(ceil(low / step), floor((high + room * spread) / step) + 1) * step
    return Scale(low - room * spread, high + room * spread, False, tuple(ticks.tolist()))


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough)
