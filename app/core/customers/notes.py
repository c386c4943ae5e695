"""What stands beside a value: where it comes from, and what is doubtful about it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from app.catalogue.field import Field
from app.core.customers.encoding import doubt_place
from app.core.customers.records import customer, doubt, fact
from app.core.sources.inheritance import inherit, own_fact, record_fact
from app.core.sources.origin import OWNER, Origin
from app.core.store import sealed_values
from app.core.store.profiles import StoredFact
from app.core.store.sealed_values import TYPED
from app.core.store.unit import Unit

__all__ = ["DIFFERS", "IMPORT", "OWNER", "Origin"]
IMPORT = "import"
DIFFERS = "differs"
_ABOUT = ("source", "learnt_on", "verified_on", "purpose", "confidence", "basis")


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
    unit: Unit, customer_id: int, field: Field[Any], told: Origin, *, filled: bool, row_id: int = 0
) -> None:
    """Note where a value comes from; a row only where part and record say otherwise."""
    if not filled:
        drop_fact(unit, customer_id, field.key, row_id)
        return
    about = (told.channel, told.day(unit.today), None, told.purpose)
    say(unit, customer_id, field, StoredFact(*about, told.confidence, told.basis), row_id)


def say(
    unit: Unit, customer_id: int, field: Field[Any], about: StoredFact, row_id: int = 0
) -> None:
    """Keep what a value says of itself beside what it inherits."""
    cells = own_fact(about, said_above(unit, customer_id, field))
    if cells is None and about.verified_on is None:
        drop_fact(unit, customer_id, field.key, row_id)
    elif cells is None:
        keep_fact(unit, customer_id, field.key, row_id, verified_on=about.verified_on)
    else:
        keep_fact(unit, customer_id, field.key, row_id, **cells)


def said_above(unit: Unit, customer_id: int, field: Field[Any]) -> StoredFact:
    """What a value inherits from its part and its record."""
    part = field.part.key if field.part else ""
    of_part = and_(fact.c.customer_id == customer.c.id, fact.c.scope == part, fact.c.row_id == 0)
    asked = (
        select(
            *(customer.c[name] for name in _ABOUT),
            *(fact.c[name].label(f"part_{name}") for name in _ABOUT),
        )
        .outerjoin(fact, of_part)
        .where(customer.c.id == customer_id)
    )
    row = unit.connection.execute(asked).one()._asdict()
    own = StoredFact(*(row[f"part_{name}"] for name in _ABOUT))
    return inherit((own, record_fact(row)))


def rival_place(field: Field[Any], doubt_id: int) -> str:
    """The name under which the text of a sealed field's rival lies in its blob."""
    return f"{field.key}~{doubt_id}"


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
    origin: Origin | None = None,
) -> int:
    """Keep a text that could not be read, a question, or a rival with where it comes from."""
    made = unit.insert(
        doubt,
        customer_id=customer_id,
        field=field.key,
        row_id=row_id,
        typed=None if field.sealed else typed,
        reason=reason,
        taken=int(taken),
        **about(origin, unit.today),
    )
    if field.sealed:
        rival = reason == DIFFERS
        place = rival_place(field, made) if rival else doubt_place(field, position)
        _seal_typed(unit, customer_id, field, place, typed)
    return made


def about(origin: Origin | None, today: date) -> dict[str, Any]:
    """The cells in which a doubt says where its text comes from, if it says so."""
    if origin is None:
        return dict.fromkeys(("source", "learnt_on", "purpose", "confidence", "basis"))
    return {
        "source": origin.channel,
        "learnt_on": origin.day(today),
        "purpose": origin.purpose,
        "confidence": origin.confidence,
        "basis": origin.basis,
    }


def drop_doubts(
    unit: Unit, customer_id: int, fields: Iterable[Field[Any]], row_id: int | None = 0
) -> None:
    """The values were given anew: nothing is doubtful about them any more."""
    for field in fields:
        where = [doubt.c.customer_id == customer_id, doubt.c.field == field.key]
        if row_id is not None:
            where.append(doubt.c.row_id == row_id)
        for known in unit.connection.execute(select(doubt.c.id).where(*where)).scalars().all():
            drop_doubt(unit, customer_id, field, known, row_id or 0)


def drop_doubt(
    unit: Unit, customer_id: int, field: Field[Any], doubt_id: int, row_id: int = 0
) -> None:
    """Drop one doubt, and the text of it that lies sealed."""
    asked = select(doubt.c.reason).where(doubt.c.id == doubt_id)
    rival = unit.connection.execute(asked).scalar() == DIFFERS
    unit.delete(doubt, doubt_id)
    if field.sealed:
        place = rival_place(field, doubt_id) if rival else doubt_place(field, row_id)
        _seal_typed(unit, customer_id, field, place, None)


def _seal_typed(
    unit: Unit, customer_id: int, field: Field[Any], place: str, typed: str | None
) -> None:
    uuid = unit.connection.execute(
        select(customer.c.uuid).where(customer.c.id == customer_id)
    ).scalar_one()
    data = sealed_values.load(unit, customer_id, uuid, field.seal)
    texts = data.setdefault(TYPED, {})
    if typed is None:
        texts.pop(place, None)
    else:
        texts[place] = typed
    sealed_values.save(unit, customer_id, uuid, field.seal, data)
