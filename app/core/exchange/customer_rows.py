"""Reads one row of a list of customers or companies as typed values, warnings and doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.cleaning import narrow, tidy
from app.catalogue.field import Catalogue, Field, Group
from app.catalogue.kind import Rules
from app.core.customers.bulk import NewDoubt
from app.core.customers.encoded_values import EncodedValue, encoded_value
from app.core.exchange.cell_reading import IS, LOST_DIGITS, Cell, Column, doubt_of
from app.core.exchange.cells import cell_text, has_lost_digits
from app.core.exchange.group_cells import Piece, split_cell
from app.core.exchange.headings import CALENDAR, Catalogues, catalogue_of, split_key
from app.core.exchange.layout import TableView, What
from app.core.exchange.totals import is_total

NO_NAME, TOTAL_ROW, REPEATED_HEADING = "no_name", "total_row", "repeated_heading"
CARD_REPEATED = "card_repeated"

_LUNAR = frozenset(("农历", "阴历", "旧历", "农", "阴", "lunar", "l"))


@dataclass(slots=True)
class CustomerRow:
    """What one row says about one customer."""

    kind: str
    number: str | None = None
    name: str = ""
    encoded: list[EncodedValue] = field(default_factory=list)
    rows: dict[type[Group], list[dict[Field[Any], Any]]] = field(default_factory=dict)
    doubts: list[NewDoubt] = field(default_factory=list)
    warnings: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)  # field key and text as typed, in fixed order

    @property
    def values(self) -> dict[Field[Any], Any]:
        """What the row says of each field."""
        return {each.field: each.value for each in self.encoded}

    @property
    def typed(self) -> dict[str, str]:
        """The text of each field as it was typed."""
        return dict(each.split(IS, 1) for each in self.said)

    def digest(self) -> bytes:
        """What tells this row's text, as typed, from any other; columns in any order."""
        said = f"{self.kind}\x1d" + "\x1e".join(self.said)
        return blake2b(said.encode(), digest_size=8).digest()


class CustomerReader:
    """Reads rows of one table by its mapping."""

    def __init__(
        self, table: TableView, what: What, rules: Rules, catalogues: Catalogues = CATALOGUES
    ) -> None:
        """Look every mapped column's field up once."""
        catalogue = catalogue_of(what, catalogues)
        self.kind = catalogue.name
        self._solar, self._lunar = rules, replace(rules, lunar=True)
        self._name = catalogue.field("company_name" if what is What.COMPANIES else "name")
        self._number = catalogue.field("customer_no")
        self.calendar = _index_of(table, CALENDAR)
        found = [_column(table, i, catalogue) for i in range(len(table.columns))]
        columns = sorted((c for c in found if c is not None), key=lambda column: column.target)
        plain = [c for c in columns if c.field.group is None]
        self._name_column = next((c for c in plain if c.field is self._name), None)
        self.number_column = next((c for c in plain if c.field is self._number), None)
        self._plain = [c for c in plain if c.field not in (self._name, self._number)]
        fields = [c.field for c in self._plain]
        self._several = {each for each in fields if fields.count(each) > 1}
        self.group_columns = [c for c in columns if c.field.group is not None]
        # Columns whose filled cells are read row by row, by whoever knows their fields: an
        # encoding child knows nothing of the shop's own.
        unknown = [c.index for c, known in zip(table.columns, found, strict=True) if not known]
        asked = {c.index for c in table.columns if c.target not in (None, CALENDAR)}
        self.closer = [c.index for c in self.group_columns] + [i for i in unknown if i in asked]
        places = [c.index for c in columns] + [self.calendar or 0, *self.closer]
        self.width = max(places) + 1
        if self.kind == "individual" and "deceased" not in table.targets().values():
            for column in self._plain:
                column.tells_death = column.field.key == "note"

    @property
    def own_columns(self) -> list[Column]:
        """The name's column, then all others that are neither number nor group."""
        assert self._name_column is not None
        return [self._name_column, *self._plain]

    def rules(self, *, lunar: bool) -> Rules:
        """How a cell is to be read."""
        return self._lunar if lunar else self._solar

    def says_lunar(self, cell: Any) -> bool:
        """Does a cell of the calendar column mean the lunar one?"""
        return _says_lunar(cell_text(cell))

    def read(self, cells: Sequence[Any]) -> CustomerRow | str:
        """The customer, or the name of the reason why the row is none."""
        if is_total(cells):
            return TOTAL_ROW
        if len(cells) < self.width:
            cells = [*cells, *[""] * (self.width - len(cells))]
        row = CustomerRow(self.kind)
        if not self._take_name(row, cells):
            return NO_NAME
        self._take_plain(row, cells)
        if self.number_column is not None:
            self._take_number(row, self.number_column, cells)
        for column in self.group_columns:
            if cells[column.index] != "":
                self._take_group(row, column, cell_text(cells[column.index]))
        if row.rows:
            _drop_empty_rows(row)
        return row

    def _take_name(self, row: CustomerRow, cells: Sequence[Any]) -> bool:
        column = self._name_column
        if column is None or cells[column.index] == "":
            return False
        cell = cells[column.index]
        found = column.seen.get(cell) or column.read(cell, self._solar)
        if found.value is None:
            return False
        row.name = found.value.value
        self._keep(row, found)
        return True

    def _take_plain(self, row: CustomerRow, cells: Sequence[Any]) -> None:
        lunar = self._is_lunar(cells)
        said, encoded = row.said, row.encoded
        for column in self._plain:
            cell = cells[column.index]
            if cell == "":
                continue
            if lunar and column.target == "birth_date":
                found = column.seen_lunar.get(cell) or column.read(cell, self._lunar)
            else:
                found = column.seen.get(cell) or column.read(cell, self._solar)
            if found.warnings:
                self._keep(row, found)
            elif found.said:
                said.append(found.said)
                if found.value is not None:
                    encoded.append(found.value)
        if self._several:
            _merge_lists(encoded, self._several)

    def _keep(self, row: CustomerRow, found: Cell) -> None:
        row.said.append(found.said)
        row.encoded += [each for each in (found.value, found.more) if each is not None]
        row.warnings.update(found.warnings)
        if found.doubt:
            row.doubts.append(found.doubt)

    def _is_lunar(self, cells: Sequence[Any]) -> bool:
        """Does the calendar column say so of this row's birth date?"""
        if self.calendar is None or self.calendar >= len(cells):
            return False
        return self.says_lunar(cells[self.calendar])

    def _take_number(self, row: CustomerRow, column: Column, cells: Sequence[Any]) -> None:
        cell = cells[column.index]
        row.number = tidy(cell_text(cell)) or None
        if row.number:
            row.said.append(f"{column.target}{IS}{row.number}")
        if has_lost_digits(cell):
            row.warnings.add(LOST_DIGITS)
            row.doubts.append(NewDoubt(self._number, cell_text(cell), LOST_DIGITS, taken=True))

    def _take_group(self, row: CustomerRow, column: Column, text: str) -> None:
        """A repeating group's cell: one row by its place, or several split from one cell."""
        if not text.strip():
            return
        row.said.append(f"{column.target}{IS}{text}")
        group = column.field.group
        assert group is not None
        rows = row.rows.setdefault(group, [])
        for piece in split_cell(column.field, text, column.place):
            self._take_piece(row, rows, piece)

    def _take_piece(
        self, row: CustomerRow, rows: list[dict[Field[Any], Any]], piece: Piece
    ) -> None:
        while len(rows) <= piece.at:
            rows.append({})
        reading = piece.field.kind.parse(piece.text, self._solar)
        row.warnings.update(reading.warnings)
        doubt = doubt_of(piece.field, reading, piece.at)
        if reading.value is not None:
            rows[piece.at][piece.field] = reading.value
        if doubt:
            row.doubts.append(doubt)


