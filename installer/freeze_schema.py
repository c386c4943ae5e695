"""Writes the tables of today into the SQL file of the first migration.

Only until the first release; afterwards that file never changes and each change of a
table is a migration of its own. Run: python -m installer.freeze_schema
"""

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.core.store.all_tables import metadata
from app.core.store.schema import MIGRATIONS

TARGET = MIGRATIONS / "versions" / "0001_first.sql"
EXTRA = MIGRATIONS / "extra_0001.sql"


def schema_text() -> str:
    """Every table and index as SQL, then what is written by hand."""
    dialect = sqlite.dialect()
    statements: list[str] = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            statements.append(str(CreateIndex(index).compile(dialect=dialect)))
    made = ";\n\n".join(_tidy(each) for each in statements)
    return made + ";\n\n" + EXTRA.read_text(encoding="utf-8")


def _tidy(statement: str) -> str:
    lines = statement.expandtabs(4).strip().splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip())


def freeze(target: Path = TARGET) -> None:
    """Write the file."""
    target.write_text(schema_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    freeze()
