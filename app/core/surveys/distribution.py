"""The answers to one item as counts of each value: all its figures follow from these."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.core.surveys.intervals import mean_interval, wilson


@dataclass(frozen=True)
class Share:
    """How many of n, and between what Wilson limits (0 to 1) the share lies."""

    count: int
    n: int
    low: float | None
    high: float | None

    @property
    def share(self) -> Fraction | None:
        """0 to 1; None without answers."""
        return Fraction(self.count, self.n) if self.n else None


@dataclass(frozen=True)
class Distribution:
    """How often each whole value of a scale was answered; blanks are not among them."""

    counts: Mapping[int, int]

    @property
    def n(self) -> int:
        """Answers given."""
        return sum(self.counts.values())

    @property
    def mean(self) -> Fraction | None:
        """None when nobody answered."""
        total = sum(value * count for value, count in self.counts.items())
        return Fraction(total, self.n) if self.n else None

    @property
    def variance(self) -> Fraction | None:
        """The sample variance (n - 1); None below two answers."""
        mean = self.mean
        if mean is None or self.n < 2:
            return None
        squares = sum(count * (value - mean) ** 2 for value, count in self.counts.items())
        return Fraction(squares) / (self.n - 1)

    def interval(self) -> tuple[float, float] | None:
        """The 95 % t interval of the mean; None below two answers."""
        mean, variance = self.mean, self.variance
        if mean is None or variance is None:
            return None
        return mean_interval(self.n, mean, variance)

    def at_least(self, value: int) -> Share:
        """How many answered this or higher: top two boxes of a scale to 5 are `at_least(4)`."""
        count = sum(each for answer, each in self.counts.items() if answer >= value)
        limits = wilson(count, self.n)
        return Share(count, self.n, *(limits or (None, None)))
