"""Keeping what is half written."""

from collections.abc import Mapping

from sqlalchemy import delete, insert

from app.core.actor import Actor, Right, needs
from app.core.drafts.records import draft
from app.core.store.shop import Shop


@needs(Right.EDIT_CUSTOMERS)
def keep_drafts(actor: Actor, shop: Shop, typed: Mapping[str, str]) -> None:
    """Form → JSON: all that this person has half written now, in place of what was before."""
    now = shop.clock.now()
    rows = [
        {"person": actor.uid, "form": form, "typed": words, "kept_at": now}
        for form, words in typed.items()
    ]
    with shop.aside() as connection:
        connection.execute(delete(draft).where(draft.c.person == actor.uid))
        if rows:
            connection.execute(insert(draft), rows)
