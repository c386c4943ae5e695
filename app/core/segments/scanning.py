"""Looks into sealed values, one opened blob after the other, while somebody may cancel."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app.catalogue.field import Field
from app.core.customers.records import customer, sensitive
from app.core.errors import Refused
from app.core.progress import Progress, stop_if_cancelled
from app.core.segments.compiling import Question, positive
from app.core.segments.matching import matches
from app.core.store.reader import Reader
from app.core.store.seal import Seal
from app.core.store.sealed_values import unpack
from app.i18n import N_, tr

_EVERY = 500
LOOKING = N_("Opening sealed values")
Found = dict[tuple[str, str, Any], frozenset[int]]


def scan(reader: Reader, questions: Sequence[Question], progress: Progress) -> Found:
    """Who has a sealed value that meets each question, by (key, operator, value)."""
    if not questions:
        return {}
    if reader.seal is None:
        raise Refused(
            N_("What is sealed can be searched only with the sensitive key."),
            N_("Nothing was changed."),
            N_("Ask the owner, or ask only whether it is filled in."),
        )
    found: dict[tuple[str, str, Any], set[int]] = {
        (about.key, positive(op.key), value): set() for about, op, value in questions
    }
    for seal, fields in _by_seal(questions).items():
        _scan_one(reader, reader.seal, seal, fields, found, progress)
    return {key: frozenset(ids) for key, ids in found.items()}


def _by_seal(questions: Sequence[Question]) -> dict[str, list[tuple[Question, Field[Any]]]]:
    found: dict[str, list[tuple[Question, Field[Any]]]] = {}
    for question in questions:
        for _, field in question[0].fields:
            found.setdefault(field.seal, []).append((question, field))
    return found


def _scan_one(
    reader: Reader,
    seal: Seal,
    group: str,
    asked: Sequence[tuple[Question, Field[Any]]],
    found: dict[tuple[str, str, Any], set[int]],
    progress: Progress,
) -> None:
    rows = _rows(reader, group, [field for _, field in asked])
    for number, (customer_id, uuid, body) in enumerate(rows):
        if number % _EVERY == 0:
            stop_if_cancelled(progress)
            progress.report(number, len(rows), tr(LOOKING))
        data = seal.decrypt(uuid, group, unpack(body))
        for (about, op, value), field in asked:
            if _meets(about.shape, field, data, positive(op.key), value, reader.today):
                found[about.key, positive(op.key), value].add(customer_id)


def _rows(reader: Reader, group: str, fields: Sequence[Field[Any]]) -> Sequence[Any]:
    filled = sensitive.c.filled
    any_of = [filled.contains(f"|{field.key}|", autoescape=True) for field in fields]
    where = any_of[0]
    for each in any_of[1:]:
        where = where | each
    asked = (
        select(sensitive.c.customer_id, customer.c.uuid, sensitive.c.body)
        .join(customer, customer.c.id == sensitive.c.customer_id)
        .where(sensitive.c.seal == group, sensitive.c.body.is_not(None), where)
    )
    return reader.connection.execute(asked).all()


def _meets(
    shape: Any, field: Field[Any], data: dict[str, Any], op: str, value: Any, today: date
) -> bool:
    values = (field.kind.from_json(each) for each in _values(field, data))
    return any(matches(shape, each, op, value, today) for each in values)


def _values(field: Field[Any], data: dict[str, Any]) -> Iterator[Any]:
    """A field of the customer's own, of a sealed group's rows, or of an open group's rows."""
    group = field.group
    if group is not None and group.seal:
        yield from (row[field.key] for row in data.get(group.key, ()) if field.key in row)
    elif group is not None:
        yield from data.get(field.key, {}).values()
    elif field.key in data:
        yield data[field.key]
