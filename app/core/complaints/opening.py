"""The shop's hours and holidays as they stand in the file, and writing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.complaints.hours import DAY_MINUTES, OFFICE, Hours, Span, Spans
from app.core.complaints.records import holiday, opening_hours
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.timeline.writing import entry_row
from app.i18n import N_


@dataclass(frozen=True)
class Holiday:
    """A day that differs: closed, or open for one span."""

    id: int
    on: date
    name: str | None
    span: Span | None


def hours_of(reader: Reader) -> Hours:
    """When the shop is open; Monday to Friday, nine to six, until it says otherwise."""
    week: list[list[Span]] = [[] for _ in range(7)]
    rows = reader.connection.execute(select(opening_hours).order_by(opening_hours.c.begins)).all()
    for row in rows:
        week[row.weekday].append((row.begins, row.ends))
    plain = tuple(tuple(spans) for spans in week) if rows else OFFICE.week
    single = {each.on: (each.span,) if each.span else () for each in holidays_of(reader)}
    return Hours(plain, single)


def holidays_of(reader: Reader) -> tuple[Holiday, ...]:
    """The days that differ, in order."""
    rows = reader.connection.execute(select(holiday).order_by(holiday.c.on_day))
    return tuple(Holiday(row.id, row.on_day, row.name, _span(row)) for row in rows)


def _span(row: Any) -> Span | None:
    return None if row.begins is None else (row.begins, row.ends)


@needs(Right.CHANGE_SETTINGS)
def set_week(unit: Unit, week: Sequence[Spans]) -> None:
    """Say when the shop is open on each weekday, Monday first."""
    if len(week) != 7:
        raise ValueError(week)
    if not any(week):
        raise Refused(
            N_("A shop that never opens has no business hours."),
            N_("Nothing was changed."),
            N_("Leave at least one day open."),
        )
    rows = []
    for weekday, spans in enumerate(week):
        _check(spans)
        rows += [{"weekday": weekday, "begins": begin, "ends": end} for begin, end in spans]
    unit.delete_where(opening_hours, opening_hours.c.id > 0)
    unit.insert_many(opening_hours, rows)


@needs(Right.CHANGE_SETTINGS)
def add_holiday(unit: Unit, on: date, name: str = "", span: Span | None = None) -> int:
    """A day that differs from its weekday: closed, or open for one span."""
    if span is not None:
        _check((span,))
    if unit.connection.execute(select(holiday.c.id).where(holiday.c.on_day == on)).first():
        raise Refused(
            N_("{date} is on the list already."),
            N_("Nothing was changed."),
            N_("Take it off the list first."),
            date=on.isoformat(),
        )
    begins, ends = span if span else (None, None)
    return unit.insert(holiday, on_day=on, name=tidy_line(name) or None, begins=begins, ends=ends)


@needs(Right.CHANGE_SETTINGS)
def delete_holiday(unit: Unit, holiday_id: int) -> None:
    """That day is like its weekday after all."""
    entry_row(unit, holiday, holiday_id)
    unit.delete(holiday, holiday_id)


def _check(spans: Spans) -> None:
    before = 0
    for begin, end in spans:
        if not before <= begin < end <= DAY_MINUTES:
            raise Refused(
                N_("These hours overlap or run backwards."),
                N_("Nothing was changed."),
                N_("Give each span a beginning before its end, one after the other."),
            )
        before = end
