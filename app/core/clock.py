"""What time it is: passed in, so that `--as-of` and tests can fix it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo


def _local_zone() -> tzinfo:
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    return zone


@dataclass(frozen=True)
class Clock:
    """A source of UTC instants and the shop's local zone."""

    utc: Callable[[], datetime]
    zone: tzinfo

    def now(self) -> datetime:
        """The present instant in UTC, aware."""
        return self.utc()

    def local(self) -> datetime:
        """The present instant in the shop's zone, aware."""
        return self.utc().astimezone(self.zone)

    def today(self) -> date:
        """The shop's calendar day."""
        return self.local().date()


def system_clock() -> Clock:
    """The computer's own clock and zone."""
    return Clock(lambda: datetime.now(UTC), _local_zone())


def fixed_clock(day: date, zone: tzinfo | None = None) -> Clock:
    """A clock that stands at 12:00 local on `day`."""
    where = zone or _local_zone()
    instant = datetime.combine(day, time(12), where).astimezone(UTC)
    return Clock(lambda: instant, where)
