"""Finds columns that become the same field although it can keep only one of them."""

from collections.abc import Iterable

from app.core.exchange.headings import CALENDAR, Catalogues, catalogue_of, split_key
from app.core.exchange.layout import TableView, What
from app.i18n import N_

DOUBLED = N_("Several columns become the same field, which keeps only one of them: {fields}.")
_PROFILES = (What.CUSTOMERS, What.COMPANIES)
Doubled = dict[str, tuple[str, ...]]


def doubled(tables: Iterable[TableView], what: What, catalogues: Catalogues) -> Doubled:
    """Field → the headings that say it, where one table has several and all but one are lost.

    A list (telephones, hobbies) is no such field: what a second column says is added to it.
    """
    found: Doubled = {}
    for table in tables:
        for target in {column.target for column in table.columns if column.target}:
            said = tuple(c.heading for c in table.columns if c.target == target)
            if len(said) > 1 and not _grows(target, what, catalogues):
                found[target] = said
    return found


def _grows(target: str, what: What, catalogues: Catalogues) -> bool:
    if what not in _PROFILES or target == CALENDAR:
        return False
    catalogue, key = catalogue_of(what, catalogues), split_key(target)[0]
    return catalogue.has(key) and catalogue.field(key).kind.grows
