"""Kinds of plain words: a line, a name, a long text, a list of lines, a list of words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from random import Random
from typing import Any, ClassVar

from app.catalogue.cleaning import split_list, tidy, tidy_line, tidy_name
from app.catalogue.kind import Cell, Kind, Reading, Rules
from app.i18n import language, tr

LONG = 5000  # from here on a text is flagged as suspiciously long
_FORMULA_SIGNS = ("=", "+", "-", "@")
_SAMPLES = ("春风", "云水", "青山", "明月", "竹里", "松间")


def json_list(items: Iterable[str]) -> str:
    """A JSON list of texts; ten times as fast as json.dumps, and an import makes millions."""
    return "[" + ", ".join(map(encode_basestring, items)) + "]"


def text_warnings(text: str) -> tuple[str, ...]:
    """What is odd about a text that is kept all the same."""
    found = ("formula_like_text",) if text.startswith(_FORMULA_SIGNS) else ()
    return (*found, "long_text") if len(text) > LONG else found


class OneText(Kind[str]):
    """What all kinds share whose value is a str in one column."""

    def clean(self, text: str) -> str:
        """How this kind cleans what was typed."""
        return tidy_line(text)

    def parse(self, text: str, rules: Rules) -> Reading[str]:
        """Clean it; nothing else can go wrong with a text."""
        value = self.clean(text)
        return Reading(value or None, text, text_warnings(value))

    def show(self, value: str) -> str:
        """The text itself."""
        return value

    def edit_text(self, value: str) -> str:
        """The text itself."""
        return value

    def to_cells(self, value: str) -> tuple[Cell, ...]:
        """One cell."""
        return (value,)

    def from_cells(self, cells: Sequence[Cell]) -> str | None:
        """The one cell."""
        return None if cells[0] is None else str(cells[0])

    def to_json(self, value: str) -> Any:
        """A string."""
        return value

    def from_json(self, data: Any) -> str:
        """A string."""
        return str(data)

    def sample(self, random: Random) -> str:
        """A few invented characters."""
        return "".join(random.sample(_SAMPLES, 2))


class Text(OneText):
    """One line of text."""

    name: ClassVar[str] = "text"


class Name(OneText):
    """The name of a person or company: stray spaces and invisible signs are removed."""

    name: ClassVar[str] = "name"

    def clean(self, text: str) -> str:
        """Without spaces between Han characters."""
        return tidy_name(text)


class LongText(OneText):
    """Several lines of text."""

    name: ClassVar[str] = "long_text"

    def clean(self, text: str) -> str:
        """Line ends made the same, outer spaces and invisible signs removed."""
        return tidy(text.replace("\r\n", "\n").replace("\r", "\n"))


class SeveralTexts(Kind[tuple[str, ...]]):
    """What all kinds share whose value is a tuple of texts, JSON in one column."""

    grows = True

    def items(self, text: str) -> tuple[str, ...]:
        """How this kind splits a cell."""
        return split_list(text)

    def parse(self, text: str, rules: Rules) -> Reading[tuple[str, ...]]:
        """Split and clean; an own entry is as good as a suggested one."""
        cleaned = tidy(text)
        return Reading(self.items(cleaned) or None, text, text_warnings(cleaned))

    def show(self, value: tuple[str, ...]) -> str:
        """The items, in one line."""
        return ("、" if language() == "zh" else ", ").join(value)

    def edit_text(self, value: tuple[str, ...]) -> str:
        """The items with a sign between them that no item holds."""
        return "、".join(value)

    def to_cells(self, value: tuple[str, ...]) -> tuple[Cell, ...]:
        """A JSON list in one cell."""
        return (json_list(value),)

    def from_cells(self, cells: Sequence[Cell]) -> tuple[str, ...] | None:
        """The list in the cell."""
        return None if cells[0] is None else tuple(json.loads(str(cells[0])))

    def to_json(self, value: tuple[str, ...]) -> Any:
        """A list of strings."""
        return list(value)

    def from_json(self, data: Any) -> tuple[str, ...]:
        """A list of strings; a single string counts as a list of one."""
        return (data,) if isinstance(data, str) else tuple(str(item) for item in data)

    def sample(self, random: Random) -> tuple[str, ...]:
        """Two invented items."""
        return tuple(random.sample(_SAMPLES, 2))


@dataclass(frozen=True)
class Words(SeveralTexts):
    """Several short entries; `suggestions` are marked English words, any other is welcome."""

    name: ClassVar[str] = "words"
    suggestions: tuple[str, ...] = ()

    def sample(self, random: Random) -> tuple[str, ...]:
        """One or two of the suggestions, in the current language."""
        if not self.suggestions:
            return super().sample(random)
        count = min(len(self.suggestions), random.randint(1, 2))
        return tuple(tr(word) for word in random.sample(self.suggestions, count))


class Lines(SeveralTexts):
    """Several longer entries, one a line."""

    name: ClassVar[str] = "lines"

    def items(self, text: str) -> tuple[str, ...]:
        """One a line; in a single line, split at ； and 、 too."""
        parts = text.split("\n") if "\n" in text else text.replace("；", "、").split("、")
        cleaned = (tidy_line(part) for part in parts)
        return tuple(dict.fromkeys(part for part in cleaned if part))

    def edit_text(self, value: tuple[str, ...]) -> str:
        """One a line."""
        return "\n".join(value)
