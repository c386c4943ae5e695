"""The shop's own categories of complaints and its tree of causes."""

from typing import Any

from sqlalchemy import Table, func, select

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.complaints.records import complaint_category, complaint_cause
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.timeline.writing import entry_row
from app.i18n import N_, tr

CATEGORIES = (
    (N_("Quality of the goods"), False),
    (N_("Late delivery"), False),
    (N_("Damaged packaging"), False),
    (N_("Attitude of the staff"), False),
    (N_("Price too high"), False),
    (N_("Other"), True),
)
"""What a shop begins with; "other" stands last in every Pareto."""
CAUSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Our people"), (N_("Too few hands"), N_("Not trained"), N_("A slip"))),
    (N_("Our goods"), (N_("Supplier"), N_("Storage"), N_("Past its date"))),
    (N_("Our ways"), (N_("Promised too much"), N_("Nobody was told"))),
    (N_("Delivery"), (N_("Carrier"), N_("Wrong address"))),
    (N_("The customer's side"), (N_("Used in another way"), N_("Expected something else"))),
)
CHANNELS = (
    N_("In the shop"),
    N_("By telephone"),
    N_("WeChat"),
    N_("By letter"),
    N_("On a platform"),
)
"""How complaints come in; any other word may be typed."""
_LONGEST = 60


@needs(Right.EDIT_CUSTOMERS)
def begin_lists(unit: Unit) -> None:
    """Give a shop without any its first categories and causes."""
    if not unit.connection.execute(select(complaint_category.c.id).limit(1)).first():
        for name, other in CATEGORIES:
            add_category(unit, tr(name), other=other)
    if not unit.connection.execute(select(complaint_cause.c.id).limit(1)).first():
        for name, below in CAUSES:
            parent = add_cause(unit, tr(name))
            for each in below:
                add_cause(unit, tr(each), parent)


@needs(Right.EDIT_CUSTOMERS)
def add_category(unit: Unit, name: str, *, other: bool = False) -> int:
    """Another category; one that was retired under this name comes back."""
    kept, key = _name(name)
    there = find_category(unit, kept)
    if there is not None:
        unit.update(complaint_category, there, retired_on=None)
        return there
    cells = {"name": kept, "name_key": key, "other": int(other)}
    return unit.insert(complaint_category, **cells, position=_last(unit, complaint_category) + 1)


@needs(Right.EDIT_CUSTOMERS)
def rename_category(unit: Unit, category_id: int, name: str) -> None:
    """Call it otherwise; complaints follow."""
    kept, key = _name(name)
    there = find_category(unit, kept)
    if there not in (None, category_id):
        raise _taken(kept)
    unit.update(complaint_category, category_id, name=kept, name_key=key)


@needs(Right.EDIT_CUSTOMERS)
def retire_category(unit: Unit, category_id: int) -> None:
    """Offer it no more; complaints that have it keep it."""
    entry_row(unit, complaint_category, category_id)
    unit.update(complaint_category, category_id, retired_on=unit.today)


@needs(Right.EDIT_CUSTOMERS)
def add_cause(unit: Unit, name: str, parent_id: int | None = None) -> int:
    """Another cause, below one of the first level or as one of them."""
    kept, key = _name(name)
    if parent_id is not None and entry_row(unit, complaint_cause, parent_id)["parent_id"]:
        raise Refused(
            N_("Causes have two levels."),
            N_("Nothing was kept."),
            N_("Put it beside this one instead."),
        )
    there = find_cause(unit, kept, parent_id)
    if there is not None:
        unit.update(complaint_cause, there, retired_on=None)
        return there
    cells = {"parent_id": parent_id, "name": kept, "name_key": key}
    return unit.insert(complaint_cause, **cells, position=_last(unit, complaint_cause) + 1)


@needs(Right.EDIT_CUSTOMERS)
def rename_cause(unit: Unit, cause_id: int, name: str) -> None:
    """Call it otherwise; complaints follow."""
    kept, key = _name(name)
    row = entry_row(unit, complaint_cause, cause_id)
    if find_cause(unit, kept, row["parent_id"]) not in (None, cause_id):
        raise _taken(kept)
    unit.update(complaint_cause, cause_id, name=kept, name_key=key)


@needs(Right.EDIT_CUSTOMERS)
def retire_cause(unit: Unit, cause_id: int) -> None:
    """Offer it no more, nor what is below it."""
    entry_row(unit, complaint_cause, cause_id)
    below = select(complaint_cause.c.id).where(complaint_cause.c.parent_id == cause_id)
    for each in [cause_id, *unit.connection.scalars(below)]:
        unit.update(complaint_cause, each, retired_on=unit.today)


def find_category(reader: Reader, name: str) -> int | None:
    """A category by its name, retired or not."""
    asked = select(complaint_category.c.id).where(complaint_category.c.name_key == name.casefold())
    return reader.connection.execute(asked).scalar()


def find_cause(reader: Reader, name: str, parent_id: int | None) -> int | None:
    """A cause by its name below a parent, retired or not."""
    cause = complaint_cause.c
    asked = select(cause.id).where(
        cause.name_key == name.casefold(), cause.parent_id.is_not_distinct_from(parent_id)
    )
    return reader.connection.execute(asked).scalar()


def _name(typed: str) -> tuple[str, str]:
    kept = tidy_line(typed)
    if not kept or len(kept) > _LONGEST:
        raise Refused(
            N_("It needs a name of at most {longest} characters."),
            N_("Nothing was kept."),
            N_("Type a short name."),
            longest=_LONGEST,
        )
    return kept, kept.casefold()


def _taken(name: str) -> Refused:
    return Refused(
        N_("There is already one called “{name}”."),
        N_("Nothing was kept."),
        N_("Choose another name."),
        name=name,
    )


def _last(unit: Unit, table: Table) -> int:
    found: Any = unit.connection.execute(select(func.max(table.c.position))).scalar()
    return int(found or 0)
