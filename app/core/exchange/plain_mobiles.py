"""A column of phones of which most are plain mobiles, each another: taken apart by lists.

No cell stands twice there, so that giving each a code would be in vain.
"""

from collections.abc import Callable, Sequence
from typing import Any

from app.catalogue.field import Field
from app.catalogue.phones import is_plain_mobile
from app.core.exchange.cell_reading import IS
from app.core.exchange.everyday_cells import SAMPLE_PHONE
from app.core.exchange.facts import Facts
from app.core.store.derived import effects_of
from app.core.store.segmentation import phone_tokens

Lists = dict[str, list[Any]]


class PlainMobiles:
    """The facts of such a column's cells, each fact a list."""

    def __init__(self, target: str, field: Field[Any]) -> None:
        """`target` is what the column is mapped to."""
        self._said, self._key = f"{target}{IS}", field.key
        self._follows = effects_of(field, (SAMPLE_PHONE,))

    def lists(self, cells: Sequence[Any], read: Callable[[Any], Facts]) -> Lists | None:
        """The facts; `read` knows those of the other cells. None when these are too many."""
        others = [at for at, cell in enumerate(cells) if not _is_plain(cell)]
        if len(others) * 4 > len(cells):
            return None
        said, key = self._said, self._key
        found: Lists = {
            "said": [f"{said}{cell}" for cell in cells],
            "cells": [(f'[{{"e164":"+86{cell}","typed":"{cell}"}}]',) for cell in cells],
        }
        if self._follows.terms:
            found["terms"] = [phone_tokens(str(cell)) for cell in cells]
        if self._follows.contacts:
            found["phone"] = phones = [f"+86{cell}" for cell in cells]
            found["contacts"] = [((key, phone),) for phone in phones]
        _put(found, {at: read(cells[at]) for at in others}, len(cells))
        return found


def _is_plain(cell: Any) -> bool:
    return isinstance(cell, str) and cell.isascii() and is_plain_mobile(cell)


def _put(found: Lists, others: dict[int, Facts], count: int) -> None:
    """The facts of the other cells in place of what was made of all."""
    nothing = Facts()
    for name, blank in zip(Facts._fields, nothing, strict=True):
        facts = {at: getattr(each, name) for at, each in others.items()}
        if name not in found and any(facts.values()):
            found[name] = [blank] * count
        if name in found:
            for at, fact in facts.items():
                found[name][at] = fact
