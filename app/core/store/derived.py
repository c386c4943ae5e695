"""What is made from a profile by each write: list columns, search text, contacts, occasions."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.field import Field, Group, Tier
from app.catalogue.surnames import NameReading, reading
from app.catalogue.values import CalendarDay, Link, Phone, Region
from app.core.store.segmentation import (
    LONGEST,
    edges,
    handle_tokens,
    name_tokens,
    number_tokens,
    phone_tokens,
    sound_tokens,
    text_tokens,
)

Occasion = tuple[str, int, str, int, int, int]  # kind, row, calendar, month, day, leap
_LATIN = re.compile(r"[A-Za-z0-9]")
NAME_KEYS = ("name", "company_name")
_COMPANY_KEYS = ("employer_name",)
_PHONES = ("phone", "phones")


@dataclass(frozen=True)
class Derived:
    """Columns of the narrow row, and rows of the tables that are made, never typed."""

    sort_key: str
    phone: str | None
    company: str | None
    deceased: int
    joined_on: date | None
    terms: str
    contacts: list[tuple[str, str]]
    occasions: list[Occasion]


def derive(
    number: str | None,
    values: Mapping[Field[Any], Any],
    rows: Mapping[type[Group], Sequence[tuple[int, Mapping[Field[Any], Any]]]],
) -> Derived:
    """Make everything that follows from a profile; rows come with their ids."""
    terms: list[str] = []
    contacts: list[tuple[str, str]] = []
    occasions: list[Occasion] = []
    plain: dict[str, Any] = {}
    _collect(values, 0, terms, contacts, occasions, plain)
    for group_rows in rows.values():
        for row_id, row in group_rows:
            _collect(row, row_id, terms, contacts, occasions, {})
    sort_key, sound = named(plain.get("name", ""))
    joined = plain.get("joined_on")
    deceased = plain.get("deceased")
    phones = [value for _, value in contacts if value[:1] == "+"]
    return Derived(
        sort_key=sort_key,
        phone=phones[0] if phones else _typed_phone(values),
        company=_text_of(plain["employer_name"]) if "employer_name" in plain else None,
        deceased=int(deceased is not None and deceased.yes is True),
        joined_on=None if joined is None else joined.solar(),
        terms=" ".join([sound, number_tokens(number or ""), *terms]).strip(),
        contacts=contacts,
        occasions=occasions,
    )


def _collect(
    values: Mapping[Field[Any], Any],
    row_id: int,
    terms: list[str],
    contacts: list[tuple[str, str]],
    occasions: list[Occasion],
    plain: dict[str, Any],
) -> None:
    for each, value in values.items():
        maker = _TERMS.get(each)
        if maker is not None and value is not None:
            terms.append(maker(value))
        if each in _CONTACTS and value is not None:
            contacts += [(each.key, found) for found in _addresses(value)]
        if each.occasion and value is not None and value.recurs:
            occasions.append(_occasion(each.occasion, row_id, value))
        if each in _PLAIN:
            plain[_PLAIN[each]] = value


def _occasion(kind: str, row_id: int, day: CalendarDay) -> Occasion:
    assert day.month is not None
    assert day.day is not None
    return (kind, row_id, day.calendar, day.month, day.day, int(day.leap))


@lru_cache(maxsize=20_000)
def named(name: str) -> tuple[str, str]:
    """A name's sort key and its tokens."""
    if not name:
        return "", ""
    read = reading(name)
    spoken = read if not _LATIN.search(name) else reading(_LATIN.sub("", name))
    tokens = name_tokens(name) + sound_tokens(spoken.syllables)
    for full in _other_readings(spoken):
        tokens += ["x" + full[:LONGEST], *edges("p", full, 2)]
    return read.sort_key, " ".join(tokens)


def _other_readings(read: NameReading) -> list[str]:
    """A listed surname as it reads in everyday words, and lv typed as lu."""
    found = list(read.alternatives[:1]) if read.surname else []
    return [*found, read.full.replace("v", "u")] if "v" in read.full else found


def _text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Link | Region):
        return value.text
    return " ".join(str(item) for item in value)


def national(phone: Phone) -> str:
    """A phone's digits as people say them: without +86."""
    if phone.e164 is None:
        return "".join(c for c in phone.typed if c.isascii() and c.isdigit())
    return phone.e164.removeprefix("+86").removeprefix("+")


def _phones_of(value: Any) -> tuple[Phone, ...]:
    return (value,) if isinstance(value, Phone) else value


def _addresses(value: Any) -> list[str]:
    if isinstance(value, Phone) or (value and isinstance(value[0], Phone)):
        return [phone.e164 for phone in _phones_of(value) if phone.e164]
    return [str(address).casefold() for address in value]


def _typed_phone(values: Mapping[Field[Any], Any]) -> str | None:
    for each, value in values.items():
        if each in _CONTACTS and each.kind.name in _PHONES and value:
            return _phones_of(value)[0].typed or None
    return None


def _phone_terms(value: Any) -> str:
    return " ".join([phone_tokens(digits) for p in _phones_of(value) if (digits := national(p))])


def _handle_terms(value: Any) -> str:
    items = (value,) if isinstance(value, str) else value
    return " ".join([handle_tokens(item) for item in items])


def _tag_terms(value: Iterable[str]) -> str:
    return " ".join([text_tokens("t", tag) + " " + tag_token(tag) for tag in value])


def tag_token(tag: str) -> str:
    """The token of a whole tag, for lists filtered by it."""
    return "z" + "".join(c for c in tag.casefold() if c.isalnum())


def _search_maker(each: Field[Any]) -> Callable[[Any], str]:
    if each.kind.name in _PHONES:
        return _phone_terms
    if each.key in ("email", "wechat"):
        return _handle_terms
    if each.key == "tags":
        return _tag_terms
    if each.key == "uscc":
        return number_tokens
    tag = "c" if each.key in _COMPANY_KEYS else "n" if each.key == "form_of_address" else "o"
    return lambda value: text_tokens(tag, _text_of(value))


def _open(each: Field[Any]) -> bool:
    return each.tier in (Tier.PLAIN, Tier.COMPANY)


_ALL = [each for catalogue in CATALOGUES.values() for each in catalogue]
_TERMS = {
    each: _search_maker(each)
    for each in _ALL
    if each.search and _open(each) and each.key not in (*NAME_KEYS, "customer_no")
}
_CONTACTS = frozenset(
    each for each in _ALL if each.search and (each.kind.name in _PHONES or each.key == "email")
)
_PLAIN = {
    each: "name" if each.key in NAME_KEYS else each.key
    for each in _ALL
    if each.key in (*NAME_KEYS, "employer_name", "joined_on", "deceased")
}
