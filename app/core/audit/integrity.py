"""Is a customer file whole? Pages, rows, references, search index: what is wrong, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.core.vault.trouble import says_damaged
from app.i18n import N_, tr

_FEW = 5  # findings of one kind that are worth naming


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; `damage` False: worth knowing, not broken."""

    code: str
    sentence: str  # a marked text
    values: dict[str, object] = field(default_factory=dict)
    damage: bool = True

    def text(self) -> str:
        """The sentence in the current language."""
        return tr(self.sentence, **self.values)


def page_findings(connection: Any) -> list[Finding]:
    """Every page must be as it was written (raw driver connection)."""
    return [*_cipher(connection), *_sqlite(connection, "quick_check")]


def row_findings(connection: Any) -> list[Finding]:
    """Every row and index must fit together, and every reference lead somewhere."""
    found = [*_sqlite(connection, "integrity_check"), *_references(connection)]
    return found if found else list(_search_indexes(connection))


def row_counts(connection: Any) -> dict[str, int]:
    """How many rows each ordinary table has."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    shadows = tuple(name + "_" for name in _indexes(connection))
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in tables
        if not name.startswith(shadows or ("\0",))
    }


def _cipher(connection: Any) -> Iterator[Finding]:
    wrong = _rows(connection, "PRAGMA cipher_integrity_check")
    for text in wrong[:_FEW]:
        yield Finding(
            "damaged_page", N_("A page of the customer file is damaged: {text}."), {"text": text}
        )


def _sqlite(connection: Any, pragma: str) -> Iterator[Finding]:
    wrong = [text for text in _rows(connection, f"PRAGMA {pragma}({_FEW})") if text != "ok"]
    for text in wrong[:_FEW]:
        yield Finding(
            "damaged_rows", N_("The customer file does not fit together: {text}."), {"text": text}
        )


def _references(connection: Any) -> Iterator[Finding]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_FEW)
    for table, row_id, parent, _ in rows:
        yield Finding(
            "lost_reference",
            N_("Row {row} of {table} belongs to a row of {parent} that is missing."),
            {"row": row_id, "table": table, "parent": parent},
        )


def _search_indexes(connection: Any) -> Iterator[Finding]:
    for name in _indexes(connection):
        try:
            # An insert in form only: FTS5 takes it as the order to compare with its content.
            connection.execute(
                f'INSERT INTO "{name}"("{name}", rank) VALUES(\'integrity-check\', 1)'
            )
        except Exception as error:
            if not says_damaged(str(error)):
                raise
            yield Finding(
                "search_index",
                N_("The search index {name} does not match the customers."),
                {"name": name},
            )


def _indexes(connection: Any) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    ).fetchall()
    return [name for (name,) in rows]


def _rows(connection: Any, statement: str) -> list[str]:
    try:
        return [str(row[0]) for row in connection.execute(statement).fetchall()]
    except Exception as error:
        if says_damaged(str(error)):
            return [str(error)]
        raise
