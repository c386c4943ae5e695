"""A short way for the cells of which a long list has most: plain mobile numbers and dates.

What follows from them is put together by hand. Whatever is the least bit unusual gives None
and goes the long way. `tests/core/exchange/test_everyday_cells.py` holds both ways to the
same outcome.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from app.catalogue.dates import FIRST_SOLAR_YEAR
from app.catalogue.field import Field
from app.catalogue.kind import Rules
from app.catalogue.kinds_day import Day
from app.catalogue.phones import is_plain_mobile
from app.catalogue.values import CalendarDay, Phone
from app.core.exchange.facts import Facts
from app.core.store.derived import effects_of
from app.core.store.segmentation import phone_tokens

Everyday = Callable[[str, str, Rules], Facts | None]
"""What is said, the cell, the rules; None for what is not everyday."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SAMPLE_PHONE = Phone("+8615400000000", None, "15400000000")
_SAMPLE_DAY = CalendarDay("solar", 2000, 1, 1, False, "2000-01-01")


def everyday(field: Field[Any]) -> Everyday | None:
    """The short way for a field's cells, where there is one."""
    if field.kind.name == "phones":
        return _phones(field)
    return _days(field, field.kind) if isinstance(field.kind, Day) else None


def _phones(field: Field[Any]) -> Everyday:
    follows = effects_of(field, (SAMPLE_PHONE,))
    key = field.key

    def phone(said: str, cell: str, rules: Rules) -> Facts | None:
        if not is_plain_mobile(cell) or not cell.isascii():
            return None
        value = f"+86{cell}"
        cells = (f'[{{"e164":"{value}","typed":"{cell}"}}]',)
        terms = phone_tokens(cell) if follows.terms else ""
        if not follows.contacts:
            return Facts(said, cells, terms)
        return Facts(said, cells, terms, ((key, value),), (), value)

    return phone


def _days(field: Field[Any], kind: Day) -> Everyday:
    follows = effects_of(field, _SAMPLE_DAY)
    occasion = follows.occasions[0][:2] if follows.occasions else ()  # its kind and row
    joins = follows.plain == "joined_on"

    def day(said: str, cell: str, rules: Rules) -> Facts | None:
        if not _DAY.fullmatch(cell) or not cell.isascii():
            return None
        try:
            on = date.fromisoformat(cell)
        except ValueError:
            return None
        if on.year < FIRST_SOLAR_YEAR or (on > rules.today and not kind.future):
            return None
        occasions = ((*occasion, "solar", on.month, on.day, 0),) if occasion else ()
        return Facts(said, (cell, "", cell), "", (), occasions, "", "", cell if joins else "")

    return day
