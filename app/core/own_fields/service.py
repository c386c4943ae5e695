"""Describing the shop's own fields, and putting all fields in the shop's order."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue import CATALOGUES
from app.catalogue.field import Tier
from app.catalogue.own_field import DAY, KIND_CHOICES, OwnChoice, OwnSpec
from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.own_fields.catalogues import FIELD, PART, spec_of
from app.core.own_fields.names import UNCHANGED, both, new_choices, refuse_choices, refuse_name
from app.core.own_fields.records import field_place, own_field
from app.core.own_fields.searching import renew_those_with
from app.core.progress import SILENT, Progress
from app.core.store.unit import Unit
from app.i18n import N_

NAMES = frozenset(("name", "company_name"))
TIERS = (Tier.PLAIN, Tier.GUARDED, Tier.SEALED)
_WITH_CHOICES = ("choice", "choices")


@dataclass(frozen=True)
class NewField:
    """What a shop says of a field that it adds; a part for each profile that is to have it."""

    name: str
    name_en: str
    kind: str
    individual_part: str | None = None
    company_part: str | None = None
    choices: tuple[tuple[str, str], ...] = ()  # Chinese, English
    unit: str = ""
    tier: Tier = Tier.PLAIN
    findable: bool = False
    yearly: bool = False  # a day that reminds


@needs(Right.CHANGE_SETTINGS)
def add(unit: Unit, new: NewField) -> int:
    """Add a field; returns its number, of which its key is made ("own.7")."""
    name, name_en = both(new.name, new.name_en)
    _refuse_names(unit, (name, name_en))
    parts = {"individual": new.individual_part, "company": new.company_part}
    _refuse_place(parts)
    choices = new_choices((), new.choices) if new.kind in _WITH_CHOICES else ()
    if new.kind in _WITH_CHOICES and not choices:
        raise _no_choices()
    findable = new.findable and KIND_CHOICES[new.kind].findable and new.tier is Tier.PLAIN
    return unit.insert(
        own_field,
        name=name,
        name_en=name_en,
        kind=new.kind,
        choices=_kept(choices),
        unit=new.unit.strip()[:12],
        individual_part=new.individual_part,
        company_part=new.company_part,
        tier=str(new.tier),
        findable=int(findable),
        yearly=int(new.yearly and new.kind == DAY),
        created_at=unit.now,
    )


@needs(Right.CHANGE_SETTINGS)
def rename(unit: Unit, field_id: int, name: str, name_en: str) -> bool:
    """Call a field otherwise; a name that already means a field is refused."""
    _spec(unit, field_id)
    name, name_en = both(name, name_en)
    _refuse_names(unit, (name, name_en), field_id)
    return unit.update(own_field, field_id, name=name, name_en=name_en)


@needs(Right.CHANGE_SETTINGS)
def set_choices(unit: Unit, field_id: int, choices: Sequence[OwnChoice]) -> bool:
    """Rename and reorder the choices and add new ones (code ""); none can be left out."""
    spec = _spec(unit, field_id)
    kept = [each for each in choices if each.code]
    if {each.code for each in kept} != {each.code for each in spec.choices}:
        raise Refused(
            N_("A choice that customers may have can't be taken away."),
            UNCHANGED,
            N_("Rename it, or move it to the end."),
        )
    renamed = [OwnChoice(each.code, *both(each.name, each.name_en)) for each in kept]
    refuse_choices(renamed)
    added = [(each.name, each.name_en) for each in choices if not each.code]
    return unit.update(own_field, field_id, choices=_kept(new_choices(renamed, added)))


@needs(Right.CHANGE_SETTINGS)
def set_findable(unit: Unit, field_id: int, findable: bool, progress: Progress = SILENT) -> bool:
    """Let the search look into a field, or no longer; everybody's search text follows."""
    spec = _spec(unit, field_id)
    if findable and not (KIND_CHOICES[spec.kind].findable and spec.tier is Tier.PLAIN):
        raise Refused(
            N_("The search can't look into this field."),
            UNCHANGED,
            N_("Only ordinary fields with words or numbers to call can be found."),
        )
    changed = unit.update(own_field, field_id, findable=int(findable))
    if changed:
        renew_those_with(unit, [field_id], progress)
    return changed


@needs(Right.CHANGE_SETTINGS)
def set_yearly(unit: Unit, field_id: int, yearly: bool, progress: Progress = SILENT) -> bool:
    """Let a day remind each year, or no longer; everybody who has one follows."""
    spec = _spec(unit, field_id)
    if yearly and spec.kind != DAY:
        raise Refused(
            N_("Only a field that holds a day can remind of it."),
            UNCHANGED,
            N_("Add a field of the kind “Day” for it."),
        )
    changed = unit.update(own_field, field_id, yearly=int(yearly))
    if changed:
        renew_those_with(unit, [field_id], progress)
    return changed


