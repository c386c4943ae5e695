"""What two files make as one: field by field, with nothing dropped unless somebody says so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.catalogue.field import Field, Group, Tier
from app.catalogue.kinds import Lines, LongText
from app.core.store.profiles import Stored, StoredRow

Take = Literal["ours", "theirs", "both"]
Values = Mapping[Field[Any], Any]
_OPEN = (Tier.PLAIN, Tier.COMPANY)
NOT_MERGED = ("customer_no",)  # both numbers go on finding the one file


@dataclass(frozen=True)
class FieldPlan:
    """One field that at least one of the files fills, and what the merged file will hold."""

    field: Field[Any]
    ours: Any | None
    theirs: Any | None
    take: Take
    takes: tuple[Take, ...]  # what may be chosen; one alone needs no choice
    masked: bool = False  # what they say is not told

    @property
    def result(self) -> Any | None:
        """The value of the merged file; None where it is masked."""
        if self.masked:
            return None
        if self.take == "both":
            return both(self.field, self.ours, self.theirs)
        return self.ours if self.take == "ours" else self.theirs


@dataclass(frozen=True)
class MergePlan:
    """The merged file: every filled field, and the rows that come to ours."""

    fields: tuple[FieldPlan, ...]
    rows: Mapping[type[Group], tuple[StoredRow, ...]]

    @property
    def open_questions(self) -> tuple[FieldPlan, ...]:
        """The fields in which the two differ."""
        return tuple(each for each in self.fields if len(each.takes) > 1)

    def masked(self) -> "MergePlan":
        """The same without what is hidden until somebody asks; the rows are only counted."""
        rows = {
            group: tuple(replace(each, values={}) for each in found)
            for group, found in self.rows.items()
        }
        return MergePlan(tuple(map(_masked, self.fields)), rows)


def merge_plan(ours: Stored, theirs: Stored, chosen: Mapping[str, Take] | None = None) -> MergePlan:
    """How `theirs` goes into `ours`; `chosen` by field key where the proposal is not wanted."""
    chosen = chosen or {}
    fields = []
    for each in ours.catalogue:
        if each.group is None and each.key not in NOT_MERGED:
            made = _field(each, ours.values.get(each), theirs.values.get(each), chosen)
            if made is not None:
                fields.append(made)
    return MergePlan(tuple(fields), _rows(ours, theirs))


def both(field: Field[Any], ours: Any, theirs: Any) -> Any:
    """Two values of a field that can hold both: lists joined, texts under one another."""
    if isinstance(ours, tuple):
        return ours + tuple(each for each in theirs if each not in ours)
    return ours if theirs in ours else f"{ours}\n{theirs}"


def _field(
    field: Field[Any], ours: Any, theirs: Any, chosen: Mapping[str, Take]
) -> FieldPlan | None:
    if ours is None and theirs is None:
        return None
    if theirs is None or ours == theirs:
        return FieldPlan(field, ours, theirs, "ours", ("ours",))
    if ours is None:
        return FieldPlan(field, ours, theirs, "theirs", ("theirs",))
    joinable = isinstance(ours, tuple) or isinstance(field.kind, LongText | Lines)
    takes: tuple[Take, ...] = ("both", "ours", "theirs") if joinable else ("ours", "theirs")
    wish = chosen.get(field.key)
    return FieldPlan(field, ours, theirs, wish if wish in takes else takes[0], takes)


def _masked(found: FieldPlan) -> FieldPlan:
    if found.field.tier in _OPEN:
        return found
    return replace(found, ours=None, theirs=None, masked=True)


def _rows(ours: Stored, theirs: Stored) -> dict[type[Group], tuple[StoredRow, ...]]:
    """Their rows of repeating groups, without those that we have already."""
    found: dict[type[Group], tuple[StoredRow, ...]] = {}
    for group, rows in theirs.rows.items():
        known = [row.values for row in ours.rows.get(group, ())]
        new = tuple(row for row in rows if row.values and row.values not in known)
        if new:
            found[group] = new
    return found
