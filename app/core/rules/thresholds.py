"""Cumulative thresholds: which level of a rule a sum has reached, each level once (D25)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """So much bought, in fen, earns an offer or a service."""

    amount: int
    offer: str
    service: bool = False


@dataclass(frozen=True)
class Reached:
    """What a sum sets off: one level is told, those below it are only noted."""

    fires: Level | None = None
    logged: tuple[Level, ...] = ()


NOTHING = Reached()


def reached(total: int, levels: Sequence[Level], fired: Collection[int] = ()) -> Reached:
    """Of the levels that `total` meets and that have not fired yet, the highest fires.

    `fired` holds the amounts of levels that fired or were noted in this period; a level
    below one of them is noted and never told, and no level does either twice.
    """
    top = max(fired, default=0)
    new = sorted(
        (each for each in levels if 0 < each.amount <= total and each.amount not in fired),
        key=lambda each: each.amount,
    )
    if not new:
        return NOTHING
    if new[-1].amount < top:
        return Reached(None, tuple(new))
    return Reached(new[-1], tuple(new[:-1]))
