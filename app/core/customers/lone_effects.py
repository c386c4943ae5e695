"""Makes true what follows from fields that stand alone, for many customers at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update

from app.core.customers.lone_fields import Cells, Change, value_in
from app.core.customers.records import customer, search_text
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.reminders.records import occasion
from app.core.store.derived import NO_EFFECTS, Effects, effects_of, list_column
from app.core.store.idlist import id_list
from app.core.store.index_anew import index_made_anew
from app.core.store.unit import Unit

_CHUNK = 5_000
_DAY = ("kind", "row_id", "calendar", "month", "day", "leap")


class Words(NamedTuple):
    """Search text that goes, and that comes in its place."""

    gone: str
    come: str


def follow(unit: Unit, changes: Sequence[Change], progress: Progress = SILENT) -> list[int]:
    """Write search text, days and list columns anew where these changes touch them.

    Returns the customers whose search text cannot be told apart like this: `renew` them.
    """
    words: list[tuple[int, Words]] = []
    for each in changes:
        before, after = _effects(each, each.before), _effects(each, each.after)
        if before.occasions != after.occasions:
            _write_days(unit, each, after)
        _write_column(unit, each)
        if before.terms != after.terms:
            found = Words(before.terms, after.terms)
            words += [(customer_id, found) for customer_id in each.ids]
    with index_made_anew(unit.connection, len(words)):
        return _write_words(unit, words, progress)


def _effects(change: Change, cells: Cells) -> Effects:
    value = value_in(change.field, cells)
    return NO_EFFECTS if value is None else effects_of(change.field, value)


def _write_days(unit: Unit, change: Change, after: Effects) -> None:
    field = change.field
    mine = (occasion.c.kind == field.occasion, occasion.c.row_id == (field.own or 0))
    gone = delete(occasion).where(*mine, occasion.c.customer_id.in_(id_list(change.ids)))
    unit.connection.execute(gone)
    rows = [
        {"customer_id": each, **dict(zip(_DAY, day, strict=True))}
        for day in after.occasions
        for each in change.ids
    ]
    if rows:
        unit.connection.execute(insert(occasion), rows)
    unit.changes.add(occasion.name, change.ids)


def _write_column(unit: Unit, change: Change) -> None:
    """The narrow row's copy of the value, if it has one."""
    column = list_column(change.field)
    if column is not None:
        name, cell_of = column
        mine = update(customer).where(customer.c.id.in_(id_list(change.ids)))
        unit.connection.execute(mine.values({name: cell_of(value_in(change.field, change.after))}))
        unit.changes.add(customer.name, change.ids)


def _write_words(unit: Unit, words: Iterable[tuple[int, Words]], progress: Progress) -> list[int]:
    unclear: list[int] = []
    left = iter(words)
    while several := list(islice(left, _CHUNK)):
        stop_if_cancelled(progress)
        texts = _texts(unit, {customer_id for customer_id, _ in several})
        unclear += _replace(texts, several)
        rows = [(text, customer_id) for customer_id, text in texts.items()]
        if rows:
            unit.connection.exec_driver_sql("UPDATE search_text SET terms = ? WHERE id = ?", rows)
        unit.changes.add(search_text.name, texts)
    return unclear


def _texts(unit: Unit, ids: Iterable[int]) -> dict[int, str]:
    """Search texts; those in the bin have none."""
    asked = select(search_text.c.id, search_text.c.terms)
    found = unit.connection.execute(asked.where(search_text.c.id.in_(id_list(ids)))).all()
    return {row[0]: row[1] for row in found}


def _replace(texts: dict[int, str], several: Iterable[tuple[int, Words]]) -> Iterator[int]:
    """Change the texts; yields those in which it is not clear which words are meant."""
    for customer_id, words in several:
        before = texts.get(customer_id)
        if before is None:
            continue
        after = replaced(before, words)
        if after is None:
            yield customer_id
        else:
            texts[customer_id] = after


def replaced(text: str, words: Words) -> str | None:
    """The text with its words exchanged; None where they stand there twice, or not at all."""
    if not words.gone:
        return f"{text} {words.come}".strip()
    whole, sought = f" {text} ", f" {words.gone} "
    if whole.count(sought) != 1:
        return None
    return whole.replace(sought, f" {words.come} " if words.come else " ").strip()
