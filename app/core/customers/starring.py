"""Starring customers: a few to keep an eye on, one key away."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer, star
from app.core.errors import Refused
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

STAR = N_("Star or unstar")
MOST = 500
"""As many may be starred in one act; whoever wants more, wants a tag."""


@needs(Right.EDIT_CUSTOMERS)
def toggle_star(unit: Unit, ids: Sequence[int]) -> bool:
    """Star these customers, or take their stars where all of them have one.

    Returns whether they are starred now.
    """
    if len(ids) > MOST:
        raise Refused(
            N_("At most {most} customers can be starred at once."),
            N_("Nobody was starred."),
            N_("Give so many a tag instead."),
            most=MOST,
        )
    mine = star.c.customer_id.in_(id_list(ids))
    starred = set(unit.connection.execute(select(star.c.customer_id).where(mine)).scalars())
    missing = [each for each in dict.fromkeys(ids) if each not in starred]
    for each in missing:
        unit.insert(star, customer_id=each, starred_at=unit.now)
    if not missing:
        unit.delete_where(star, mine)
    return bool(missing)


@needs(Right.SEE_CUSTOMERS)
def is_starred(reader: Reader, customer_id: int) -> bool:
    """Does she have a star?"""
    asked = select(exists().where(star.c.customer_id == customer_id))
    return bool(reader.connection.execute(asked).scalar())


@needs(Right.SEE_CUSTOMERS)
def count_starred(reader: Reader) -> int:
    """How many are starred, without those in the bin."""
    asked = select(func.count()).select_from(star).join(customer)
    return int(reader.connection.execute(asked.where(customer.c.binned_on.is_(None))).scalar_one())
