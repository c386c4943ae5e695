"""Copies a changed address or phone to the rest of a household: offered, shown, then done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.catalogue.basics import Basics
from app.catalogue.field import Field
from app.core.actor import Right, needs
from app.core.customers import service as customers
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.people.households import household
from app.core.store.profile_tables import HOMES, value_of
from app.core.store.reader import Reader
from app.core.store.tables import history
from app.core.store.unit import Unit
from app.i18n import N_

SHARED: tuple[Field[Any], ...] = (Basics.home_address, Basics.home_phone)


@dataclass(frozen=True)
class Copy:
    """What one member has now, and would have after."""

    customer_id: int
    name: str
    field: Field[Any]
    before: Any
    after: Any


@needs(Right.SEE_CUSTOMERS)
def copies(reader: Reader, customer_id: int) -> tuple[Copy, ...]:
    """Everything of hers that a member of her household has otherwise, or not at all."""
    if existing(reader, customer_id)["kind"] != "individual":
        return ()
    members = household(reader, customer_id)
    found = []
    for field in SHARED if members else ():
        mine = _value(reader, customer_id, field)
        for each in members if mine is not None else ():
            theirs = _value(reader, each.customer_id, field)
            if theirs != mine:
                found.append(Copy(each.customer_id, each.name, field, theirs, mine))
    return tuple(found)


@needs(Right.SEE_CUSTOMERS)
def offers(reader: Reader, customer_id: int) -> tuple[Copy, ...]:
    """Those worth a question: the member still has what she had before her last change."""
    return tuple(
        each
        for each in copies(reader, customer_id)
        if each.before is not None and each.before == _former(reader, customer_id, each.field)
    )


@needs(Right.EDIT_CUSTOMERS)
def copy_to(unit: Unit, customer_id: int, chosen: Collection[Copy]) -> int:
    """Do what was shown; refused when it is not what is there any more."""
    there = copies(unit, customer_id)
    for each in chosen:
        if each not in there:
            raise Refused(
                N_("This was changed meanwhile: {name}."),
                N_("Nothing was copied."),
                N_("Look at the preview again."),
                name=each.name,
            )
        customers.edit(unit, each.customer_id, {each.field: each.after})
    return len({each.customer_id for each in chosen})


def _value(reader: Reader, customer_id: int, field: Field[Any]) -> Any:
    home = HOMES[field]
    assert home is not None
    columns = [home.table.c[name] for name in home.columns]
    asked = select(*columns).where(home.table.c.id == customer_id)
    row = reader.connection.execute(asked).first()
    return None if row is None else value_of(field, tuple(row))


def _former(reader: Reader, customer_id: int, field: Field[Any]) -> Any:
    """What the field held before its last change; None when it never changed."""
    home = HOMES[field]
    assert home is not None
    mine = (history.c.record_table == customer.name, history.c.record_id == customer_id)
    of_field = (history.c.table_name == home.table.name, history.c.kind == "update")
    asked = select(history.c.act_id, history.c.column_name, history.c.old)
    asked = asked.where(*mine, *of_field, history.c.column_name.in_(home.columns))
    asked = asked.where(history.c.undone_by.is_(None), ~history.c.inverse)
    rows: Sequence[Any] = reader.connection.execute(
        asked.order_by(history.c.id.desc()).limit(2 * len(home.columns))
    ).all()
    if not rows:
        return None
    last = {row.column_name: row.old for row in rows if row.act_id == rows[0].act_id}
    now = _cells(reader, customer_id, home.table, home.columns)
    return value_of(field, tuple(last.get(name, now[name]) for name in home.columns))


def _cells(reader: Reader, customer_id: int, table: Any, names: Sequence[str]) -> dict[str, Any]:
    asked = select(*(table.c[name] for name in names)).where(table.c.id == customer_id)
    row = reader.connection.execute(asked).first()
    return dict(row._mapping) if row else dict.fromkeys(names)
