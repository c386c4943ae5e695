"""A customer's file in former times, and all values that one field ever had."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.catalogue.field import Field
from app.core.actor import Right, needs, require
from app.core.customers.profile import Fact, Profile
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.history.rewind import Deed, State, back, present
from app.core.store.past import PastReader
from app.core.store.profiles import load
from app.core.store.reader import Reader
from app.i18n import N_

MOST_VERSIONS = 500


@dataclass(frozen=True)
class Version:
    """One value that a field had: from which act on, by whom, and told by whom.

    `since` is None for a value that is older than the history.
    """

    value: Any | None
    since: datetime | None
    who: str
    title: str  # marked; what the act is called
    file: str | None  # the import's file
    act: int | None
    undoes: bool  # did it come by taking something back?
    fact: Fact


@needs(Right.SEE_CUSTOMERS)
def value_history(
    reader: Reader, customer_id: int, field: Field[Any], row_id: int = 0, *, reveal: bool = False
) -> tuple[Version, ...]:
    """Every value the field had, the present one first.

    A guarded or sealed one only with `reveal`, which the audit trail is told of
    (`customers.service.note_reveal`).
    """
    if reveal:
        require(reader.actor, Right.SEE_SEALED)
    found: list[Version] = []
    for value, fact, deed in _values(reader, customer_id, field, row_id, reveal=reveal):
        found.append(_version(value, fact, deed))
        if len(found) >= MOST_VERSIONS:
            break
    return tuple(found)


@needs(Right.SEE_CUSTOMERS)
def as_it_stood(reader: Reader, customer_id: int, day: date, *, reveal: bool = False) -> Profile:
    """The file as it was at the end of a day; `Refused` before it was made."""
    if reveal:
        require(reader.actor, Right.SEE_SEALED)
    moment = _end_of(day, reader)
    state = present(reader.connection, customer_id)
    for _ in back(reader.connection, customer_id, state, moment):
        pass
    former = _profile(reader, state, customer_id, reveal=reveal)
    if former is None:
        raise Refused(
            N_("There was no file of this customer on that day."),
            N_("Nothing was changed."),
            N_("Choose a later day."),
        )
    return former


@needs(Right.SEE_CUSTOMERS)
def days_of_change(reader: Reader, customer_id: int) -> tuple[date, ...]:
    """The days on which something in the file changed, newest first."""
    state = State({customer.name: {}})
    zone = reader.clock.zone
    days = (deed.at.astimezone(zone).date() for deed in back(reader.connection, customer_id, state))
    return tuple(dict.fromkeys(days))


def _end_of(day: date, reader: Reader) -> datetime:
    """The last moment of a day in the shop's zone, in UTC."""
    start = datetime.combine(day + timedelta(days=1), time.min, reader.clock.zone)
    return start.astimezone(UTC) - timedelta(microseconds=1)


def _values(
    reader: Reader, customer_id: int, field: Field[Any], row_id: int, *, reveal: bool
) -> Iterator[tuple[Any, Fact, Deed | None]]:
    """Each value with the act that brought it, newest first."""
    state = present(reader.connection, customer_id)
    profile = _profile(reader, state, customer_id, reveal=reveal)
    if profile is None:
        return
    held = _of(profile, field, row_id)
    for deed in back(reader.connection, customer_id, state):
        before = _profile(reader, state, customer_id, reveal=reveal)
        if before is None:
            yield *held, deed
            return
        former = _of(before, field, row_id)
        if former[0] != held[0]:
            yield *held, deed
            held = former
    yield *held, None


def _of(profile: Profile, field: Field[Any], row_id: int) -> tuple[Any, Fact]:
    if field.group is None:
        return profile.value(field), profile.fact(field)
    rows = (row for row in profile.rows(field.group) if row.id == row_id)
    value = next((row.value(field) for row in rows), None)
    return value, profile.fact(field, row_id)


def _profile(reader: Reader, state: State, customer_id: int, *, reveal: bool) -> Profile | None:
    stored = load(PastReader(reader, state.rows), customer_id, sealed=reveal)
    return None if stored is None else Profile(stored, reveal)


def _version(value: Any, fact: Fact, deed: Deed | None) -> Version:
    if deed is None:
        return Version(value, None, "", "", None, None, undoes=False, fact=fact)
    told = (deed.at, deed.who, deed.title, deed.source, deed.id)
    return Version(value, *told, undoes=deed.undoes, fact=fact)
