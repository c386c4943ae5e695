"""What a value does not say of itself it inherits: value, then part, then record."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.catalogue.field import Field
from app.core.sources.origin import OWNER, Origin
from app.core.store.profiles import Stored, StoredFact

_NOTHING = StoredFact()


def inherit(chain: Sequence[StoredFact | None]) -> StoredFact:
    """One answer from the levels, the nearest first; "" means: expressly nothing."""
    levels = [each for each in chain if each is not None]
    return StoredFact(
        _first(levels, "source"),
        _first(levels, "learnt_on"),
        _verified(levels),
        _first(levels, "purpose"),
        _first(levels, "confidence"),
        _first(levels, "basis"),
    )


def record_fact(record: Mapping[str, Any]) -> StoredFact:
    """What the record says for all its values."""
    names = ("source", "learnt_on", "verified_on", "purpose", "confidence", "basis")
    return StoredFact(*(record[name] for name in names))


def fact_of(stored: Stored, field: Field[Any], row_id: int = 0) -> StoredFact:
    """Where a value comes from: its own entry, else its part's, else the record's."""
    part = field.part.key if field.part else ""
    facts = stored.facts
    chain = (facts.get((field.key, row_id)), facts.get((part, 0)), record_fact(stored.record))
    return inherit(chain)


def origin_of(found: StoredFact) -> Origin:
    """The same as an origin."""
    return Origin(
        found.source or OWNER, found.learnt_on, found.confidence, found.purpose, found.basis
    )


def own_fact(told: StoredFact, said: StoredFact) -> dict[str, Any] | None:
    """The cells that a value's own entry needs beside what it inherits; None: no entry."""
    same = ("source", "learnt_on", "purpose", "confidence", "basis")
    if all(getattr(told, name) == getattr(said, name) for name in same):
        return None
    cells: dict[str, Any] = {"source": told.source, "learnt_on": told.learnt_on}
    for name in ("purpose", "confidence", "basis"):
        value, above = getattr(told, name), getattr(said, name)
        cells[name] = value or ("" if above else None)
    return cells | {"verified_on": told.verified_on}


def _first(levels: Sequence[StoredFact], name: str) -> Any:
    found = (getattr(each, name) for each in levels)
    return next((value for value in found if value is not None), None) or None


def _verified(levels: Sequence[StoredFact]) -> Any:
    # A value learnt later than its record was verified is not verified by that.
    for each in levels:
        if each.verified_on is not None:
            return each.verified_on
        if each.learnt_on is not None:
            return None
    return None
