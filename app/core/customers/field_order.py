"""Orders a list by any field that it can show: days and numbers by value, words by pinyin."""

from array import array
from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import func, select

from app.catalogue.field import Field
from app.core.customers.field_columns import list_columns
from app.core.customers.records import customer
from app.core.own_fields.records import own_value
from app.core.progress import Progress, stop_if_cancelled
from app.core.segments import cells
from app.core.store.name_tokens import named
from app.core.store.profile_tables import HOMES, value_of
from app.core.store.reader import Reader
from app.i18n import N_, tr

BY_FIELD = "field:"
"""Begins a sort by a field; its key follows."""
LOOKING = N_("Putting the list in order")
_SLICE = 50_000  # ids, between two looks at Cancel
_MOST_WORDS = 50_000  # different ones, whose pinyin is worth the wait
Cells = tuple[Any, ...]


def by_field(sort: str) -> bool:
    """Is it a field's order, and none of the narrow row's?"""
    return sort.startswith(BY_FIELD)


def ordered(
    reader: Reader, sort: str, descending: bool, everybody: "array[int]", progress: Progress
) -> "array[int]":
    """These ids in the field's order; whoever has no value stands last, as before.

    A field that the list cannot show (hidden meanwhile, or closely kept) orders nothing.
    """
    fields = _fields(reader, sort)
    if not fields or not everybody:
        return everybody
    buckets: dict[Cells, array[int]] = {}
    for each in fields:
        _fill(buckets, reader, each, progress)
    order = sorted(buckets, key=_key_of(reader, fields[0], buckets), reverse=descending)
    place = array("l", [0]) * (max(everybody) + 1)
    for number, record in enumerate(everybody, 1):
        place[record] = number
    return _gathered(place, everybody, (buckets[each] for each in order))


def _gathered(place: "array[int]", everybody: "array[int]", buckets: Any) -> "array[int]":
    made = array("q")
    for bucket in buckets:  # equal values stay in the list's own order
        mine = [each for each in bucket if each < len(place) and place[each]]
        mine.sort(key=place.__getitem__)
        made.extend(mine)
    for each in made:
        place[each] = 0
    made.extend(each for each in everybody if place[each])
    return made


def _fields(reader: Reader, sort: str) -> list[Field[Any]]:
    """The field as people and companies have it, if a list may show it."""
    if not any(BY_FIELD + each.key == sort for each in list_columns(reader)):
        return []
    key = sort.removeprefix(BY_FIELD)
    having = (each for each in reader.catalogues.values() if each.has(key))
    return list(dict.fromkeys(each.field(key) for each in having))


def _fill(
    found: "dict[Cells, array[int]]", reader: Reader, field: Field[Any], progress: Progress
) -> None:
    last = int(reader.connection.execute(select(func.max(customer.c.id))).scalar() or 0)
    for start in range(0, last + 1, _SLICE):
        stop_if_cancelled(progress)
        progress.report(start, last, tr(LOOKING))
        for each, *values in reader.connection.execute(_asked(reader, field, start)):
            found.setdefault(tuple(values), array("q")).append(each)


def _asked(reader: Reader, field: Field[Any], start: int) -> Any:
    if field.own:
        owner: Any = own_value.c.customer_id
        stored: Sequence[Any] = [
            func.json_extract(own_value.c.value, f"$[{place}]")
            for place in range(len(field.kind.columns))
        ]
        where = [own_value.c.field_id == field.own]
    else:
        home = HOMES[field]
        assert home is not None
        owner, stored, where = home.table.c.id, [home.table.c[name] for name in home.columns], []
    within = (start < owner, start + _SLICE >= owner)
    return select(owner, *stored).where(*where, *within, cells.filled(field, stored))


def _key_of(reader: Reader, field: Field[Any], found: Collection[Cells]) -> Callable[[Cells], Any]:
    """What a value's cells sort by."""
    name, options = field.kind.name, getattr(field.kind, "options", None)
    if name in _VALUES:
        return _VALUES[name]
    if name == "age":
        year = reader.today.year
        return lambda each: each[0] + year - each[1]
    if name == "choice" and options is not None:
        places = {code: place for place, code in enumerate(options.codes())}
        return lambda each: (places.get(each[0], len(places)), each[0])
    if len(found) > _MOST_WORDS:
        return lambda each: str(each[0])
    return lambda each: named(field.kind.show(value_of(field, each))).sort_key


def _day(each: Cells) -> tuple[str, str]:
    code, _, on = each
    return (on or "9999", code)  # a day without its year has no place among the others


def _money(each: Cells) -> tuple[int, int]:
    _, low, high, _ = each
    return (high if low is None else low, low if high is None else high)


_VALUES: dict[str, Callable[[Cells], Any]] = {
    "day": _day,
    "money": _money,
    "quantity": lambda each: float(each[0]),
    "count": lambda each: each[0],
    "yes_no": lambda each: (each[0] is None, -(each[0] or 0), each[1] or ""),
    "attitude": lambda each: (each[0] is None, each[0] or 0, each[1] or ""),
}
