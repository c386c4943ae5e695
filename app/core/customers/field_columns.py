"""Any field as a column of a list: which can be shown, and the words in a page of rows."""

from collections.abc import Collection, Sequence
from typing import Any

from app.catalogue.field import Field, Tier
from app.core.actor import Right, needs
from app.core.customers.own_columns import own_columns
from app.core.store.profiles import load_many
from app.core.store.reader import Reader

# What the narrow row shows already.
_SHOWN = frozenset(("name", "company_name", "customer_no", "tags", "joined_on", "employer_name"))


@needs(Right.SEE_CUSTOMERS)
def list_columns(reader: Reader) -> tuple[Field[Any], ...]:
    """Fields that a list can show, each once: neither hidden nor closely kept, nor of rows."""
    found: dict[str, Field[Any]] = {}
    for catalogue in reader.catalogues.values():
        for each in catalogue:
            plain = each.tier in (Tier.PLAIN, Tier.COMPANY) and each.group is None
            if plain and each.key not in _SHOWN and not each.own and not catalogue.hidden(each):
                found.setdefault(each.key, each)
    return (*own_columns(reader), *found.values())


def field_words(
    reader: Reader, ids: Sequence[int], keys: Collection[str]
) -> dict[int, dict[str, str]]:
    """For a page of a list: what each customer has in these fields, as words by key."""
    wanted = {each.key for each in list_columns(reader) if each.key in keys and not each.own}
    if not wanted:
        return {}
    return {
        customer_id: {
            field.key: field.kind.show(value)
            for field, value in stored.values.items()
            if field.key in wanted
        }
        for customer_id, stored in load_many(reader, ids).items()
    }
