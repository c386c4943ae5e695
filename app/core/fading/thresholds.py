"""The limits by which somebody counts as slipping away or buying less."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Thresholds:
    """What the shop has set; the course's numbers unless it did."""

    times: int = 2
    window: int = 180
    hiatus: int = 180
    percent: int = 50

    def spans(self, today: date) -> tuple[tuple[date, date], tuple[date, date]]:
        """First and last day of the recent window and of the one before, all included."""
        last = today - timedelta(days=self.window)
        before = last - timedelta(days=self.window - 1)
        return (last + timedelta(days=1), today), (before, last)


USUAL = Thresholds()
