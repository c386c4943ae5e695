"""From a column's heading to the field it names, by the catalogue's labels and aliases."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.field import Catalogue, Field
from app.core.exchange.complaint_columns import COMPLAINT_COLUMNS
from app.core.exchange.layout import What
from app.core.exchange.purchase_columns import PURCHASE_COLUMNS
from app.core.exchange.survey_columns import target_of
from app.i18n import in_both

CALENDAR = "birth_date.calendar"
CALENDAR_WORDS = ("历法", "公历农历", "农历公历", "阳历阴历", "阴历阳历", "阴阳历", "calendar")
_NOISE = re.compile(r"[\s\u3000*:：_\-#.。、]+")
_BRACKETS = re.compile(r"[(\[【〔<《{][^)\]】〕>》}]*[)\]】〕>》}]")
_UNIT = re.compile(
    r"[(\[【]\s*(?:单位)?[:：]?\s*(万元|万|千元|元|厘米|公分|米|公斤|斤|kg|cm|m)\s*[)\]】]", re.I
)
_NUMBERED = (
    re.compile(r"^(?P<group>\D{1,30}?)第?(?P<n>\d{1,2})位?(?P<rest>\D.*)$"),
    re.compile(r"^(?P<group>\D{1,30}?)(?P<rest>\D{1,30}?)(?P<n>\d{1,2})$"),
)


@dataclass(frozen=True)
class Match:
    """The field a heading names, and how surely: 3 in full, 2 without brackets, 1 numbered."""

    target: str
    sure: int


@lru_cache(maxsize=4096)
def normal(heading: str) -> str:
    """A heading without dressing, so that 手机号码*: and 手机号码 are the same."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", heading).casefold())


def without_brackets(heading: str) -> str:
    """The heading without what stands in brackets: 姓名(必填) is 姓名."""
    return normal(_BRACKETS.sub("", unicodedata.normalize("NFKC", heading)))


def unit_in(heading: str) -> str:
    """A unit that the heading gives for its numbers, or nothing."""
    found = _UNIT.search(unicodedata.normalize("NFKC", heading))
    return found[1] if found else ""


Catalogues = Mapping[str, Catalogue]
_COLUMNS = {What.PURCHASES: PURCHASE_COLUMNS, What.COMPLAINTS: COMPLAINT_COLUMNS}
"""Lists that are no profile: their columns are named here, not in a catalogue."""


def match(heading: str, what: What, catalogues: Catalogues = CATALOGUES) -> Match | None:
    """The field that this heading names, or None when nobody can say."""
    if what is What.SURVEY:
        target = target_of(heading)
        return Match(target, 3) if target else None
    catalogue = catalogue_of(what, catalogues)
    names = _names_of(what, catalogue)
    whole, bare = normal(heading), without_brackets(heading)
    key, place = split_key(heading.strip())
    if place and key in _group_keys(catalogue):
        return Match(numbered_key(key, place), 3)
    if whole in names:
        return Match(names[whole], 3)
    if bare and bare in names:
        return Match(names[bare], 2)
    numbered = _numbered(bare, what, catalogue) or names.get(bare.rstrip("0123456789"))
    return Match(numbered, 1) if numbered else None


def _numbered(heading: str, what: What, catalogue: Catalogue) -> str | None:
    """负责人1角色 and 子女2生日: a repeating group's field with its place."""
    for pattern in _NUMBERED:
        found = pattern.match(heading)
        if found:
            said = (found["group"], found["rest"], int(found["n"]))
            target = _group_target(*said, what, catalogue)
            if target:
                return target
    return None


def _group_target(
    group: str, rest: str, place: int, what: What, catalogue: Catalogue
) -> str | None:
    fields = {} if what in _COLUMNS else group_words(catalogue).get(group)
    key = fields.get(rest) if fields else None
    if key is None:
        key = _names_of(what, catalogue).get(group + rest)
        key = key if key in _group_keys(catalogue) else None
    if key is None or not 1 <= place <= 20:
        return None
    return numbered_key(key, place)


def numbered_key(key: str, place: int) -> str:
    """`person.role` at place 2 is `person[2].role`."""
    group, dot, rest = key.partition(".")
    return f"{group}[{place}]{dot}{rest}"


def split_key(target: str) -> tuple[str, int]:
    """The field key and the place in its group; 0 when it has none."""
    found = re.fullmatch(r"(\w+)\[(\d+)\](\..+)?", target)
    return (found[1] + (found[3] or ""), int(found[2])) if found else (target, 0)


def names_of(what: What, catalogues: Catalogues = CATALOGUES) -> Mapping[str, str]:
    """Every heading that is known → field key; the first field to claim one keeps it."""
    return _names_of(what, catalogue_of(what, catalogues))


@lru_cache(maxsize=16)
def _names_of(what: What, catalogue: Catalogue) -> Mapping[str, str]:
    found: dict[str, str] = {}
    if what in _COLUMNS:
        for column in _COLUMNS[what]:
            _claim(found, column.key, (column.key, *column.aliases))
        for column in _COLUMNS[what]:
            _claim(found, column.key, in_both(column.label).values())
        return found
    if what is What.CUSTOMERS:
        _claim(found, CALENDAR, (CALENDAR, *CALENDAR_WORDS))
    fields = sorted(catalogue, key=lambda each: each.own)  # the shop's own never take a name away
    for words in (_keys, _aliases, _labels):
        for field in fields:
            _claim(found, field.key, words(field))
    return found


def catalogue_of(what: What, catalogues: Catalogues = CATALOGUES) -> Catalogue:
    """The profile that a list of customers or companies fills; give it the reader's catalogues."""
    return catalogues["company" if what is What.COMPANIES else "individual"]


def _claim(found: dict[str, str], key: str, words: Iterable[str]) -> None:
    for word in words:
        found.setdefault(normal(word), key)


Words = Callable[[Field[Any]], Iterable[str]]


def _keys(field: Field[Any]) -> Iterable[str]:
    return (field.key,)


def _aliases(field: Field[Any]) -> Iterable[str]:
    return field.aliases


def _labels(field: Field[Any]) -> Iterable[str]:
    """Its label in both languages; inside a group only when the group can be told from it."""
    return in_both(field.label).values() if field.group is None else ()


@lru_cache(maxsize=16)
def group_words(catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """Group name (负责人, 子女, person) → what its fields are called inside it → key."""
    found: dict[str, dict[str, str]] = {}
    for group in catalogue.groups():
        inner: dict[str, str] = {}
        for field in group.fields:
            _claim(inner, field.key, [*_inner_words(field), *in_both(field.label).values()])
        for name in _group_names(group.key, group.label):
            found.setdefault(name, inner)
    return found


_MORE_GROUP_NAMES = {
    "person": ("负责人", "联系人", "主要负责人", "经理", "contact"),
    "child": ("子女", "孩子", "小孩", "儿女"),
    "study": ("学历", "学习", "教育"),
    "past_job": ("工作经历", "以往工作"),
}


def _group_names(key: str, label: str) -> list[str]:
    names = [key, label, *in_both(label).values(), *_MORE_GROUP_NAMES.get(key, ())]
    return [normal(name) for name in names]


def _inner_words(field: Field[Any]) -> list[str]:
    """What a group's field is called behind the group's name: 角色, 姓名, role."""
    words = [field.key.split(".", 1)[-1], *field.aliases]
    for name in ("负责人", "联系人", "子女", "孩子"):
        words += [alias.removeprefix(name) for alias in field.aliases if alias.startswith(name)]
    return [word for word in words if word]


@lru_cache(maxsize=16)
def _group_keys(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(field.key for group in catalogue.groups() for field in group.fields)
