"""How typed text is cleaned before it is read: widths, invisible signs, spaces, lists."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
_PICTURE = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af·"
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}])[\\s\u3000]+(?=[{_HAN}])")
_ODD = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
_LIST_SEPARATOR = re.compile("[、，,;；/|\n]+")


def tidy(text: str) -> str:
    """Without invisible signs and outer spaces; everything else as it was typed."""
    if text.isascii() or not _ODD.search(text):
        return text.strip()
    return _STRAY_JOINER.sub("", _INVISIBLE.sub("", text)).strip()


def tidy_line(text: str) -> str:
    """Like `tidy`, on one line with single spaces."""
    cleaned = tidy(text)
    return cleaned if cleaned.isalnum() else " ".join(cleaned.split())


def tidy_name(text: str) -> str:
    """A person's or company's name: no spaces between Han characters, emoji stay."""
    cleaned = tidy_line(text)
    return _BETWEEN_HAN.sub("", cleaned) if " " in cleaned else cleaned


def narrow(text: str) -> str:
    """Full-width digits, letters and signs made ordinary, for reading numbers and dates."""
    cleaned = tidy(text)
    return cleaned if cleaned.isascii() else unicodedata.normalize("NFKC", cleaned)


def split_list(text: str) -> tuple[str, ...]:
    """The items of a cell that lists several, each once, in their order."""
    items = (tidy_line(item) for item in _LIST_SEPARATOR.split(text))
    return tuple(dict.fromkeys(item for item in items if item))
