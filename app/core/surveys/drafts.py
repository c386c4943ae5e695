"""A sheet of questions as it is written or copied, before it is kept; what is refused of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.cleaning import tidy_line
from app.catalogue.questionnaire import Item, Sheet
from app.core.errors import Refused
from app.core.surveys.records import Half, ItemKind, Role
from app.i18n import N_

HALVES: dict[tuple[str, str], tuple[Half, ...]] = {
    (ItemKind.PAIR, "servqual"): (Half.EXPECTATION, Half.PERCEPTION),
    (ItemKind.PAIR, ""): (Half.IMPORTANCE, Half.SATISFACTION),
    (ItemKind.KANO, ""): (Half.FUNCTIONAL, Half.DYSFUNCTIONAL),
}
MOST_ITEMS = 200
_WIDEST = 100


@dataclass(frozen=True)
class DraftItem:
    """One question; without a key of its own it is given one when it is kept."""

    words: str
    kind: ItemKind = ItemKind.SCALE
    role: Role = Role.ITEM
    group: str | None = None
    key: str = ""
    words_en: str | None = None
    low: int = 1
    high: int = 5
    choices: tuple[str, ...] = ()
    weight: int | None = None


def halves(kind: str, model: str) -> tuple[Half, ...]:
    """Which answers an item of this kind has on a sheet of this model."""
    found = HALVES.get((kind, model)) or HALVES.get((kind, ""))
    return found or (Half.ONLY,)


def from_sheet(sheet: Sheet) -> tuple[DraftItem, ...]:
    """A ready sheet's items, to be kept as the shop's own."""
    return tuple(_from_item(sheet, each) for each in sheet.items)


def _from_item(sheet: Sheet, item: Item) -> DraftItem:
    group = sheet.group(item.group)
    return DraftItem(
        words=item.words.zh,
        words_en=item.words.en,
        kind=ItemKind(item.kind),
        role=Role(item.role),
        group=item.group or None,
        key=item.key,
        low=item.low,
        high=item.high,
        weight=group.weight if group else None,
    )


def checked(items: Sequence[DraftItem]) -> tuple[DraftItem, ...]:
    """The items with tidy words and a key each; refused when they make no sheet."""
    if not items or len(items) > MOST_ITEMS:
        raise Refused(
            N_("A sheet has between 1 and {most} questions."),
            N_("Nothing was kept."),
            N_("Add a question, or make two sheets of it."),
            most=MOST_ITEMS,
        )
    named = [_named(each, place) for place, each in enumerate(items, 1)]
    twice = [key for key, count in Counter(each.key for each in named).items() if count > 1]
    if twice:
        raise Refused(
            N_("Two questions share the key “{key}”."), N_("Nothing was kept."), key=twice[0]
        )
    return tuple(named)


def _named(item: DraftItem, place: int) -> DraftItem:
    words = tidy_line(item.words)
    if not words:
        raise Refused(
            N_("Question {place} has no words."),
            N_("Nothing was kept."),
            N_("Write what is to be asked, or take the question away."),
            place=place,
        )
    if item.kind in (ItemKind.SCALE, ItemKind.PAIR) and not 0 < item.high - item.low <= _WIDEST:
        raise Refused(
            N_("The scale of “{words}” does not rise."),
            N_("Nothing was kept."),
            N_("Let it begin lower than it ends, such as 1 to 5."),
            words=words,
        )
    if item.kind is ItemKind.CHOICE and len(item.choices) < 2:
        raise Refused(
            N_("“{words}” leaves nothing to choose."),
            N_("Nothing was kept."),
            N_("Give at least two choices."),
            words=words,
        )
    return DraftItem(
        words,
        item.kind,
        item.role,
        tidy_line(item.group or "") or None,
        item.key or f"own_{place}_{abs(hash_of(words)):x}",
        tidy_line(item.words_en or "") or None,
        item.low,
        item.high,
        tuple(tidy_line(each) for each in item.choices),
        item.weight,
    )


def hash_of(words: str) -> int:
    """A small number that stays the same for the same words, unlike Python's own."""
    found = 0
    for letter in words:
        found = (found * 131 + ord(letter)) % (1 << 32)
    return found
