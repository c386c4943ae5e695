"""Kinds for yes, no and unknown, and for attitudes from 1 to 5 with words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from app.catalogue.choices import HABIT, Options
from app.catalogue.cleaning import narrow, tidy
from app.catalogue.kind import Cell, Column, Kind, Reading, Rules
from app.catalogue.values import Attitude, YesNo
from app.i18n import N_, tr

_YES_WORDS = "是 有 会 对 同意 愿意 可以 要 √ ✓ ☑ y yes true 1 1.0 ok"
_NO_WORDS = "否 无 没有 没 不 不同意 不愿意 不可以 不要 × ✗ n no false 0 0.0 x"
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_UNKNOWN = frozenset(("不详", "未知", "不知道", "不清楚", "未问", "unknown", "?", "-"))
_HABIT_MEANS = {"never": False, "sometimes": True, "often": True, "quit": False}
_BREAK = re.compile("[，,;；:：\\s]+")
_SCORE = re.compile(r"^([1-5])(?:\.0+)?(?:\s*(?:分|/5|/ 5))?(?:[，,;；:：、\s]+(.*))?$", re.DOTALL)
_STARS = re.compile(r"^(★{1,5})☆*\s*(.*)$", re.DOTALL)
_AFTER_SCORE = "，,;；:：、 \t\n"
YES, NO = N_("Yes"), N_("No")


@dataclass(frozen=True)
class YesOrNo(Kind[YesNo]):
    """Yes, no or unknown, with a word (how often, since when) behind it.

    With `habits` the words never, sometimes, often, given up are known.
    """

    name: ClassVar[str] = "yes_no"
    columns = (Column("", "integer"), Column("_word", "text"))
    habits: bool = False

    @property
    def words(self) -> Options | None:
        """The list of words to choose from, if there is one."""
        return HABIT if self.habits else None

    def parse(self, text: str, rules: Rules) -> Reading[YesNo]:
        """Read a habit's word, a yes or no, a yes or no with words, or words alone."""
        typed = tidy(text)
        if not typed:
            return Reading(None, text)
        code = HABIT.code_of(narrow(typed)) if self.habits else None
        if code:
            return Reading(YesNo(_HABIT_MEANS[code], code), text)
        first, rest = self._first_word(typed)
        yes = self._meaning(first)
        if yes is not None:
            return Reading(YesNo(yes, rest), text)
        unknown = narrow(typed).casefold() in _UNKNOWN
        return Reading(None if unknown else YesNo(None, typed), text)

    def _first_word(self, typed: str) -> tuple[str, str]:
        parts = _BREAK.split(typed, maxsplit=1)
        return parts[0], parts[1] if len(parts) > 1 else ""

    def _meaning(self, word: str) -> bool | None:
        folded = narrow(word).casefold()
        if folded in _YES or folded == YES.casefold():
            return True
        return False if folded in _NO or folded == NO.casefold() else None

    def show(self, value: YesNo) -> str:
        """The word where it says it all, else yes or no and the word."""
        if value.word in _HABIT_MEANS and self.habits:
            return tr(HABIT.label_of(value.word))
        answer = "" if value.yes is None else tr(YES if value.yes else NO)
        both = answer and value.word
        return (
            tr("{choice}, {more}", choice=answer, more=value.word) if both else answer or value.word
        )

    def edit_text(self, value: YesNo) -> str:
        """The habit's word, or 是/否 and the words."""
        if value.word in _HABIT_MEANS and self.habits:
            return tr(HABIT.label_of(value.word))
        answer = "" if value.yes is None else tr(YES if value.yes else NO)
        return "，".join(part for part in (answer, value.word) if part)

    def to_cells(self, value: YesNo) -> tuple[Cell, ...]:
        """1, 0 or nothing, and the word."""
        return (None if value.yes is None else int(value.yes), value.word or None)

    def from_cells(self, cells: Sequence[Cell]) -> YesNo | None:
        """Both; None when both are missing."""
        yes = None if cells[0] is None else bool(cells[0])
        return None if yes is None and cells[1] is None else YesNo(yes, str(cells[1] or ""))

    def to_json(self, value: YesNo) -> Any:
        """True or false; {yes, word} where a word says more."""
        return {"yes": value.yes, "word": value.word} if value.word else value.yes

    def from_json(self, data: Any) -> YesNo:
        """Either form."""
        return YesNo(data["yes"], data["word"]) if isinstance(data, dict) else YesNo(data)

    def sample(self, random: Random) -> YesNo:
        """A habit, or a plain yes or no."""
        if self.habits:
            word = random.choice(HABIT.codes())
            return YesNo(_HABIT_MEANS[word], word)
        return YesNo(random.random() < 0.5)


class Opinion(Kind[Attitude]):
    """An attitude: 1 (poor) to 5 (excellent), words, or both."""

    name: ClassVar[str] = "attitude"
    columns = (Column("", "integer"), Column("_words", "text"))

    def parse(self, text: str, rules: Rules) -> Reading[Attitude]:
        """Read "4", "4 分", "★★★★", "4，words" or words alone."""
        typed = tidy(text)
        if not typed:
            return Reading(None, text)
        stars = _STARS.match(typed)
        if stars:
            return Reading(Attitude(len(stars[1]), stars[2].lstrip(_AFTER_SCORE).strip()), text)
        found = _SCORE.match(typed) or _SCORE.match(narrow(typed))
        if found:
            return Reading(Attitude(int(found[1]), (found[2] or "").strip()), text)
        return Reading(Attitude(None, typed), text)

    def show(self, value: Attitude) -> str:
        """Stars and words."""
        stars = "" if value.score is None else "★" * value.score + "☆" * (5 - value.score)
        return " ".join(part for part in (stars, value.words) if part)

    def edit_text(self, value: Attitude) -> str:
        """The number, a comma, the words."""
        score = "" if value.score is None else str(value.score)
        return "，".join(part for part in (score, value.words) if part)

    def to_cells(self, value: Attitude) -> tuple[Cell, ...]:
        """Score and words."""
        return (value.score, value.words or None)

    def from_cells(self, cells: Sequence[Cell]) -> Attitude | None:
        """Both; None when both are missing."""
        if cells[0] is None and cells[1] is None:
            return None
        return Attitude(None if cells[0] is None else int(cells[0]), str(cells[1] or ""))

    def to_json(self, value: Attitude) -> Any:
        """{score, words}."""
        return {"score": value.score, "words": value.words}

    def from_json(self, data: Any) -> Attitude:
        """{score, words}, or a bare score."""
        if isinstance(data, int):
            return Attitude(data)
        return Attitude(data.get("score"), data.get("words") or "")

    def sample(self, random: Random) -> Attitude:
        """A score, sometimes with words."""
        words = random.choice(("", "", tr(N_("fairly")), tr(N_("varies"))))
        return Attitude(random.randint(2, 5), words)
