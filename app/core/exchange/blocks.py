"""Encodes many rows of a list by columns, where they say nothing that needs a closer look.

Each different cell of a column is read and encoded once and gets a code; a row is then a
row of codes, and the tuples for the tables are zipped from what the codes stand for. That is
five times as fast as row by row. Rows with warnings, sealed values or repeating groups are
left to `CustomerReader` and `Bulk`.
"""

import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from app.catalogue.cleaning import tidy
from app.core.customers.bulk import Bulk
from app.core.customers.tuples import Rows, Tuples
from app.core.exchange.cells import cell_text, has_lost_digits
from app.core.exchange.coded_columns import CodedColumn, Facts
from app.core.exchange.customer_rows import CustomerReader
from app.core.purchases.records import fold_number
from app.core.store.name_tokens import named
from app.core.store.profile_tables import LONG, WIDE
from app.core.store.segmentation import number_tokens

_COLUMNS = (
    *("id", "uuid", "kind", "number", "number_key", "name", "sort_key", "tags", "handler"),
    *("phone", "company", "deceased", "joined_on", "doubts", "source", "learnt_on", "created_at"),
)


class Block(NamedTuple):
    """A chunk of rows, by columns; `plain[i]` says whether row i needs no closer look."""

    plain: list[bool]
    names: list[str]
    numbers: list[str]
    keys: list[str]
    digests: list[int]
    columns: list[list[Facts]]


