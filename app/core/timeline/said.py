"""A contact or visit as it is told."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Said:
    """A contact or visit as it is told: how, about what, with which outcome, and what next.

    `same` and `different` answer the two questions of a visit; `mass` is a letter to many.
    Without `on` it was now; without `who` it was the person at the keyboard.
    """

    way: str = "counter"
    direction: str = "in"
    topic: str = ""
    outcome: str = ""
    same: str = ""
    different: str = ""
    next_step: str = ""
    next_due: date | None = None
    on: date | None = None
    who: str | None = None
    mass: bool = False
