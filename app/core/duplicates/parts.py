"""Gives what hangs on one customer to another: notes, promises, links, purchases and the rest."""

from collections.abc import Mapping

from sqlalchemy import Column, Integer, Table, UniqueConstraint, and_, exists, literal, or_, select

from app.core.attachments.records import attachment
from app.core.customers.records import customer, doubt, fact, sensitive
from app.core.own_fields.records import own_value
from app.core.people import chains
from app.core.people.kinds import kinds
from app.core.people.records import customer_link, stand_in
from app.core.reminders.kinds import OccasionKind
from app.core.reminders.records import reminder_mark
from app.core.store.ownership import is_derived, key_of, parts_of, references_to
from app.core.store.profile_tables import GROUPS, LONG, WIDE
from app.core.store.unit import Unit

# The profile itself is merged value by value; links are made anew, since a side of some is fixed.
_PROFILE = {customer_link, doubt, fact, sensitive, own_value}
_PROFILE |= {*WIDE.values(), *LONG.values(), *GROUPS.values()}


def moved_tables() -> list[tuple[Table, Column[int]]]:
    """Tables whose rows go over as they are, with the column that names the customer."""
    return [
        (table, link)
        for table, link in parts_of(customer)
        if table not in _PROFILE and not is_derived(table)
    ]


def give(unit: Unit, ours: int, theirs: int, new_rows: Mapping[int, int]) -> None:
    """Everything of `theirs` belongs to `ours` from now on.

    `new_rows`: the ids that rows of repeating groups have in our file, by their old ids.
    """
    _drop_between(unit, ours, theirs)
    _give_links(unit, ours, theirs)
    _keep_one_photo(unit, ours, theirs)
    _follow_rows(unit, theirs, new_rows)
    for table, link in moved_tables():
        _drop_clashing(unit, table, link, ours, theirs)
        _replace(unit, table, link, ours, theirs)
    for table, link in references_to(customer):
        if table is not customer_link:
            _drop_clashing(unit, table, link, ours, theirs)
            _replace(unit, table, link, ours, theirs)


def _replace(unit: Unit, table: Table, link: Column[int], ours: int, theirs: int) -> None:
    unit.update_from(link, select(key_of(table), literal(ours, Integer)).where(link == theirs))


def _drop_between(unit: Unit, ours: int, theirs: int) -> None:
    """What the two were to each other: nobody is that to herself."""
    for table, link in parts_of(customer):
        if is_derived(table) or "other_id" not in table.columns:
            continue
        other = table.c.other_id
        between = or_(and_(link == ours, other == theirs), and_(link == theirs, other == ours))
        unit.delete_where(table, between)


def _drop_clashing(unit: Unit, table: Table, link: Column[int], ours: int, theirs: int) -> None:
    """Rows that would stand there twice: ours stays."""
    for columns in _unique_with(table, link):
        mine = table.alias()
        same = [mine.c[each.name] == each for each in columns if each is not link]
        twice = exists().where(mine.c[link.name] == ours, *same)
        unit.delete_where(table, and_(link == theirs, twice))


def _unique_with(table: Table, link: Column[int]) -> list[list[Column[int]]]:
    found = [list(each.columns) for each in table.indexes if each.unique]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            found.append(list(constraint.columns))
    return [columns for columns in found if link in columns]


def _give_links(unit: Unit, ours: int, theirs: int) -> None:
    known = kinds(unit)
    c = customer_link.c
    asked = select(customer_link).where(or_(c.customer_id == theirs, c.other_id == theirs))
    rows = unit.connection.execute(asked.order_by(c.id)).mappings().all()
    for row in rows:
        sides = [ours if row[side] == theirs else row[side] for side in ("customer_id", "other_id")]
        kind = known.get(row["kind"])
        if kind is not None and kind.mirror:
            sides.sort()
        unit.delete(customer_link, row["id"])
        there = select(c.id).where(c.customer_id == sides[0], c.other_id == sides[1])
        there = there.where(c.kind == row["kind"], c.until.is_not_distinct_from(row["until"]))
        if unit.connection.execute(there).first() is None:
            rest = {name: row[name] for name in ("kind", "roles", "since", "until", "note")}
            unit.insert(
                customer_link, customer_id=sides[0], other_id=sides[1],
                made_at=row["made_at"], **rest,
            )  # fmt: skip
    for kind in known:
        if kind.tree:
            chains.refuse_circles(unit, kind.key, [ours])


def _keep_one_photo(unit: Unit, ours: int, theirs: int) -> None:
    """Our photo stays the photo; theirs is kept among the files."""
    photo = (attachment.c.role == "photo",)
    mine = select(attachment.c.id).where(attachment.c.customer_id == ours, *photo)
    if unit.connection.execute(mine).first() is None:
        return
    other = select(attachment.c.id).where(attachment.c.customer_id == theirs, *photo)
    for each in unit.connection.execute(other).scalars().all():
        unit.update(attachment, each, role="file")


def _follow_rows(unit: Unit, theirs: int, new_rows: Mapping[int, int]) -> None:
    """Marks and stand-ins of a row of a repeating group go with the row."""
    for table in (reminder_mark, stand_in):
        asked = select(table.c.id, table.c.row_id)
        rows = asked.where(table.c.customer_id == theirs, table.c.row_id > 0)
        if table is reminder_mark:  # there the row of a shop's own day is its field
            rows = rows.where(table.c.kind != OccasionKind.OWN)
        for row_id, about in unit.connection.execute(rows).all():
            if about in new_rows:
                unit.update(table, row_id, row_id=new_rows[about])
            else:
                unit.delete(table, row_id)
