"""A file of vCards as a table in the child: one row a card, one column a field."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.catalogue import INDIVIDUAL
from app.core.attachments.pictures import Photo, prepare
from app.core.errors import Refused
from app.core.exchange.faults import Fault
from app.core.exchange.limits import Limits
from app.core.exchange.vcard_cards import KEYS, Card, cards
from app.core.exchange.vcard_lines import in_utf8
from app.i18n import Language, in_both

_LISTS = {"mobile": "、", "email": "；", "tags": "、"}


class VcardTable:
    """All cards of a file, read once; columns that no card fills are left out."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Read the file; too many cards are a `Fault`."""
        if path.stat().st_size > limits.sheet_bytes:
            raise Fault("too_big_sheet", limit=f"{limits.sheet_bytes >> 20} MB")
        found: list[dict[str, str]] = []
        for number, each in enumerate(cards(in_utf8(path.read_bytes()))):
            if number >= limits.sheet_rows:
                raise Fault("too_many_rows", limit=f"{limits.sheet_rows:,}")
            found.append(_texts(each, limits))
        self.keys = [key for key in KEYS if key == "name" or any(key in row for row in found)]
        self._found = found

    def rows(self, language: Language) -> list[list[Any]]:
        """The fields' labels as headings, and a row for each card."""
        headings = [in_both(INDIVIDUAL.field(key).label)[language] for key in self.keys]
        return [headings, *([row.get(key, "") for key in self.keys] for row in self._found)]


def _texts(each: Card, limits: Limits) -> dict[str, str]:
    joined = {key: _LISTS.get(key, "\n").join(told) for key, told in each.texts.items() if told}
    return {key: text[: limits.text_field] for key, text in joined.items()}


def photos(path: Path) -> Iterator[tuple[int, Photo]]:
    """The small photo of each card that has one, by its row (2 is the first below the headings).

    One that is broken, or no picture, is left out.
    """
    for row, each in enumerate(cards(in_utf8(path.read_bytes())), 2):
        try:
            if each.photo:
                yield row, prepare(each.photo)
        except Refused:
            continue
