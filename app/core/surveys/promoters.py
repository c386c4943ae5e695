"""The net promoter score (Reichheld 2003) with its error, and the customer effort score."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from app.core.surveys.distribution import Distribution, Share

_PROMOTER, _DETRACTOR = 9, 6
_AGREES = 5


@dataclass(frozen=True)
class Promoters:
    """Answers 0 to 10 to "would you recommend us?"; score and error in points."""

    n: int
    promoters: int
    passives: int
    detractors: int

    @property
    def score(self) -> Fraction | None:
        """Share of promoters less share of detractors, -100 to 100."""
        return Fraction(100 * (self.promoters - self.detractors), self.n) if self.n else None

    @property
    def standard_error(self) -> float | None:
        """100 * sqrt((p + d - (p - d)^2) / n); 0 for unanimous answers is an artefact."""
        if not self.n:
            return None
        p, d = Fraction(self.promoters, self.n), Fraction(self.detractors, self.n)
        return 100 * sqrt((p + d - (p - d) ** 2) / self.n)

    @property
    def unanimous(self) -> bool:
        """Are all of one kind? Then the error of 0 says nothing."""
        return self.n in (self.promoters, self.passives, self.detractors)


def promoters(counts: Mapping[int, int]) -> Promoters:
    """From how often each value from 0 to 10 was answered."""
    n = sum(counts.values())
    for_us = sum(count for value, count in counts.items() if value >= _PROMOTER)
    against = sum(count for value, count in counts.items() if value <= _DETRACTOR)
    return Promoters(n, for_us, n - for_us - against, against)


def effort(counts: Mapping[int, int]) -> Share:
    """Customer effort, version 2: the share of answers 5 to 7 of a scale 1 to 7."""
    return Distribution(counts).at_least(_AGREES)
