"""Kinds by which people are reached: phones, e-mail, addresses, links to other records."""

import json
import re
from collections.abc import Sequence
from json.encoder import encode_basestring
from random import Random
from typing import Any, ClassVar

from app.catalogue.cleaning import narrow, split_list, tidy_line
from app.catalogue.kind import Cell, Column, Kind, Reading, Rules
from app.catalogue.kinds_text import SeveralTexts, text_warnings
from app.catalogue.phones import read_phone, read_phones, show_phone
from app.catalogue.regions import code_of
from app.catalogue.values import Link, Phone, Region
from app.i18n import language

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_STREETS = ("云溪市老街", "青坪镇南门", "松口乡街上", "云溪市新河小区")


def _phone_json(phone: Phone) -> str:
    """Without what a phone has not: nearly all are mobiles, and a shop keeps a million."""
    e164, extension, typed = map(_text_json, (phone.e164, phone.extension, phone.typed))
    there = f'"ext":{extension},' if phone.extension is not None else ""
    return f'{{"e164":{e164},{there}"typed":{typed}}}'


def _text_json(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)


class PhoneNumber(Kind[Phone]):
    """One telephone or fax number."""

    name: ClassVar[str] = "phone"
    columns = (Column("", "text"), Column("_extension", "text"), Column("_typed", "text"))

    def parse(self, text: str, rules: Rules) -> Reading[Phone]:
        """Read any dressing; see `app.catalogue.phones`."""
        return read_phone(text, rules)

    def show(self, value: Phone) -> str:
        """In groups."""
        return show_phone(value)

    def edit_text(self, value: Phone) -> str:
        """In groups."""
        return show_phone(value)

    def to_cells(self, value: Phone) -> tuple[Cell, ...]:
        """E.164, extension, text as typed."""
        return (value.e164, value.extension, value.typed or None)

    def from_cells(self, cells: Sequence[Cell]) -> Phone | None:
        """All three."""
        e164, extension, typed = (None if cell is None else str(cell) for cell in cells)
        return None if e164 is None and typed is None else Phone(e164, extension, typed or "")

    def to_json(self, value: Phone) -> Any:
        """{e164, ext, typed}."""
        return {"e164": value.e164, "ext": value.extension, "typed": value.typed}

    def from_json(self, data: Any) -> Phone:
        """{e164, ext, typed}."""
        return Phone(data["e164"], data.get("ext"), data.get("typed") or "")

    def sample(self, random: Random) -> Phone:
        """An invented landline."""
        return Phone(f"+865718800{random.randint(0, 9999):04}")


class PhoneList(Kind[tuple[Phone, ...]]):
    """Several telephone numbers, the preferred one first."""

    name: ClassVar[str] = "phones"
    grows = True
    _one = PhoneNumber()

    def parse(self, text: str, rules: Rules) -> Reading[tuple[Phone, ...]]:
        """Read all numbers of a cell."""
        return read_phones(text, rules)

    def show(self, value: tuple[Phone, ...]) -> str:
        """In groups, one after the other."""
        return ("、" if language() == "zh" else ", ").join(show_phone(each) for each in value)

    def edit_text(self, value: tuple[Phone, ...]) -> str:
        """In groups, one after the other."""
        return "、".join(show_phone(each) for each in value)

    def to_cells(self, value: tuple[Phone, ...]) -> tuple[Cell, ...]:
        """A JSON list in one cell."""
        return ("[" + ",".join(map(_phone_json, value)) + "]",)

    def from_cells(self, cells: Sequence[Cell]) -> tuple[Phone, ...] | None:
        """The list in the cell."""
        return None if cells[0] is None else self.from_json(json.loads(str(cells[0])))

    def to_json(self, value: tuple[Phone, ...]) -> Any:
        """A list of {e164, ext, typed}."""
        return [self._one.to_json(each) for each in value]

    def from_json(self, data: Any) -> tuple[Phone, ...]:
        """A list of {e164, ext, typed}."""
        return tuple(self._one.from_json(each) for each in data)

    def sample(self, random: Random) -> tuple[Phone, ...]:
        """An invented mobile."""
        return (Phone(f"+86154{random.randint(0, 99_999_999):08}"),)


