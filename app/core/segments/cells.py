"""One condition as SQL about the cells of one value; unknown is never a match."""

from collections.abc import Sequence
from datetime import date
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import ColumnElement, Float, and_, cast, exists, false, func, or_, select

from app.catalogue.field import Field
from app.core.segments.moments import first_day, fold, last_day, years_before
from app.core.segments.ops import Shape
from app.core.segments.values import Number

Cells = Sequence[ColumnElement[Any]]
Where = ColumnElement[bool]


def filled(field: Field[Any], cells: Cells) -> Where:
    """Is there a value?"""
    if field.kind.name == "age":
        return and_(cells[0].is_not(None), cells[1].is_not(None))
    telling = {"money": cells[1:3], "day": cells[:1], "quantity": cells[:1]}
    found = telling.get(field.kind.name, cells)
    return or_(*(and_(cell.is_not(None), cell != "") for cell in found))


def condition(
    shape: Shape, field: Field[Any], cells: Cells, op: str, value: Any, today: date
) -> Where:
    """A positive operator about a value's cells."""
    if op == "filled":
        return filled(field, cells)
    if shape in (Shape.NUMBER, Shape.MONEY) or (shape is Shape.SCORE and op != "contains"):
        return numbers(op, *_limits(field, cells, today), value)
    if shape is Shape.DAY:
        return _day(cells, op, value, today)
    if shape is Shape.PHONE:
        return _phone(field, cells, op, value)
    if shape in (Shape.WORDS, Shape.TAGS, Shape.CHOICE, Shape.CHOICES):
        return _entries(field, shape, cells[0], value)
    if shape is Shape.YES_NO:
        return cells[0] == (1 if op == "yes" else 0)
    return text(cells[1] if shape is Shape.SCORE else cells[0], op, value)


def text(cell: ColumnElement[Any], op: str, value: str) -> Where:
    """A text that contains, begins with or is another; A to Z without case."""
    if op == "is":
        return func.lower(cell) == fold(value)
    if op == "begins":
        return cell.startswith(value, autoescape=True)
    if op == "ends":
        return cell.endswith(value, autoescape=True)
    return cell.contains(value, autoescape=True)


def numbers(op: str, low: ColumnElement[Any], high: ColumnElement[Any], value: Any) -> Where:
    """A number, or a band that lies certainly there."""
    if op == "between":
        least, most = (bound(each) for each in value)
        within = [low >= least] if least is not None else []
        return and_(*within, *([high <= most] if most is not None else []))
    asked = bound(value)
    if op == "equals":
        return and_(low == asked, high == asked)
    return {
        "more": low > asked,
        "at_least": low >= asked,
        "less": high < asked,
        "at_most": high <= asked,
    }[op]


def bound(value: Number | None) -> int | float | None:
    """A number as SQLite takes it."""
    return value if value is None or isinstance(value, int) else float(value)


def in_list(value: str) -> str:
    """A text as it stands inside a JSON list, without its quotation marks."""
    return encode_basestring(value)[1:-1]


def _limits(
    field: Field[Any], cells: Cells, today: date
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    name = field.kind.name
    if name == "money":
        return cells[1], cells[2]
    if name == "quantity":
        amount = cast(cells[0], Float)
        return amount, amount
    if name == "age":
        years = cells[0] + (today.year - cells[1])
        return years, years
    return cells[0], cells[0]


def _day(cells: Cells, op: str, value: Any, today: date) -> Where:
    code, on = cells[0], cells[2]
    if op == "month":
        return or_(*(_in_month(code, each) for each in value))
    if op == "age":
        return and_(*_ages(on, value, today))
    if op == "within":
        return on.between(value[0].isoformat(), value[1].isoformat())
    if op == "on":
        whole = on.between(first_day(value).isoformat(), last_day(value).isoformat())
        return or_(whole, code == value, code.startswith(value + "-", autoescape=True))
    if op == "before":
        return on < first_day(value).isoformat()
    return on > last_day(value).isoformat()


def _in_month(code: ColumnElement[Any], month: str) -> Where:
    sign, number = ("L", int(month[1:])) if month.startswith("L") else ("", int(month))
    year = "[0-9][0-9][0-9][0-9]"
    years = (f"{sign}{year}-{number:02}", f"{sign}--{number:02}")
    leaps = ("", "+") if sign else ("",)
    patterns = [f"{each}{leap}-*" for each in years for leap in leaps]
    return or_(*(code.op("GLOB")(each) for each in patterns))


def _ages(on: ColumnElement[Any], value: Any, today: date) -> list[Where]:
    youngest, oldest = value
    found = [] if youngest is None else [on <= years_before(today, int(youngest))]
    return found if oldest is None else [*found, on > years_before(today, int(oldest) + 1)]


def _entries(
    field: Field[Any], shape: Shape, cell: ColumnElement[Any], value: tuple[str, ...]
) -> Where:
    if shape is Shape.CHOICE:
        return cell.in_(value)
    if shape is Shape.WORDS:
        return or_(*(cell.contains(in_list(each), autoescape=True) for each in value))
    return or_(*(func.instr(cell, f'"{in_list(each)}"') > 0 for each in value))


def _phone(field: Field[Any], cells: Cells, op: str, value: str) -> Where:
    asked = value.replace(" ", "").replace("-", "") or value
    if field.kind.name != "phones":
        return text(func.coalesce(cells[0], cells[2]), op, asked)
    listed = func.json_each(cells[0]).table_valued("value")
    number = func.coalesce(
        func.json_extract(listed.c.value, "$.e164"), func.json_extract(listed.c.value, "$.typed")
    )
    inside = exists(select(1).select_from(listed).where(text(number, op, asked)))
    return and_(cells[0].contains(asked, autoescape=True), inside)


NEVER: Where = false()
