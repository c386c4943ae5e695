"""What is half written."""

from datetime import timedelta

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.drafts.records import draft
from app.core.store.reader import Reader

KEPT_DAYS = 30
"""Older ones are not offered any more; they go at the next lock."""


@needs(Right.EDIT_CUSTOMERS)
def drafts(reader: Reader) -> dict[str, str]:
    """Form → JSON of this person's, the newest first."""
    oldest = reader.clock.now() - timedelta(days=KEPT_DAYS)
    asked = (
        select(draft.c.form, draft.c.typed)
        .where(draft.c.person == reader.actor.uid, draft.c.kept_at >= oldest)
        .order_by(draft.c.kept_at.desc(), draft.c.id)
    )
    return {row.form: row.typed for row in reader.connection.execute(asked)}
