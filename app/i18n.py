"""Marking and translating the program's words; English is the source, no Qt here."""

import gettext
from collections.abc import Iterable
from functools import cache
from typing import Literal

from app.resources import resource

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FOLDERS = {"zh": "zh_CN"}
# The shipped font draws curly quotes as wide as a Han character, with a gap behind each.
_STRAIGHT = str.maketrans("“”", '""')


class _English(gettext.NullTranslations):
    """The source texts, with quotes that stand close to Latin words."""

    def gettext(self, message: str) -> str:
        return message.translate(_STRAIGHT)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).translate(_STRAIGHT)


_active: gettext.NullTranslations = _English()
_language: Language = "en"


def N_(text: str) -> str:
    """Mark a text for translation where it stands; `tr` translates it when shown."""
    return text


class Bilingual(str):
    """A text that brings its own Chinese, as what a shop calls its own fields; `tr` shows it."""

    chinese: str

    def __new__(cls, english: str, chinese: str = "") -> "Bilingual":
        """The English text, and the Chinese beside it."""
        made = super().__new__(cls, english)
        made.chinese = chinese
        return made


def tr(text: str, /, **values: object) -> str:
    """The text in the current language, with `{name}` places filled."""
    if isinstance(text, Bilingual):
        return text.chinese if _language == "zh" else str(text)
    found = _active.gettext(text) if text else ""
    return found.format(**values) if values else found


def ntr(one: str, many: str, n: int, /, **values: object) -> str:
    """Like `tr`, for a text with a count: `{n}` is filled with the number, as in 12,480."""
    return _active.ngettext(one, many, n).format(n=f"{n:,}", **values)


def in_a_row(*sentences: str) -> str:
    """Whole sentences one after another; 。 brings its own room."""
    return ("" if _language == "zh" else " ").join(each for each in sentences if each)


def listed(names: Iterable[str]) -> str:
    """Several names in one sentence."""
    return ("、" if _language == "zh" else ", ").join(names)


def use_language(language: Language) -> None:
    """Speak this language from now on (the one state of this module)."""
    global _active, _language
    _language = language
    folder = _FOLDERS.get(language)
    _active = _load(folder) if folder else _English()


def language() -> Language:
    """The language that `tr` speaks now."""
    return _language


def in_both(text: str) -> dict[Language, str]:
    """One marked text in every language, for import headings and docs."""
    if isinstance(text, Bilingual):
        return {"en": str(text), "zh": text.chinese}
    return {"en": text, "zh": _load("zh_CN").gettext(text)}


def system_language(locale_name: str) -> Language:
    """Chinese for any Chinese locale name, else English."""
    return "zh" if locale_name.lower().startswith("zh") else "en"


@cache
def _load(folder: str) -> gettext.NullTranslations:
    where = str(resource("locale"))
    return gettext.translation("shuke", where, languages=[folder], fallback=True)
