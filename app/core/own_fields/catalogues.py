"""Makes the catalogues of a shop: the fixed ones with its own fields, in its order."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from app.catalogue import CATALOGUES
from app.catalogue.field import Catalogue, Field, Part, Tier, part_like
from app.catalogue.own_field import KIND_CHOICES, OwnChoice, OwnSpec, make_field
from app.core.own_fields.records import field_place, own_field

Catalogues = Mapping[str, Catalogue]
PART, FIELD = "part", "field"
_MOST_KEPT = 16
_STAMP = "SELECT value FROM meta WHERE key = 'fields'"


@dataclass(frozen=True)
class _Described:
    """A shop's own field and the part it stands in, by profile."""

    spec: OwnSpec
    parts: Mapping[str, str | None]


@dataclass(frozen=True)
class _Places:
    """Where one profile's parts and fields stand, and which are hidden."""

    positions: dict[tuple[str, str], int] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def stamp_of(connection: Connection) -> str | None:
    """What changes whenever own fields or places do (triggers see to it); None: never yet."""
    # Straight to the driver: every reader asks this, and a statement costs five times as much.
    driver: Any = connection.connection.driver_connection
    found = driver.execute(_STAMP).fetchone()
    return None if found is None else str(found[0])


def catalogues_of(connection: Connection, kept: dict[str, Catalogues]) -> Catalogues:
    """The shop's catalogues as this connection sees them; `kept` remembers them by stamp."""
    stamp = stamp_of(connection)
    if stamp is None:
        return CATALOGUES
    found = kept.get(stamp)
    if found is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        found = kept[stamp] = load(connection)
    return found


def load(connection: Connection) -> Catalogues:
    """Make them from what the shop keeps now."""
    own = [_described(row) for row in connection.execute(select(own_field).order_by("id"))]
    places = {kind: _Places() for kind in CATALOGUES}
    for row in connection.execute(select(field_place)):
        found = places[row.profile]
        if row.position is not None:
            found.positions[row.sort, row.key] = row.position
        if row.hidden:
            found.hidden.add(f"part:{row.key}" if row.sort == PART else row.key)
    return {kind: _made(kind, own, places[kind]) for kind in CATALOGUES}


def spec_of(row: Any) -> OwnSpec:
    """What a row of `own_field` describes."""
    choices = tuple(OwnChoice(*each) for each in json.loads(row.choices))
    named = (row.id, row.name, row.name_en, row.kind)
    return OwnSpec(*named, choices, row.unit, Tier(row.tier), bool(row.findable), bool(row.yearly))


def _described(row: Any) -> _Described:
    parts = {"individual": row.individual_part, "company": row.company_part}
    return _Described(spec_of(row), parts)


def _made(kind: str, own: Sequence[_Described], places: _Places) -> Catalogue:
    fixed = CATALOGUES[kind].parts
    ordered = _ordered(fixed, PART, places, lambda part: part.key)
    hides = frozenset(places.hidden)
    return Catalogue(kind, tuple(_part(kind, part, own, places) for part in ordered), hides)


def _part(kind: str, part: type[Part], own: Sequence[_Described], places: _Places) -> type[Part]:
    mine = [each.spec for each in own if each.parts[kind] == part.key]
    made = [make_field(spec, part) for spec in mine if spec.kind in KIND_CHOICES]
    fields: list[Field[Any]] = [*part.fields, *made]
    return part_like(part, tuple(_ordered(fields, FIELD, places, lambda each: each.key)))


def _ordered(found: Iterable[Any], sort: str, places: _Places, key: Any) -> list[Any]:
    """In the shop's order; what it never moved stays behind the one it followed before."""
    last = -1
    keys: dict[int, tuple[int, int]] = {}
    listed = list(found)
    for index, each in enumerate(listed):
        last = places.positions.get((sort, key(each)), last)
        keys[index] = (last, index)
    return [listed[index] for index in sorted(keys, key=lambda index: keys[index])]
