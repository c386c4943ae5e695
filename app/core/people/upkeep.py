"""After an undo: no circle of parents may have come back."""

from sqlalchemy import or_, select

from app.catalogue.link_kinds import BUILT_IN
from app.core.customers.records import customer
from app.core.people.chains import refuse_circles
from app.core.people.records import customer_link
from app.core.store.changes import ChangeSet
from app.core.store.history import records_touched
from app.core.store.idlist import id_list
from app.core.store.tables import history
from app.core.store.unit import Unit

_TREES = tuple(each.key for each in BUILT_IN if each.tree)


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """Refuse what an undo brings back when somebody would stand above herself."""
    if customer_link.name not in changes.tables:
        return
    cells = customer_link.c
    mine = (history.c.act_id == unit.act_id, history.c.table_name == customer_link.name)
    rows = select(history.c.row_id).where(*mine)
    records = id_list(records_touched(unit.connection, unit.act_id, customer.name))
    for kind in _TREES:
        asked = select(cells.customer_id).where(cells.kind == kind)
        asked = asked.where(or_(cells.id.in_(rows), cells.customer_id.in_(records)))
        refuse_circles(unit, kind, set(unit.connection.execute(asked).scalars()))
