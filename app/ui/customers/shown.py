"""What a file shows of a profile: values as words, rows of groups, parts; no widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalogue.field import Field, Group, Part
from app.core.sources.freshness import Freshness


@dataclass(frozen=True)
class Shown:
    """What a line shows: the value, or that it is hidden, and what is doubtful about it."""

    field: Field[Any]
    words: str  # the value for people; "" when empty
    typed: str  # the value as text to edit
    masked: bool = False
    doubts: tuple[tuple[str, str], ...] = ()  # (reason, text as typed)
    about: Callable[[], str] = str  # who told us and when, in words
    state: Freshness = Freshness.FRESH
    known_on: date | None = None  # when it was last known to be true
    hidden: bool = False  # the shop asks for it no longer

    @property
    def filled(self) -> bool:
        """Is there anything to show."""
        return bool(self.words or self.masked or self.doubts)

    @property
    def before(self) -> str:
        """The text an editor starts with: the value, else what nobody could read."""
        doubtful = next((typed for _, typed in self.doubts if typed), "")
        return self.typed or ("" if self.words else doubtful)


@dataclass(frozen=True)
class ShownRow:
    """One row of a repeating group."""

    id: int
    values: tuple[Shown, ...]

    def lacks(self, field: Field[Any]) -> bool:
        """Is this field of it empty?"""
        return any(each.field is field and not each.filled for each in self.values)

    def only(self, field: Field[Any]) -> bool:
        """Is nothing but this field filled?"""
        return not any(each.filled for each in self.values if each.field is not field)


@dataclass(frozen=True)
class ShownGroup:
    """A repeating group; `masked`: it has rows that are hidden."""

    group: type[Group]
    rows: tuple[ShownRow, ...]
    masked: bool
    hidden: bool = False  # the shop asks for it no longer

    @property
    def gone(self) -> bool:
        """Is nothing of it to be seen or asked?"""
        return self.hidden and self.blank

    @property
    def filled(self) -> int:
        """How many of its fields hold something in some row."""
        if self.masked:
            return 1
        return len({each.field for one in self.rows for each in one.values if each.filled})

    @property
    def blank(self) -> bool:
        """Is there nothing in it, not even hidden?"""
        return not self.rows and not self.masked


@dataclass(frozen=True)
class ShownPart:
    """A part with its values and its groups' rows."""

    part: type[Part]
    values: tuple[Shown, ...]
    groups: tuple[ShownGroup, ...]

    @property
    def filled(self) -> int:
        """How many of its fields hold something."""
        return sum(each.filled for each in self.values) + sum(each.filled for each in self.groups)

    @property
    def fields(self) -> int:
        """How many fields it has."""
        groups = [each for each in self.groups if not each.gone]
        return len(self.values) + sum(len(each.group.fields) for each in groups)

    def empty(self, asked: Sequence[Field[Any]] = ()) -> int:
        """How many fields are folded away, when these are shown though empty."""
        own = sum(not each.filled and each.field not in asked for each in self.values)
        groups = [each for each in self.groups if each.blank and not each.hidden]
        return own + sum(len(each.group.fields) for each in groups)
