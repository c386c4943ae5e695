"""The till's export goes in; lines, receipts, months and unknown cards equal the truth."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.exchange.layout import What
from app.core.exchange.report import Report, Status
from app.core.exchange.staging import StagedRow
from app.core.store.files import open_data_file
from tests.conftest import SHANGHAI, TODAY, VAULT_ID

from .conftest import LAOWANG, Imports

PURCHASES = LAOWANG / "purchases.csv"
Done = tuple[Report, list[StagedRow], Imports]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, template: Any, keys: Any) -> Iterator[Done]:
    """Members, then purchases, imported once for all the questions of this file."""
    import shutil

    folder = tmp_path_factory.mktemp("purchases") / "shop.shuke"
    shutil.copytree(template.parent, folder)
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=fixed_clock(TODAY, SHANGHAI))
    imports = Imports(shop, Actor("owner-1", "老王", Role.OWNER, "session-1"))
    imports(LAOWANG / "members.xlsx", What.CUSTOMERS)
    with imports.session(PURCHASES, What.PURCHASES) as session:
        report = session.run()
        looks = session.needing_a_look((Status.REJECTED, Status.HELD_BACK))
    yield report, looks, imports
    shop.close()


@pytest.fixture(scope="module")
def wanted(truth: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = truth["purchases"]
    return found


def test_counts(done: Done, wanted: dict[str, Any]) -> None:
    report = done[0]
    assert report.rows == wanted["records_after_header"]
    assert report.counts[Status.CREATED] == wanted["lines"]
    assert report.counts[Status.REJECTED] == len(wanted["rejected"])
    assert report.walk_ins == wanted["walk_in_receipts"]


def test_rejected_records(done: Done, wanted: dict[str, Any]) -> None:
    """Record numbers count csv records, although some of them span several lines."""
    found = [{"record": look.row, "reason": look.reason} for look in done[1]]
    assert found == wanted["rejected"]


def test_kinds_of_receipts(done: Done, wanted: dict[str, Any]) -> None:
    kinds = dict(done[2].table("purchase", "kind, count(*)", "GROUP BY kind"))
    assert kinds == {
        "sale": wanted["sale_receipts"],
        "return": wanted["return_receipts"],
        "refund": wanted["unlinked_refunds"],
    }


def test_returns_find_their_receipts(done: Done, wanted: dict[str, Any]) -> None:
    imports = done[2]
    linked = imports.table("purchase", "count(*)", "WHERE original_id IS NOT NULL")
    assert linked == [(wanted["return_receipts"],)]
    gone = imports.table("purchase", "count(*)", "WHERE kind = 'sale' AND counted = 0")
    assert gone == [(wanted["fully_returned_receipts"],)]


def test_unknown_cards_are_kept_and_counted(done: Done, wanted: dict[str, Any]) -> None:
    report, _, imports = done
    assert sorted(report.unknown_customers) == wanted["unknown_cards"]
    kept = imports.table(
        "purchase_line",
        "count(*)",
        "JOIN purchase ON purchase.id = purchase_id"
        " WHERE customer_id IS NULL AND customer_key IS NOT NULL",
    )
    assert kept == [(sum(report.unknown_customers.values()),)]
    receipts = imports.table(
        "purchase",
        "count(*)",
        "WHERE customer_id IS NULL AND customer_key IS NOT NULL AND kind = 'sale'",
    )
    assert receipts == [(wanted["unknown_card_receipts"],)]


def test_revenue_by_month_of_each_lines_own_date(done: Done, wanted: dict[str, Any]) -> None:
    rows = done[2].table(
        "purchase_line",
        "purchase.bought_day, sum(purchase_line.amount)",
        "JOIN purchase ON purchase.id = purchase_id GROUP BY 1",
    )
    months: dict[str, int] = {}
    for day, fen in rows:
        month = date.fromordinal(day).isoformat()[:7]
        months[month] = months.get(month, 0) + fen
    assert months == {m: round(yuan * 100) for m, yuan in wanted["revenue_by_month"].items()}
    assert sum(months.values()) == round(wanted["total_amount"] * 100)


def test_first_and_last_day(done: Done, wanted: dict[str, Any]) -> None:
    first, last = done[2].table("purchase", "min(bought_day), max(bought_day)")[0]
    assert date.fromordinal(first).isoformat() == wanted["first_day"]
    assert date.fromordinal(last).isoformat() == wanted["last_day"]


def test_customers_with_purchases(done: Done, wanted: dict[str, Any]) -> None:
    assert done[2].count("purchase_summary") == wanted["customers_with_purchases"]


def test_quoted_commas_quotes_and_line_breaks(done: Done) -> None:
    items = {row[0] for row in done[2].table("purchase_line", "DISTINCT item")}
    notes = {row[0] for row in done[2].table("purchase_line", "DISTINCT note")}
    assert '"节节高"礼盒' in items
    assert "送礼\n要发票" in notes


def test_quarter_pounds(done: Done) -> None:
    found = done[2].table("purchase_line", "count(*)", "WHERE quantity = 250000")
    assert found[0][0] > 0


def test_a_second_import_changes_nothing(done: Done, wanted: dict[str, Any]) -> None:
    imports = done[2]
    before = imports.count("purchase"), imports.count("purchase_line"), imports.count("history")
    report = imports(PURCHASES, What.PURCHASES)
    assert report.counts[Status.UNCHANGED] == wanted["lines"]
    assert report.batch is None
    after = imports.count("purchase"), imports.count("purchase_line"), imports.count("history")
    assert after == before
