"""Finds files that are likely one customer: by phone, birthday, sound of the name and card.

Two of the same name with another birthday and another phone are two people, and are never
listed; nor is a pair of whom somebody said so.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.catalogue.surnames import reading
from app.core.actor import Right, needs
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.reader import Reader

SAME_PHONE, SAME_BIRTHDAY, SAME_CARD = "same_phone", "same_birthday", "same_card"
SAME_CODE, SAME_PLACE = "same_code", "same_place"
ALIKE, SAME_NAME = "alike", "same_name"
_MOST_ALIKE = 20  # more than this with one phone is the shop's own, or made up
_EVERY = 2_000
_SURE, _LIKELY, _MAYBE = 3, 2, 1

_PEOPLE = """SELECT c.id, c.kind, c.name, c.number_key,
 ifnull(i.birth_date_on, i.birth_date), i.home_address
 FROM customer AS c LEFT JOIN individual AS i ON i.id = c.id WHERE c.binned_on IS NULL"""
_PHONES = """SELECT json_group_array(DISTINCT contact.customer_id) FROM contact
 JOIN customer ON customer.id = contact.customer_id AND customer.binned_on IS NULL
 WHERE substr(contact.value, 1, 1) = '+' GROUP BY contact.value HAVING count(*) > 1"""
_CODES = """SELECT json_group_array(company.id) FROM company
 JOIN customer ON customer.id = company.id AND customer.binned_on IS NULL
 WHERE company.uscc IS NOT NULL GROUP BY company.uscc HAVING count(*) > 1"""
_APART = "SELECT customer_id, other_id FROM not_same"
_LINKED = "SELECT customer_id, other_id FROM customer_link"


@dataclass(frozen=True)
class Pair:
    """Two files, why they may be one, and how likely: 3 surely, 2 likely, 1 perhaps."""

    one: int
    other: int
    names: tuple[str, str]
    reasons: tuple[str, ...]
    likely: int


@dataclass(frozen=True)
class _Person:
    id: int
    kind: str
    name: str
    card: str
    birthday: str
    place: str


@needs(Right.SEE_CUSTOMERS)
def scan(reader: Reader, progress: Progress = SILENT) -> tuple[Pair, ...]:
    """Every likely pair of the whole book, the surest first; can be cancelled."""
    people = {row[0]: _person(*row) for row in reader.connection.exec_driver_sql(_PEOPLE)}
    progress.report(1, 4)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for number, (pairs, reason) in enumerate(_blocks(reader, people), 2):
        for count, pair in enumerate(pairs):
            if count % _EVERY == 0:
                stop_if_cancelled(progress)
            found[pair].add(reason)
        progress.report(min(number, 4), 4)
    return _judged(reader, people, found)


@needs(Right.SEE_CUSTOMERS)
def like_this(
    reader: Reader,
    name: str,
    phones: Iterable[str] = (),
    birthday: str = "",
    *,
    kind: str = "individual",
) -> tuple[Pair, ...]:
    """Who might be the one that is just being typed: `phones` in E.164.

    `birthday` is the Gregorian day in ISO form. `one` is 0 in each pair: there is no file yet.
    """
    asked = json.dumps([each for each in phones if each])
    by_phone = """SELECT DISTINCT customer_id FROM contact WHERE value IN
        (SELECT value FROM json_each(?))"""
    ids = {row[0] for row in reader.connection.exec_driver_sql(by_phone, (asked,))}
    reasons: dict[int, set[str]] = {each: {SAME_PHONE} for each in ids}
    if name and birthday:
        same = "SELECT c.id FROM customer AS c JOIN individual AS i ON i.id = c.id"
        rows = reader.connection.exec_driver_sql(
            f"{same} WHERE c.name = ? AND ? IN (i.birth_date_on, i.birth_date)", (name, birthday)
        )
        for (each,) in rows:
            reasons.setdefault(each, set()).add(SAME_BIRTHDAY)
    known = _people_of(reader, reasons)
    typed = _Person(0, kind, name, "", birthday, "")
    pairs = {(0, each): why for each, why in reasons.items() if each in known}
    return _judged(reader, {0: typed, **known}, pairs)


def _person(
    id_: int, kind: str, name: str, card: str | None, birthday: str | None, place: str | None
) -> _Person:
    return _Person(id_, kind, name, _card(card or ""), birthday or "", place or "")


def _people_of(reader: Reader, ids: Iterable[int]) -> dict[int, _Person]:
    listed = json.dumps(sorted(ids))
    rows = reader.connection.exec_driver_sql(
        f"{_PEOPLE} AND c.id IN (SELECT value FROM json_each(?))", (listed,)
    )
    return {row[0]: _person(*row) for row in rows}


def _card(number: str) -> str:
    """A card number without dressing and leading zeros: A-0012 and A12 are alike."""
    bare = "".join(letter for letter in number if letter.isalnum())
    head = bare.rstrip("0123456789")
    return head + bare[len(head) :].lstrip("0")


_Pairs = Iterable[tuple[int, int]]


def _blocks(reader: Reader, people: Mapping[int, _Person]) -> Iterator[tuple[_Pairs, str]]:
    yield _listed(reader, _PHONES), SAME_PHONE
    yield _listed(reader, _CODES), SAME_CODE
    yield (
        _together(people, lambda each: each.birthday if _is_whole(each.birthday) else ""),
        (SAME_BIRTHDAY),
    )
    yield _together(people, lambda each: each.card), SAME_CARD
    yield (
        _together(people, lambda each: each.name + "\n" + each.place if each.place else ""),
        (SAME_PLACE),
    )


def _is_whole(day: str) -> bool:
    return len(day) == len("1990-01-01") and day[:1].isdigit()


def _other_day(one: str, other: str) -> bool:
    """Do two birthdays exclude one another? One without its year fits every year."""
    if not one or not other:
        return False
    if _is_whole(one) and _is_whole(other):
        return one != other
    return one[-6:] != other[-6:] and len(one) > 4 < len(other)


def _listed(reader: Reader, sql: str) -> Iterator[tuple[int, int]]:
    for (listed,) in reader.connection.exec_driver_sql(sql):
        ids = sorted(set(json.loads(listed)))
        if len(ids) <= _MOST_ALIKE:
            yield from combinations(ids, 2)


def _together(
    people: Mapping[int, _Person], key: Callable[[_Person], str]
) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for each in people.values():
        said = key(each)
        if said:
            blocks[said].append(each.id)
    for ids in blocks.values():
        for one, other in combinations(sorted(ids), 2):
            if _may_be_alike(people[one].name, people[other].name):
                yield one, other


def _may_be_alike(one: str, other: str) -> bool:
    """Cheap: names alike share a character or their length, and neither is empty."""
    return bool(one and other) and (len(one) == len(other) or not set(one).isdisjoint(other))


def _judged(
    reader: Reader,
    people: Mapping[int, _Person],
    found: Mapping[tuple[int, int], set[str]],
) -> tuple[Pair, ...]:
    apart = _pairs_of(reader, _APART)
    linked = _pairs_of(reader, _LINKED)
    sounds: dict[str, str] = {}
    judged = []
    for pair, reasons in found.items():
        if pair in apart or pair[0] not in people or pair[1] not in people:
            continue
        one, other = people[pair[0]], people[pair[1]]
        likely, why = _likely(one, other, reasons, sounds)
        if likely > _MAYBE or (likely and pair not in linked):
            judged.append(Pair(*pair, (one.name, other.name), why, likely))
    return tuple(sorted(judged, key=lambda each: (-each.likely, each.one, each.other)))


def _likely(
    one: _Person, other: _Person, reasons: set[str], sounds: dict[str, str]
) -> tuple[int, tuple[str, ...]]:
    """How likely, and the reasons that count; 0 when they are two."""
    if one.kind != other.kind:
        return 0, ()
    name = _names_alike(one.name, other.name, sounds)
    why = (*((name,) if name else ()), *sorted(reasons))
    other_day = _other_day(one.birthday, other.birthday)
    if SAME_CODE in reasons:
        return _SURE, why
    if SAME_PHONE in reasons and name:
        return (_LIKELY if other_day else _SURE), why
    if SAME_BIRTHDAY in reasons and name:
        return (_SURE if name == SAME_NAME else _LIKELY), why
    if SAME_CARD in reasons and name and not other_day:
        return _LIKELY, why
    if SAME_PHONE in reasons:
        return _MAYBE, why
    return (_MAYBE, why) if SAME_PLACE in reasons and not other_day else (0, ())


def _names_alike(one: str, other: str, sounds: dict[str, str]) -> str:
    if not one or not other:
        return ""
    if one == other:
        return SAME_NAME
    if len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        # One character written otherwise; a pair of syllables alike says more than its look.
        if len(one) > 2 or _sound(one, sounds) == _sound(other, sounds):
            return ALIKE
        return ""
    if _sound(one, sounds) == _sound(other, sounds):
        return ALIKE
    return ALIKE if _fuzzy(one, other) else ""


def _sound(name: str, sounds: dict[str, str]) -> str:
    if name not in sounds:
        sounds[name] = reading(name).full
    return sounds[name]


def _fuzzy(one: str, other: str) -> bool:
    """Longer names with a slip, as companies and foreign names have them."""
    if min(len(one), len(other)) < 4:
        return False
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one, other) >= 0.92


def _pairs_of(reader: Reader, sql: str) -> set[tuple[int, int]]:
    rows = reader.connection.exec_driver_sql(sql)
    return {(min(row), max(row)) for row in rows if row[1] is not None}
