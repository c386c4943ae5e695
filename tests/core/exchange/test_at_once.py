"""A shop's first long list goes straight in, and comes to what a dry run and its move do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from app.core.errors import Cancelled
from app.core.exchange import at_once, customer_move
from app.core.exchange import source as source_module
from app.core.exchange.layout import What
from app.core.exchange.limits import SHORT_BYTES
from app.core.exchange.options import Options
from app.core.exchange.report import Report, Status
from app.core.progress import Progress
from app.core.sources.origin import Origin
from app.core.store import undo
from app.core.store.unit import Unit
from tests.benchmarks.import_benchmark import people
from tests.factories import make_customer

from .conftest import Imports, WriteTable, refused

TABLES = (
    *("customer", "individual", "individual_text", "contact", "occasion", "search_text"),
    *("import_trace", "doubt", "import_layout"),
)
DRAWN = ("id", "uuid", "created_at", "used_at")  # other at each import
LAST = 2_500


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """A long list with some of everything."""
    found = list(people(LAST))
    found[5][4] = "85/3/7"  # two digits of a year
    found[900][1] = ""  # no name
    found[1_001] = ["合计", *[""] * 19]
    found[2_100][0] = "LW000003"  # stood higher up
    found[2_200][3] = found[40][3]  # the same mobile
    found[2_300][1], found[2_300][4] = found[50][1], found[50][4] = "王芳", "1985-03-07"
    return found


@pytest.fixture
def path(rows: Sequence[Sequence[str]], csv_file: WriteTable) -> Path:
    path = csv_file("first.csv", rows)
    assert path.stat().st_size > SHORT_BYTES
    return path


def kept(imports: Imports) -> dict[str, list[str]]:
    """What the shop holds, but for what is drawn anew each time."""
    found = {}
    for table in TABLES:
        names = [str(row[1]) for row in imports.table(f"pragma_table_info('{table}')")]
        listed = ", ".join(name for name in names if name not in DRAWN)
        found[table] = [repr(row) for row in imports.table(table, listed, "ORDER BY 1, 2")]
    hits = imports.table("search_index", "count(*)", "WHERE search_index MATCH 'xliwei OR y王'")
    return {**found, "hits": list(map(repr, hits))}


def checked_first(imports: Imports, path: Path) -> tuple[Report, list[Any]]:
    """As the window does: a dry run, and then the import."""
    with imports.session(path, What.CUSTOMERS) as session:
        session.dry_run()
        report = session.run()
        return report, session.needing_a_look()


def at_one_go(imports: Imports, path: Path) -> tuple[Report, list[Any]]:
    with imports.session(path, What.CUSTOMERS) as session:
        assert session._can_go_at_once()
        report = session.run()
        return report, session.needing_a_look()


def undone(imports: Imports, report: Report) -> None:
    assert report.batch
    with imports.shop.write(imports.owner, "Undo") as unit:
        undo.undo_batch(unit, report.batch)


@pytest.mark.parametrize("apart", [True, False])
def test_it_comes_to_the_same(
    imports: Imports, path: Path, apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Encoded here, and in a process of its own."""
    monkeypatch.setattr(source_module, "ENCODED_HERE_BYTES", 0 if apart else 1 << 30)
    report, looks = at_one_go(imports, path)
    found, first = kept(imports), imports.table("customer", "min(id)")[0][0]
    assert report.counts[Status.CREATED] == LAST - 3
    assert {pair[2] for pair in report.duplicates} >= {"same_phone", "same_card"}
    undone(imports, report)
    assert imports.count("customer") == imports.count("search_text") == 0
    other, expected = checked_first(imports, path)
    assert other.as_dict() | {"batch": 0} == report.as_dict() | {"batch": 0}
    assert looks == expected
    # After an undo ids go on where they were.
    shift = imports.table("customer", "min(id)")[0][0] - first
    imports_again = kept(imports)
    for table in ("customer", "search_text", "hits"):
        assert imports_again[table] == found[table]
    assert shift == LAST - 3
    for table in TABLES:
        assert len(imports_again[table]) == len(found[table])


def test_parts_of_the_index_are_put_together_again_afterwards(imports: Imports, path: Path) -> None:
    at_one_go(imports, path)
    merging = imports.table("search_index_config", "v", "WHERE k = 'automerge'")
    assert merging == [(4,)]  # as FTS5 does by itself


def test_what_it_says_of_all(imports: Imports, path: Path) -> None:
    options = Options(origin=Origin("import", basis="contract", purpose="service"))
    imports(path, What.CUSTOMERS, options)
    assert imports.table("customer", "DISTINCT basis, purpose") == [("contract", "service")]
    assert imports.table("history", "DISTINCT kind, table_name, record_table") == [
        ("create", "customer", "customer")
    ]
    counted = imports.table("batch", "detail ->> 'created'")
    assert counted == [(LAST - 3,)]


