"""Kinds of numbers: quantities with units, plain counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from random import Random
from typing import Any, ClassVar

from app.catalogue.cleaning import narrow
from app.catalogue.kind import Cell, Column, Kind, Reading, Rules
from app.catalogue.values import Quantity

UNREADABLE = "unreadable_number"
_CHINESE = {"半": "0.5", "一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5"}
_CHINESE |= {"六": "6", "七": "7", "八": "8", "九": "9", "十": "10"}
_MEASURED = re.compile(r"(\d+(?:\.\d+)?)\s*(.*)", re.DOTALL)
_METRES = re.compile(r"(?:([12])\s*(?:米|m)\s*(\d{1,2})?|([12]\.\d{1,2}))(?:\s*(?:米|m))?")


@dataclass(frozen=True)
class Measure(Kind[Quantity]):
    """A number with a unit; `units` are offered, the first is meant when none is said."""

    name: ClassVar[str] = "quantity"
    columns = (Column("", "text"), Column("_unit", "text"))
    units: tuple[str, ...] = ("",)
    metres: bool = False  # 1米72 and 1.72 m are centimetres

    def parse(self, text: str, rules: Rules) -> Reading[Quantity]:
        """Read "172", "172cm", "1米72", "半斤", "2 两/次"."""
        plain = narrow(text)
        if not plain:
            return Reading(None, text)
        tall = _METRES.fullmatch(plain.lower()) if self.metres else None
        if tall:
            return Reading(Quantity(_centimetres(tall), self.units[0]), text)
        if plain[0] in _CHINESE:
            plain = _CHINESE[plain[0]] + plain[1:]
        found = _MEASURED.fullmatch(plain)
        if found is None:
            return Reading(None, text, (UNREADABLE,))
        unit = self._unit(found[2].strip())
        return Reading(Quantity(_trimmed(Decimal(found[1])), unit), text)

    def _unit(self, written: str) -> str:
        if not written:
            return self.units[0]
        return _UNIT_WORDS.get(written.lower(), written)

    def show(self, value: Quantity) -> str:
        """Number, space, unit."""
        return f"{value.amount:f} {value.unit}".strip()

    def edit_text(self, value: Quantity) -> str:
        """The same."""
        return self.show(value)

    def to_cells(self, value: Quantity) -> tuple[Cell, ...]:
        """The number as text, the unit."""
        return (f"{value.amount:f}", value.unit or None)

    def from_cells(self, cells: Sequence[Cell]) -> Quantity | None:
        """Both."""
        return None if cells[0] is None else Quantity(Decimal(str(cells[0])), str(cells[1] or ""))

    def to_json(self, value: Quantity) -> Any:
        """{amount, unit}, the amount as a string so that nothing is rounded."""
        return {"amount": f"{value.amount:f}", "unit": value.unit}

    def from_json(self, data: Any) -> Quantity:
        """{amount, unit}."""
        return Quantity(Decimal(str(data["amount"])), data.get("unit") or "")

    def sample(self, random: Random) -> Quantity:
        """A middling number in the first unit."""
        low, high = (150, 185) if self.metres else (1, 80)
        return Quantity(Decimal(random.randint(low, high)), self.units[0])


_UNIT_WORDS = {"公分": "cm", "厘米": "cm", "公斤": "kg", "千克": "kg", "市斤": "斤", "㎝": "cm"}


def _centimetres(found: re.Match[str]) -> Decimal:
    if found[3]:
        return _trimmed(Decimal(found[3]) * 100)
    rest = (found[2] or "0").ljust(2, "0")
    return Decimal(int(found[1]) * 100 + int(rest))


def _trimmed(number: Decimal) -> Decimal:
    """Without trailing zeros, so that 172 and 172.0 are one value."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if number == whole else number.normalize()


class Count(Kind[int]):
    """A whole number of something: a year, a staff."""

    name: ClassVar[str] = "count"
    columns = (Column("", "integer"),)

    def parse(self, text: str, rules: Rules) -> Reading[int]:
        """Read a whole number, perhaps followed by 年, 人 or 名."""
        plain = narrow(text).replace(",", "").rstrip("年人名个").strip()
        if not plain:
            return Reading(None, text)
        try:
            number = Decimal(plain)
        except InvalidOperation:
            return Reading(None, text, (UNREADABLE,))
        if not number.is_finite() or number != number.to_integral_value() or abs(number) > 10**15:
            return Reading(None, text, (UNREADABLE,))
        return Reading(int(number), text)

    def show(self, value: int) -> str:
        """The digits."""
        return str(value)

    def edit_text(self, value: int) -> str:
        """The digits."""
        return str(value)

    def to_cells(self, value: int) -> tuple[Cell, ...]:
        """The number."""
        return (value,)

    def from_cells(self, cells: Sequence[Cell]) -> int | None:
        """The number."""
        return None if cells[0] is None else int(cells[0])

    def to_json(self, value: int) -> Any:
        """A number."""
        return value

    def from_json(self, data: Any) -> int:
        """A number."""
        return int(data)

    def sample(self, random: Random) -> int:
        """A recent year, which is a likely staff too."""
        return random.randint(2015, 2025)
