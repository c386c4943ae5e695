"""After the undo of an import: the texts of its list are not known any more."""

from sqlalchemy import delete, or_, select

from app.core.exchange.records import import_trace
from app.core.store.changes import ChangeSet
from app.core.store.tables import act
from app.core.store.unit import Unit


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """Forget the traces of the acts that this one takes back."""
    if not changes.tables:
        return
    undoing = select(act.c.undoes_act, act.c.undoes_batch).where(act.c.id == unit.act_id)
    one, batch = unit.connection.execute(undoing).one()
    taken_back = or_(act.c.id == one, act.c.batch_id == batch)
    asked = select(act.c.id).where(taken_back, act.c.batch_id.is_not(None))
    acts = unit.connection.execute(asked).scalars().all()
    if acts:
        unit.connection.execute(delete(import_trace).where(import_trace.c.act_id.in_(acts)))
