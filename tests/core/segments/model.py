"""What each condition means, said once more in the plainest Python."""

from datetime import date
from typing import Any

from app.core.segments.filter import Condition
from tests.conftest import TODAY
from tests.core.segments.people import Person


def meets(person: Person, asked: Condition) -> bool:
    """Does one condition hold for one customer?"""
    if asked.field in _SHOP:
        return bool(_SHOP[asked.field](person, asked.op, asked.value))
    catalogue = person.profile.catalogue
    fields = [field for field in catalogue if field.key == asked.field]
    if not fields:
        return False
    value = person.profile.value(fields[0])
    if asked.op == "filled":
        return value is not None
    if asked.op == "empty":
        return value is None
    if asked.op in ("none", "lacks"):
        opposite = "any" if asked.op == "none" else "contains"
        return not meets(person, Condition(asked.field, opposite, asked.value))
    return value is not None and holds(value, fields[0].kind.name, asked.op, asked.value)


def holds(value: Any, kind: str, op: str, asked: Any) -> bool:
    """Does a value meet an operator?"""
    if op == "contains" and kind == "attitude":
        return asked.lower() in value.words.lower()
    plain = getattr(value, "text", value)
    found = _HOLDS.get(kind, lambda _, op, asked: text(plain, op, asked))
    return bool(found(value, op, asked))


def text(value: str, op: str, asked: str) -> bool:
    """Texts."""
    value, asked = value.lower(), asked.lower()
    found = {"contains": asked in value, "is": asked == value, "begins": value.startswith(asked)}
    return bool(found[op])


def _several(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


def _phone(phone: Any, op: str, asked: str) -> bool:
    digits = phone.e164 or phone.typed
    return bool(digits.endswith(asked) if op == "ends" else asked in digits)


def _between(low: Any, high: Any, op: str, asked: Any) -> bool:
    if op == "between":
        return (asked[0] is None or (low is not None and low >= asked[0])) and (
            asked[1] is None or (high is not None and high <= asked[1])
        )
    if op == "equals":
        return bool(low == asked and high == asked)
    if op in ("more", "at_least"):
        return low is not None and bool(low > asked if op == "more" else low >= asked)
    return high is not None and bool(high < asked if op == "less" else high <= asked)


def _day(value: Any, op: str, asked: Any) -> bool:
    on = value.solar()
    if op == "month":
        months = [int(str(m).lstrip("L")) for m in asked if str(m).startswith("L") == _moon(value)]
        return value.day is not None and value.month in months
    if op == "on" and on is None:
        written = "-".join(f"{n:02}" for n in (value.year, value.month) if n is not None)
        same = written == asked or written.startswith(asked + "-")
        return same and value.year is not None and not _moon(value)
    return on is not None and on_day(on, op, asked)


def _moon(value: Any) -> bool:
    return bool(value.calendar == "lunar")


def on_day(on: date, op: str, asked: Any) -> bool:
    """Whole days."""
    if op == "within":
        return bool(date.fromisoformat(asked[0]) <= on <= date.fromisoformat(asked[1]))
    if op == "age":
        age = TODAY.year - on.year - ((TODAY.month, TODAY.day) < (on.month, on.day))
        return (asked[0] is None or age >= asked[0]) and (asked[1] is None or age <= asked[1])
    if op == "month":
        return str(on.month) in asked
    cut = on.isoformat()[: len(asked)]
    found: dict[str, bool] = {"on": cut == asked, "before": cut < asked, "after": cut > asked}
    return found[op]


def _silent(person: Person, op: str, asked: Any) -> bool:
    if op in ("filled", "empty"):
        return bool(person.bought) == (op == "filled")
    if not person.bought:
        return False
    days = (TODAY - max(on for on, _ in person.bought)).days
    return _between(days, days, op, asked)


def _last(person: Person, op: str, asked: Any) -> bool:
    if op in ("filled", "empty"):
        return bool(person.bought) == (op == "filled")
    return bool(person.bought) and on_day(max(on for on, _ in person.bought), op, asked)


def _number(person: Person, op: str, asked: Any) -> bool:
    return _between(len(person.bought), len(person.bought), op, asked)


def _revenue(person: Person, op: str, asked: Any) -> bool:
    total = sum(amount for _, amount in person.bought)
    return _between(total, total, op, asked)


def _average(person: Person, op: str, asked: Any) -> bool:
    if op in ("filled", "empty"):
        return bool(person.bought) == (op == "filled")
    if not person.bought:
        return False
    average = sum(amount for _, amount in person.bought) / len(person.bought)
    return _between(average, average, op, asked)


def _bought(person: Person, op: str, asked: Any) -> bool:
    first, last = (date.fromisoformat(each) for each in asked[1:])
    within = [amount for on, amount in person.bought if first <= on <= last]
    return bool((len(within) if op == "times" else sum(within)) >= asked[0])


def _status(person: Person, op: str, asked: Any) -> bool:
    silent = (TODAY - max(on for on, _ in person.bought)).days if person.bought else None
    found = "prospect" if silent is None else "lapsed" if silent > 365 else "current"
    return (found in asked) == (op == "any")


def _kind(person: Person, op: str, asked: Any) -> bool:
    return (person.profile.kind in asked) == (op == "any")


def _tags(person: Person, op: str, asked: Any) -> bool:
    value = person.profile.value(person.profile.catalogue.field("tags")) or ()
    if op in ("filled", "empty"):
        return bool(value) == (op == "filled")
    return bool(set(value) & set(asked)) == (op == "any")


def _words(value: Any, op: str, asked: Any) -> bool:
    return any(each.lower() in item.lower() for each in asked for item in value)


def _phones(value: Any, op: str, asked: Any) -> bool:
    return any(_phone(each, op, asked) for each in _several(value))


def _yes_no(value: Any, op: str, asked: Any) -> bool:
    return value.yes is not None and value.yes == (op == "yes")


_HOLDS: dict[str, Any] = {
    "words": _words,
    "emails": _words,
    "choices": lambda value, op, asked: set(asked) & set(value),
    "choice": lambda value, op, asked: value in asked,
    "choice_with": lambda value, op, asked: value.choice in asked,
    "phone": _phones,
    "phones": _phones,
    "day": lambda value, op, asked: _day(value, op, asked),
    "yes_no": _yes_no,
    "money": lambda value, op, asked: _between(value.low, value.high, op, asked),
    "quantity": lambda v, op, asked: _between(float(v.amount), float(v.amount), op, asked),
    "attitude": lambda value, op, asked: _between(value.score, value.score, op, asked),
}
_SHOP = {
    "silent_days": _silent,
    "last_purchase": _last,
    "purchases": _number,
    "revenue": _revenue,
    "average": _average,
    "bought": _bought,
    "status": _status,
    "kind": _kind,
    "tags": _tags,
}
