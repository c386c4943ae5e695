"""What the models know of a customer: repeat days, time to the last one, time up to now."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from app.core.fading.rhythm import Integers, Numbers, Rhythms

DAYS_OF_A_WEEK = 7
_BITS = 21


@dataclass(frozen=True, eq=False)
class Histories:
    """Distinct histories with their number of customers; times in weeks."""

    repeats: Integers  # x: days with a purchase after the first one
    recency: Numbers  # t_x: from the first to the last of them
    age: Numbers  # T: from the first one to the day of looking
    count: Integers
    of_row: Integers  # for each customer, which of these histories is hers

    def every(self, nth: int) -> "Histories":
        """Each nth of them, as if there were no others."""
        few = slice(None, None, nth)
        of_row = np.repeat(np.arange(len(self.count[few])), self.count[few])
        return Histories(
            self.repeats[few], self.recency[few], self.age[few], self.count[few], of_row
        )

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return len(self.of_row)

    @property
    def repeaters(self) -> int:
        """How many came again."""
        return int(self.count[self.repeats > 0].sum())


def histories(found: Rhythms, today: date) -> Histories:
    """One history per customer, equal ones together."""
    days, first, last = (
        each.astype(np.int64) for each in (found.days, found.first_day, found.last_day)
    )
    return of_days(days - 1, last - first, today.toordinal() - first)


def of_days(repeats: Integers, recency: Integers, age: Integers) -> Histories:
    """The same from whole days, one entry per customer."""
    key = (repeats << (2 * _BITS)) | (recency << _BITS) | age
    distinct, of_row, count = np.unique(key, return_inverse=True, return_counts=True)
    mask = (1 << _BITS) - 1
    weeks = ((distinct >> _BITS) & mask, distinct & mask)
    recency_weeks, age_weeks = (days / DAYS_OF_A_WEEK for days in weeks)
    return Histories(distinct >> (2 * _BITS), recency_weeks, age_weeks, count, of_row)
