"""What waited under a number that nobody bore: purchases, complaints, filled sheets."""

from app.core.complaints import linking as complaints
from app.core.purchases.service import attach_all_unknown, attach_unknown
from app.core.store.unit import Unit
from app.core.surveys import linking as surveys


def join_waiting(unit: Unit, customer_id: int, number_key: str) -> None:
    """Somebody bears this number now: all that waited for it is hers."""
    attach_unknown(unit, customer_id, number_key)
    complaints.attach_unknown(unit, customer_id, number_key)
    surveys.attach_unknown(unit, customer_id, number_key)


def join_all_waiting(unit: Unit) -> None:
    """Many numbers are borne now."""
    attach_all_unknown(unit)
    complaints.attach_all_unknown(unit)
    surveys.attach_all_unknown(unit)
