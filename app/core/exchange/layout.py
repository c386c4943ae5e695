"""What was found in a foreign file: its tables, their headings, samples and guessed fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

from app.catalogue import CATALOGUES
from app.catalogue.field import Catalogue


class What(StrEnum):
    """The lists that can be imported."""

    CUSTOMERS = "customers"
    COMPANIES = "companies"
    PURCHASES = "purchases"
    COMPLAINTS = "complaints"
    SURVEY = "survey"


Mapping_ = Mapping[str, str | None]
"""Column heading → field key (or None: not imported), as the command line prints it."""


@dataclass(frozen=True)
class ColumnView:
    """One column: its heading made unique, three samples, and the field it is guessed to be."""

    index: int
    heading: str
    samples: tuple[str, ...] = ()
    target: str | None = None
    hidden: bool = False
    unit: str = ""  # said by the heading: 年收入(万元)


@dataclass(frozen=True)
class TableView:
    """One sheet, or the whole of a text file."""

    name: str
    header_row: int  # 1 = first row; 0 = no row of headings was found
    columns: tuple[ColumnView, ...]
    rows: int = 0  # what the file claims; 0 = not known before it is read
    hidden: bool = False
    fits: bool = False  # do its headings make it a list of what is wanted?
    guarded: bool = False  # our own csv, whose cells we guarded against being formulas

    def targets(self) -> dict[str, str | None]:
        """Heading → guessed field."""
        return {column.heading: column.target for column in self.columns}

    def mapped(self, mapping: Mapping_) -> "TableView":
        """The same table with its fields taken from `mapping` where that names the column."""
        columns = (replace(c, target=mapping.get(c.heading, c.target)) for c in self.columns)
        return replace(self, columns=tuple(columns))


@dataclass(frozen=True)
class Layout:
    """All that is known of a file before its rows are read through."""

    path: Path
    kind: str  # xlsx xlsb xls ods text
    what: What
    tables: tuple[TableView, ...]
    encoding: str = ""
    separator: str = ""
    remembered: bool = False  # was the mapping learnt at an earlier import?
    catalogues: Mapping[str, Catalogue] = field(
        default_factory=lambda: CATALOGUES, compare=False, repr=False
    )  # the fields that its columns can become, the shop's own among them

    def fitting(self, sheet: str | None = None) -> tuple[TableView, ...]:
        """The tables to read: the sheet that was asked for, or all that fit."""
        if sheet is not None:
            return tuple(table for table in self.tables if table.name == sheet)
        return tuple(table for table in self.tables if table.fits)

    def mapping(self, sheet: str | None = None) -> dict[str, str | None]:
        """Column → field over all tables to be read."""
        found: dict[str, str | None] = {}
        for table in self.fitting(sheet):
            found.update(table.targets())
        return found


def signature(table: TableView) -> str:
    """What tells this table's headings from others, whatever stands below them."""
    said = "\x1f".join(column.heading for column in table.columns)
    return blake2b(said.encode(), digest_size=16).hexdigest()


def unique_headings(headings: Iterable[str]) -> list[str]:
    """Headings by which each column can be told: blank ones by their letter, twins numbered."""
    seen: dict[str, int] = {}
    found = []
    for index, heading in enumerate(headings):
        name = " ".join(heading.split()) or column_letter(index)
        seen[name] = count = seen.get(name, 0) + 1
        found.append(name if count == 1 else f"{name} ({count})")
    return found


def column_letter(index: int) -> str:
    """A, B … Z, AA, as spreadsheets call their columns."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
