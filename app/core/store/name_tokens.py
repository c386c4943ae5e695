"""A name's sort key and search tokens; the everyday Chinese name by a short way.

An import reads hundreds of thousands of names, but the same surnames and given names come
again and again: their share is kept, only what joins the two is made anew.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from app.catalogue.surnames import NameReading, reading, surname_length
from app.core.store.segmentation import (
    EDGE,
    LONGEST,
    edges,
    inner_tokens,
    name_tokens,
    pieces,
    sound_tokens,
)

_LATIN = re.compile(r"[A-Za-z0-9]")
_EVERYDAY = re.compile("[\u4e00-\u9fff]{2,4}")


class Named(NamedTuple):
    """How a name sorts, and what it is found by."""

    sort_key: str
    tokens: str


class _Share(NamedTuple):
    """What a surname or a given name brings along, wherever it stands."""

    size: int
    sorting: str
    syllables: tuple[str, ...]
    tokens: str
    everyday: str = ""


@lru_cache(maxsize=20_000)
def named(name: str) -> Named:
    """A name's sort key and its tokens."""
    if not name:
        return Named("", "")
    return _everyday(name) if _EVERYDAY.fullmatch(name) else any_name(name)


def any_name(name: str) -> Named:
    """The long way, for companies, Latin names, emoji …"""
    read = reading(name)
    spoken = reading(_LATIN.sub("", name)) if _LATIN.search(name) else read
    tokens = name_tokens(name) + sound_tokens(spoken.syllables)
    for full in _others(spoken, spoken.full):
        tokens += ["x" + full[:LONGEST], *edges("p", full, 2)]
    return Named(read.sort_key, " ".join(tokens))


def _others(read: NameReading, full: str) -> list[str]:
    """A listed surname as it reads in everyday words, and lv typed as lu."""
    found = list(read.alternatives[:1]) if read.surname else []
    return [*found, full.replace("v", "u")] if "v" in full else found


def _everyday(name: str) -> Named:
    surname = _surname(name[: surname_length(name)])
    given = _given(name[surname.size :])
    syllables = surname.syllables + given.syllables
    full = "".join(syllables)
    initials = "".join([syllable[0] for syllable in syllables])
    joint = f" n{name[surname.size - 1 : surname.size + 1]}" if given.size else ""
    tokens = (
        f"x{name} y{name[:1]} y{name[:2]} {surname.tokens} {given.tokens}{joint}"
        f" x{initials} {_initial_tokens(initials)}{_sounds(full)} {inner_tokens(syllables[1:])}"
    )
    if surname.everyday:
        tokens += _sounds(surname.everyday + "".join(given.syllables))
    if "v" in full:
        tokens += _sounds(full.replace("v", "u"))
    return Named(f"{surname.sorting}{given.sorting}\t{name}", tokens)


def _sounds(full: str) -> str:
    """The whole in pinyin, and its beginnings."""
    whole = f" p{full}" if len(full) > EDGE else ""
    return f" x{full} {_beginnings(full[:EDGE])}{whole}"


@lru_cache(maxsize=20_000)
def _beginnings(full: str) -> str:
    return " ".join(edges("p", full, 2))


@lru_cache(maxsize=20_000)
def _initial_tokens(initials: str) -> str:
    return " ".join(edges("a", initials))


@lru_cache(maxsize=20_000)
def _surname(text: str) -> _Share:
    read = reading(text)
    everyday = read.alternatives[0] if read.surname and read.alternatives else ""
    return _share(text, read, everyday)


@lru_cache(maxsize=20_000)
def _given(text: str) -> _Share:
    return _share(text, reading(text, person=False)) if text else _Share(0, "", (), "")


def _share(text: str, read: NameReading, everyday: str = "") -> _Share:
    sorting = read.sort_key.split("\t")[0]
    return _Share(len(text), sorting, read.syllables, " ".join(pieces("n", [text])), everyday)
