"""What a reminder is about: one day of one customer that comes up."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.catalogue.values import Calendar
from app.core.reminders.kinds import OccasionKind

MarkState = Literal["done", "snoozed", "skipped"]


@dataclass(frozen=True)
class Mark:
    """What the shop did about an occurrence."""

    state: MarkState
    word: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class OccurrenceKey:
    """Names one occurrence of one day of one customer."""

    customer_id: int
    kind: OccasionKind
    row_id: int
    on: date


@dataclass(frozen=True)
class Upcoming:
    """One occurrence, as lists and reminders show it.

    `whose` is the name of the person the day belongs to, None when it is unknown or
    sealed; `years` how many years it completes, None when the year is unknown; `relation`
    what somebody who is no customer is to the customer (an end's key, or the shop's words), or
    what the shop calls a day of its own.
    """

    customer_id: int
    uuid: str
    number: str | None
    customer: str
    customer_kind: str
    kind: OccasionKind
    row_id: int
    on: date
    calendar: Calendar
    month: int
    day: int
    leap: bool
    rule: str = ""
    whose: str | None = None
    years: int | None = None
    mark: Mark | None = None
    relation: str | None = None

    @property
    def key(self) -> OccurrenceKey:
        """What a mark is kept under."""
        return OccurrenceKey(self.customer_id, self.kind, self.row_id, self.on)
