"""Encodes many rows of a list by columns, where they say nothing that needs a closer look.

Each different cell of a column is read and encoded once and gets a code; a row is then a
row of codes, and the cells of the tables are what the codes stand for. That is five times
as fast as row by row. Rows with warnings, sealed values or repeating groups are left to
`CustomerReader` and `Bulk`: `plain` says which.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, compress
from operator import itemgetter
from typing import Any

from app.catalogue.cleaning import tidy
from app.core.customers.tuples import any_filled
from app.core.exchange.cells import cell_text, has_lost_digits
from app.core.exchange.coded_columns import CodedColumn
from app.core.exchange.customer_rows import CustomerReader
from app.core.exchange.encoded_block import NOTHING, EncodedBlock, Part
from app.core.exchange.facts import Facts
from app.core.exchange.layout import TableView
from app.core.exchange.plain_mobiles import Lists
from app.core.exchange.row_judge import RowJudge
from app.core.exchange.totals import is_total
from app.core.purchases.records import fold_number
from app.core.store.name_tokens import named
from app.core.store.profile_tables import LONG, WIDE
from app.core.store.segmentation import number_tokens

_FACT = {name: itemgetter(place) for place, name in enumerate(Facts._fields)}
_OCCASION = ("kind", "row_id", "calendar", "month", "day", "leap")


class Encoder:
    """Encodes one table, chunk by chunk."""

    def __init__(self, table: TableView, reader: CustomerReader) -> None:
        """Prepare; nothing is read yet."""
        self._judge = RowJudge(table)
        self._blocks = BlockReader(reader)

    def encode(self, first: int, rows: list[list[Any]]) -> EncodedBlock:
        """The rows of data among these; the first of them has the number `first`."""
        data = list(self._judge.data(first, rows))
        repeated = [place for place, row in enumerate(data) if row.repeated]
        odd = {*repeated, *(place for place, row in enumerate(data) if is_total(row.cells))}
        block = self._blocks.read([row.cells for row in data], odd)
        cells = {place: row.cells for place, row in enumerate(data) if not block.plain[place]}
        return block._replace(
            numbers_of_rows=[row.number for row in data],
            repeated=repeated,
            cells=cells,
            blank=self._judge.blank,
        )


class Column:
    """One column of a chunk: the facts of its cells, one by one or in lists."""

    def __init__(self, coded: CodedColumn, facts: list[Facts], lists: Lists | None = None) -> None:
        self.coded, self._facts, self._lists = coded, facts, lists

    def __getitem__(self, name: str) -> list[Any] | None:
        """One fact of each cell; None where no cell of the column ever had it."""
        if self._lists is not None:
            return self._lists.get(name)
        if name not in self.coded.ever:
            return None
        return list(map(_FACT[name], self._facts))

    def only(self, chosen: Sequence[bool]) -> "Column":
        """The same for some rows alone."""
        lists = self._lists
        if lists is not None:
            lists = {name: list(compress(found, chosen)) for name, found in lists.items()}
        return Column(self.coded, list(compress(self._facts, chosen)), lists)


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

    def read(self, rows: Sequence[Sequence[Any]], odd: Container[int] = ()) -> EncodedBlock:
        """Find the facts of every cell, and put them where they belong.

        The tables' cells are those of plain rows alone; `odd` ones are known not to be plain.
        """
        if not rows:
            return NOTHING
        width = self._reader.width
        padded = [r if len(r) >= width else [*r, *[""] * (width - len(r))] for r in rows]
        across = list(zip(*padded, strict=False))
        lunar = self._lunar(across)
        columns = [self._column(coded, across, lunar) for coded in self._coded]
        names = columns[0]["name"] or [""] * len(rows)
        numbers = self._numbers(across, len(rows))
        keys = list(map(fold_number, numbers))
        plain = self._plain(names, columns, across)
        if odd:
            plain = [each and place not in odd for place, each in enumerate(plain)]
        return EncodedBlock(
            numbers_of_rows=(),
            repeated=(),
            plain=plain,
            names=names,
            numbers=numbers,
            keys=keys,
            digests=self._digests(columns, numbers),
            phones=_phones_without(numbers, columns),
            parts=self._parts(names, numbers, keys, columns, plain),
            cells={},
        )

    def _column(
        self, coded: CodedColumn, across: list[tuple[Any, ...]], lunar: list[bool]
    ) -> Column:
        cells: Sequence[Any] = across[coded.column.index]
        lists = coded.lists(cells)
        if lists is not None:
            return Column(coded, [], lists)
        if coded.by_calendar and any(lunar):
            pairs = zip(cells, lunar, strict=True)
            cells = [(cell,) if by_the_moon else cell for cell, by_the_moon in pairs]
        return Column(coded, coded.of(cells))

    def _lunar(self, across: list[tuple[Any, ...]]) -> list[bool]:
        at = self._reader.calendar
        if at is None or at >= len(across):
            return []
        said = {cell: self._reader.says_lunar(cell) for cell in set(across[at])}
        return [said[cell] for cell in across[at]]

    def _numbers(self, across: list[tuple[Any, ...]], count: int) -> list[str]:
        column = self._reader.number_column
        if column is None:
            return [""] * count
        return [tidy(cell_text(cell)) for cell in across[column.index]]

    def _plain(
        self, names: Sequence[str], columns: Sequence[Column], across: list[tuple[Any, ...]]
    ) -> list[bool]:
        """A name, nothing odd in any column, nothing in a repeating group, no lost digits."""
        found = [bool(name) for name in names]
        for marks in filter(None, (column["odd"] for column in columns)):
            found = [f and not odd for f, odd in zip(found, marks, strict=True)]
        for index in self._reader.closer:
            filled = across[index]
            found = [f and cell == "" for f, cell in zip(found, filled, strict=True)]
        number = self._reader.number_column
        if number is not None:
            cells = across[number.index]
            found = [f and not has_lost_digits(c) for f, c in zip(found, cells, strict=True)]
        return found

    def _digests(self, columns: Sequence[Column], numbers: Sequence[str]) -> list[int]:
        """The same as `CustomerRow.digest` says of each row."""
        said = [each for each in (column["said"] for column in columns) if each]
        number = self._reader.number_column
        if number is not None:
            said.append([f"{number.target}\x1f{text}" if text else "" for text in numbers])
        head = f"{self._reader.kind}\x1d"
        texts = ("\x1e".join(filter(None, parts)) for parts in zip(*said, strict=True))
        hashes = (blake2b((head + text).encode(), digest_size=8).digest() for text in texts)
        whole = int.from_bytes
        return [whole(each, "big", signed=True) for each in hashes]

    def _parts(
        self,
        names: Sequence[str],
        numbers: Sequence[str],
        keys: Sequence[str],
        columns: Sequence[Column],
        plain: Sequence[bool],
    ) -> dict[str, Part]:
        if not all(plain):
            names, numbers = list(compress(names, plain)), list(compress(numbers, plain))
            keys = list(compress(keys, plain))
            columns = [column.only(plain) for column in columns]
        if not names:
            return {}
        found = {"customer": self._customers(names, numbers, keys, columns)}
        found |= self._own_tables(columns, len(names))
        found["contact"] = _followers("contacts", ("field", "value"), columns)
        found["occasion"] = _followers("occasions", _OCCASION, columns)
        found["search_text"] = _search(names, numbers, columns)
        return {name: each for name, each in found.items() if each.places is None or each.places}

    def _customers(
        self,
        names: Sequence[str],
        numbers: Sequence[str],
        keys: Sequence[str],
        columns: Sequence[Column],
    ) -> Part:
        cells = {
            "number": numbers,
            "number_key": keys,
            "name": names,
            "sort_key": [named(name).sort_key for name in names],
            "tags": self._narrow("tags", columns),
            "handler": self._narrow("handler", columns),
            "phone": _first("phone", sorted(columns, key=_not_mobile)),
            "company": _first("company", columns),
            "deceased": _most("deceased", columns),
            "joined_on": _first("joined_on", columns),
        }
        kept = {name: column for name, column in cells.items() if column}
        return Part(tuple(kept), tuple(kept.values()))

    def _narrow(self, name: str, columns: Sequence[Column]) -> list[str] | None:
        for column in columns:
            if column.coded.table == "customer" and column.coded.names == (name,):
                return [cells[0] if cells else "" for cells in column["cells"] or ()]
        return None

    def _own_tables(self, columns: Sequence[Column], count: int) -> dict[str, Part]:
        """Wide rows and long texts: only the columns in which something stands."""
        wide, long = WIDE[self._reader.kind].name, LONG[self._reader.kind].name
        cells: dict[str, dict[str, Sequence[Any]]] = {wide: {}, long: {}}
        for column in columns:
            if column.coded.table in cells:
                parts = _parted(column)
                kept = {name: part for name, part in parts if any_filled(part)}
                cells[column.coded.table] |= kept
        # A wide row has a row for each customer, whatever stands in it.
        made = {wide: Part(tuple(cells[wide]), tuple(cells[wide].values()))}
        if not cells[wide]:
            made = {wide: Part((), (), list(range(count)))}
        if cells[long]:
            made[long] = _sparse(cells[long])
        return made


def _parted(column: Column) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The table's columns that a field fills, each with its cells."""
    names = column.coded.names
    blank = ("",) * len(names)
    cells = [each or blank for each in column["cells"] or ()]
    if not cells:
        return
    first, *others = zip(*cells, strict=True)
    yield names[0], first
    for name, part in zip(names[1:], others, strict=True):
        yield name, first if part == first else part  # sent once: a date and what was typed


