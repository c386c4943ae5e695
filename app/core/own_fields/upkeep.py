"""After an undo: what follows from the shop's own fields is made anew, or the undo refused."""

from sqlalchemy import Select, exists, select

from app.core.customers.records import sensitive
from app.core.errors import Refused
from app.core.own_fields.records import own_field, own_value
from app.core.own_fields.searching import renew_those_with
from app.core.store.changes import ChangeSet
from app.core.store.tables import history
from app.core.store.unit import Unit
from app.i18n import N_


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """Search texts and days follow a field's description; a field that is filled stays."""
    if not changes.touches(own_field.name):
        return
    deleted = unit.connection.execute(_touched(unit).where(history.c.kind == "delete"))
    for field_id in deleted.scalars().all():
        _refuse_filled(unit, field_id)
    derived = _touched(unit).where(history.c.column_name.in_(("findable", "yearly")))
    touched = set(unit.connection.execute(derived).scalars())
    if touched:
        renew_those_with(unit, touched)


def _touched(unit: Unit) -> Select[int]:
    mine = (history.c.act_id == unit.act_id, history.c.table_name == own_field.name)
    return select(history.c.row_id).where(*mine)


def _refuse_filled(unit: Unit, field_id: int) -> None:
    """Not by a foreign key: a value that was emptied leaves its row, which is in nobody's way."""
    open_ones = exists().where(own_value.c.field_id == field_id, own_value.c.value.is_not(None))
    sealed = exists().where(sensitive.c.filled.contains(f"|own.{field_id}|", autoescape=True))
    if unit.connection.execute(select(open_ones | sealed)).scalar_one():
        raise Refused(
            N_("Customers already have values in this field."),
            N_("Nothing was taken back."),
            N_("Hide the field instead: its values stay."),
        )
