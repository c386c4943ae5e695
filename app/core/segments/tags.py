"""Tags as words of the shop: renamed, or two made one, wherever they stand."""

from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.segments.bulk_edit import swap_tag
from app.core.store.unit import Unit
from app.i18n import N_


@needs(Right.EDIT_CUSTOMERS)
def merge_tag(unit: Unit, old: str, new: str) -> int:
    """Call a tag by another name; where both stand, one is left. Returns how many changed."""
    clean = " ".join(new.split())
    if not clean:
        raise Refused(
            N_("A tag needs a name."),
            N_("Nothing was changed."),
            N_("Type one, or take the tag from its customers."),
        )
    each = func.json_each(customer.c.tags).table_valued("value")
    bear = select(customer.c.id).join(each, customer.c.tags.is_not(None))
    bear = bear.where(each.c.value == old, customer.c.binned_on.is_(None))
    return swap_tag(unit, list(unit.connection.scalars(bear)), old, clean)