def _sparse(cells: dict[str, Sequence[Any]]) -> Part:
    """Only the rows in which something stands."""
    filled = [any(row) for row in zip(*cells.values(), strict=True)]
    columns = tuple(list(compress(column, filled)) for column in cells.values())
    return Part(tuple(cells), columns, list(compress(range(len(filled)), filled)))


def _search(names: Sequence[str], numbers: Sequence[str], columns: Sequence[Column]) -> Part:
    sounds = [named(name).tokens for name in names]
    terms = [each for each in (column["terms"] for column in columns) if each]
    found = zip(sounds, map(number_tokens, numbers), *terms, strict=True)
    texts = [" ".join(filter(None, parts)) for parts in found]
    return Part(("terms", "in_bulk"), (texts, [1] * len(texts)))


def _phones_without(numbers: Sequence[str], columns: Sequence[Column]) -> list[tuple[int, str]]:
    """The whole mobile numbers of rows without a customer's number."""
    return [
        (place, value)
        for column in columns
        for place, contacts in enumerate(column["contacts"] or ())
        if contacts and not numbers[place]
        for key, value in contacts
        if key == "mobile"
    ]


def _not_mobile(column: Column) -> bool:
    """The phone that lists show is the mobile, else the first whole one of another column."""
    return column.coded.column.target != "mobile"