class BlockReader:
    """Reads chunks of one table by its reader's columns."""

    def __init__(self, reader: CustomerReader) -> None:
        """Prepare the columns; nothing is read yet."""
        self._reader = reader
        seen: set[Any] = set()
        self._coded: list[CodedColumn] = []
        for column in reader.own_columns:
            self._coded.append(CodedColumn(column, reader, again=column.field in seen))
            seen.add(column.field)

    def read(self, rows: Sequence[Sequence[Any]]) -> Block:
        """Find the facts of every cell."""
        width = self._reader.width
        padded = [r if len(r) >= width else [*r, *[""] * (width - len(r))] for r in rows]
        across = list(zip(*(row[:width] for row in padded), strict=True))
        lunar = self._lunar(across, len(rows))
        columns = [self._facts(coded, across, lunar) for coded in self._coded]
        numbers = self._numbers(across, len(rows))
        plain = self._plain(padded, columns, across)
        digests = self._digests(columns, numbers)
        names = [facts.name for facts in columns[0]]
        keys = [fold_number(number) for number in numbers]
        return Block(plain, names, numbers, keys, digests, columns)

    def _facts(
        self, coded: CodedColumn, across: list[tuple[Any, ...]], lunar: list[bool]
    ) -> list[Facts]:
        cells = across[coded.column.index]
        return coded.of(list(zip(cells, lunar, strict=True)) if coded.by_calendar else cells)

    def _lunar(self, across: list[tuple[Any, ...]], count: int) -> list[bool]:
        at = self._reader.calendar
        if at is None or at >= len(across):
            return [False] * count
        said = {cell: self._reader.says_lunar(cell) for cell in set(across[at])}
        return [said[cell] for cell in across[at]]

    def _numbers(self, across: list[tuple[Any, ...]], count: int) -> list[str]:
        column = self._reader.number_column
        if column is None:
            return [""] * count
        return [tidy(cell_text(cell)) for cell in across[column.index]]

    def _plain(
        self,
        rows: Sequence[Sequence[Any]],
        columns: list[list[Facts]],
        across: list[tuple[Any, ...]],
    ) -> list[bool]:
        """A name, nothing odd in any column, nothing in a repeating group, no lost digits."""
        odd = itemgetter(9)
        marks = [list(map(odd, column)) for column in columns]
        unusual = [any(row) for row in zip(*marks, strict=True)]
        named_ = [bool(facts.name) for facts in columns[0]]
        for column in self._reader.group_columns:
            filled = across[column.index]
            unusual = [u or cell != "" for u, cell in zip(unusual, filled, strict=True)]
        number = self._reader.number_column
        if number is not None:
            cells = across[number.index]
            unusual = [u or has_lost_digits(c) for u, c in zip(unusual, cells, strict=True)]
        return [n and not u for n, u in zip(named_, unusual, strict=True)]

    def _digests(self, columns: list[list[Facts]], numbers: list[str]) -> list[int]:
        """The same as `CustomerRow.digest` says of each row."""
        said = [list(map(itemgetter(0), column)) for column in columns]
        number = self._reader.number_column
        if number is not None:
            said.append([f"{number.target}\x1f{text}" if text else "" for text in numbers])
        head = f"{self._reader.kind}\x1d"
        texts = ("\x1e".join(filter(None, parts)) for parts in zip(*said, strict=True))
        hashes = (blake2b((head + text).encode(), digest_size=8).digest() for text in texts)
        return [int.from_bytes(each, "big", signed=True) for each in hashes]

    def phones(self, block: Block, place: int) -> tuple[str, ...]:
        """The whole mobile numbers of one row."""
        contacts = (each for column in block.columns for each in column[place].contacts)
        return tuple(value for key, value in contacts if key == "mobile")

    def encode(self, bulk: Bulk, block: Block, chosen: Sequence[int]) -> tuple[range, Tuples]:
        """Tuples for these rows of the block, all of them new customers; and their ids."""
        ids = bulk.reserve(len(chosen))
        if not chosen:
            return ids, {}
        columns = block.columns
        numbers, keys = block.numbers, block.keys
        if len(chosen) < len(block.plain):
            columns = [[column[place] for place in chosen] for column in columns]
            numbers = [numbers[place] for place in chosen]
            keys = [keys[place] for place in chosen]
        made: Tuples = {"customer": self._customers(bulk, ids, columns, numbers, keys)}
        made |= self._own_tables(ids, columns)
        made |= _followers(ids, columns)
        made["search_text"] = self._search(ids, columns, numbers)
        return ids, {name: rows for name, rows in made.items() if rows.tuples}

    def _customers(
        self,
        bulk: Bulk,
        ids: range,
        columns: list[list[Facts]],
        numbers: list[str],
        keys: list[str],
    ) -> Rows:
        count = len(ids)
        names = [facts.name for facts in columns[0]]
        random = os.urandom(16 * count).hex()
        source, learnt_on, created_at = bulk.origin
        cells = (
            *(ids, [random[at : at + 32] for at in range(0, 32 * count, 32)]),
            *(repeat(self._reader.kind), numbers, keys, names, [named(n).sort_key for n in names]),
            *(self._narrow("tags", columns, count), self._narrow("handler", columns, count)),
            *(self._phones(columns, count), _first(columns, 6, count)),
            [max(marks) for marks in zip(*(map(itemgetter(8), c) for c in columns), strict=True)],
            *(_first(columns, 7, count), repeat(0)),
            *(repeat(source), repeat(learnt_on), repeat(created_at)),
        )
        return Rows(_COLUMNS, list(zip(*cells, strict=False)))

    def _narrow(self, name: str, columns: list[list[Facts]], count: int) -> Iterable[Any]:
        for coded, column in zip(self._coded, columns, strict=True):
            if coded.table == "customer" and coded.names == (name,):
                return [facts.cells[0] if facts.cells else "" for facts in column]
        return repeat("", count)

    def _phones(self, columns: list[list[Facts]], count: int) -> Iterable[str]:
        """The mobile, else the first whole phone of another column."""
        order = sorted(
            range(len(columns)), key=lambda place: self._coded[place].column.target != "mobile"
        )
        return _first([columns[place] for place in order], 5, count)

    def _own_tables(self, ids: range, columns: list[list[Facts]]) -> Tuples:
        """Wide rows and long texts: only the columns in which something stands."""
        wide, long = WIDE[self._reader.kind].name, LONG[self._reader.kind].name
        cells: dict[str, dict[str, list[Any]]] = {wide: {}, long: {}}
        for coded, column in zip(self._coded, columns, strict=True):
            if coded.table in cells:
                blank = ("",) * len(coded.names)
                parts: Iterable[tuple[Any, ...]]
                parts = zip(*(facts.cells or blank for facts in column), strict=True)
                for name, part in zip(coded.names, parts, strict=True):
                    if part.count("") < len(part):
                        cells[coded.table][name] = list(part)
        made = {
            wide: Rows(("id", *cells[wide]), list(zip(ids, *cells[wide].values(), strict=True)))
        }
        if cells[long]:
            rows = zip(ids, *cells[long].values(), strict=True)
            made[long] = Rows(("id", *cells[long]), [row for row in rows if any(row[1:])])
        return made

    def _search(self, ids: range, columns: list[list[Facts]], numbers: list[str]) -> Rows:
        sounds = [named(facts.name).tokens for facts in columns[0]]
        terms = [list(map(itemgetter(2), column)) for column in columns]
        used = [column for column in terms if column.count("") < len(column)]
        found = zip(sounds, map(number_tokens, numbers), *used, strict=True)
        texts = (" ".join(filter(None, parts)) for parts in found)
        return Rows(("id", "terms", "in_bulk"), list(zip(ids, texts, repeat(1))))


def _first(columns: list[list[Facts]], place: int, count: int) -> Iterable[Any]:
    """The first of these columns' facts that is filled, row by row."""
    found = [list(map(itemgetter(place), column)) for column in columns]
    used = [column for column in found if column.count("") < len(column)]
    if not used:
        return repeat("", count)
    if len(used) == 1:
        return used[0]
    return [next(filter(None, parts), "") for parts in zip(*used, strict=True)]


def _followers(ids: range, columns: list[list[Facts]]) -> Tuples:
    """Contacts and occasions: any number of rows a customer."""
    contacts = chain.from_iterable(
        ((row, *each) for row, facts in zip(ids, column, strict=True) for each in facts.contacts)
        for column in columns
        if any(map(itemgetter(3), column))
    )
    occasions = chain.from_iterable(
        ((row, *each) for row, facts in zip(ids, column, strict=True) for each in facts.occasions)
        for column in columns
        if any(map(itemgetter(4), column))
    )
    kinds = ("customer_id", "kind", "row_id", "calendar", "month", "day", "leap")
    return {
        "contact": Rows(("customer_id", "field", "value"), list(contacts)),
        "occasion": Rows(kinds, list(occasions)),
    }
