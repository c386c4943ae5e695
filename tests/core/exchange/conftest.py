"""The tea shop's files and their truth, and short ways to import and to look."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.field import Field
from app.core.actor import Actor
from app.core.exchange.layout import What
from app.core.exchange.options import Options
from app.core.exchange.report import Report
from app.core.exchange.session import ImportSession
from app.core.store.profiles import Stored, load_many
from app.core.store.shop import Shop

LAOWANG = Path(__file__).resolve().parents[2] / "data" / "laowang"
CDNOW = Path(__file__).resolve().parents[4] / "shared" / "data" / "cdnow"


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """The right answers."""
    found: dict[str, Any] = json.loads((LAOWANG / "truth.json").read_text("utf-8"))
    return found


@dataclass(frozen=True)
class Imports:
    """Imports files into one shop, and looks at what came of it."""

    shop: Shop
    owner: Actor

    def session(
        self, path: Path, what: What | None = None, options: Options | None = None
    ) -> ImportSession:
        """An open session; the caller closes it."""
        return ImportSession(self.shop, self.owner, path, what, options)

    def __call__(
        self,
        path: Path,
        what: What,
        options: Options | None = None,
        mapping: dict[str, str | None] | None = None,
        *,
        dry: bool = False,
    ) -> Report:
        """Import a file, or only check it."""
        with self.session(path, what, options) as session:
            if mapping:
                session.use(mapping)
            return session.dry_run() if dry else session.run()

    def table(self, name: str, columns: str = "*", rest: str = "") -> list[tuple[Any, ...]]:
        """Rows of a table."""
        with self.shop.read(self.owner) as reader:
            found = reader.connection.exec_driver_sql(f"SELECT {columns} FROM {name} {rest}")
            return [tuple(row) for row in found]

    def count(self, name: str) -> int:
        """How many rows a table has."""
        return int(self.table(name, "count(*)")[0][0])

    def profiles(self) -> dict[str, Stored]:
        """Every customer by number (or name, or #id)."""
        with self.shop.read(self.owner) as reader:
            ids = [int(row[0]) for row in self.table("customer", "id", "ORDER BY id")]
            found = load_many(reader, ids, sealed=True)
        return {str(s.record["number"] or s.record["name"] or f"#{i}"): s for i, s in found.items()}


@pytest.fixture
def imports(shop: Shop, owner: Actor) -> Imports:
    """Imports into the test's shop."""
    return Imports(shop, owner)


WriteTable = Callable[[str, Sequence[Sequence[object]]], Path]


@pytest.fixture
def csv_file(tmp_path: Path) -> WriteTable:
    """Writes rows as plain UTF-8 csv."""

    def write(name: str, rows: Sequence[Sequence[object]]) -> Path:
        import csv

        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> WriteTable:
    """Writes rows as one sheet of an xlsx."""

    def write(name: str, rows: Sequence[Sequence[object]]) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        for row in rows:
            book.active.append(list(row))
        path = tmp_path / name
        book.save(path)
        book.close()
        return path

    return write


def value(stored: Stored, key: str) -> Any:
    """A customer's value by its field's key; None when unknown."""
    return next((v for f, v in stored.values.items() if f.key == key), None)


def row_value(values: dict[Field[Any], Any], key: str) -> Any:
    """The same in a row of a repeating group."""
    return next((v for f, v in values.items() if f.key == key), None)


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """The block is refused with a sentence in three parts that says these words."""
    from app.core.errors import Refused

    with pytest.raises(Refused) as caught:
        yield
    assert all(caught.value.sentences()), caught.value.sentences()
    for word in words:
        assert word in str(caught.value)
