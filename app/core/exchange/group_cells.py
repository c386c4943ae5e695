"""Cuts a cell that holds several of a repeating group: children, sales by year, credit problems."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.catalogue.enterprise import CreditProblem, SalesYear
from app.catalogue.family import Child
from app.catalogue.field import Field

_NAMES = re.compile(r"[、，,;；/|\n]+")
_DATES = re.compile(r"[、，,;；|\n]+")
_ITEMS = re.compile(r"[;；\n]+")
_YEAR = re.compile(r"\s*((?:19|20)\d{2})\s*年?度?\s*[:：]?\s*(.+)", re.DOTALL)
_WHEN = re.compile(
    r"\s*((?:19|20)\d{2}(?:\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*[日号]?|\s*月)?|\s*年))"
    r"[\s,，:：]*(.+)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Piece:
    """One field of one row of the group."""

    field: Field[Any]
    at: int
    text: str


def split_cell(field: Field[Any], text: str, place: int) -> Iterator[Piece]:
    """The pieces of a cell; with a place (1, 2 …) the cell belongs to that row alone."""
    if place:
        yield Piece(field, place - 1, text)
    elif field is SalesYear.amount:
        yield from _dated(text, _ITEMS, _YEAR, SalesYear.year, field)
    elif field is CreditProblem.what:
        yield from _dated(text, _ITEMS, _WHEN, CreditProblem.on, field)
    elif field.group is Child:
        cut = _DATES if field is Child.birthday else _NAMES
        yield from (Piece(field, at, item) for at, item in _parts(text, cut))
    else:
        yield Piece(field, 0, text)


def _parts(text: str, cut: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Items with their places; an empty item keeps its place, so that lists stay in step."""
    for at, item in enumerate(cut.split(text.strip())):
        if item.strip():
            yield at, item.strip()


def _dated(
    text: str, cut: re.Pattern[str], begins: re.Pattern[str], when: Field[Any], what: Field[Any]
) -> Iterator[Piece]:
    """2024年120万；2025年135万: each item's year or date, and the rest."""
    for at, item in _parts(text, cut):
        found = begins.fullmatch(item)
        if found:
            yield Piece(when, at, found[1])
        yield Piece(what, at, found[2] if found else item)
