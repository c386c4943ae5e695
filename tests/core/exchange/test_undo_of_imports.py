"""A large import is taken back quickly, in pieces, and can be stopped meanwhile."""

import pytest

from app.core.errors import Cancelled
from app.core.exchange.layout import What
from app.core.store import index_anew, mass_removal
from app.core.store.undo import undo_act, undo_batch
from tests.benchmarks.import_benchmark import people

from .conftest import Imports, WriteTable

CHECK = "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"


class Watched:
    """Remembers what was told; says Cancel after so many tellings."""

    def __init__(self, most: int = 10_000) -> None:
        self.told: list[tuple[int, int]] = []
        self.most = most

    def report(self, done: int, total: int, text: str = "") -> None:
        """Remember it."""
        self.told.append((done, total))

    def is_cancelled(self) -> bool:
        """Was enough told?"""
        return len(self.told) > self.most


def found(imports: Imports, token: str) -> int:
    """How many customers the search index finds by a token."""
    asked = "SELECT count(*) FROM search_index WHERE search_index MATCH ?"
    with imports.shop.read(imports.owner) as reader:
        return int(reader.connection.exec_driver_sql(asked, (token,)).scalar_one())


def triggers(imports: Imports) -> list[tuple[object, ...]]:
    with imports.shop.aside() as connection:
        connection.exec_driver_sql(CHECK)
        return [tuple(row) for row in connection.exec_driver_sql(TRIGGERS)]


@pytest.fixture
def two(imports: Imports, csv_file: WriteTable, monkeypatch: pytest.MonkeyPatch) -> Imports:
    """One customer who stays, and a list of 300, which counts as many."""
    monkeypatch.setattr(mass_removal, "_PIECE", 100)
    monkeypatch.setattr(index_anew, "_MANY", 50)
    imports(csv_file("one.csv", [["卡号", "姓名"], ["K1", "慕容雪"]]), What.CUSTOMERS)
    imports(csv_file("many.csv", list(people(300))), What.CUSTOMERS)
    return imports


def test_it_leaves_nothing_but_what_was_there(two: Imports) -> None:
    before, watched = triggers(two), Watched()
    assert found(two, "klw") == 300
    with two.shop.write(two.owner, "Undo") as unit:
        undone = undo_batch(unit, 2, progress=watched)
    assert (undone.removed, undone.kept) == (300, 0)
    assert [row[0] for row in two.table("customer", "name")] == ["慕容雪"]
    assert (found(two, "klw"), found(two, "x慕容雪")) == (0, 1)
    assert triggers(two) == before
    assert watched.told == [(0, 300), (100, 300), (200, 300), (300, 300)]


def test_and_comes_back_with_everything(two: Imports) -> None:
    before = {name: two.table(name) for name in ("individual", "contact", "search_text")}
    with two.shop.write(two.owner, "Undo") as unit:
        undo_batch(unit, 2)
        act = unit.act_id
    with two.shop.write(two.owner, "Redo") as unit:
        undo_act(unit, act)
    assert two.table("individual") == before["individual"]
    assert len(two.table("contact")) == len(before["contact"])
    assert len(two.table("search_text")) == len(before["search_text"])
    assert found(two, "klw") == 300
    assert triggers(two)


def test_cancel_takes_nothing_back(two: Imports) -> None:
    before = triggers(two)
    with pytest.raises(Cancelled), two.shop.write(two.owner, "Undo") as unit:
        undo_batch(unit, 2, progress=Watched(most=2))
    assert len(two.table("customer", "id")) == 301
    assert found(two, "klw") == 300
    assert triggers(two) == before
