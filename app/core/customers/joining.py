"""What waited under a number that nobody bore: purchases, complaints, filled sheets."""

from app.core.complaints.records import complaint
from app.core.customers.waiting import of_all_numbers, of_number
from app.core.purchases.service import attach_all_unknown, attach_unknown
from app.core.store.unit import Unit
from app.core.surveys.records import survey_response

_PLAIN = (complaint, survey_response)  # purchases have sums to be made anew


def join_waiting(unit: Unit, customer_id: int, number_key: str) -> None:
    """Somebody bears this number now: all that waited for it is hers."""
    attach_unknown(unit, customer_id, number_key)
    for table in _PLAIN:
        unit.update_from(table.c.customer_id, of_number(table, customer_id, number_key))


def join_all_waiting(unit: Unit) -> None:
    """Many numbers are borne now."""
    attach_all_unknown(unit)
    for table in _PLAIN:
        unit.update_from(table.c.customer_id, of_all_numbers(table))
