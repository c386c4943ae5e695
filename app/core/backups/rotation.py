"""Which backups are kept: all of two days, then one a day, a week, a month; a pure function."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
MOST_AGE = timedelta(days=365)
MIGRATION_KEPT = timedelta(days=90)
NEWEST_KEPT = 3


@dataclass(frozen=True)
class Kept:
    """A backup as rotation sees it; `name` is whatever tells it apart."""

    name: str
    made_at: datetime  # aware
    kind: str = "auto"
    good: bool = True


def to_delete(backups: Sequence[Kept], now: datetime, *, clock_trusted: bool = True) -> list[Kept]:
    """The backups that the policy no longer keeps; none while the clock is in doubt."""
    if not clock_trusted or any(b.made_at > now + timedelta(minutes=5) for b in backups):
        return []
    newest_first = sorted(backups, key=lambda b: b.made_at, reverse=True)
    good = [b for b in newest_first if b.good]
    kept = set(good[:NEWEST_KEPT])
    young = [b for b in good if now - b.made_at <= MOST_AGE]
    kept |= {b for b in newest_first if now - b.made_at <= ALL_FOR}
    kept |= {b for b in young if b.kind == "migration" and now - b.made_at <= MIGRATION_KEPT}
    kept |= _newest_of_each(young, DAILY, lambda at: at.date())
    kept |= _newest_of_each(young, WEEKLY, lambda at: at.isocalendar()[:2])
    kept |= _newest_of_each(young, MONTHLY, lambda at: (at.year, at.month))
    return [b for b in newest_first if b not in kept]


def _newest_of_each(
    newest_first: Sequence[Kept], count: int, period: Callable[[datetime], Hashable]
) -> set[Kept]:
    """The newest backup of each of the last `count` periods that have one."""
    found: dict[Hashable, Kept] = {}
    for backup in newest_first:
        found.setdefault(period(backup.made_at), backup)
    return set(list(found.values())[:count])
