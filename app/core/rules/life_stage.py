"""From one stage of life to the next: by a child's birth date, else by what was bought (D25)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.rules.periods import months_later
from app.i18n import N_

STAGES = {
    "expecting": N_("Expecting a baby"),
    "baby": N_("Baby"),
    "child": N_("Child"),
    "pupil": N_("School child"),
    "teenager": N_("Teenager"),
    "adult": N_("Grown up"),
    "elder": N_("Older years"),
}
"""The stages of life that goods belong to, in their order, with their marked names."""


@dataclass(frozen=True)
class Bought:
    """Goods of a stage that a customer bought; a gift says nothing of her own family."""

    on: date
    gift: bool = False
    purchase_id: int = 0


@dataclass(frozen=True)
class Move:
    """A stage that ends on a day: by the birth date, or by purchase number `run`."""

    on: date
    began: date
    by_birth: bool
    run: int = 0
    purchase_id: int = 0


def moves(years: int, births: Sequence[date], bought: Iterable[Bought]) -> tuple[Move, ...]:
    """When each child leaves the stage; what was bought speaks only where no birth date does."""
    if births:
        return tuple(Move(months_later(each, 12 * years), each, True) for each in births)
    return by_purchases(years, bought)


def by_purchases(years: int, bought: Iterable[Bought]) -> tuple[Move, ...]:
    """One move for each child that the purchases tell of.

    The first purchase stands for the birth; another one after the stage is over tells of a
    younger child.
    """
    found: list[Move] = []
    own = sorted((each for each in bought if not each.gift), key=lambda b: (b.on, b.purchase_id))
    for each in own:
        if not found or each.on >= found[-1].on:
            over = months_later(each.on, 12 * years)
            found.append(Move(over, each.on, False, len(found) + 1, each.purchase_id))
    return tuple(found)
