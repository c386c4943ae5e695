"""Writes customers as vCards 3.0 (what every phone reads) or 4.0, and nothing beyond contact data.

RFC 2426 and RFC 6350. What a vCard can't say exactly (a lunar birthday, a month without its
day) stands beside it in a property of our own, so that our own file comes back unchanged.
"""

import base64
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from app.catalogue.basics import Basics
from app.catalogue.family import Family
from app.catalogue.field import Field
from app.catalogue.membership import Extras
from app.catalogue.surnames import surname_length
from app.catalogue.values import CalendarDay
from app.core.exchange.vcard_cards import OURS
from app.core.store.profiles import Stored

Version = Literal["3.0", "4.0"]
_WIDTH = 75  # octets in a line, by both standards
_OMITTED = "1604"  # the year that phones write for a birthday without one
_SEXES = {"male": "M", "female": "F"}
_PHONES: tuple[tuple[Field[Any], str], ...] = (
    (Basics.home_phone, "HOME,VOICE"),
    (Basics.employer_phone, "WORK,VOICE"),
    (Basics.home_fax, "HOME,FAX"),
    (Basics.employer_fax, "WORK,FAX"),
)


def vcard(stored: Stored, version: Version, photo: bytes | None = None) -> bytes:
    """One customer's card, lines folded and ended as the standards want."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *_body(stored, version)]
    if photo:
        lines.append(_photo(photo, version))
    return b"".join(folded(line) for line in [*lines, "END:VCARD"])


def folded(line: str) -> bytes:
    """A line cut after at most 75 octets, never inside a character."""
    raw, pieces = line.encode(), []
    while len(raw) > _WIDTH:
        end = _WIDTH
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[:end])
        raw = b" " + raw[end:]
    return b"".join(piece + b"\r\n" for piece in [*pieces, raw])


def escaped(text: str) -> str:
    """A text as the value of a property."""
    for mark, written in (
        ("\\", "\\\\"),
        ("\r\n", "\n"),
        ("\n", "\\n"),
        (",", "\\,"),
        (";", "\\;"),
    ):
        text = text.replace(mark, written)
    return text


def _body(stored: Stored, version: Version) -> Iterator[str]:
    yield from _names(stored)
    yield from _told("NICKNAME", stored, Extras.form_of_address)
    sex = _SEXES.get(stored.values.get(Extras.sex) or "")
    if sex:
        yield f"{'GENDER' if version == '4.0' else 'X-GENDER'}:{sex}"
    yield from _day("BDAY", stored, Basics.birth_date, version)
    name = "ANNIVERSARY" if version == "4.0" else "X-ANNIVERSARY"
    yield from _day(name, stored, Family.wedding_anniversary, version)
    yield from _phones(stored)
    for address in stored.values.get(Basics.email) or ():
        yield f"EMAIL{'' if version == '4.0' else ';TYPE=INTERNET'}:{escaped(address)}"
    yield from _told("X-WECHAT", stored, Extras.wechat)
    yield from _address("HOME", stored, Basics.home_address)
    yield from _told("ORG", stored, Basics.employer_name)
    yield from _told("TITLE", stored, Basics.job_title)
    yield from _address("WORK", stored, Basics.employer_address)
    tags = stored.values.get(Extras.tags) or ()
    if tags:
        yield "CATEGORIES:" + ",".join(map(escaped, tags))
    yield from _told("NOTE", stored, Extras.note)


def _names(stored: Stored) -> Iterator[str]:
    name = str(stored.record["name"])
    surname = surname_length(name)
    yield f"N:{escaped(name[:surname])};{escaped(name[surname:].strip())};;;"
    yield f"FN:{escaped(name)}"
    number = stored.record["number"]
    yield f"{OURS}NUMBER:" + escaped(str(number or f"#{stored.record['id']}"))


def _phones(stored: Stored) -> Iterator[str]:
    for place, phone in enumerate(stored.values.get(Basics.mobile) or ()):
        written = Basics.mobile.kind.edit_text((phone,))
        yield f"TEL;TYPE=CELL{',PREF' if place == 0 else ''}:{escaped(written)}"
    for each, types in _PHONES:
        yield from _told(f"TEL;TYPE={types}", stored, each)


def _address(where: str, stored: Stored, each: Field[Any]) -> Iterator[str]:
    text = _text(stored, each)
    if text:
        yield f"ADR;TYPE={where}:;;{escaped(text)};;;;"


def _day(name: str, stored: Stored, each: Field[Any], version: Version) -> Iterator[str]:
    day: CalendarDay | None = stored.values.get(each)
    if day is None:
        return
    solar = day.solar()
    own = solar is None or day.calendar == "lunar"
    if solar is not None:
        yield f"{name}:{solar.isoformat()}"
    elif day.calendar == "solar" and day.precision == "month-day":
        yield from _without_year(name, day, version)
        own = False
    if own:
        yield f"{OURS}{name.removeprefix('X-')}:{escaped(each.kind.edit_text(day))}"


def _without_year(name: str, day: CalendarDay, version: Version) -> Iterator[str]:
    if version == "4.0":
        yield f"{name}:--{day.month:02}{day.day:02}"
    else:
        yield f"{name};X-APPLE-OMIT-YEAR={_OMITTED}:{_OMITTED}-{day.month:02}-{day.day:02}"


def _told(name: str, stored: Stored, each: Field[Any]) -> Iterable[str]:
    text = _text(stored, each)
    return [f"{name}:{escaped(text)}"] if text else []


def _text(stored: Stored, each: Field[Any]) -> str:
    value = stored.values.get(each)
    return "" if value is None else str(each.kind.edit_text(value))


def _photo(photo: bytes, version: Version) -> str:
    kind = "png" if photo.startswith(b"\x89PNG") else "jpeg"
    content = base64.b64encode(photo).decode()
    if version == "4.0":
        return f"PHOTO:data:image/{kind};base64,{content}"
    return f"PHOTO;ENCODING=b;TYPE={kind.upper()}:{content}"
