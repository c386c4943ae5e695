"""Filled sheets of a number that nobody bore join the customer who bears it now."""

from sqlalchemy import literal, select

from app.core.customers.records import customer
from app.core.store.unit import Unit
from app.core.surveys.records import survey_response


def attach_unknown(unit: Unit, customer_id: int, number_key: str) -> int:
    """Give a customer the sheets that waited for this number; returns how many."""
    sheet = survey_response.c
    waiting = sheet.customer_id.is_(None) & (sheet.customer_key == number_key)
    found = select(sheet.id, literal(customer_id)).where(waiting)
    return unit.update_from(sheet.customer_id, found)


def attach_all_unknown(unit: Unit) -> int:
    """Give every waiting one to the customer who bears its number by now."""
    cells = survey_response.c
    waiting = cells.customer_id.is_(None) & cells.customer_key.is_not(None)
    found = (
        select(cells.id, customer.c.id.label("owner"))
        .join(customer, customer.c.number_key == cells.customer_key)
        .where(waiting, customer.c.binned_on.is_(None))
    )
    return unit.update_from(cells.customer_id, found)
