"""What a kind of value is: it parses, shows, stores, compares, and makes samples."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")
Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """One stored column of a kind; `suffix` is appended to the field's column name."""

    suffix: str
    type: Literal["text", "integer"]


@dataclass(frozen=True)
class Rules:
    """What reading a text depends on: the shop's today, area code and currency."""

    today: date
    area_code: str = ""
    lunar: bool = False  # a calendar column beside the date said 农历


class Reading(NamedTuple, Generic[T]):
    """What `parse` made of a text.

    `value` None with `warnings` means: nothing could be made of it, keep `typed` as a
    doubt. `value` with `warnings` is taken over and flagged. Warning names are those of
    the test data's truth file (invalid_date, phone_short, id_bad_checksum …).
    """

    value: T | None
    typed: str
    warnings: tuple[str, ...] = ()


class Kind(ABC, Generic[T]):
    """A kind of value. Values are immutable and compare by ==."""

    name: ClassVar[str]
    grows: ClassVar[bool] = False  # a list: what a second column says is added to it
    columns: tuple[Column, ...] = (Column("", "text"),)

    @abstractmethod
    def parse(self, text: str, rules: Rules) -> Reading[T]:
        """Read what a person typed; never raises; blank gives value None, no warnings."""

    @abstractmethod
    def show(self, value: T) -> str:
        """The value for people, in the current language."""

    @abstractmethod
    def edit_text(self, value: T) -> str:
        """The value as text that `parse` reads back to an equal value."""

    @abstractmethod
    def to_cells(self, value: T) -> tuple[Cell, ...]:
        """The value as cells of `columns`."""

    @abstractmethod
    def from_cells(self, cells: Sequence[Cell]) -> T | None:
        """The value from its cells; None when all are None."""

    @abstractmethod
    def to_json(self, value: T) -> Any:
        """The value as JSON (cli.md's forms), for the command line and sealed blobs."""

    @abstractmethod
    def from_json(self, data: Any) -> T:
        """The value from its JSON."""

    @abstractmethod
    def sample(self, random: Random) -> T:
        """An invented value, for the sample shop and the tests."""
