"""After a merge is undone: the file that took another in forgets its number."""

from sqlalchemy import Integer, cast, select

from app.core.customers.records import customer
from app.core.customers.upkeep import renew
from app.core.store.changes import ChangeSet
from app.core.store.idlist import id_list
from app.core.store.tables import history
from app.core.store.unit import Unit


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """Derive anew for the heirs that this act gave or took."""
    if customer.name not in changes.tables:
        return
    mine = (history.c.act_id == unit.act_id, history.c.column_name == "merged_into")
    asked = select(history.c.old, history.c.new).where(*mine)
    heirs = {int(each) for row in unit.connection.execute(asked) for each in row if each}
    if heirs:
        there = select(cast(customer.c.id, Integer)).where(customer.c.id.in_(id_list(heirs)))
        renew(unit, list(unit.connection.scalars(there)))
