"""A filter as a frozen value: conditions joined by "and" or "or", and its JSON form."""

import json
from dataclasses import dataclass
from typing import Any

from app.core.errors import Refused
from app.i18n import N_

VERSION = 1
MOST_CONDITIONS = 40


@dataclass(frozen=True)
class Condition:
    """One row of a filter: `field` is a catalogue key or a built-in one, `op` a word of `ops`.

    `value` holds JSON values only; several are a tuple, so that a condition can be a key.
    """

    field: str
    op: str
    value: Any = None


@dataclass(frozen=True)
class Filter:
    """All of the conditions must hold, or with `any` at least one of them."""

    conditions: tuple[Condition, ...] = ()
    any: bool = False

    def __bool__(self) -> bool:
        """Does it ask for anything?"""
        return bool(self.conditions)

    def without(self, place: int) -> "Filter":
        """The same filter without one of its conditions."""
        kept = (*self.conditions[:place], *self.conditions[place + 1 :])
        return Filter(kept, self.any)


def to_json(asked: Filter) -> str:
    """The filter as it is kept in the shop."""
    rows = [{"field": c.field, "op": c.op, "value": c.value} for c in asked.conditions]
    body = {"version": VERSION, "any": asked.any, "conditions": rows}
    return json.dumps(body, ensure_ascii=False)


def from_json(text: str) -> Filter:
    """Read it back; `Refused` for what no version of the program has written."""
    try:
        body = json.loads(text)
        if body["version"] > VERSION:
            raise _too_new()
        rows = tuple(_condition(row) for row in body["conditions"])
        return Filter(rows, bool(body["any"]))
    except (ValueError, KeyError, TypeError):
        raise _unreadable() from None


def _condition(row: Any) -> Condition:
    field, op = row["field"], row["op"]
    if not isinstance(field, str) or not isinstance(op, str):
        raise TypeError("not a condition")
    return Condition(field, op, _frozen(row.get("value")))


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    if isinstance(value, dict):
        raise TypeError("not a condition's value")
    return value


def _too_new() -> Refused:
    return Refused(
        N_("This filter was saved by a newer version of Shuke."),
        N_("Nothing was changed."),
        N_("Install the newer version, or make the filter anew."),
    )


def _unreadable() -> Refused:
    return Refused(
        N_("This saved filter cannot be read."),
        N_("No customer was changed."),
        N_("Delete it and make the filter anew."),
    )
