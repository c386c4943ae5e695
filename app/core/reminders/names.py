"""Whose day it is and how many years it completes, filled in for the rows to be shown."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.reminders.kinds import OccasionKind
from app.core.reminders.upcoming import Upcoming
from app.core.store.unit import Reader

_OWN = frozenset(
    {
        OccasionKind.BIRTHDAY,
        OccasionKind.WEDDING,
        OccasionKind.FOUNDING,
        OccasionKind.JOINED,
    }
)


def named(reader: Reader, found: Sequence[Upcoming]) -> tuple[Upcoming, ...]:
    """The same, with names and years where they are known and may be seen."""
    return tuple(
        replace(each, whose=each.customer) if each.kind in _OWN else each for each in found
    )
