"""Checks what a condition compares with, so that only sense reaches the SQL."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.core.errors import Refused
from app.core.segments.filter import MOST_CONDITIONS, Condition, Filter
from app.core.segments.ops import Op, Value
from app.core.segments.subjects import Catalogues, Subject, subject
from app.i18n import N_, tr

_LONGEST = 200
_MOST_ENTRIES = 100
_MOST = 10**15
_MONTHS = frozenset(f"{sign}{n}" for sign in ("", "L") for n in range(1, 13))
Number = int | Decimal


def checked(catalogues: Catalogues, asked: Filter) -> tuple[tuple[Subject, Op, Any], ...]:
    """Each condition with its subject, its operator and a clean value; `Refused` otherwise."""
    if len(asked.conditions) > MOST_CONDITIONS:
        raise Refused(
            N_("A filter can hold {most} conditions."),
            N_("No customer was changed."),
            N_("Take some of them out."),
            most=MOST_CONDITIONS,
        )
    return tuple(_checked(catalogues, each) for each in asked.conditions)


def _checked(catalogues: Catalogues, asked: Condition) -> tuple[Subject, Op, Any]:
    about = subject(catalogues, asked.field)
    op = about.op(asked.op)
    value = None if op is None else clean(op, asked.value)
    if op is None or (value is None and op.value is not Value.NONE):
        raise Refused(
            N_("This condition about “{field}” cannot be understood."),
            N_("No customer was changed."),
            N_("Choose it anew, or take it out of the filter."),
            field=tr(about.label),
        )
    return about, op, value


def clean(op: Op, value: Any) -> Any:
    """The value as the compiler wants it; None when it makes no sense."""
    if op.value is Value.NONE:
        return None
    return _CLEAN[op.value](value)


def number(value: Any) -> Number | None:
    """A number that can be compared: whole, or exact."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    if not found.is_finite() or abs(found) > _MOST:
        return None
    return int(found) if found == found.to_integral_value() else found


def day(value: Any) -> date | None:
    """A whole day of the calendar."""
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.isoformat() == value else None


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or "\0" in value:
        return None
    return value.strip()[:_LONGEST] or None


def _several(value: Any) -> tuple[str, ...] | None:
    entries = (value,) if isinstance(value, str) else value
    if not isinstance(entries, tuple | list) or len(entries) > _MOST_ENTRIES:
        return None
    texts = [_text(each) for each in entries]
    return tuple(dict.fromkeys(each for each in texts if each)) or None


def _day_or_part(value: Any) -> str | None:
    """A day, a month (2026-08) or a year (2026)."""
    text = str(value)
    for end in ("", "-01", "-01-01"):
        if day(text + end) is not None:
            return text
    return None


def _days(value: Any) -> tuple[date, date] | None:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return None
    first, last = day(value[0]), day(value[1])
    return None if first is None or last is None or first > last else (first, last)


def _months(value: Any) -> tuple[str, ...] | None:
    entries = value if isinstance(value, tuple | list) else (value,)
    texts = tuple(dict.fromkeys(str(each) for each in entries))
    return texts if texts and set(texts) <= _MONTHS else None


def _numbers(value: Any) -> tuple[Number | None, Number | None] | None:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return None
    low, high = number(value[0]), number(value[1])
    wrong = any(v is not None and n is None for v, n in zip(value, (low, high), strict=True))
    if wrong or (low is None and high is None):
        return None
    return None if low is not None and high is not None and low > high else (low, high)


def _bought(value: Any) -> tuple[Number, date, date] | None:
    if not isinstance(value, tuple | list) or len(value) != 3:
        return None
    least, days = number(value[0]), _days(value[1:])
    return None if least is None or least < 1 or days is None else (least, *days)


_CLEAN = {
    Value.TEXT: _text,
    Value.SEVERAL: _several,
    Value.DAY: _day_or_part,
    Value.DAYS: _days,
    Value.MONTHS: _months,
    Value.NUMBER: number,
    Value.NUMBERS: _numbers,
    Value.BOUGHT: _bought,
}
