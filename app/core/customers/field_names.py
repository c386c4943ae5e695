"""Finds a field by its name: Chinese or English label, an import heading, pinyin, initials."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from app.catalogue.field import Field
from app.catalogue.surnames import reading
from app.i18n import tr

_MOST = 12


def find_fields(
    fields: Iterable[Field[Any]], text: str, limit: int = _MOST
) -> tuple[Field[Any], ...]:
    """The fields that fit what was typed, the best first; blank finds none."""
    asked = _plain(text)
    if not asked:
        return ()
    ranked = [(rank, place, each) for place, each in enumerate(fields)
              if (rank := _rank(each, asked)) is not None]  # fmt: skip
    ranked.sort(key=lambda found: found[:2])
    return tuple(each for _, _, each in ranked[:limit])


def _rank(field: Field[Any], asked: str) -> int | None:
    """0 the whole label, 1 its beginning, 2 its pinyin, 3 inside, 4 another heading."""
    labels = [_plain(tr(field.label)), _plain(field.label), *map(_plain, field.aliases[:1])]
    if asked in labels:
        return 0
    if any(each.startswith(asked) for each in labels):
        return 1
    if asked.isascii() and any(asked in each for each in _sounds(field)):
        return 2
    if any(asked in each for each in labels):
        return 3
    return 4 if any(asked in _plain(each) for each in field.aliases[1:]) else None


def _sounds(field: Field[Any]) -> tuple[str, ...]:
    return _spoken(field.aliases[0]) if field.aliases else ()


@lru_cache(maxsize=2000)
def _spoken(label: str) -> tuple[str, str]:
    syllables = reading(label, person=False).syllables
    return "".join(each[0] for each in syllables), "".join(syllables)


def _plain(words: str) -> str:
    return "".join(words.casefold().split())
