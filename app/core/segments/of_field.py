"""Conditions on fields of the catalogue, wherever their values live."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.catalogue.field import Field
from app.core.customers.records import customer, sensitive
from app.core.own_fields.records import own_value
from app.core.reminders.records import occasion
from app.core.segments import cells
from app.core.segments.moments import first_day, last_day
from app.core.segments.ops import Shape
from app.core.segments.part import INDEXED, LONG, SLOW, WIDE, Part, either, of_rows, of_table
from app.core.segments.subjects import Subject
from app.core.store import search_index
from app.core.store.idlist import id_list, select_ids
from app.core.store.profile_tables import home_of, is_long
from app.core.store.reader import Reader

Where = ColumnElement[bool]
Scanned = Mapping[tuple[str, str, Any], frozenset[int]]
"""Who has a sealed value that meets (key, operator, value), found by a scan."""
_LONGEST_TAIL = 11


def part_of(reader: Reader, about: Subject, op: str, value: Any, scanned: Scanned) -> Part:
    """A positive operator about a field of the catalogues."""
    if about.sealed and op != "filled" and not by_occasion(about, op):
        return _of_ids(scanned[about.key, op, value])
    return either([_of_one(reader, about, f, op, value) for _, f in about.fields])


def by_occasion(about: Subject, op: str) -> bool:
    """Is it answered by the table of days that return, which holds no name and no year?"""
    return op == "month" and all(field.occasion for _, field in about.fields)


def _of_ids(ids: frozenset[int]) -> Part:
    return Part(customer.c.id.in_(id_list(ids)), INDEXED, lead=select_ids(ids), fixed=True)


def _of_one(reader: Reader, about: Subject, field: Field[Any], op: str, value: Any) -> Part:
    if field.occasion and op == "month":
        return _month_of_occasion(field, value)
    if field.sealed:
        mine = sensitive.c.filled.contains(f"|{field.key}|", autoescape=True)
        return of_rows(sensitive, sensitive.c.seal == field.seal, mine)
    if field.key == "joined_on" and _is_whole(op, value):
        return _joined(field, op, value)
    return _plain(reader, about, field, op, value)


def _plain(reader: Reader, about: Subject, field: Field[Any], op: str, value: Any) -> Part:
    home = home_of(field)
    assert home is not None
    if field.own:
        stored = tuple(
            func.json_extract(own_value.c.value, f"$[{place}]")
            for place in range(len(field.kind.columns))
        )
        inner = cells.condition(about.shape, field, stored, op, value, reader.today)
        return of_rows(own_value, own_value.c.field_id == field.own, inner, rank=WIDE)
    columns = [home.table.c[name] for name in home.columns]
    inner = cells.condition(about.shape, field, columns, op, value, reader.today)
    lead = _lead(about, field, op, value)
    if home.table is customer:
        return Part(inner, lead=lead)
    if field.group is not None:
        return of_rows(home.table, inner, rank=SLOW, lead=lead)
    rank = LONG if is_long(field) else WIDE
    found = of_table(home.table, inner, rank=rank)
    return Part(found.where, INDEXED if lead is not None else rank, home.table, inner, lead)


def _lead(about: Subject, field: Field[Any], op: str, value: Any) -> Any:
    """Phones that are in the search index are found there by their end."""
    if about.shape is not Shape.PHONE or op != "ends" or not field.search:
        return None
    digits = value.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and 2 <= len(digits) <= _LONGEST_TAIL):
        return None
    return search_index.ids_of(search_index.phone_tail(digits))


def _month_of_occasion(field: Field[Any], value: Any) -> Part:
    """Along the index of days that return; a day without its day of month is in none."""
    lead = select(occasion.c.customer_id).where(
        _in_months(field, occasion.c.calendar, occasion.c.month, value)
    )
    # SQLite would take the index of days for each customer, were it not for these two.
    calendar, month = func.coalesce(occasion.c.calendar, ""), occasion.c.month + 0
    return of_rows(occasion, _in_months(field, calendar, month, value), rank=INDEXED, lead=lead)


def _in_months(field: Field[Any], calendar: Any, month: Any, value: Any) -> Where:
    solar = [int(each) for each in value if not each.startswith("L")]
    lunar = [int(each[1:]) for each in value if each.startswith("L")]
    found = and_(calendar == "solar", month.in_(solar))
    if lunar:
        found = or_(found, and_(calendar == "lunar", month.in_(lunar)))
    mine = occasion.c.kind == field.occasion
    if field.own:
        mine = and_(mine, occasion.c.row_id == field.own)
    return and_(mine, found)


def _is_whole(op: str, value: Any) -> bool:
    """The copy in the narrow row holds whole days only."""
    return op in ("before", "after", "within") or (op == "on" and value.count("-") == 2)


def _joined(field: Field[Any], op: str, value: Any) -> Part:
    """The narrow row holds a copy of this day, with an index."""
    part = field.part.key if field.part else ""
    kind = "company" if part == "company_extras" else "individual"
    day = customer.c.joined_on
    where: Where
    if op == "within":
        where = day.between(*value)
    elif op == "on":
        where = day.between(first_day(value), last_day(value))
    else:
        where = day < first_day(value) if op == "before" else day > last_day(value)
    lead = select(customer.c.id).where(customer.c.binned_on.is_(None), where)
    return Part(and_(where, customer.c.kind == kind), lead=lead)
