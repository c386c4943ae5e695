"""Which cells of a profile say who somebody is, and the values that people are counted by."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from app.catalogue.field import Field

_TOWN = re.compile(r"^\s*(.{1,9}?[市州盟县区旗镇乡])")
_YEAR = re.compile(r"^L?(\d{4})")
Maker = Callable[[str], str | None]
"""From a cell's text to the value that people are counted by."""


@dataclass(frozen=True)
class Source:
    """Cells of a profile and what they tell."""

    columns: tuple[str, ...]  # the first that has a value
    makes: Mapping[str, Maker]  # what is told by it, by key


class OwnKey(str):
    """The key of a cut by one of the shop's own fields: what brings people, say."""

    __slots__ = ("field",)
    field: Field[Any]

    def __new__(cls, field: Field[Any]) -> Self:
        """The field's own key, and the field that knows what it and its choices are called."""
        made = super().__new__(cls, field.key)
        made.field = field
        return made


def _as_it_is(text: str) -> str | None:
    return text.strip() or None


def _first_word(text: str) -> str | None:
    found = json.loads(text) if text.startswith("[") else [text]
    return str(found[0]).strip() if found else None


def _province(text: str) -> str | None:
    return text[:2] + "0000" if text[:6].isdigit() and len(text) >= 6 else None


def _city(text: str) -> str | None:
    if text[:6].isdigit() and len(text) >= 6:
        return text[:4] + "00" if text[2:4] != "00" else None
    town = _TOWN.match(text)
    return town[1] if town else None


def _birth(text: str) -> str | None:
    """The day where it is whole, else the year."""
    year = _YEAR.match(text)
    if len(text) == 10 and text[4] == "-":
        return text
    return year[1] if year else None


_CHANNEL = Source(("acquisition_channel",), {"channel": _first_word})


def _place(address: str) -> Source:
    cells = (f"{address}_code", "region_code", address)
    return Source(cells, {"city": _city, "province": _province})


_PERSONS = (
    Source(("sex",), {"sex": _as_it_is}),
    Source(("birth_date_on", "birth_date"), {"birth": _birth}),
    _place("home_address"),
    Source(("current_title", "job_title"), {"occupation": _as_it_is}),
    _CHANNEL,
)
_COMPANIES = (
    Source(("industry", "industry_more"), {"trade": _as_it_is}),
    Source(("scale",), {"size": _as_it_is}),
    Source(("organisation_form",), {"form": _as_it_is}),
    _place("company_address"),
    _CHANNEL,
)
SOURCES = {"individual": _PERSONS, "company": _COMPANIES}
FIELDS = {
    "sex": "sex",
    "birth": "birth_date",
    "occupation": "current_title",
    "channel": "acquisition_channel",
    "drawn": "drawn_by",
    "trade": "industry",
    "size": "scale",
    "form": "organisation_form",
}
"""Which field each comes from, for what it is called and whether the shop hides it."""
