"""The shop's own fields as columns of a list: which there are, and the words in them."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, bindparam, func, select

from app.catalogue.field import Field, Tier
from app.core.actor import Right, needs
from app.core.own_fields.records import own_value
from app.core.store.profile_tables import own_value_of
from app.core.store.reader import Reader

_WANTED = func.json_each(bindparam("ids")).table_valued("value")
_PAGE = select(own_value.c.customer_id, own_value.c.field_id, own_value.c.value).where(
    own_value.c.customer_id.in_(select(_WANTED.c.value.cast(Integer)))
)


@needs(Right.SEE_CUSTOMERS)
def own_columns(reader: Reader) -> tuple[Field[Any], ...]:
    """The own fields that a list can show, each once: neither hidden nor closely kept."""
    found = {
        each.key: each
        for catalogue in reader.catalogues.values()
        for each in catalogue.own.values()
        if each.tier is Tier.PLAIN and not catalogue.hidden(each)
    }
    return tuple(found.values())


def own_words(reader: Reader, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """For a page of a list: what each customer has in them, as words by the field's key."""
    fields = {each.own: each for each in own_columns(reader)}
    if not fields:
        return {}
    found: dict[int, dict[str, str]] = {}
    for customer_id, field_id, text in reader.connection.execute(
        _PAGE, {"ids": json.dumps(list(ids))}
    ):
        each = fields.get(field_id)
        value = None if each is None else own_value_of(each, text)
        if each is not None and value is not None:
            found.setdefault(customer_id, {})[each.key] = each.kind.show(value)
    return found