@needs(Right.CHANGE_SETTINGS)
def set_part(unit: Unit, field_id: int, profile: str, part: str | None) -> bool:
    """Put a field into another part, or into a profile that did not have it yet."""
    row = unit.connection.execute(select(own_field).where(own_field.c.id == field_id)).first()
    if row is None:
        raise _gone()
    parts = {"individual": row.individual_part, "company": row.company_part, profile: part}
    _refuse_place(parts)
    if parts[profile] is None:
        raise Refused(
            N_("A field can't be taken out of a profile: customers may have values in it."),
            UNCHANGED,
            N_("Hide it there instead."),
        )
    return unit.update(own_field, field_id, **{f"{profile}_part": part})


@needs(Right.CHANGE_SETTINGS)
def arrange_parts(unit: Unit, profile: str, keys: Sequence[str]) -> None:
    """Put the parts of a profile in this order."""
    _refuse_unknown({each.key for each in unit.catalogues[profile].parts}, keys)
    _arrange(unit, profile, PART, keys)


@needs(Right.CHANGE_SETTINGS)
def arrange_fields(unit: Unit, profile: str, part: str, keys: Sequence[str]) -> None:
    """Put the fields of one part in this order."""
    found = next((p for p in unit.catalogues[profile].parts if p.key == part), None)
    _refuse_unknown({each.key for each in found.fields} if found else set(), keys)
    _arrange(unit, profile, FIELD, keys)


@needs(Right.CHANGE_SETTINGS)
def hide(unit: Unit, profile: str, key: str, hidden: bool = True, *, part: bool = False) -> bool:
    """Hide a field, group or part (`part`) of a profile from forms, or show it again.

    Nothing is lost: values stay, and a filled field is still shown in the customer's file.
    """
    catalogue = unit.catalogues[profile]
    if part:
        hit = {each.key for found in catalogue.parts if found.key == key for each in found.fields}
    else:
        known = {each.key for each in catalogue.groups()} | {each.key for each in catalogue}
        hit = {key} & known
    if not hit:
        raise _gone()
    if hidden and hit & NAMES:
        raise Refused(
            N_("The name can't be hidden: a customer is known by it."),
            UNCHANGED,
            N_("Hide single fields instead."),
        )
    return _put(unit, profile, PART if part else FIELD, key, hidden=int(hidden))


@needs(Right.CHANGE_SETTINGS)
def reset(unit: Unit, profile: str) -> None:
    """The catalogue's own order again, with nothing hidden."""
    unit.delete_where(field_place, field_place.c.profile == profile)


def _refuse_names(unit: Unit, names: tuple[str, str], own: int = 0) -> None:
    for name in dict.fromkeys(names):
        refuse_name(name, unit.catalogues, own)


def _refuse_place(parts: Mapping[str, str | None]) -> None:
    for profile, part in parts.items():
        if part is not None and part not in {each.key for each in CATALOGUES[profile].parts}:
            raise _gone()
    if not any(parts.values()):
        raise Refused(
            N_("A field belongs to individuals, to companies or to both."),
            UNCHANGED,
            N_("Choose in which part of a profile it stands."),
        )


def _refuse_unknown(known: set[str], keys: Sequence[str]) -> None:
    if set(keys) != known or len(keys) != len(known):
        raise _gone()


def _arrange(unit: Unit, profile: str, sort: str, keys: Sequence[str]) -> None:
    for position, key in enumerate(keys):
        _put(unit, profile, sort, key, position=position)


def _put(unit: Unit, profile: str, sort: str, key: str, **cells: int) -> bool:
    mine = (field_place.c.profile == profile, field_place.c.sort == sort, field_place.c.key == key)
    row = unit.connection.execute(select(field_place.c.id).where(*mine)).scalar()
    if row is not None:
        return unit.update(field_place, int(row), **cells)
    unit.insert(field_place, profile=profile, sort=sort, key=key, **cells)
    return True


def _spec(unit: Unit, field_id: int) -> OwnSpec:
    row = unit.connection.execute(select(own_field).where(own_field.c.id == field_id)).first()
    if row is None:
        raise _gone()
    return spec_of(row)


def _kept(choices: Iterable[OwnChoice]) -> str:
    return json.dumps([[c.code, c.name, c.name_en] for c in choices], ensure_ascii=False)


def _no_choices() -> Refused:
    return Refused(
        N_("There is nothing to choose from yet."),
        UNCHANGED,
        N_("Type at least one choice."),
    )


def _gone() -> Refused:
    return Refused(
        N_("The fields were changed meanwhile."),
        UNCHANGED,
        N_("Look at the list again."),
    )
