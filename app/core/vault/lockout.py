"""A growing wait after wrong passwords, kept outside the shop until the next unlock."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.core.errors import WrongPassword
from app.core.vault.atomic import write_atomically
from app.i18n import N_

PENDING = "auth-pending.log"
FREE_FAILURES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
MOST_KEPT = 500  # attempts told to the audit trail; the count itself goes on


@dataclass(frozen=True)
class Failures:
    """What one person's wrong passwords at one shop come to; no password, ever."""

    shop: str
    uid: str
    count: int = 0
    last: str = ""  # UTC, ISO
    times: tuple[str, ...] = ()


def wait_after(count: int) -> timedelta:
    """How long to wait after so many wrong passwords in a row."""
    if count < FREE_FAILURES:
        return timedelta(0)
    doublings = min(count - FREE_FAILURES, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


@dataclass(frozen=True)
class Lockout:
    """Counts wrong passwords in this PC user's app-state folder."""

    app_state: Path

    def refuse_early(self, shop: str, uid: str, now: datetime) -> None:
        """`WrongPassword` while the wait is not over; that try does not count."""
        found = self.failures(shop, uid)
        left = _left(found, now)
        if left <= timedelta(0):
            return
        if found.last and datetime.fromisoformat(found.last) > now:
            # The clock went back: wait once from now on, not until the old time comes.
            self._save(replace(found, last=now.astimezone(UTC).isoformat()))
        raise WrongPassword(
            N_("There were {count} wrong passwords; the next try is possible in {seconds} s."),
            N_("Nothing was opened and nothing was changed."),
            N_("Wait, then try again; or use the recovery card."),
            count=found.count,
            seconds=-(-left // timedelta(seconds=1)),
        )

    def failed(self, shop: str, uid: str, now: datetime) -> None:
        """Count one more wrong password."""
        found = self.failures(shop, uid)
        at = now.astimezone(UTC).isoformat()
        times = (*found.times, at)[-MOST_KEPT:]
        self._save(replace(found, count=found.count + 1, last=at, times=times))

    def failures(self, shop: str, uid: str) -> Failures:
        """The wrong passwords since the last right one."""
        mine = [each for each in self._all() if (each.shop, each.uid) == (shop, uid)]
        return mine[0] if mine else Failures(shop, uid)

    def waiting(self, shop: str) -> list[Failures]:
        """Everybody's wrong passwords at this shop, to be told to the audit trail."""
        return [each for each in self._all() if each.shop == shop and each.times]

    def told(self, shop: str, succeeded: str) -> None:
        """They stand in the audit trail now; the one who got in starts from nothing."""
        kept = []
        for each in self._all():
            if each.shop != shop:
                kept.append(each)
            elif each.uid != succeeded:
                kept.append(replace(each, times=()))
        self._write(kept)

    def _save(self, changed: Failures) -> None:
        key = (changed.shop, changed.uid)
        others = [each for each in self._all() if (each.shop, each.uid) != key]
        self._write([*others, changed])

    def _all(self) -> list[Failures]:
        try:
            rows = json.loads((self.app_state / PENDING).read_text(encoding="utf-8"))
            return [_read(row) for row in rows]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def _write(self, rows: list[Failures]) -> None:
        self.app_state.mkdir(parents=True, exist_ok=True)
        text = json.dumps([asdict(row) for row in rows], indent=1)
        write_atomically(self.app_state / PENDING, text.encode())


def _left(found: Failures, now: datetime) -> timedelta:
    if not found.last:
        return timedelta(0)
    passed = max(now - datetime.fromisoformat(found.last), timedelta(0))
    return wait_after(found.count) - passed


def _read(row: dict[str, object]) -> Failures:
    times = row["times"]
    if not isinstance(times, list):
        raise TypeError("times")
    last = str(row["last"])
    if last and datetime.fromisoformat(last).tzinfo is None:
        raise ValueError("last")
    return Failures(
        shop=str(row["shop"]),
        uid=str(row["uid"]),
        count=int(str(row["count"])),
        last=last,
        times=tuple(str(each) for each in times),
    )
