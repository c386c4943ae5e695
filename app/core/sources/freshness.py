"""How old a value is: fresh, amber or red, by limits that the shop can set for each field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.catalogue.field import Field
from app.core.sources.inheritance import fact_of
from app.core.store.profiles import Stored, StoredFact

NEVER = (0, 0)
# What was true once stays true, or is the shop's own remark and no statement about somebody.
_LASTING = frozenset(
    (
        *("name", "native_place", "blood_type", "birth_date", "id_number", "sex"),
        *("major", "main_courses", "school_awards", "school_clubs", "school_favourite_sport"),
        *("wedding_anniversary", "spouse.name", "spouse.birthday", "spouse.blood_type"),
        *("child.name", "child.birthday", "past_clubs", "proudest_achievement"),
        *("company_name", "founded_on", "uscc", "person.name", "person.birthday"),
        *("customer_no", "joined_on", "acquisition_channel", "referral_by", "handler", "tags"),
        *("deceased", "note"),
    )
)
_LASTING_GROUPS = frozenset(("study", "past_job", "sales_performance", "past_credit_problems"))


class Freshness(StrEnum):
    """The state of one value."""

    FRESH = "fresh"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"  # nobody knows when it was learnt


@dataclass(frozen=True)
class Limits:
    """A value older than so many days is amber, than so many red; 0 means never."""

    amber: int = 365
    red: int = 730
    by_field: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def of(self, each: Field[Any]) -> tuple[int, int]:
        """The limits of one field: its own, none if it cannot change, else the shop's."""
        own = self.by_field.get(each.key)
        if own is not None:
            return own
        lasting = each.key in _LASTING or (each.group and each.group.key in _LASTING_GROUPS)
        return NEVER if lasting else (self.amber, self.red)

    def shortest(self, place: int) -> int:
        """The shortest amber (0) or red (1) limit of any field; 0 when there is none."""
        found = [(self.amber, self.red)[place], *(each[place] for each in self.by_field.values())]
        return min((days for days in found if days), default=0)


@dataclass(frozen=True)
class Value:
    """One filled value of a customer, with where it comes from."""

    field: Field[Any]
    row_id: int
    fact: StoredFact


def last_known_on(fact: StoredFact) -> date | None:
    """The day it was last known to be true: verified, else learnt."""
    days = [day for day in (fact.verified_on, fact.learnt_on) if day is not None]
    return max(days, default=None)


def freshness(fact: StoredFact, each: Field[Any], limits: Limits, today: date) -> Freshness:
    """How fresh a value is on a day."""
    day = last_known_on(fact)
    if day is None:
        return Freshness.UNKNOWN
    amber, red = limits.of(each)
    age = (today - day).days
    if red and age > red:
        return Freshness.RED
    return Freshness.AMBER if amber and age > amber else Freshness.FRESH


def values_of(stored: Stored) -> Iterator[Value]:
    """Every filled value of a profile, sealed ones too as far as they were opened."""
    sealed = (f for f in stored.catalogue if f.key in stored.filled and not f.group)
    own = dict.fromkeys((*stored.values, *sealed))
    for each in own:
        yield Value(each, 0, fact_of(stored, each))
    for rows in stored.rows.values():
        for row in rows:
            for each in row.values:
                yield Value(each, row.id, fact_of(stored, each, row.id))