def _first(name: str, columns: Iterable[Column]) -> list[Any] | None:
    """The first of these columns' facts that is filled, row by row; None if there is none."""
    used = [each for each in (column[name] for column in columns) if each and any(each)]
    if len(used) < 2:
        return used[0] if used else None
    return [next(filter(None, parts), "") for parts in zip(*used, strict=True)]


def _most(name: str, columns: Iterable[Column]) -> list[int] | None:
    used = [each for each in (column[name] for column in columns) if each]
    return [max(marks) for marks in zip(*used, strict=True)] if used else None


def _followers(name: str, names: tuple[str, ...], columns: Sequence[Column]) -> Part:
    """Contacts or occasions: any number of rows a customer."""
    places: list[int] = []
    rows: list[Any] = []
    for found in filter(None, (column[name] for column in columns)):
        mine = list(compress(range(len(found)), found))
        each = list(filter(None, found))
        if any(len(several) > 1 for several in each):
            mine = [place for place in mine for _ in found[place]]
        places += mine
        rows += chain.from_iterable(each)
    if not rows:
        return Part(names, (), ())
    cells = zip(*rows, strict=True)
    filled = {each: column for each, column in zip(names, cells, strict=True) if any(column)}
    return Part(tuple(filled), tuple(filled.values()), places)
