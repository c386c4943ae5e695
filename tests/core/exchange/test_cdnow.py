"""CDNOW: no member list, no receipt numbers; customers are made from the purchases."""

import json
from typing import Any

import pytest

from app.core.exchange.layout import What
from app.core.exchange.options import Options, Unknown
from app.core.exchange.report import Report, Status

from .conftest import CDNOW, Imports

pytestmark = pytest.mark.skipif(not CDNOW.exists(), reason="CDNOW lies in ../shared only")
FILE = CDNOW / "CDNOW_master.txt"
CREATE = Options(unknown=Unknown.CREATE)


@pytest.fixture(scope="module")
def wanted() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CDNOW / "truth.json").read_text("utf-8"))
    return found


@pytest.fixture
def report(imports: Imports) -> Report:
    return imports(FILE, What.PURCHASES, CREATE)


def test_counts_and_a_second_import(
    report: Report, imports: Imports, wanted: dict[str, Any]
) -> None:
    assert report.counts == {Status.CREATED: wanted["lines"]}
    assert report.new_customers == wanted["customers"]
    assert imports.count("customer") == wanted["customers"]
    assert imports.count("purchase") == wanted["lines"]
    assert imports.count("purchase_summary") == wanted["customers"]
    total = imports.table("purchase", "sum(amount), min(bought_day), max(bought_day)")[0]
    assert total[0] == round(wanted["dollars"] * 100)
    assert imports.table("purchase", "count(*)", "WHERE amount = 0") == [
        (wanted["zero_dollar_lines"],)
    ]
    assert imports.table("purchase_line", "sum(quantity)") == [(wanted["cds"] * 1_000_000,)]
    numbers = imports.table("customer", "number", "ORDER BY id LIMIT 2")
    assert numbers == [("00001",), ("00002",)]
    again = imports(FILE, What.PURCHASES, CREATE)
    assert again.counts == {Status.UNCHANGED: wanted["lines"]}
    assert again.batch is None
