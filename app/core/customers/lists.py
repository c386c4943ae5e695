"""Lists of customers: ids in order, all at once; rows only for the page that is looked at."""

import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.core.actor import Right, needs
from app.core.customers import field_order
from app.core.customers.numbers import holder
from app.core.customers.records import customer
from app.core.progress import SILENT, Progress
from app.core.segments import finding, first_rows
from app.core.segments.filter import Filter
from app.core.segments.records import segment_member
from app.core.store import search_index
from app.core.store.derived import tag_token
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

SORTS: dict[str, str] = {
    "name": "sort_key",
    "number": "number_key",
    "phone": "phone",
    "joined": "joined_on",
    "last_purchase": "last_purchase_day",
    "purchases": "purchases",
    "revenue": "revenue",
    "binned": "binned_on",
}
"""What a list can be sorted by, and the column that answers; `BY_FIELD` and a key is one more."""

_PIECE = 200_000


def can_sort(sort: str) -> bool:
    """Is it an order that a list knows?"""
    return sort in SORTS or field_order.by_field(sort)


@dataclass(frozen=True)
class Among:
    """People that a figure stands for, such as one cell of a chart; `label` says which."""

    label: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class ListQuery:
    """Which customers, in which order; the bin is a list of its own."""

    text: str = ""
    kind: str | None = None
    tags: tuple[str, ...] = ()
    sort: str = "name"
    descending: bool = False
    bin: bool = False
    doubts: bool = False
    filter: Filter | None = None
    group: int | None = None  # a saved group picked by hand
    among: Among | None = None  # nobody but these


@needs(Right.SEE_CUSTOMERS)
def list_ids(reader: Reader, query: ListQuery, progress: Progress = SILENT) -> "array[int]":
    """The ids of everybody who fits, in order; empty values stand last."""
    if field_order.by_field(query.sort):
        named = list_ids(reader, replace(query, sort="name", descending=False), progress)
        return field_order.ordered(reader, query.sort, query.descending, named, progress)
    found = _conditions(query)
    if found is None:
        return array("q")
    if query.filter:
        plain = replace(query, filter=None, text="", tags=())
        search = finding.search_of(reader, query.filter, _basis(query, found), progress)
        everybody = partial(list_ids, reader, plain)
        return finding.ids(reader, search, _order(query), everybody, progress)
    column = customer.c[SORTS[query.sort]]
    order = column.desc() if query.descending else column.asc()
    tie = customer.c.id.desc() if query.descending else customer.c.id.asc()
    filled = select(customer.c.id).where(*found).order_by(order, tie)
    if not column.nullable:
        return _ids(reader, filled)
    ids = _ids(reader, filled.where(column.is_not(None)))
    ids.extend(_ids(reader, select(customer.c.id).where(*found, column.is_(None))))
    return ids


@needs(Right.SEE_CUSTOMERS)
def first_ids(reader: Reader, query: ListQuery, most: int = 200) -> "array[int]":
    """The first few whom a filter fits, at once; fewer than there are when they are rare."""
    found = _conditions(query)
    if found is None or not query.filter or field_order.by_field(query.sort):
        return array("q")
    basis, order = _basis(query, found), _order(query)
    return first_rows.first_ids(reader, query.filter, basis, order, most)


@needs(Right.SEE_CUSTOMERS)
def count(reader: Reader, query: ListQuery, progress: Progress = SILENT) -> int:
    """How many fit."""
    found = _conditions(query)
    if found is None:
        return 0
    if query.filter:
        search = finding.search_of(reader, query.filter, _basis(query, found), progress)
        return finding.count(reader, search, progress)
    asked = select(func.count()).select_from(customer).where(*found)
    return int(reader.connection.execute(asked).scalar_one())


@needs(Right.SEE_CUSTOMERS)
def tags_in_use(reader: Reader, limit: int = 500) -> list[tuple[str, int]]:
    """Tags with how many customers bear them, the most used first."""
    each = func.json_each(customer.c.tags).table_valued("value")
    number = func.count().label("number")
    asked = (
        select(each.c.value, number)
        .select_from(customer)
        .join(each, customer.c.tags.is_not(None))
        .where(customer.c.binned_on.is_(None))
        .group_by(each.c.value)
        .order_by(number.desc(), each.c.value)
        .limit(limit)
    )
    return [(str(row[0]), int(row[1])) for row in reader.connection.execute(asked)]


