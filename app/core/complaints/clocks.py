"""From a complaint's steps: where it stands, what was answered and settled when, what is due.

Resolution runs from the receipt to the last close; reopening resumes the clock, so that an
open complaint's clock always runs from its receipt (definition D18).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from typing import Any, NamedTuple

from app.core.complaints.hours import (
    ALWAYS,
    Hours,
    due_after,
    due_on_working_day,
    minutes_between,
)
from app.core.complaints.records import Severity, Stage, Step
from app.i18n import N_

STAGE_AFTER: dict[Step, Stage] = {
    Step.RECEIVED: Stage.NEW,
    Step.ASSESSED: Stage.CHECKING,
    Step.INVESTIGATED: Stage.CHECKING,
    Step.OFFERED: Stage.OFFERED,
    Step.REMEDIED: Stage.WAITING,
    Step.CONFIRMED: Stage.CLOSED,
    Step.CLOSED: Stage.CLOSED,
    Step.REOPENED: Stage.CHECKING,
}
"""The stage that a step leads to; the others leave it where it stands."""
_ANSWERS = (Step.ANSWERED, Step.OFFERED)
_CLOSES = (Step.CONFIRMED, Step.CLOSED)
_SAFETY_MINUTES = 60
_AMBER = 0.5


@dataclass(frozen=True)
class Taken:
    """One step and when it was taken (an aware instant)."""

    kind: Step
    at: datetime


@dataclass(frozen=True)
class Standing:
    """What the steps come to; the names are the table's derived columns."""

    stage: Stage
    acknowledged_at: datetime | None
    answered_at: datetime | None
    settled_at: datetime | None
    confirmed: int | None
    reopened: int


class Colour(StrEnum):
    """How the clock of an open complaint looks."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Limits:
    """Working days until an answer and until it is settled."""

    answer_days: int
    close_days: int


class Due(NamedTuple):
    """What is due next, and when in local time; None where the shop never opens."""

    what: str  # marked
    at: datetime | None


ACKNOWLEDGE, ANSWER, KEEP, SETTLE = (
    N_("acknowledge"),
    N_("answer"),
    N_("keep the promise"),
    N_("settle"),
)


def standing(steps: Sequence[Taken], reopened_once: bool = False) -> Standing:
    """Read the steps in the order of their time."""
    stage, settled, confirmed = Stage.NEW, None, None
    first: dict[Step, datetime] = {}
    reopened = 0
    for step in sorted(steps, key=lambda each: each.at):
        first.setdefault(step.kind, step.at)
        stage = STAGE_AFTER.get(step.kind, stage)
        if step.kind in _CLOSES:
            settled, confirmed = step.at, int(step.kind is Step.CONFIRMED)
        elif step.kind is Step.REOPENED:
            settled, confirmed = None, None
            reopened += 1
    answers = [first[kind] for kind in _ANSWERS if kind in first]
    return Standing(
        stage,
        first.get(Step.ACKNOWLEDGED),
        min(answers, default=None),
        settled,
        confirmed,
        max(reopened, int(reopened_once)),
    )


def minutes(
    received: datetime, found: Standing, hours: Hours, zone: tzinfo
) -> dict[str, int | None]:
    """How long the first answer and settling took, in calendar minutes and in open ones."""
    told: dict[str, int | None] = {}
    for name, until in (("answered", found.answered_at), ("settled", found.settled_at)):
        for suffix, clock in (("_minutes", ALWAYS), ("_open_minutes", hours)):
            told[name + suffix] = (
                None
                if until is None
                else minutes_between(clock, local(received, zone), local(until, zone))
            )
    return told


def local(at: datetime, zone: tzinfo) -> datetime:
    """An instant as the clock on the wall shows it, to the minute."""
    return at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


class Deadlines:
    """What open complaints wait for, and until when: one for many of them.

    The n-th working day is found once for each day of receipt, not once for each complaint.
    """

    def __init__(self, hours: Hours, limits: Limits, now: datetime, zone: tzinfo) -> None:
        """`now` is local."""
        self.hours, self.limits, self.now, self.zone = hours, limits, now, zone
        self._found: dict[tuple[int, int], _Ends] = {}

    def next(self, row: Any, received: datetime) -> Due:
        """An acknowledgement, an answer, the promised remedy, the end."""
        if row.answered_at is None:
            if row.acknowledged_at is None and row.stage == Stage.NEW:
                return Due(ACKNOWLEDGE, self._acknowledge(row.severity, received))
            return Due(ANSWER, self._working_day(received, self.limits.answer_days))
        return self.last(row.promised_at, received)

    def last(self, promised: datetime | None, received: datetime) -> Due:
        """When it must be settled: as promised, else by the shop's own limit."""
        if promised is not None:
            return Due(KEEP, local(promised, self.zone))
        return Due(SETTLE, self._working_day(received, self.limits.close_days))

    def colour(self, received: datetime, due: datetime | None) -> Colour:
        """Green for the first half of the open minutes until it is due, then amber, then red."""
        if due is None:
            return Colour.GREEN
        if self.now > due:
            return Colour.RED
        whole = minutes_between(self.hours, received, due)
        gone = minutes_between(self.hours, received, self.now)
        return Colour.AMBER if whole <= 0 or gone > _AMBER * whole else Colour.GREEN

    def open_minutes(self, received: datetime, until: datetime | None) -> int:
        """In the shop's hours: until settled, or until now."""
        return minutes_between(self.hours, received, until or self.now)

    def _acknowledge(self, severity: str, received: datetime) -> datetime | None:
        if severity == Severity.SAFETY:
            return due_after(self.hours, received, _SAFETY_MINUTES)
        return self._working_day(received, 0)

    def _working_day(self, received: datetime, days: int) -> datetime | None:
        key = (days, received.toordinal())
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = self._ends(received.date(), days)
        shut, early, late = known
        return early if received.hour * _HOUR + received.minute < shut else late

    def _ends(self, day: date, days: int) -> "_Ends":
        spans = self.hours.spans(day)
        shut = spans[-1][1] if spans else 0
        morning, night = datetime.combine(day, time()), datetime.combine(day, time(23, 59))
        early = due_on_working_day(self.hours, morning, days)
        return shut, early, due_on_working_day(self.hours, night, days) if shut < _NIGHT else early


_HOUR, _NIGHT = 60, 24 * 60
_Ends = tuple[int, datetime | None, datetime | None]
"""When a day's last span ends, and what is due if something came in before, or after that."""