class EmailList(SeveralTexts):
    """Several e-mail addresses, the preferred one first."""

    name: ClassVar[str] = "emails"

    def parse(self, text: str, rules: Rules) -> Reading[tuple[str, ...]]:
        """Split at spaces too; what is no address is taken over and flagged."""
        found = tuple(dict.fromkeys(split_list(re.sub(r"\s+", ";", narrow(text)))))
        wrong = any(not _EMAIL.fullmatch(each) for each in found)
        return Reading(found or None, text, ("email_unreadable",) if wrong else ())

    def sample(self, random: Random) -> tuple[str, ...]:
        """An address that reaches nobody."""
        return (f"guest{random.randint(1, 9999)}@example.com",)


class Place(Kind[Region]):
    """An address or region as written, with its division code where it is certain."""

    name: ClassVar[str] = "place"
    columns = (Column("", "text"), Column("_code", "text"))

    def parse(self, text: str, rules: Rules) -> Reading[Region]:
        """Keep the text; find its province and city."""
        written = tidy_line(text)
        if not written:
            return Reading(None, text)
        return Reading(Region(written, code_of(written)), text, text_warnings(written))

    def show(self, value: Region) -> str:
        """The text."""
        return value.text

    def edit_text(self, value: Region) -> str:
        """The text."""
        return value.text

    def to_cells(self, value: Region) -> tuple[Cell, ...]:
        """Text, code."""
        return (value.text, value.code)

    def from_cells(self, cells: Sequence[Cell]) -> Region | None:
        """Both."""
        if cells[0] is None:
            return None
        return Region(str(cells[0]), None if cells[1] is None else str(cells[1]))

    def to_json(self, value: Region) -> Any:
        """{text, code}."""
        return {"text": value.text, "code": value.code}

    def from_json(self, data: Any) -> Region:
        """{text, code}, or a bare text."""
        if isinstance(data, str):
            return Region(data, code_of(data))
        return Region(data["text"], data.get("code"))

    def sample(self, random: Random) -> Region:
        """An address in an invented town."""
        return Region(f"{random.choice(_STREETS)}{random.randint(1, 200)}号")


class Reference(Kind[Link]):
    """A name as written, which may be tied to one of our own records."""

    name: ClassVar[str] = "link"
    columns = (Column("", "text"), Column("_record", "integer"))

    def parse(self, text: str, rules: Rules) -> Reading[Link]:
        """Read "name" or "name #7"."""
        written = tidy_line(text)
        if not written:
            return Reading(None, text)
        tied = re.fullmatch(r"(.*\S) #(\d{1,15})", written)
        value = Link(tied[1], int(tied[2])) if tied else Link(written)
        return Reading(value, text, text_warnings(written))

    def show(self, value: Link) -> str:
        """The name."""
        return value.text

    def edit_text(self, value: Link) -> str:
        """The name, and the record's id behind #."""
        return value.text if value.record is None else f"{value.text} #{value.record}"

    def to_cells(self, value: Link) -> tuple[Cell, ...]:
        """Name, record."""
        return (value.text, value.record)

    def from_cells(self, cells: Sequence[Cell]) -> Link | None:
        """Both."""
        if cells[0] is None:
            return None
        return Link(str(cells[0]), None if cells[1] is None else int(cells[1]))

    def to_json(self, value: Link) -> Any:
        """{text, record}."""
        return {"text": value.text, "record": value.record}

    def from_json(self, data: Any) -> Link:
        """{text, record}, or a bare name."""
        return Link(data) if isinstance(data, str) else Link(data["text"], data.get("record"))

    def sample(self, random: Random) -> Link:
        """An invented name."""
        return Link(random.choice(("阿云", "小竹", "老松")))