def _merge_lists(encoded: list[EncodedValue], several: set[Field[Any]]) -> None:
    """A list filled from a second column grows; any other value stays as it was first."""
    first: dict[Field[Any], int] = {}
    for place, each in enumerate(list(encoded)):
        if each.field not in several:
            continue
        if each.field not in first:
            first[each.field] = place
            continue
        at = first[each.field]
        encoded[at] = encoded_value(each.field, _joined(encoded[at].value, each.value))
    twice = [i for i, e in enumerate(encoded) if e.field in first and first[e.field] != i]
    for place in reversed(twice):
        del encoded[place]


def _joined(before: Any, value: Any) -> Any:
    if isinstance(before, tuple) and isinstance(value, tuple):
        return before + tuple(each for each in value if each not in before)
    return before


@lru_cache(maxsize=256)
def _says_lunar(text: str) -> bool:
    return narrow(text).casefold() in _LUNAR


def _index_of(table: TableView, target: str) -> int | None:
    return next((c.index for c in table.columns if c.target == target), None)


def _column(table: TableView, index: int, catalogue: Catalogue) -> Column | None:
    column = table.columns[index]
    if column.target is None or column.target == CALENDAR:
        return None
    key, place = split_key(column.target)
    if not catalogue.has(key):
        return None  # learnt at an earlier import, for a field of the shop's own that was undone
    return Column(column.index, column.target, catalogue.field(key), place, column.unit)


def _drop_empty_rows(row: CustomerRow) -> None:
    """Places of a repeating group that nothing was put into, 负责人3 of a small firm."""
    for group, rows in row.rows.items():
        asked = {d.row for d in row.doubts if d.field.group is group}
        kept = [at for at, values in enumerate(rows) if values or at in asked]
        if len(kept) < len(rows):
            row.rows[group] = [rows[at] for at in kept]
            places = {at: place for place, at in enumerate(kept)}
            row.doubts = [_moved(doubt, group, places) for doubt in row.doubts]
    row.rows = {group: rows for group, rows in row.rows.items() if rows}


def _moved(doubt: NewDoubt, group: type[Group], places: Mapping[int, int]) -> NewDoubt:
    if doubt.field.group is not group or doubt.row is None:
        return doubt
    return replace(doubt, row=places[doubt.row])
