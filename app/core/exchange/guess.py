"""Guesses each column's field, from its heading first and from what stands in it."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.catalogue import CATALOGUES
from app.core.exchange.headings import Catalogues, Match, match, normal, unit_in
from app.core.exchange.layout import ColumnView, What
from app.core.surveys.records import Half

SAMPLES = 3
_MEANINGLESS = re.compile(
    r"^([a-z]{1,2}|列\d*|字段\d*|column\d*|field\d*|f\d+|unnamed\d*|未命名\d*|\d*)$"
)
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:0\d{2,3})?[2-8]\d{6,7}(?:转\d+)?")
_ID = re.compile(r"\d{15}|\d{17}[\dXx]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_GRADE = re.compile(r"(?:10|\d)(?:\.0)?")
_DIGIT = re.compile(r"[\d一二三四五六七八九十正腊冬]")
_PHONE_DRESS = re.compile(r"[\s\-()（）转ext.]+")
_SEVERAL = frozenset(("mobile", "email"))  # fields that may be filled from more than one column

Texts = Sequence[str]


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _first(text: str) -> str:
    """The first of several numbers in a cell."""
    return str(re.split(r"[/、,，;；]", _narrow(text))[0])


def _is_mobile(text: str) -> bool:
    first = _first(text)
    return bool(_MOBILE.fullmatch(_PHONE_DRESS.sub("", first)))


def _is_phone(text: str) -> bool:
    first = _first(text)
    return len(re.findall(r"\d", first)) >= 5


def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(_narrow(text)))


def _is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(_narrow(text)))


def _is_dated(text: str) -> bool:
    return bool(_DIGIT.search(_narrow(text)))


# What a field's column must hold at least sometimes; else its heading means something else.
_PLAUSIBLE: Mapping[str, Callable[[str], bool]] = {
    "mobile": _is_phone,
    "home_phone": _is_phone,
    "company_phone": _is_phone,
    "email": lambda text: "@" in text,
    "id_number": _is_dated,
    "birth_date": _is_dated,
    "bought_on": _is_dated,
    "amount": _is_dated,
}

# What says of a column without a heading what it must be.
_SPEAKING: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("id_number", _is_id),
    ("mobile", _is_mobile),
    ("email", _is_email),
)


def _is_grade(text: str) -> bool:
    return bool(_GRADE.fullmatch(_narrow(text)))


def share(texts: Texts, test: Callable[[str], bool]) -> float:
    """The share of the filled cells that pass."""
    filled = [text for text in texts if text.strip()]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def guess(
    headings: Sequence[str],
    columns: Sequence[Texts],
    what: What,
    catalogues: Catalogues = CATALOGUES,
) -> list[str | None]:
    """Each column's field, or None where nobody can say."""
    matches = [match(heading, what, catalogues) for heading in headings]
    found = _take_surest(matches, columns)
    if what is What.CUSTOMERS:
        _phone_that_is_mobile(found, columns)
        _name_by_content(found, headings, columns)
    if what is What.SURVEY:
        _answers_by_content(found, headings, columns)
    return found


def _take_surest(matches: Sequence[Match | None], columns: Sequence[Texts]) -> list[str | None]:
    """One column a field: the surest heading first, then the leftmost; contents must agree."""
    found: list[str | None] = [None] * len(matches)
    taken: set[str] = set()
    order = sorted(range(len(matches)), key=lambda i: (-_sureness(matches[i]), i))
    for index in order:
        each = matches[index]
        if each is None or (each.target in taken and each.target not in _SEVERAL):
            continue
        if _contradicts(each.target, columns[index]):
            continue
        found[index] = each.target
        taken.add(each.target)
    return found


def _sureness(each: Match | None) -> int:
    return each.sure if each else 0


def _contradicts(target: str, texts: Texts) -> bool:
    test = _PLAUSIBLE.get(target)
    filled = [text for text in texts if text.strip()]
    return test is not None and len(filled) >= SAMPLES and not any(map(test, filled))


def _phone_that_is_mobile(found: list[str | None], columns: Sequence[Texts]) -> None:
    """电话 with mobile numbers in it is the mobile, when no other column is."""
    if "mobile" in found or "home_phone" not in found:
        return
    index = found.index("home_phone")
    if share(columns[index], _is_mobile) >= 0.5:
        found[index] = "mobile"


def _name_by_content(
    found: list[str | None], headings: Sequence[str], columns: Sequence[Texts]
) -> None:
    """A column without a telling heading is named by its contents when they leave no doubt."""
    for index, heading in enumerate(headings):
        if found[index] is None and _MEANINGLESS.match(normal(heading)):
            for key, test in _SPEAKING:
                if key not in found and len(columns[index]) and share(columns[index], test) >= 0.8:
                    found[index] = key
                    break


def _answers_by_content(
    found: list[str | None], headings: Sequence[str], columns: Sequence[Texts]
) -> None:
    """A column of small whole numbers under words nobody knows is a question's answers."""
    for index, heading in enumerate(headings):
        unknown = found[index] is None and heading and not _MEANINGLESS.match(normal(heading))
        if unknown and len(columns[index]) and share(columns[index], _is_grade) == 1:
            found[index] = f"{Half.ONLY}:{heading.strip()}"


def with_guesses(
    columns: Sequence[ColumnView],
    cells: Sequence[Texts],
    what: What,
    catalogues: Catalogues = CATALOGUES,
) -> tuple[ColumnView, ...]:
    """The columns with their guessed fields, units and three samples each."""
    targets = guess([column.heading for column in columns], cells, what, catalogues)
    return tuple(
        replace(column, target=target, unit=unit_in(column.heading), samples=samples(texts))
        for column, target, texts in zip(columns, targets, cells, strict=True)
    )


def samples(texts: Texts) -> tuple[str, ...]:
    """The first three different filled cells, cut short."""
    filled = dict.fromkeys(text.strip()[:60] for text in texts if text.strip())
    return tuple(filled)[:SAMPLES]
