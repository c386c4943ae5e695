"""One customer's file as screens and the command line see it: values, masks, facts, doubts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select

from app.catalogue.field import Catalogue, Field, Group, Purpose, Tier
from app.core.actor import Right, needs, require
from app.core.customers.encoding import doubt_place
from app.core.customers.notes import DIFFERS, rival_place
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.sources.inheritance import fact_of
from app.core.store.profiles import Stored, StoredDoubt, StoredFact, load
from app.core.store.reader import Reader
from app.i18n import N_

T = TypeVar("T")


@dataclass(frozen=True)
class Fact:
    """Where a value comes from; blank where nobody knows."""

    source: str | None
    learnt_on: date | None
    verified_on: date | None
    purpose: Purpose
    confidence: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Doubt:
    """A text nobody could read (`taken` False), or a value taken over with a question."""

    id: int
    field: Field[Any]
    row_id: int
    typed: str | None
    reason: str
    taken: bool
    about: StoredFact | None = None  # where a rival value comes from


@dataclass(frozen=True)
class GroupRow:
    """One row of a repeating group."""

    id: int
    values: Mapping[Field[Any], Any]

    def value(self, field: Field[T]) -> T | None:
        """The row's value."""
        return self.values.get(field)


@dataclass(frozen=True)
class Profile:
    """One customer. What may not be seen yet is masked, and its value None."""

    stored: Stored
    shown: bool | frozenset[Field[Any]]

    @property
    def id(self) -> int:
        """The record's id."""
        return int(self.stored.record["id"])

    @property
    def kind(self) -> str:
        """Individual or company."""
        return str(self.stored.record["kind"])

    @property
    def catalogue(self) -> Catalogue:
        """The fields such a customer has."""
        return self.stored.catalogue

    @property
    def number(self) -> str | None:
        """The customer number, as typed."""
        number: str | None = self.stored.record["number"]
        return number

    @property
    def name(self) -> str:
        """The name; may be empty for a customer made from a till file."""
        return str(self.stored.record["name"])

    @property
    def deceased(self) -> bool:
        """Has the customer died? Then nobody is reminded of anything."""
        return bool(self.stored.record["deceased"])

    @property
    def binned(self) -> bool:
        """Does it lie in the bin?"""
        return self.stored.record["binned_on"] is not None

    @property
    def purchases(self) -> int:
        """Counted purchases of all time."""
        return int(self.stored.record["purchases"])

    @property
    def revenue(self) -> int:
        """What they came to, in fen."""
        return int(self.stored.record["revenue"])

    @property
    def last_purchase_on(self) -> date | None:
        """The day of the last one."""
        day = self.stored.record["last_purchase_day"]
        return None if day is None else date.fromordinal(day)

    def value(self, field: Field[T]) -> T | None:
        """A value of the customer's own; None when empty or masked."""
        return self.stored.values.get(field) if self._open(field) else None

    def filled(self, field: Field[Any]) -> bool:
        """Is there a value, seen or masked?"""
        return field in self.stored.values or field.key in self.stored.filled

    def masked(self, field: Field[Any]) -> bool:
        """Is there a value that is not shown?"""
        return self.filled(field) and not self._open(field)

    def rows(self, group: type[Group]) -> tuple[GroupRow, ...]:
        """The rows of a group; masked fields are left out of them."""
        if group.seal and not self._open(group.fields[0]):
            return ()
        return tuple(
            GroupRow(row.id, {f: v for f, v in row.values.items() if self._open(f)})
            for row in self.stored.rows.get(group, ())
        )

    def hides_rows(self, group: type[Group]) -> bool:
        """Are there rows that are not shown?"""
        sealed = bool(group.seal) and not self._open(group.fields[0])
        return sealed and any(field.key in self.stored.filled for field in group.fields)

    def masked_in(self, group: type[Group], row_id: int, field: Field[Any]) -> bool:
        """Is there a value in this row that is not shown?"""
        rows = self.stored.rows.get(group, ())
        there = any(row.id == row_id and row.values.get(field) is not None for row in rows)
        return there and not self._open(field)

    def fact(self, field: Field[Any], row_id: int = 0) -> Fact:
        """Where a value comes from: its own entry, else its part's, else the record's."""
        found = fact_of(self.stored, field, row_id)
        purpose = Purpose(found.purpose or field.purpose)
        dates = (found.learnt_on, found.verified_on)
        return Fact(found.source, *dates, purpose, found.confidence, found.basis)

    def doubts(self, field: Field[Any] | None = None, row_id: int = 0) -> tuple[Doubt, ...]:
        """What is doubtful about one value, or about everything."""
        return tuple(
            self._doubt(each)
            for each in self.stored.doubts
            if self.catalogue.has(each.field)
            and (field is None or (each.field == field.key and each.row_id == row_id))
        )

    def _doubt(self, found: StoredDoubt) -> Doubt:
        field = self.catalogue.field(found.field)
        typed = self._typed(field, found) if self._open(field) else None
        kept = (found.id, field, found.row_id, typed, found.reason, found.taken)
        return Doubt(*kept, found.about)

    def _typed(self, field: Field[Any], found: StoredDoubt) -> str | None:
        if not field.sealed:
            return found.typed
        if found.reason == DIFFERS:
            return self.stored.typed.get(rival_place(field, found.id))
        rows = self.stored.rows.get(field.group, ()) if field.group else ()
        place = next((row.position for row in rows if row.id == found.row_id), found.row_id)
        return self.stored.typed.get(doubt_place(field, place))

    def _open(self, field: Field[Any]) -> bool:
        if field.tier in (Tier.PLAIN, Tier.COMPANY):
            return True
        wanted = self.shown if isinstance(self.shown, bool) else field in self.shown
        return wanted and (not field.sealed or self.stored.opened)


@needs(Right.SEE_CUSTOMERS)
def last_entered(reader: Reader) -> int | None:
    """The customer who was entered last; None in an empty book."""
    asked = select(func.max(customer.c.id)).where(customer.c.binned_on.is_(None))
    return reader.connection.execute(asked).scalar()


@needs(Right.SEE_CUSTOMERS)
def profile(
    reader: Reader, customer_id: int, reveal: bool | Collection[Field[Any]] = False
) -> Profile:
    """One customer's file; `reveal` opens all masked fields, or those given.

    Whoever reveals tells the audit trail: `service.note_reveal`.
    """
    if reveal:
        require(reader.actor, Right.SEE_SEALED)
    stored = load(reader, customer_id, sealed=bool(reveal))
    if stored is None:
        raise Refused(
            N_("This customer is not there any more."),
            N_("Nothing was changed."),
            N_("It may have been undone or deleted; search for it again."),
        )
    return Profile(stored, reveal if isinstance(reveal, bool) else frozenset(reveal))
