"""Everything that reads lists: what can be asked, the saved ones, whom they hold."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select

from app.core.actor import Right, needs
from app.core.customers import lists
from app.core.customers.list_rows import CustomerRow, list_rows
from app.core.customers.lists import ListQuery
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.progress import SILENT, Progress
from app.core.segments.bulk_preview import Preview, preview
from app.core.segments.filter import Condition, Filter, from_json
from app.core.segments.records import segment, segment_member
from app.core.segments.subjects import Subject, subject
from app.core.segments.subjects import subjects as _subjects
from app.core.store.reader import Reader
from app.i18n import N_

__all__ = [
    "Condition",
    "Filter",
    "Preview",
    "Segment",
    "Subject",
    "by_name",
    "count",
    "examples",
    "ids",
    "list_saved",
    "preview",
    "subject",
    "subjects",
]


@dataclass(frozen=True)
class Segment:
    """A saved filter, or a group picked by hand with its `members` counted."""

    id: int
    name: str
    query: ListQuery
    members: int | None = None


@needs(Right.SEE_CUSTOMERS)
def subjects(reader: Reader) -> tuple[Subject, ...]:
    """Everything a filter can ask about in this shop; hidden fields are left out."""
    catalogues = reader.catalogues

    def shown(each: Subject) -> bool:
        fields = each.fields
        return not fields or not all(catalogues[kind].hidden(field) for kind, field in fields)

    return tuple(each for each in _subjects(catalogues) if shown(each))


@needs(Right.SEE_CUSTOMERS)
def list_saved(reader: Reader) -> tuple[Segment, ...]:
    """The saved filters and groups, in their order."""
    asked = select(segment).order_by(segment.c.position, segment.c.id)
    rows = reader.connection.execute(asked).all()
    members = _members(reader) if any(row.filter is None for row in rows) else {}
    return tuple(_segment(row, members) for row in rows)


@needs(Right.SEE_CUSTOMERS)
def by_name(reader: Reader, name: str) -> Segment:
    """The saved one of this name, whatever its case; `Refused` names those there are."""
    key = " ".join(name.split()).casefold()
    for each in list_saved(reader):
        if each.name.casefold() == key:
            return each
    raise Refused(
        N_("There is no saved filter called “{name}”."),
        N_("Nothing was written."),
        N_("There are: {names}."),
        name=name,
        names="、".join(each.name for each in list_saved(reader)) or "–",
    )


@needs(Right.SEE_CUSTOMERS)
def ids(reader: Reader, saved: Segment, progress: Progress = SILENT) -> "array[int]":
    """Whom it holds now, in its order; who lies in the bin is left out."""
    return lists.list_ids(reader, saved.query, progress)


@needs(Right.SEE_CUSTOMERS)
def count(reader: Reader, saved: Segment) -> int:
    """How many it holds now."""
    return lists.count(reader, saved.query)


@needs(Right.SEE_CUSTOMERS)
def examples(reader: Reader, saved: Segment, most: int = 5) -> Sequence[CustomerRow]:
    """The first few of them."""
    return list_rows(reader, ids(reader, saved)[:most])


def _segment(row: Row[Any], members: dict[int, int]) -> Segment:
    if row.filter is None:
        return Segment(row.id, row.name, ListQuery(group=row.id), members.get(row.id, 0))
    query = ListQuery(
        text=row.words,
        kind=row.kind,
        sort=row.sort if lists.can_sort(row.sort) else "name",
        descending=bool(row.descending),
        filter=_readable(row.filter) or None,
    )
    return Segment(row.id, row.name, query)


def _readable(text: str) -> Filter:
    """What cannot be read is shown as a condition that says so, not as an empty filter."""
    try:
        return from_json(text)
    except Refused:
        return Filter((Condition("?", "filled"),))


def _members(reader: Reader) -> dict[int, int]:
    asked = (
        select(segment_member.c.segment_id, func.count())
        .join(customer, customer.c.id == segment_member.c.customer_id)
        .where(customer.c.binned_on.is_(None))
        .group_by(segment_member.c.segment_id)
    )
    return {row[0]: row[1] for row in reader.connection.execute(asked)}
