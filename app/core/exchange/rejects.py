"""The file of rejected rows: every original column, and the reason in the last one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.core.exchange.cells import cell_text
from app.core.exchange.layout import Layout, TableView
from app.core.exchange.staging import StagedRow
from app.core.exchange.words import reason_words
from app.core.exchange.xlsx_writer import LONGEST_CELL, Rows, write_xlsx
from app.core.vault.atomic import replacing
from app.i18n import N_, tr

REASON = N_("Reason")


def write_rejects(path: Path, layout: Layout, rows: Sequence[StagedRow]) -> int:
    """Write rejected and held back rows as xlsx; returns how many."""
    tables = [table for table in layout.tables if any(row.sheet == table.name for row in rows)]
    sheets: list[tuple[str, Rows]] = [
        (table.name or path.stem, _sheet(table, rows)) for table in tables or layout.tables[:1]
    ]
    with replacing(path) as fresh, fresh.open("wb") as out:
        write_xlsx(out, sheets)
    return len(rows)


def _sheet(table: TableView, rows: Sequence[StagedRow]) -> Iterator[list[str]]:
    mine = [row for row in rows if row.sheet == table.name]
    width = max([c.index + 1 for c in table.columns] + [len(row.cells) for row in mine], default=0)
    headings = [""] * width
    for column in table.columns:
        headings[column.index] = column.heading
    yield [*headings, tr(REASON)]
    for row in sorted(mine, key=lambda each: each.row):
        texts = [cell_text(cell)[:LONGEST_CELL] for cell in row.cells]
        yield [*texts, *[""] * (width - len(texts)), reason_words(row.reason)]