_RECORD = re.compile(r"#([0-9]{1,18})")  # what SQLite can hold


@needs(Right.SEE_CUSTOMERS)
def by_number(reader: Reader, typed: str) -> int | None:
    """The id of the customer with this number, or `#7` for the record 7; None for nobody."""
    found = holder(reader, typed) if typed.strip() else None
    record = _RECORD.fullmatch(typed.strip())
    if found is None and record:
        heir = customer.alias()
        itself = or_(heir.c.id == customer.c.merged_into, heir.c.id == customer.c.id)
        asked = select(heir.c.id).join(customer, itself).where(heir.c.binned_on.is_(None))
        found = reader.connection.execute(asked.where(customer.c.id == int(record[1]))).scalar()
    return found


def _ids(reader: Reader, asked: Select[Any]) -> "array[int]":
    """All ids at once as one text made by SQLite: half the time of a million rows."""
    ordered = asked.limit(-1).subquery()  # with a limit the order is kept for the aggregate
    text = reader.connection.execute(select(func.json_group_array(ordered.c.id))).scalar_one()
    found = array("q")
    for piece in _pieces(text[1:-1]):
        found.extend(json.loads(f"[{piece}]"))
    return found


def _pieces(listed: str) -> Iterator[str]:
    # The interpreter is held while a piece is read; the window must go on meanwhile.
    start = 0
    while start < len(listed):
        end = listed.find(",", start + _PIECE)
        end = len(listed) if end < 0 else end
        yield listed[start:end]
        start = end + 1


def _conditions(query: ListQuery) -> list[ColumnElement[bool]] | None:
    """None when nobody can fit."""
    where: list[ColumnElement[bool]] = []
    where.append(_in_bin() if query.bin else customer.c.binned_on.is_(None))
    if query.kind:
        where.append(_of_kind(query.kind))
    if query.doubts:
        where.append(customer.c.doubts > 0)
    if query.group is not None:
        mine = select(segment_member.c.customer_id).where(
            segment_member.c.segment_id == query.group
        )
        where.append(customer.c.id.in_(mine))
    if query.among is not None:
        where.append(customer.c.id.in_(id_list(query.among.ids)))
    expression = _expression(query)
    if expression is None:
        return None
    if expression and query.bin:
        where.append(customer.c.name.contains(query.text.strip(), autoescape=True))
    elif expression:
        where.append(customer.c.id.in_(search_index.ids_of(expression)))
    return [*where, *(_tagged(tag) for tag in query.tags)]


def _tagged(tag: str) -> ColumnElement[bool]:
    return customer.c.tags.contains(json.dumps(tag, ensure_ascii=False), autoescape=True)


def _basis(query: ListQuery, where: list[ColumnElement[bool]]) -> finding.Basis:
    expression = _expression(query)
    text = search_index.ids_of(expression) if expression and not query.bin else None
    return finding.Basis(where, text, query.bin)


def _order(query: ListQuery) -> finding.Order:
    return finding.Order(customer.c[SORTS[query.sort]], query.descending)


def _in_bin() -> ColumnElement[bool]:
    # A file that was merged into another is no rubbish: only undo parts the two again.
    return and_(customer.c.binned_on.is_not(None), customer.c.merged_into.is_(None))


def _of_kind(kind: str) -> ColumnElement[bool]:
    # Companies are few: leaving them out keeps an ordered walk along one index.
    companies = select(customer.c.id).where(customer.c.kind == "company")
    if kind == "company":
        return customer.c.id.in_(companies)
    return customer.c.id.not_in(companies)


def _expression(query: ListQuery) -> str | None:
    """The search index's question: "" when nothing is asked, None when nobody can fit."""
    parts = [] if query.bin else [search_index.whole_token(tag_token(tag)) for tag in query.tags]
    if query.text.strip():
        asked = search_index.question(query.text)
        if asked is None:
            return None
        parts.append(asked.whole())
    return " AND ".join(parts)
