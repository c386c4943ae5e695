"""What an edit of many customers would do, counted before anything is done."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.customers.lists import ListQuery, list_ids
from app.core.customers.records import customer
from app.core.segments.targets import Target, how_many, targets
from app.core.store.idlist import id_list
from app.core.store.reader import Reader


class Mode(StrEnum):
    """What becomes of values that are there already."""

    OVERWRITE = "overwrite"
    BLANKS = "blanks"
    ADD = "add"  # for fields of several entries


@dataclass(frozen=True)
class Chosen:
    """Everybody a query finds, or with `ids` the few that were marked."""

    query: ListQuery
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Preview:
    """How the chosen customers stand to a value they are to be given."""

    total: int
    blank: int
    same: int
    other: int
    without: int  # of a kind that has no such field

    def changes(self, mode: Mode) -> int:
        """How many would change at most."""
        return self.blank if mode is Mode.BLANKS else self.blank + self.other


@needs(Right.SEE_CUSTOMERS)
def preview(reader: Reader, chosen: Chosen, key: str, value: Any) -> Preview:
    """Count those without a value, with this one, and with another."""
    ids = chosen_ids(reader, chosen)
    found = [_counts(reader, each, ids, value) for each in targets(reader, key)]
    blank, same, other = (sum(each[place] for each in found) for place in range(3))
    total = blank + same + other
    return Preview(len(ids), blank, same, other, len(ids) - total)


def chosen_ids(reader: Reader, chosen: Chosen) -> "array[int]":
    """The ids of the chosen ones who are in the book."""
    if chosen.ids is None:
        return list_ids(reader, chosen.query)
    alive = select(customer.c.id).where(
        customer.c.id.in_(id_list(chosen.ids)), customer.c.binned_on.is_(None)
    )
    return array("q", reader.connection.execute(alive).scalars())


def _counts(reader: Reader, target: Target, ids: Sequence[int], value: Any) -> tuple[int, int, int]:
    mine = target.rows(customer.c.id).where(customer.c.id.in_(id_list(ids)))
    total = how_many(reader, mine)
    filled = how_many(reader, mine.where(target.filled()))
    same = 0 if value is None else how_many(reader, mine.where(target.same(value)))
    return total - filled, same, filled - same
