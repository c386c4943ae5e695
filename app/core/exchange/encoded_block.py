"""A chunk of rows as it leaves the encoder: what is compared, and every table's cells by column.

It may come from another process, so there is nothing in it but lists, texts and numbers.
"""

import os
from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from app.core.customers.bulk import Bulk
from app.core.customers.tuples import COLUMNS, Rows, Tuples

KEY = {"customer": "id", "contact": "customer_id", "occasion": "customer_id"}


class Part(NamedTuple):
    """Cells of one table: `places` says whose they are (None: one row for each plain row).

    Places here count the block's plain rows alone.
    """

    names: Sequence[str]
    columns: Sequence[Sequence[Any]]
    places: Sequence[int] | None = None


class EncodedBlock(NamedTuple):
    """Rows by columns; `plain[i]` says whether row i needs no closer look."""

    numbers_of_rows: Sequence[int]  # in the file
    repeated: Sequence[int]  # places that say the headings again
    plain: Sequence[bool]
    names: Sequence[str]
    numbers: Sequence[str]
    keys: Sequence[str]
    digests: Sequence[int]
    phones: Sequence[tuple[int, str]]  # of rows without a number: place, whole mobile
    parts: dict[str, Part]
    cells: Mapping[int, list[Any]]  # of rows that need a closer look, by place
    blank: int = 0  # blank rows so far


NOTHING = EncodedBlock((), (), (), (), (), (), (), (), {}, {})


def plain(block: EncodedBlock) -> tuple[Any, ...]:
    """The block as it can be sent."""
    # A table's name is more than a text, and can't travel.
    parts = {f"{name}": tuple(part) for name, part in block.parts.items()}
    return tuple(block._replace(parts=parts))  # type: ignore[arg-type]


def received(content: Sequence[Any]) -> EncodedBlock:
    """The block that was sent."""
    block = EncodedBlock(*content)
    return block._replace(parts={name: Part(*part) for name, part in block.parts.items()})


def tuples_of(
    bulk: Bulk, kind: str, block: EncodedBlock, chosen: Sequence[int]
) -> tuple[range, Tuples]:
    """Tuples for these rows of the block, all of them new customers; and their ids."""
    ids = bulk.reserve(len(chosen))
    if not chosen:
        return ids, {}
    order = _order(block, chosen)
    found: Tuples = {}
    for name, whole in block.parts.items():
        part, places = _each_once(whole)
        mine, columns = (
            _of_all(part, ids)
            if order is None
            else _of_some(part, dict(zip(order, ids, strict=True)))
        )
        names, more = _constant(bulk, kind, len(ids)) if name == "customer" else ((), ())
        known = (KEY.get(name, "id"), *_known(name, part.names), *names)
        tuples = list(zip(mine, *columns, *more, strict=False))
        if tuples:
            more_places = range(len(columns) + 1, len(columns) + 1 + len(more))
            found[name] = Rows(known, tuples, (0, *places, *more_places))
    return ids, found


def _each_once(part: Part) -> tuple[Part, list[int]]:
    """The part with each column once, though several names share it; and where each stands."""
    once = {id(column): column for column in part.columns}
    place = {known: at for at, known in enumerate(once, 1)}
    return part._replace(columns=tuple(once.values())), [place[id(each)] for each in part.columns]


def _order(block: EncodedBlock, chosen: Sequence[int]) -> list[int] | None:
    """Which of the plain rows are chosen; None for all of them."""
    plain = list(compress(range(len(block.plain)), block.plain))
    if len(plain) == len(chosen):
        return None
    known = {place: at for at, place in enumerate(plain)}
    return [known[place] for place in chosen]


def _constant(bulk: Bulk, kind: str, count: int) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    random = os.urandom(16 * count).hex()
    source, learnt_on, created_at = bulk.origin
    return ("uuid", "kind", "source", "learnt_on", "created_at"), (
        *([random[at : at + 32] for at in range(0, 32 * count, 32)], repeat(kind)),
        *(repeat(source), repeat(learnt_on), repeat(created_at)),
    )


def _known(table: str, names: Sequence[str]) -> tuple[str, ...]:
    """The sender's column names, each of them one of ours."""
    columns = COLUMNS[table]
    return tuple(columns[columns.index(name)] for name in names)


def _of_all(part: Part, ids: range) -> tuple[Sequence[int], Sequence[Sequence[Any]]]:
    if part.places is None:
        return ids, part.columns
    first = ids.start
    return [first + place for place in part.places], part.columns


def _of_some(part: Part, ids: dict[int, int]) -> tuple[Sequence[int], list[Sequence[Any]]]:
    if part.places is None:
        mine, kept = list(ids.values()), list(ids)
    else:
        kept = [at for at, place in enumerate(part.places) if place in ids]
        mine = [ids[part.places[at]] for at in kept]
    if len(kept) < 2:
        return mine, [[column[at] for at in kept] for column in part.columns]
    pick = itemgetter(*kept)
    return mine, [pick(column) for column in part.columns]
