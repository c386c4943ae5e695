"""The shapes of settings: what is asked, what may be answered, what stands there at first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")
Shape = Literal["text", "whole", "yes_no", "choice", "days", "by_field"]


@dataclass(frozen=True)
class Option:
    """One value of a choice and its marked label."""

    value: str
    label: str


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting. `shape` tells the form what editor it needs; `fits` judges a value."""

    key: str
    shape: Shape
    default: T
    label: str
    fits: Callable[[Any], bool]
    hint: str = ""
    options: tuple[Option, ...] = ()
    bounds: tuple[int, int] | None = None  # of a number: from where to where, both included


def is_whole(value: Any, low: int, high: int) -> bool:
    """Is it a whole number in these bounds?"""
    return type(value) is int and low <= value <= high


def text(
    key: str, label: str, *, default: str = "", hint: str = "", longest: int = 200
) -> Setting[str]:
    """A line of text."""

    def fits(value: Any) -> bool:
        return isinstance(value, str) and len(value) <= longest and value.isprintable()

    return Setting(key, "text", default, label, fits, hint)


def digits(key: str, label: str, hint: str) -> Setting[str]:
    """A few digits, or nothing."""

    def fits(value: Any) -> bool:
        short = isinstance(value, str) and len(value) <= 5
        return short and (not value or (value.isascii() and value.isdigit()))

    return Setting(key, "text", "", label, fits, hint)


def whole(
    key: str, label: str, *, default: int, low: int, high: int, hint: str = ""
) -> Setting[int]:
    """A whole number within bounds."""

    def fits(value: Any) -> bool:
        return is_whole(value, low, high)

    return Setting(key, "whole", default, label, fits, hint, bounds=(low, high))


def yes_no(key: str, label: str, *, default: bool, hint: str = "") -> Setting[bool]:
    """On or off."""
    return Setting(key, "yes_no", default, label, lambda value: isinstance(value, bool), hint)


def choice(key: str, label: str, *options: Option, hint: str = "") -> Setting[str]:
    """The first option is the default."""
    values = tuple(option.value for option in options)

    def fits(value: Any) -> bool:
        return value in values

    return Setting(key, "choice", values[0], label, fits, hint, options)
