"""Removes bytes that neither a customer nor the history names any more (adr on attachments)."""

import json
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, delete, exists, select

from app.core.actor import Right, needs
from app.core.attachments.records import attachment, content, content_piece, content_use
from app.core.customers.records import customer
from app.core.store.idlist import id_list
from app.core.store.tables import act, history
from app.core.store.unit import Unit

DAYS = 30


@needs(Right.EDIT_CUSTOMERS)
def sweep(unit: Unit, *, older_than_days: int = DAYS) -> int:
    """Drop what erased customers left, and files deleted so long ago; returns how many contents.

    With the bytes goes the history that named them, so that no undo promises them.
    """
    unit.bulk(delete(content_use).where(_of_nobody()), tables=[])
    before = unit.now - timedelta(days=older_than_days)
    for use in unit.connection.execute(select(content_use).where(~_still_has())).all():
        if _forget(unit, use, before):
            unit.bulk(delete(content_use).where(content_use.c.id == use.id), tables=[])
    unused = select(content.c.id).where(
        ~exists().where(content_use.c.digest == content.c.digest),
        ~exists().where(attachment.c.digest == content.c.digest),
    )
    ids = list(unit.connection.execute(unused).scalars())
    if not ids:
        return 0
    gone = id_list(ids)
    unit.bulk(delete(content_piece).where(content_piece.c.content_id.in_(gone)), tables=["content"])
    unit.bulk(delete(content).where(content.c.id.in_(gone)), tables=[])
    return len(ids)


def _of_nobody() -> ColumnElement[bool]:
    """Uses of customers who are gone, and whose history is erased."""
    there = exists().where(customer.c.id == content_use.c.customer_id)
    told = exists().where(
        history.c.record_table == "customer", history.c.record_id == content_use.c.customer_id
    )
    return ~there & ~told


def _still_has() -> ColumnElement[bool]:
    return exists().where(
        attachment.c.digest == content_use.c.digest,
        attachment.c.customer_id == content_use.c.customer_id,
    )


def _forget(unit: Unit, use: Row[*tuple[object, ...]], before: datetime) -> bool:
    """Erase the history that names these bytes, unless some of it is younger than `before`."""
    asked = (
        select(history, act.c.at)
        .join(act, act.c.id == history.c.act_id)
        .where(history.c.record_table == "customer", history.c.record_id == use.customer_id)
        .where(history.c.table_name == attachment.name)
    )
    entries = unit.connection.execute(asked).all()
    naming = [each for each in entries if use.digest in _digests(each)]
    if any(each.at > before for each in naming):
        return False
    rows = {each.row_id for each in naming if each.kind == "delete"}
    gone = [each.id for each in naming]
    gone += [each.id for each in entries if each.kind == "create" and each.row_id in rows]
    unit.bulk(delete(history).where(history.c.id.in_(id_list(gone))), tables=[])
    return True


def _digests(entry: Row[*tuple[object, ...]]) -> set[object]:
    if entry.kind == "delete":
        return {json.loads(entry.old).get("digest")}
    return {entry.old, entry.new} if entry.column_name == "digest" else set()
