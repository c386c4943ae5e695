"""The typed values a profile holds: days, phones, amounts, attitudes, links."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from app.catalogue import lunar

Calendar = Literal["solar", "lunar"]
Precision = Literal["day", "month-day", "year-month", "year"]
_PRECISIONS: dict[tuple[bool, bool, bool], Precision] = {
    (True, True, True): "day",
    (False, True, True): "month-day",
    (True, True, False): "year-month",
    (True, False, False): "year",
}


@dataclass(frozen=True)
class CalendarDay:
    """A day of the solar or lunar calendar, perhaps without its year or its day.

    `typed` is the text it was read from; two days are equal whatever was typed.
    """

    calendar: Calendar
    year: int | None
    month: int | None = None
    day: int | None = None
    leap: bool = False
    typed: str = field(default="", compare=False)

    @property
    def precision(self) -> Precision:
        """How much of the day is known."""
        known = (self.year is not None, self.month is not None, self.day is not None)
        return _PRECISIONS[known]

    @property
    def recurs(self) -> bool:
        """Are month and day known, so that it comes round every year?"""
        return self.month is not None and self.day is not None

    def solar(self) -> date | None:
        """The Gregorian day it stands for; None unless the day is known whole."""
        if self.year is None or self.month is None or self.day is None:
            return None
        if self.calendar == "lunar":
            return lunar.lunar_to_solar(self.year, self.month, self.day, self.leap)
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, eq=False)
class Phone:
    """A telephone number: E.164 where it could be made, and always the text as typed."""

    e164: str | None
    extension: str | None = None
    typed: str = ""

    def _identity(self) -> tuple[str | None, str | None]:
        return (self.e164 or self.typed, self.extension)

    def __eq__(self, other: object) -> bool:
        """The same number, whatever dressing it was typed in."""
        return isinstance(other, Phone) and self._identity() == other._identity()

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self._identity())


@dataclass(frozen=True)
class Amount:
    """Money in minor units: one sum (low == high) or a band, open where None.

    `period` is "" (once), "year", "month" or "day".
    """

    low: int | None
    high: int | None
    period: str = ""
    typed: str = field(default="", compare=False)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit: 172 cm, 2 两/次."""

    amount: Decimal
    unit: str = ""


@dataclass(frozen=True)
class YesNo:
    """Yes, no or neither (None), with the word that says how much: 偶尔, 已戒."""

    yes: bool | None
    word: str = ""


@dataclass(frozen=True)
class Attitude:
    """A score from 1 to 5 and words, either of them perhaps missing."""

    score: int | None
    words: str = ""


@dataclass(frozen=True)
class Region:
    """An address or place as written, with its division code where known."""

    text: str
    code: str | None = None


@dataclass(frozen=True)
class Link:
    """A name as written, perhaps of a record of ours (its id)."""

    text: str
    record: int | None = None


@dataclass(frozen=True)
class Picked:
    """A choice with something more to it: a size with its staff, a grade with its limit.

    `choice` is "" where only the rest was said; `more` is a value of the second kind.
    """

    choice: str
    more: Any = None


@dataclass(frozen=True)
class Age:
    """Years of age as told in a calendar year, which gives the birth year within one."""

    years: int
    told_in: int

    @property
    def birth_year(self) -> int:
        """The birth year it implies; one too late for those born late in the year."""
        return self.told_in - self.years
