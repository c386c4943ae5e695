"""The days that light people bring, as occasions of the customer they belong to."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from app.catalogue.kinds import Day
from app.catalogue.values import CalendarDay
from app.core.people.records import relative
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

BIRTHDAY = Day(lunar=True)
OCCASION = "person_birthday"
Days = tuple[str, int, str, int, int, int]  # an occasion's kind, row, calendar, month, day, leap


def days_of(reader: Reader, customers: Iterable[int]) -> Mapping[int, list[Days]]:
    """The occasions that light people bring, by customer; one query for all."""
    cells = relative.c
    asked = select(cells.id, cells.customer_id, cells.birthday)
    asked = asked.where(cells.customer_id.in_(id_list(customers)), cells.birthday.is_not(None))
    found: dict[int, list[Days]] = {}
    for row in reader.connection.execute(asked):
        day = BIRTHDAY.from_cells((row.birthday, None, None))
        if day is not None and day.recurs:
            found.setdefault(row.customer_id, []).append(day_of(row.id, day))
    return found


def day_of(row_id: int, day: CalendarDay) -> Days:
    """The occasion; light people have negative rows, so that they are never persons in charge."""
    assert day.month is not None
    assert day.day is not None
    return (OCCASION, -row_id, day.calendar, day.month, day.day, int(day.leap))
