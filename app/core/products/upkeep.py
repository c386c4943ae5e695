"""After an undo: products that only receipts brought along go with the last of their lines."""

from sqlalchemy import and_, bindparam, exists, or_, select, update

from app.core.products.naming import sound_of
from app.core.products.records import product
from app.core.purchases.records import purchase_line
from app.core.store.changes import ChangeSet
from app.core.store.idlist import id_list
from app.core.store.tables import history
from app.core.store.unit import Unit


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """Take unused products away, and make what a name sounds like anew."""
    if purchase_line.name in changes.tables or "purchase" in changes.tables:
        drop_unused(unit)
    if product.name in changes.tables:
        _sound_anew(unit)


def drop_unused(unit: Unit) -> None:
    """Remove products that came with receipts, are on none now and were never edited."""
    named = exists().where(purchase_line.c.product_id == product.c.id)
    edited = exists().where(history.c.record_table == product.name)
    edited = edited.where(history.c.record_id == product.c.id, history.c.kind == "update")
    edited = edited.where(history.c.undone_by.is_(None))
    spelled = product.alias("spelling")
    kept_by = exists().where(spelled.c.merged_into == product.c.id)
    idle = and_(product.c.batch_id.is_not(None), ~named, ~edited, ~kept_by)
    ids = list(unit.connection.execute(select(product.c.id).where(idle)).scalars())
    if not ids:
        return
    # Written as the undo's own: to take that undo back brings the products back first.
    unit.recorder.inverse = True
    try:
        unit.delete_where(product, product.c.id.in_(id_list(ids)))
    finally:
        unit.recorder.inverse = False


def _sound_anew(unit: Unit) -> None:
    renamed = select(history.c.row_id).where(
        history.c.act_id == unit.act_id,
        history.c.table_name == product.name,
        history.c.column_name == "name",
    )
    touched = or_(product.c.sound.is_(None), product.c.id.in_(renamed))
    asked = select(product.c.id, product.c.name).where(touched)
    found = [
        {"row": row.id, "sounds": sound_of(row.name)} for row in unit.connection.execute(asked)
    ]
    if found:
        mine = update(product).where(product.c.id == bindparam("row"))
        unit.bulk(mine.values(sound=bindparam("sounds")), found, tables=[])
