"""Rows that name a customer by number, and wait for somebody to bear it.

For tables with `customer_id`, `customer_number` and `customer_key`: purchases, complaints,
filled sheets.
"""

from sqlalchemy import Select, Table, literal, select

from app.core.customers.records import customer


def of_number(table: Table, customer_id: int, number_key: str) -> Select[tuple[int, int]]:
    """Ids of the rows that waited for this number, each with the customer who bears it now."""
    waiting = table.c.customer_id.is_(None) & (table.c.customer_key == number_key)
    return select(table.c.id, literal(customer_id).label("owner")).where(waiting)


def of_all_numbers(table: Table) -> Select[tuple[int, int]]:
    """Ids of all rows that waited for a number somebody bears by now, each with that customer."""
    waiting = table.c.customer_id.is_(None) & table.c.customer_key.is_not(None)
    return (
        select(table.c.id, customer.c.id.label("owner"))
        .join_from(table, customer, customer.c.number_key == table.c.customer_key)
        .where(waiting, customer.c.binned_on.is_(None))
    )
