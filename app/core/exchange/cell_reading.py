"""Reads one cell of a list of customers: its text, the value, and what is doubtful about it."""

import re
from typing import Any, NamedTuple

from app.catalogue.field import Field
from app.catalogue.individual import Extras
from app.catalogue.kind import Reading, Rules
from app.catalogue.kinds import IdNumber
from app.catalogue.values import YesNo
from app.core.customers.bulk import NewDoubt
from app.core.customers.encoded_values import EncodedValue, encoded_value
from app.core.exchange.cells import cell_text, has_lost_digits

DECEASED, LOST_DIGITS = "deceased_in_remark", "lost_digits"
IS = "\x1f"  # between a field's key and its text
# Taken over, but someone should look: these warnings leave a question at the value.
_QUESTIONS = frozenset(
    ("two_digit_year", "serial_as_text", "sexagenary_year", "ambiguous_date", DECEASED, LOST_DIGITS)
)
_DIED = re.compile(r"(?<![父母亲爸妈夫公妻伴偶人子女爷奶])(?:已故|已去世|已过世|已逝世)")
_BARE_NUMBER = re.compile(r"\d[\d,.\-~ ]*")
_REMEMBERED = 20_000  # readings kept per column


class Cell(NamedTuple):
    """What one cell's text means; kept, because most cells say what another said before."""

    said: str
    value: EncodedValue | None
    warnings: tuple[str, ...]
    doubt: NewDoubt | None
    more: EncodedValue | None = None  # what else it says: a remark that the customer has died


_BLANK = Cell("", None, (), None)


class Column:
    """One mapped column: where it stands, its field, and its cells read so far."""

    def __init__(self, index: int, target: str, field: Field[Any], place: int, unit: str) -> None:
        self.index, self.target, self.field, self.place = index, target, field, place
        self.unit = unit
        self.tells_death = False
        self.seen: dict[Any, Cell] = {}
        self.seen_lunar: dict[Any, Cell] = {}

    def read(self, cell: Any, rules: Rules) -> Cell:
        """Read a cell that was not seen before, and remember it."""
        seen = self.seen_lunar if rules.lunar else self.seen
        found = self.fresh(cell, rules)
        if len(seen) < _REMEMBERED:
            seen[cell] = found
        return found

    def fresh(self, cell: Any, rules: Rules) -> Cell:
        """Read a cell and remember nothing."""
        found = self.reading(cell, rules)
        if found is None:
            return _BLANK
        said, reading = found
        made = None if reading.value is None else encoded_value(self.field, reading.value)
        if self.says_dead(reading):
            return _dead(said, made, reading)
        return Cell(said, made, reading.warnings, doubt_of(self.field, reading, None))

    def reading(self, cell: Any, rules: Rules) -> tuple[str, Reading[Any]] | None:
        """Field and text as typed, and what was read; None for a blank cell."""
        text = cell_text(cell)
        if not text.strip():
            return None
        if self.unit and _BARE_NUMBER.fullmatch(text):
            text += self.unit
        typed = f"农历 {text}" if rules.lunar else text
        return f"{self.target}{IS}{typed}", self._parse(cell, text, rules)

    def says_dead(self, reading: Reading[Any]) -> bool:
        """Does a remark say that the customer has died?"""
        return self.tells_death and _DIED.search(reading.typed) is not None

    def _parse(self, cell: Any, text: str, rules: Rules) -> Reading[Any]:
        if has_lost_digits(cell) and isinstance(self.field.kind, IdNumber):
            return Reading(None, text, ("id_lossy_number",))
        return self.field.kind.parse(text, rules)


def _dead(said: str, made: EncodedValue | None, reading: Reading[Any]) -> Cell:
    """已故 in the remark means the customer has died: messages must stop."""
    doubt = NewDoubt(Extras.deceased, reading.typed[:200], DECEASED, taken=True)
    died = encoded_value(Extras.deceased, YesNo(True))
    return Cell(said, made, (*reading.warnings, DECEASED), doubt, died)


def doubt_of(field_: Field[Any], reading: Reading[Any], at: int | None) -> NewDoubt | None:
    """The question that a reading leaves at its value, if it leaves one."""
    taken = reading.value is not None
    for warning in reading.warnings:
        if not taken or warning in _QUESTIONS:
            return NewDoubt(field_, reading.typed, warning, taken, at)
    return None
