"""What stands beside a value: where it comes from, and what is doubtful about it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from app.catalogue.field import Field
from app.core.customers.encoding import doubt_place
from app.core.customers.records import customer, doubt, fact
from app.core.store import sealed_values
from app.core.store.sealed_values import TYPED
from app.core.store.unit import Unit

OWNER = "owner"
IMPORT = "import"


def keep_fact(unit: Unit, customer_id: int, scope: str, row_id: int = 0, **about: Any) -> None:
    """Say where a value (or a whole part) comes from, as far as the record does not."""
    where = (fact.c.customer_id == customer_id, fact.c.scope == scope, fact.c.row_id == row_id)
    known = unit.connection.execute(select(fact.c.id).where(*where)).scalar()
    if known is None:
        unit.insert(fact, customer_id=customer_id, scope=scope, row_id=row_id, **about)
    else:
        unit.update(fact, known, **about)


def drop_fact(unit: Unit, customer_id: int, scope: str, row_id: int = 0) -> None:
    """The value is gone, and so is what was known about it."""
    where = (fact.c.customer_id == customer_id, fact.c.scope == scope, fact.c.row_id == row_id)
    for known in unit.connection.execute(select(fact.c.id).where(*where)).scalars().all():
        unit.delete(fact, known)


def learnt(
    unit: Unit, customer_id: int, field: Field[Any], source: str, *, filled: bool, row_id: int = 0
) -> None:
    """Note that a value was learnt today; a row only where the record says otherwise."""
    if not filled:
        drop_fact(unit, customer_id, field.key, row_id)
        return
    said = unit.connection.execute(
        select(customer.c.source, customer.c.learnt_on).where(customer.c.id == customer_id)
    ).one()
    if (said.source, said.learnt_on) == (source, unit.today):
        drop_fact(unit, customer_id, field.key, row_id)
    else:
        about = {"source": source, "learnt_on": unit.today, "verified_on": None}
        keep_fact(unit, customer_id, field.key, row_id, **about)


def add_doubt(
    unit: Unit,
    customer_id: int,
    field: Field[Any],
    typed: str,
    reason: str,
    *,
    taken: bool,
    row_id: int = 0,
    position: int = 0,
) -> int:
    """Keep a text that could not be read, or a question about one that was taken over."""
    kept: str | None = typed
    if field.sealed:
        _seal_typed(unit, customer_id, field, position, typed)
        kept = None
    return unit.insert(
        doubt,
        customer_id=customer_id,
        field=field.key,
        row_id=row_id,
        typed=kept,
        reason=reason,
        taken=int(taken),
    )


def drop_doubts(
    unit: Unit, customer_id: int, fields: Iterable[Field[Any]], row_id: int | None = 0
) -> None:
    """The values were given anew: nothing is doubtful about them any more."""
    for field in fields:
        where = [doubt.c.customer_id == customer_id, doubt.c.field == field.key]
        if row_id is not None:
            where.append(doubt.c.row_id == row_id)
        for known in unit.connection.execute(select(doubt.c.id).where(*where)).scalars().all():
            unit.delete(doubt, known)
            if field.sealed:
                _seal_typed(unit, customer_id, field, row_id or 0, None)


def _seal_typed(
    unit: Unit, customer_id: int, field: Field[Any], position: int, typed: str | None
) -> None:
    uuid = unit.connection.execute(
        select(customer.c.uuid).where(customer.c.id == customer_id)
    ).scalar_one()
    data = sealed_values.load(unit, customer_id, uuid, field.seal)
    place = doubt_place(field, position)
    texts = data.setdefault(TYPED, {})
    if typed is None:
        texts.pop(place, None)
    else:
        texts[place] = typed
    sealed_values.save(unit, customer_id, uuid, field.seal, data)
