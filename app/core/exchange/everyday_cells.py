"""A short way for the cells of which a long list has most: plain mobile numbers and dates.

They are read like all others; only what follows from them is put together by hand. Whatever
is the least bit unusual gives None and goes the long way. `tests/core/exchange/test_blocks.py`
holds both ways to the same outcome.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from app.catalogue.field import Field
from app.catalogue.kind import Rules
from app.catalogue.values import CalendarDay, Phone
from app.core.exchange.facts import Facts
from app.core.store.derived import effects_of
from app.core.store.segmentation import phone_tokens

Everyday = Callable[[str, str, Rules], Facts | None]
"""What is said, the cell, the rules; None for what is not everyday."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAMPLE_PHONE = Phone("+8615400000000", None, "15400000000")
_SAMPLE_DAY = CalendarDay("solar", 2000, 1, 1, False, "2000-01-01")


def everyday(field: Field[Any]) -> Everyday | None:
    """The short way for a field's cells, where there is one."""
    if field.kind.name == "phones":
        return _phones(field)
    return _days(field) if field.kind.name == "day" else None


def _phones(field: Field[Any]) -> Everyday:
    follows = effects_of(field, (_SAMPLE_PHONE,))
    parse, key = field.kind.parse, field.key

    def phone(said: str, cell: str, rules: Rules) -> Facts | None:
        read, _, warnings = parse(cell, rules)
        value = f"+86{cell}"
        if warnings or not read or len(read) > 1 or read[0].e164 != value or read[0].typed != cell:
            return None
        return Facts(
            said,
            (f'[{{"e164": "{value}", "ext": null, "typed": "{cell}"}}]',),
            phone_tokens(cell) if follows.terms else "",
            ((key, value),) if follows.contacts else (),
            phone=value if follows.contacts else "",
        )

    return phone


def _days(field: Field[Any]) -> Everyday:
    follows = effects_of(field, _SAMPLE_DAY)
    parse = field.kind.parse
    occasion = follows.occasions[0][:2] if follows.occasions else ()  # its kind and row
    joins = follows.plain == "joined_on"

    def day(said: str, cell: str, rules: Rules) -> Facts | None:
        if not _DAY.fullmatch(cell):
            return None
        reading = parse(cell, rules)
        value = reading.value
        if value is None or reading.warnings or value.calendar != "solar" or value.typed != cell:
            return None
        on = date(value.year, value.month, value.day)
        occasions = ((*occasion, "solar", on.month, on.day, 0),) if occasion else ()
        cells = (cell, cell, cell)
        return Facts(said, cells, occasions=occasions, joined_on=cell if joins else "")

    return day
