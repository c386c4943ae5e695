"""Gives each different cell of a column a code, and knows what every code stands for."""

from collections.abc import Callable, Sequence
from itertools import compress
from typing import Any

from app.catalogue.kind import Reading
from app.core.customers.encoded_values import COLUMNS_OF
from app.core.customers.encoding import SLOTS
from app.core.exchange.cell_reading import IS, Column
from app.core.exchange.customer_rows import CustomerReader
from app.core.exchange.everyday_cells import everyday
from app.core.exchange.facts import Facts
from app.core.exchange.plain_mobiles import Lists, PlainMobiles
from app.core.store.derived import NO_EFFECTS, Effects, effects_of, text_of

_MOST_CODES = 60_000  # different cells remembered per column
Key = Any


_NOTHING = Facts()
_NAMES = Facts._fields


class CodedColumn:
    """One column and the facts of every different cell in it."""

    def __init__(self, column: Column, reader: CustomerReader, *, again: bool) -> None:
        """Start with the blank cell alone."""
        self.column, self._reader, self._again = column, reader, again
        self.by_calendar = column.target == "birth_date" and reader.calendar is not None
        slot = SLOTS.get(column.field)
        self.table = slot.table if slot else ""
        self.names = COLUMNS_OF.get(column.field, ())
        self._to_cells: Callable[[Any], tuple[Any, ...]] = slot.to_cells if slot else _no_cells
        self._codes: dict[Key, int] = {}
        self.facts: list[Facts] = []
        self.ever: set[str] = set()  # the facts that any cell had
        short = self.table and not again and not column.unit
        self._everyday_known = False  # all everyday cells have the same facts
        self._everyday = everyday(column.field) if short else None
        phones = short and column.field.kind.name == "phones"
        self._mobiles = PlainMobiles(column.target, column.field) if phones else None
        self._forget()

    def lists(self, cells: Sequence[Any]) -> Lists | None:
        """The facts of a chunk's cells by lists, where that is the shorter way."""
        if self._mobiles is None:
            return None
        return self._mobiles.lists(cells, lambda cell: self._read(cell, lunar=False))

    def _forget(self) -> None:
        self._codes = {"": 0, ("",): 0}
        self.facts = [_NOTHING]

    def of(self, keys: Sequence[Key]) -> list[Facts]:
        """The facts of each cell of a chunk; one to be read by the moon comes as `(cell,)`."""
        if len(self._codes) > _MOST_CODES:
            self._forget()
        codes: list[Any] = list(map(self._codes.get, keys))
        if None in codes:
            for place, code in enumerate(codes):
                if code is None:
                    key = keys[place]
                    known = self._codes.get(key)
                    codes[place] = self._new(key) if known is None else known
        return list(map(self.facts.__getitem__, codes))

    def _new(self, key: Key) -> int:
        cell, lunar = (key[0], True) if isinstance(key, tuple) else (key, False)
        facts = self._read(cell, lunar=lunar)
        self._codes[key] = code = len(self.facts)
        self.facts.append(facts)
        return code

    def _read(self, cell: Any, *, lunar: bool) -> Facts:
        rules = self._reader.rules(lunar=lunar)
        if self._everyday and not lunar and isinstance(cell, str):
            facts = self._everyday(f"{self.column.target}{IS}{cell}", cell, rules)
            if facts is not None:
                if not self._everyday_known:
                    self._everyday_known = True
                    self.ever.update(compress(_NAMES, facts))
                return facts
        found = self.column.reading(cell, rules)
        facts = _NOTHING if found is None else self._facts(*found)
        self.ever.update(compress(_NAMES, facts))
        return facts

    def _facts(self, said: str, reading: Reading[Any]) -> Facts:
        column, value = self.column, reading.value
        if value is None or reading.warnings or self._again or not self.table:
            return Facts(said, odd=True)
        if column.says_dead(reading):
            return Facts(said, odd=True)
        cells = tuple(["" if cell is None else cell for cell in self._to_cells(value)])
        effects = effects_of(column.field, value)
        if effects is NO_EFFECTS:
            return Facts(said, cells)
        return _with_effects(said, cells, value, effects)


def _no_cells(value: Any) -> tuple[Any, ...]:
    return ()


def _with_effects(said: str, cells: tuple[Any, ...], value: Any, effects: Effects) -> Facts:
    plain = effects.plain
    return Facts(
        said,
        cells,
        effects.terms,
        effects.contacts,
        effects.occasions,
        next((each for _, each in effects.contacts if each[:1] == "+"), ""),
        text_of(value) if plain == "employer_name" else "",
        _day(value) if plain == "joined_on" else "",
        int(plain == "deceased" and value.yes is True),
        bool(effects.typed_phone),
        value if plain == "name" else "",
    )


def _day(value: Any) -> str:
    day = value.solar()
    return day.isoformat() if day else ""
