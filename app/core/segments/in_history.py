"""Conditions on what was: values changed since a day, values that once stood there."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from app.catalogue.field import Field
from app.core.customers.records import customer
from app.core.own_fields.records import own_value
from app.core.segments import cells
from app.core.segments.moments import first_day
from app.core.segments.ops import Shape
from app.core.segments.part import SLOW, Part, either
from app.core.segments.subjects import Subject
from app.core.store.profile_tables import home_of
from app.core.store.reader import Reader
from app.core.store.tables import act, history

Where = ColumnElement[bool]


def changed_since(reader: Reader, about: Subject, day: str) -> Part:
    """The value was given, changed or taken away since; an undone change is none."""
    since = datetime.combine(first_day(day), time(), reader.clock.zone).astimezone(UTC)
    first = select(func.min(act.c.id)).where(act.c.at >= since).scalar_subquery()
    recent = and_(history.c.act_id >= first, history.c.undone_by.is_(None), ~history.c.inverse)
    where = and_(recent, or_(*_entries(about, first)))
    mine = _mine(where)
    lead = select(history.c.record_id).where(history.c.record_table == customer.name, where)
    return Part(mine, SLOW, lead=lead)


def was_ever(now: Part, about: Subject, value: str) -> Part:
    """It is so now, or an earlier value was."""
    asked = []
    for _, field in about.fields:
        for where, kept in _kept(field):
            asked.append(and_(where, _holds(about, field, kept, value)))
    return either([now, Part(_mine(or_(*asked)), SLOW)])


def _mine(where: Where) -> Where:
    mine = (history.c.record_table == customer.name, history.c.record_id == customer.c.id)
    return select(literal(1)).where(*mine, where).correlate(customer).exists()


def _entries(about: Subject, first: Any) -> Iterator[Where]:
    for _, field in about.fields:
        home = home_of(field)
        assert home is not None
        of_table = history.c.table_name == home.table.name
        cell = history.c.column_name.in_(home.columns)
        if field.own:
            row = _row_of_own(field)
            yield and_(of_table, row)
        elif field.group is not None:
            yield and_(of_table, or_(cell, history.c.column_name.is_(None)))
        else:
            yield and_(of_table, cell)


def _row_of_own(field: Field[Any]) -> Where:
    rows = select(own_value.c.id).where(own_value.c.field_id == field.own)
    return history.c.row_id.in_(rows)


def _kept(field: Field[Any]) -> Iterator[tuple[Where, ColumnElement[Any]]]:
    """Where former values lie: cells before and after a change, and rows taken away."""
    home = home_of(field)
    assert home is not None
    of_table = history.c.table_name == home.table.name
    column = home.columns[0]
    cell = and_(of_table, history.c.column_name == column)
    if field.own:
        cell = and_(cell, _row_of_own(field))
    yield cell, history.c.old
    yield cell, history.c.new
    if field.group is not None:
        gone = and_(of_table, history.c.kind == "delete")
        yield gone, func.json_extract(history.c.old, f'$."{column}"')


def _holds(about: Subject, field: Field[Any], kept: Any, value: str) -> Where:
    listed = field.own or about.shape in (Shape.WORDS, Shape.TAGS)
    return cells.text(kept, "contains", cells.in_list(value) if listed else value)
