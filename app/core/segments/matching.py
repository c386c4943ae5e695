"""The same conditions asked of an opened value, for what only the sensitive key can read."""

from datetime import date
from typing import Any

from app.core.segments.moments import first_day, fold, last_day, years_before
from app.core.segments.ops import Shape
from app.core.segments.values import Number


def matches(shape: Shape, value: Any, op: str, asked: Any, today: date) -> bool:
    """Does a filled value meet a positive operator?"""
    if op == "filled":
        return value is not None
    if value is None:
        return False
    if shape in (Shape.NUMBER, Shape.MONEY) or (shape is Shape.SCORE and op != "contains"):
        return _numbers(op, *_limits(value, today), asked)
    if shape is Shape.DAY:
        return _day(value, op, asked, today)
    if shape is Shape.PHONE:
        return _phones(value, op, asked)
    if shape in (Shape.WORDS, Shape.TAGS, Shape.CHOICE, Shape.CHOICES):
        return _entries(shape, value, asked)
    if shape is Shape.YES_NO:
        return value.yes is (op == "yes")
    return _text(_words(value), op, asked)


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(getattr(value, "text", None) or getattr(value, "words", ""))


def _text(value: str, op: str, asked: str) -> bool:
    found, wanted = fold(value), fold(asked)
    if op == "is":
        return found == wanted
    if op == "begins":
        return found.startswith(wanted)
    return found.endswith(wanted) if op == "ends" else wanted in found


def _limits(value: Any, today: date) -> tuple[float | None, float | None]:
    if hasattr(value, "low"):
        return value.low, value.high
    if hasattr(value, "amount"):
        return float(value.amount), float(value.amount)
    if hasattr(value, "told_in"):
        years = value.years + today.year - value.told_in
        return years, years
    found = getattr(value, "score", value)
    return found, found


def _numbers(op: str, low: float | None, high: float | None, asked: Any) -> bool:
    if op == "between":
        return _reaches(low, asked[0]) and _keeps_below(high, asked[1])
    if op == "equals":
        return low is not None and low == high == asked
    if op in ("more", "at_least"):
        return low is not None and (low > asked or (op == "at_least" and low == asked))
    return high is not None and (high < asked or (op == "at_most" and high == asked))


def _reaches(low: float | None, least: Number | None) -> bool:
    return least is None or (low is not None and low >= least)


def _keeps_below(high: float | None, most: Number | None) -> bool:
    return most is None or (high is not None and high <= most)


def _day(value: Any, op: str, asked: Any, today: date) -> bool:
    if op == "month":
        sign = "L" if value.calendar == "lunar" else ""
        return bool(value.recurs and f"{sign}{value.month}" in asked)
    on = value.solar()
    if op == "on":
        return _on(value, on, asked)
    if on is None:
        return False
    if op == "age":
        return _aged(on.isoformat(), asked, today)
    if op == "within":
        return bool(asked[0] <= on <= asked[1])
    return bool(on < first_day(asked) if op == "before" else on > last_day(asked))


def _on(value: Any, on: date | None, asked: str) -> bool:
    if on is not None:
        return first_day(asked) <= on <= last_day(asked)
    if value.calendar == "lunar" or value.year is None:
        return False
    code = f"{value.year:04}" + ("" if value.month is None else f"-{value.month:02}")
    return code == asked or code.startswith(asked + "-")


def _aged(on: str, asked: Any, today: date) -> bool:
    youngest, oldest = asked
    if youngest is not None and on > years_before(today, int(youngest)):
        return False
    return oldest is None or on > years_before(today, int(oldest) + 1)


def _phones(value: Any, op: str, asked: str) -> bool:
    several = value if isinstance(value, tuple) else (value,)
    wanted = asked.replace(" ", "").replace("-", "") or asked
    return any(_text(each.e164 or each.typed, op, wanted) for each in several)


def _entries(shape: Shape, value: Any, asked: tuple[str, ...]) -> bool:
    if shape is Shape.CHOICE:
        return getattr(value, "choice", value) in asked
    if shape is Shape.WORDS:
        return any(fold(each) in fold(entry) for each in asked for entry in value)
    return any(each in value for each in asked)
