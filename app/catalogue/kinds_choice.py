"""Kinds that choose from a list: one entry, several, or one with something more to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from app.catalogue.choices import Options
from app.catalogue.cleaning import narrow, split_list, tidy_line
from app.catalogue.kind import Cell, Column, Kind, Reading, Rules
from app.catalogue.kinds_text import OneText, SeveralTexts
from app.catalogue.values import Picked
from app.i18n import tr

_BREAKS = "，,;；:：、 ("


def choice_words(options: Options, code: str) -> str:
    """A choice for people: its label in the current language, an own entry as it is."""
    return tr(options.label_of(code))


@dataclass(frozen=True)
class Choice(OneText):
    """One entry of a list; the value is its code, or the shop's own words if allowed."""

    name: ClassVar[str] = "choice"
    options: Options
    own: bool = True

    def parse(self, text: str, rules: Rules) -> Reading[str]:
        """Find the entry by any of its spellings."""
        typed = tidy_line(text)
        code = self.options.code_of(narrow(typed))
        if code is None and typed and not self.own:
            return Reading(None, text, ("unknown_choice",))
        return Reading(code or typed or None, text)

    def show(self, value: str) -> str:
        """The label."""
        return choice_words(self.options, value)

    def edit_text(self, value: str) -> str:
        """The label, which is one of the spellings."""
        return self.show(value)

    def sample(self, random: Random) -> str:
        """One of the entries."""
        return random.choice(self.options.codes())


@dataclass(frozen=True)
class Choices(SeveralTexts):
    """Several entries of a list; own entries are kept as their words."""

    name: ClassVar[str] = "choices"
    options: Options

    def items(self, text: str) -> tuple[str, ...]:
        """Each item's code, or its words."""
        found = (self.options.code_of(narrow(item)) or item for item in split_list(text))
        return tuple(dict.fromkeys(found))

    def show(self, value: tuple[str, ...]) -> str:
        """The labels."""
        return super().show(tuple(choice_words(self.options, each) for each in value))

    def edit_text(self, value: tuple[str, ...]) -> str:
        """The labels."""
        return "、".join(choice_words(self.options, each) for each in value)

    def sample(self, random: Random) -> tuple[str, ...]:
        """One or two of the entries."""
        return tuple(random.sample(self.options.codes(), random.randint(1, 2)))


@dataclass(frozen=True)
class ChoiceWith(Kind[Picked]):
    """A choice and something more of another kind: a size with its staff.

    `keep_word` keeps a narrower spelling (餐饮 for "lodging and catering") as the rest.
    """

    name: ClassVar[str] = "choice_with"
    options: Options
    more: Kind[Any]
    keep_word: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """The choice's column and those of the second kind."""
        rest = (Column("_more" + each.suffix, each.type) for each in self.more.columns)
        return (Column("", "text"), *rest)

    def parse(self, text: str, rules: Rules) -> Reading[Picked]:
        """Take the longest spelling it begins with as the choice, the rest as more."""
        typed = tidy_line(text)
        if not typed:
            return Reading(None, text)
        code, word, rest = self._split(typed)
        reading = self.more.parse(rest, rules)
        if rest and reading.value is None:
            return Reading(None, text, reading.warnings or ("unreadable",))
        more = reading.value
        if more is None and self.keep_word and code and not self._is_label(code, word):
            more = word
        return Reading(Picked(code, more), text, reading.warnings)

    def _split(self, typed: str) -> tuple[str, str, str]:
        whole = self.options.code_of(narrow(typed))
        if whole is not None:
            return whole, typed, ""
        folded = typed.casefold()
        for word, code in self.options.longest_first:
            if folded.startswith(word) and folded[len(word) : len(word) + 1] in _BREAKS:
                rest = typed[len(word) :].lstrip(_BREAKS)
                return code, typed[: len(word)], rest.removesuffix(")").strip()
        return "", "", typed

    def _is_label(self, code: str, word: str) -> bool:
        entry = next(each for each in self.options.entries if each.code == code)
        labels = (entry.code, entry.label, entry.words[0])
        return word.casefold() in {label.casefold() for label in labels}

    def show(self, value: Picked) -> str:
        """The label, and the rest behind a comma."""
        rest = "" if value.more is None else self.more.show(value.more)
        label = choice_words(self.options, value.choice) if value.choice else ""
        return tr("{choice}, {more}", choice=label, more=rest) if label and rest else label or rest

    def edit_text(self, value: Picked) -> str:
        """Label, comma, rest."""
        rest = "" if value.more is None else self.more.edit_text(value.more)
        label = choice_words(self.options, value.choice) if value.choice else ""
        return "，".join(part for part in (label, rest) if part)

    def to_cells(self, value: Picked) -> tuple[Cell, ...]:
        """The code and the cells of the rest."""
        blank: tuple[Cell, ...] = (None,) * len(self.more.columns)
        rest = blank if value.more is None else self.more.to_cells(value.more)
        return (value.choice or None, *rest)

    def from_cells(self, cells: Sequence[Cell]) -> Picked | None:
        """Both; None when both are missing."""
        more = self.more.from_cells(cells[1:])
        return None if cells[0] is None and more is None else Picked(str(cells[0] or ""), more)

    def to_json(self, value: Picked) -> Any:
        """{choice, more}."""
        more = None if value.more is None else self.more.to_json(value.more)
        return {"choice": value.choice or None, "more": more}

    def from_json(self, data: Any) -> Picked:
        """{choice, more}, or a bare choice."""
        if isinstance(data, str):
            return Picked(data)
        more = data.get("more")
        return Picked(data.get("choice") or "", None if more is None else self.more.from_json(more))

    def sample(self, random: Random) -> Picked:
        """One of the entries with something more."""
        return Picked(random.choice(self.options.codes()), self.more.sample(random))
