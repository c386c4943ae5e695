"""The fields that a column of a foreign list can become, in both languages, searchable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.field import Catalogue, Field, Group, Part
from app.core.exchange.complaint_columns import COMPLAINT_COLUMNS
from app.core.exchange.headings import (
    CALENDAR,
    Catalogues,
    catalogue_of,
    normal,
    numbered_key,
    split_key,
)
from app.core.exchange.layout import What
from app.core.exchange.purchase_columns import PURCHASE_COLUMNS
from app.core.exchange.survey_columns import HALVES, PLAIN
from app.i18n import N_, Language, in_both, language, tr

PLACES = 5  # how many persons in charge, children … a list may have a column each for
_CALENDAR_WORDS = N_("Calendar of the birth date (solar or lunar)")
_PURCHASE, _COMPLAINT, _SHEET = N_("Purchase"), N_("Complaint"), N_("Filled sheet")
_LISTS = {
    What.PURCHASES: (PURCHASE_COLUMNS, _PURCHASE),
    What.COMPLAINTS: (COMPLAINT_COLUMNS, _COMPLAINT),
}


@dataclass(frozen=True)
class Offer:
    """One field to choose: its target key, its words, and what it is found by."""

    target: str
    words: str
    other: str  # the same in the other language
    under: str  # the part of the profile
    searched: str


def offers(what: What, catalogues: Catalogues = CATALOGUES) -> tuple[Offer, ...]:
    """Every field that a list of this sort can fill, in the order of the profile."""
    return _offers(what, catalogue_of(what, catalogues), language())


def words_of(target: str, what: What, catalogues: Catalogues = CATALOGUES) -> tuple[str, str]:
    """A field's words in the current language and in the other one."""
    half, colon, name = target.partition(":")
    if what is What.SURVEY and colon and half in HALVES:
        return tr(N_("{half}: {question}"), half=tr(HALVES[half]), question=name), ""
    found = _by_target(what, catalogue_of(what, catalogues), language()).get(target)
    return (found.words, found.other) if found else (target, "")


def found_by(offered: Sequence[Offer], typed: str) -> list[Offer]:
    """The fields that the typed words mean: beginnings first, then anywhere."""
    asked = normal(typed)
    if not asked:
        return list(offered)
    return sorted(
        (each for each in offered if asked in each.searched), key=lambda each: _far(each, asked)
    )


def _far(each: Offer, asked: str) -> int:
    """How far the words are from what was typed: their beginning, inside, another name."""
    words, other = normal(each.words), normal(each.other)
    if words.startswith(asked) or other.startswith(asked):
        return 0
    return 1 if asked in words or asked in other else 2


@lru_cache(maxsize=8)
def _offers(what: What, catalogue: Catalogue, _spoken: Language) -> tuple[Offer, ...]:
    if what in _LISTS:
        columns, part = _LISTS[what]
        return tuple(_offer(each.key, each.label, part, each.aliases) for each in columns)
    if what is What.SURVEY:
        return tuple(_offer(key, label, _SHEET, ()) for key, label in PLAIN.items())
    return tuple(_profile_offers(catalogue))


@lru_cache(maxsize=8)
def _by_target(what: What, catalogue: Catalogue, spoken: Language) -> dict[str, Offer]:
    known = {each.target: each for each in _offers(what, catalogue, spoken)}
    if what in (What.CUSTOMERS, What.COMPANIES):
        known |= {each.target: each for each in _further_places(catalogue)}
    return known


def _profile_offers(catalogue: Catalogue) -> Iterator[Offer]:
    for part in catalogue.parts:
        for each in part.fields:
            yield _offer(each.key, each.label, part.label, each.aliases)
            if each.key == "birth_date":
                yield _offer(CALENDAR, _CALENDAR_WORDS, part.label, ())
        for group in part.groups:
            yield from _group_offers(part, group)


def _group_offers(part: type[Part], group: type[Group]) -> Iterator[Offer]:
    for each in group.fields:
        yield _offer(each.key, each.label, part.label, each.aliases)
    for place in range(1, PLACES + 1):
        yield from (_numbered(part, group, each, place) for each in group.fields)


def _further_places(catalogue: Catalogue) -> Iterator[Offer]:
    """Places beyond those offered, which a heading may name all the same."""
    for part in catalogue.parts:
        for group in part.groups:
            for place in range(PLACES + 1, 21):
                yield from (_numbered(part, group, each, place) for each in group.fields)


def _numbered(part: type[Part], group: type[Group], each: Field[Any], place: int) -> Offer:
    plain = _offer(each.key, each.label, part.label, each.aliases)
    target = numbered_key(each.key, place)
    searched = f"{plain.searched}{place}"
    words, other = f"{tr(group.label)} {place} · {plain.words}", plain.other
    return Offer(target, words, f"{other} {place}", plain.under, searched)


def _offer(target: str, label: str, part: str, aliases: Sequence[str]) -> Offer:
    both = in_both(label)
    mine = language()
    other = both["en" if mine == "zh" else "zh"]
    words = both[mine]
    said = (target, *both.values(), *aliases)
    searched = "\x1f".join(normal(each) for each in said)
    return Offer(target, words, other if other != words else "", tr(part), searched)


def plain_target(target: str) -> str:
    """The field's key without its place."""
    return split_key(target)[0]