def test_a_copy_is_made_first(imports: Imports, path: Path) -> None:
    imports(path, What.CUSTOMERS)
    (made,) = (imports.shop.folder / "backups").glob("*.skbak")
    assert made.stat().st_mtime_ns < (imports.shop.folder / "data.db-wal").stat().st_mtime_ns


def test_the_second_time_nothing_changes(imports: Imports, path: Path) -> None:
    imports(path, What.CUSTOMERS)
    again = imports(path, What.CUSTOMERS)
    assert again.counts[Status.UNCHANGED] == LAST - 3
    assert imports.count("customer") == LAST - 3


class _Later(Progress):
    """Cancel, pressed when some rows are in."""

    def __init__(self) -> None:
        self.reports = 0

    def report(self, done: int, total: int, text: str = "") -> None:
        self.reports += done > 1_000

    def is_cancelled(self) -> bool:
        return self.reports > 0


def test_cancel_takes_all_back(imports: Imports, path: Path) -> None:
    with imports.session(path, What.CUSTOMERS) as session, pytest.raises(Cancelled):
        session.run(_Later())
    nothing_happened(imports)


def nothing_happened(imports: Imports) -> None:
    assert imports.count("customer") == imports.count("batch") == 0
    with imports.shop.aside() as connection:
        left = "SELECT name FROM sqlite_temp_schema WHERE name LIKE 'staged%'"
        assert connection.exec_driver_sql(left).all() == []


def test_a_fault_far_down_takes_all_back(
    imports: Imports, rows: list[list[str]], csv_file: WriteTable
) -> None:
    path = csv_file("two.csv", [*rows, ["商品", "单价", "库存"], ["茶", "9", "3"]])
    with refused("two different tables"):
        imports(path, What.CUSTOMERS)
    nothing_happened(imports)


def test_a_list_of_nobody(imports: Imports, rows: list[list[str]], csv_file: WriteTable) -> None:
    path = csv_file("nobody.csv", [rows[0], *([row[0], "", *row[2:]] for row in rows[1:])])
    with imports.session(path, What.CUSTOMERS) as session:
        report = session.run()
        assert report.counts[Status.REJECTED] == LAST  # the total among them
        assert len(session.needing_a_look((Status.REJECTED,))) == LAST
    nothing_happened(imports)


def test_when_it_does_not_go_at_once(
    imports: Imports, path: Path, rows: list[list[str]], csv_file: WriteTable
) -> None:
    short = csv_file("short.csv", rows[:50])
    with imports.session(short, What.CUSTOMERS) as session:
        assert not session._can_go_at_once()
    with imports.session(path, What.CUSTOMERS) as session:
        with imports.shop.read(imports.owner) as reader:
            assert at_once.can_go(reader, session.layout, SHORT_BYTES + 1)
        session.choose(What.PURCHASES)
        assert not session._can_go_at_once()
        session.choose(What.CUSTOMERS)
        make_customer(imports.shop, imports.owner)
        assert not session._can_go_at_once()


def test_references_are_looked_at_again_afterwards(imports: Imports, path: Path) -> None:
    at_one_go(imports, path)
    stray = "INSERT INTO contact (customer_id, field, value) VALUES (999999, 'mobile', '1')"
    with pytest.raises(IntegrityError), imports.shop.write(imports.owner, "Stray") as unit:
        unit.connection.exec_driver_sql(stray)


def test_what_belongs_to_nobody_takes_all_back(
    imports: Imports, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def astray(unit: Unit, *about: Any) -> None:
        stray = "INSERT INTO contact (customer_id, field, value) VALUES (0, 'mobile', '1')"
        unit.connection.exec_driver_sql(stray)

    monkeypatch.setattr(at_once, "say_of_made", astray)
    with pytest.raises(RuntimeError, match="contact"):
        at_one_go(imports, path)
    assert imports.count("customer") == imports.count("contact") == 0


@pytest.mark.parametrize("somebody", [False, True])
def test_checked_first_references_are_looked_at_once_or_row_by_row(
    imports: Imports, path: Path, monkeypatch: pytest.MonkeyPatch, somebody: bool
) -> None:
    def astray(unit: Unit, *about: Any) -> None:
        stray = "INSERT INTO contact (customer_id, field, value) VALUES (0, 'mobile', '1')"
        unit.connection.exec_driver_sql(stray)

    if somebody:
        make_customer(imports.shop, imports.owner)
    before = imports.count("customer")
    monkeypatch.setattr(customer_move, "say_of_made", astray)
    with imports.session(path, What.CUSTOMERS) as session:
        session.dry_run()
        with pytest.raises(IntegrityError if somebody else RuntimeError):
            session.run()
    assert imports.count("customer") == before
