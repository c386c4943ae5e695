"""The span of days that a figure looks at."""

from dataclasses import dataclass
from datetime import date, timedelta

DEFAULT_DAYS = 365


@dataclass(frozen=True)
class Window:
    """From `first` (None: since the beginning) to `last`, both included."""

    first: date | None
    last: date

    @property
    def days(self) -> int | None:
        """How many days it spans, None when it has no beginning."""
        return None if self.first is None else (self.last - self.first).days + 1


def last_days(today: date, days: int = DEFAULT_DAYS) -> Window:
    """The `days` days that end today."""
    return Window(today - timedelta(days=days - 1), today)


def all_time(today: date) -> Window:
    """Everything up to and including today."""
    return Window(None, today)
