"""Kano's table (1984): what must be, what pays, what delights (definition D16)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.i18n import N_


class Feeling(StrEnum):
    """An answer to "if it is so" and to "if it is not so"."""

    LIKE = "like"
    MUST_BE = "must_be"
    NEUTRAL = "neutral"
    LIVE_WITH = "live_with"
    DISLIKE = "dislike"


class Class(StrEnum):
    """What an item is to customers."""

    MUST_BE = "M"
    ONE_DIMENSIONAL = "O"
    ATTRACTIVE = "A"
    INDIFFERENT = "I"
    REVERSE = "R"
    QUESTIONABLE = "Q"


CLASS_WORDS: dict[Class, str] = {
    Class.MUST_BE: N_("Must be"),
    Class.ONE_DIMENSIONAL: N_("The more the better"),
    Class.ATTRACTIVE: N_("Delights"),
    Class.INDIFFERENT: N_("Indifferent"),
    Class.REVERSE: N_("Better without"),
    Class.QUESTIONABLE: N_("Contradictory"),
}
_FEELINGS = tuple(Feeling)
# Rows: the functional answer; columns: the dysfunctional one, in the order of Feeling.
_TABLE = dict(zip(_FEELINGS, ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"), strict=True))
_TIES = (
    Class.MUST_BE,
    Class.ONE_DIMENSIONAL,
    Class.ATTRACTIVE,
    Class.INDIFFERENT,
    Class.REVERSE,
    Class.QUESTIONABLE,
)


def class_of(functional: Feeling, dysfunctional: Feeling) -> Class:
    """What one respondent's pair of answers makes of the item."""
    return Class(_TABLE[functional][_FEELINGS.index(dysfunctional)])


@dataclass(frozen=True)
class Kano:
    """All respondents' classes of one item."""

    counts: Mapping[Class, int]

    @property
    def n(self) -> int:
        """How many answered both questions."""
        return sum(self.counts.values())

    @property
    def mode(self) -> Class | None:
        """The class most often found; ties go M > O > A > I."""
        if not self.n:
            return None
        return max(_TIES, key=lambda each: (self.counts.get(each, 0), -_TIES.index(each)))

    @property
    def better(self) -> Fraction | None:
        """(A + O)/(A + O + M + I): how much having it lifts (Berger et al. 1993)."""
        return self._share(Class.ATTRACTIVE, Class.ONE_DIMENSIONAL)

    @property
    def worse(self) -> Fraction | None:
        """-(O + M)/(A + O + M + I): how much missing it hurts."""
        found = self._share(Class.ONE_DIMENSIONAL, Class.MUST_BE)
        return None if found is None else -found

    def _share(self, *classes: Class) -> Fraction | None:
        whole = sum(self.counts.get(each, 0) for each in _TIES[:4])
        wanted = sum(self.counts.get(each, 0) for each in classes)
        return Fraction(wanted, whole) if whole else None


def kano(pairs: Iterable[tuple[Feeling, Feeling]]) -> Kano:
    """Count the classes of (functional, dysfunctional) answers."""
    counts: dict[Class, int] = {}
    for functional, dysfunctional in pairs:
        found = class_of(functional, dysfunctional)
        counts[found] = counts.get(found, 0) + 1
    return Kano(counts)
