"""Keeps which entry of a file is which customer, so that one person is reminded of once."""

from sqlalchemy import or_, select

from app.catalogue.family import Family
from app.core.customers.records import customer
from app.core.people.records import stand_in
from app.core.store.profile_tables import HOMES
from app.core.store.unit import Unit


def stands_for(unit: Unit, customer_id: int, place: str, row_id: int, other_id: int) -> None:
    """Note that an entry in her file is that customer."""
    cells = stand_in.c
    mine = (cells.customer_id == customer_id, cells.place == place, cells.row_id == row_id)
    known = unit.connection.execute(select(cells.id).where(*mine)).scalar()
    if known is None:
        entry = {"customer_id": customer_id, "place": place, "row_id": row_id}
        unit.insert(stand_in, **entry, other_id=other_id)
    else:
        unit.update(stand_in, known, other_id=other_id)


def forget(unit: Unit, one: int, other: int) -> None:
    """No entry in the file of either stands for the other any more."""
    cells = stand_in.c
    there = (cells.customer_id == one) & (cells.other_id == other)
    back = (cells.customer_id == other) & (cells.other_id == one)
    for row_id in unit.connection.execute(select(cells.id).where(or_(there, back))).scalars().all():
        unit.delete(stand_in, row_id)


def recognise_spouses(unit: Unit, one: int, other: int) -> None:
    """Where a file names nobody else as spouse, the entry is the linked customer."""
    for mine, hers in ((one, other), (other, one)):
        named = _spouse_name(unit, mine)
        if not named or named == _name(unit, hers):
            stands_for(unit, mine, "spouse", 0, hers)


def forget_entry(unit: Unit, customer_id: int, place: str, row_id: int) -> None:
    """Let an entry stand for nobody any more."""
    cells = stand_in.c
    mine = (cells.customer_id == customer_id, cells.place == place, cells.row_id == row_id)
    for known in unit.connection.execute(select(cells.id).where(*mine)).scalars().all():
        unit.delete(stand_in, known)


def _spouse_name(unit: Unit, customer_id: int) -> str | None:
    home = HOMES[Family.spouse_name]
    assert home is not None
    cells = home.table.c
    asked = select(cells[home.columns[0]]).where(cells.id == customer_id)
    return unit.connection.execute(asked).scalar()


def _name(unit: Unit, customer_id: int) -> str | None:
    asked = select(customer.c.name).where(customer.c.id == customer_id)
    return unit.connection.execute(asked).scalar()
