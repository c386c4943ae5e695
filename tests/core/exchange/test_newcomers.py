"""Blocks in which everybody is new are taken at once, with the outcome of row by row."""

from collections.abc import Sequence

import pytest

from app.catalogue.basics import Basics
from app.core.exchange.layout import What
from app.core.exchange.report import Status
from app.core.store import undo
from tests.benchmarks.import_benchmark import people
from tests.factories import make_customer

from .conftest import Imports, WriteTable

TABLES = ("customer", "individual", "individual_text", "contact", "occasion", "search_text")
DRAWN = ("id", "customer_id", "uuid", "created_at")  # other at each import
LAST = 1_300
Table = list[list[str]]


def rows() -> Table:
    """A long list with rows that need a closer look among the plain ones."""
    found = list(people(LAST))
    found[5][4] = "85/3/7"  # two digits of a year
    found[7][0] = ""  # without a number
    found[900][1] = ""  # no name
    found[1_001] = ["合计", *[""] * 19]
    return found


def changed(at: int, column: int, text: str) -> Table:
    found = rows()
    found[at][column] = text
    return found


def kept(imports: Imports) -> dict[str, list[str]]:
    """What the shop holds after an import, but for what is drawn anew each time."""
    found = {"import_trace": sorted(map(repr, imports.table("import_trace", "digest")))}
    for table in TABLES:
        names = [str(row[1]) for row in imports.table(f"pragma_table_info('{table}')")]
        listed = ", ".join(name for name in names if name not in DRAWN)
        found[table] = sorted(map(repr, imports.table(table, listed)))
    return found


def test_it_comes_to_the_same_as_row_by_row(imports: Imports, csv_file: WriteTable) -> None:
    path = csv_file("list.csv", rows())
    at_once = imports(path, What.CUSTOMERS)
    assert (at_once.counts[Status.CREATED], at_once.counts[Status.REJECTED]) == (LAST - 2, 2)
    expected = kept(imports)
    assert at_once.batch
    with imports.shop.write(imports.owner, "Undo") as unit:
        undo.undo_batch(unit, at_once.batch)
    imports(csv_file("one.csv", rows()[:2]), What.CUSTOMERS)  # whom we know, in the first block
    one_by_one = imports(path, What.CUSTOMERS)
    assert one_by_one.counts[Status.UNCHANGED] == 1
    assert one_by_one.counts[Status.CREATED] == LAST - 3
    assert kept(imports) == expected


def test_the_same_list_again_changes_nothing(imports: Imports, csv_file: WriteTable) -> None:
    path = csv_file("list.csv", rows())
    imports(path, What.CUSTOMERS)
    again = imports(path, What.CUSTOMERS)
    assert again.counts[Status.UNCHANGED] == LAST - 2
    assert not again.counts.get(Status.CREATED)


@pytest.mark.parametrize(
    "table",
    [
        changed(1_200, 0, "LW000003"),  # stood in the block before
        changed(9, 0, "lw000003"),  # stood in the same block
        changed(6, 0, "LW000004"),  # in a row that needs a closer look
    ],
)
def test_a_number_that_stood_higher_up_is_held_back(
    imports: Imports, csv_file: WriteTable, table: Sequence[Sequence[str]]
) -> None:
    report = imports(csv_file("twice.csv", table), What.CUSTOMERS, dry=True)
    assert report.counts[Status.HELD_BACK] == 1
    assert report.counts[Status.CREATED] == LAST - 3
    assert len([pair for pair in report.duplicates if pair[2] == "same_card"]) == 1


def test_a_name_for_a_record_is_no_number(imports: Imports, csv_file: WriteTable) -> None:
    """As our own exports call a customer without one."""
    imports(csv_file("own.csv", changed(9, 0, "#70000")), What.CUSTOMERS)
    assert imports.table("customer", "count(*)", "WHERE number LIKE '#%'") == [(0,)]


@pytest.mark.parametrize("number", ["LW001249", None])
def test_a_customer_whom_we_have(
    imports: Imports, csv_file: WriteTable, number: str | None
) -> None:
    """By her number, or without one by name and mobile, in the second block."""
    table = rows()
    table[1_250][0] = number or ""
    texts = {Basics.mobile: table[1_250][3]}
    make_customer(imports.shop, imports.owner, table[1_250][1], number, texts=texts)
    report = imports(csv_file("known.csv", table), What.CUSTOMERS, dry=True)
    assert report.counts[Status.UPDATED] == 1
    assert report.counts[Status.CREATED] == LAST - 3
