"""A list over a whole book of known customers is taken back weeks later, to the last cell."""

import os
from datetime import timedelta
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.family import Child
from app.catalogue.life import Life
from app.core.customers import service
from app.core.customers.queries import ListQuery, list_ids, search
from app.core.exchange import session
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options
from app.core.exchange.report import Status
from app.core.reminders.queries import upcoming
from app.core.sources.origin import Origin
from app.core.store.undo import undo_batch
from tests.benchmarks.import_benchmark import people
from tests.conftest import TODAY
from tests.core.duplicates.test_merge import whole
from tests.core.history.test_past import former, on, picture
from tests.factories import make_purchase

from .conftest import Imports, WriteTable

ROWS = int(os.environ.get("SHUKE_UPDATED_ROWS", "150"))
"""How many customers the list is about; 5,000 were tried by hand, see docs/performance.md."""
BY_LIST = Options(existing=Existing.UPDATE, origin=Origin("fair"))
# Made from values and kept beside them, compared without the numbers of their rows.
MADE = {
    "contact": "customer_id, field, value",
    "occasion": "customer_id, kind, row_id, calendar, month, day, leap",
    "purchase_summary": "*",
    "customer": "id, sort_key, phone, company, deceased, joined_on, doubts, purchases, revenue",
}


def changed(rows: list[list[str]]) -> list[list[str]]:
    """The list as somebody else would have it: open, long, sealed and searched values differ."""
    new = [[*rows[0], "子女姓名", "健康状况"]]
    for number, row in enumerate(rows[1:]):
        other = list(row)
        other[1], other[3], other[4] = f"{row[1][0]}新{number}", f"1548{number:07}", "1977-01-02"
        other[7], other[8], other[12] = "云溪市新街1号", "新单位", "李新"
        other[17], other[19] = "从不", "新备注" if number % 2 else ""
        new.append([*other, "新宝" if number % 50 == 0 else "", "一般" if number % 2 else ""])
    return new


def kept(imports: Imports) -> dict[str, Any]:
    """Every recorded row but those of long texts with nothing in them, which say nothing."""
    found = whole(imports.shop, imports.owner)
    long = found["individual_text"].items()
    found["individual_text"] = {who: row for who, row in long if any(row[1:])}
    return found


def made(imports: Imports) -> dict[str, Any]:
    """What follows from the values, the words of the search as sets, and what it finds."""
    found: dict[str, Any] = {
        name: sorted(imports.table(name, columns)) for name, columns in MADE.items()
    }
    texts = imports.table("search_text", "id, terms")
    found["words"] = {row[0]: sorted(row[1].split()) for row in texts}
    with imports.shop.read(imports.owner) as reader:
        found["order"] = list(list_ids(reader, ListQuery()))
        found["days"] = len(upcoming(reader, TODAY, 365))
    return found


def firsts(imports: Imports) -> list[int]:
    """The customers of the list's first three rows."""
    asked = "WHERE number_key IN ('lw000000', 'lw000001', 'lw000002') ORDER BY number_key"
    return [int(row[0]) for row in imports.table("customer", "id", asked)]


@pytest.fixture
def book(imports: Imports, csv_file: WriteTable, monkeypatch: pytest.MonkeyPatch) -> Imports:
    """Customers with purchases, a child, tags and origins of their own; then a list over them."""
    monkeypatch.setattr(session, "BACKUP_ABOVE", 10**9)  # the copy is another test's
    imports(csv_file("book.csv", list(people(ROWS))), What.CUSTOMERS)
    on(imports.shop, TODAY + timedelta(days=3))
    one, two, three = firsts(imports)
    for who in (one, two, three):
        make_purchase(imports.shop, imports.owner, who, TODAY, 1000 * who)
    with imports.shop.write(imports.owner, "Edit customer") as unit:
        texts: dict[Any, str] = {
            Life.motto: "早起",
            Life.health_status: "良好",
            Basics.employer_name: "茶厂",
        }
        service.edit_text(unit, one, texts, origin=Origin("service.talk"))
        service.add_row(unit, one, Child, {Child.name: "小宝"})
        service.set_tags(unit, two, ["老客"])
        service.edit_text(unit, three, {Basics.birth_date: "1990-13-01"})
    return imports


@pytest.mark.timeout(600)
def test_the_file_is_the_earlier_one(book: Imports, csv_file: WriteTable) -> None:
    shop, owner = book.shop, book.owner
    on(shop, TODAY + timedelta(days=10))
    watched = [*firsts(book), ROWS // 2, ROWS]
    before = kept(book), made(book), [picture(shop, owner, who) for who in watched]
    assert "health_status" in before[2][0]["values"]

    report = book(csv_file("list.csv", changed(list(people(ROWS)))), What.CUSTOMERS, BY_LIST)
    assert report.counts == {Status.UPDATED: ROWS}
    after = picture(shop, owner, watched[0])
    assert after["values"]["employer_name"]["text"] == "新单位"
    assert [row["child.name"] for row in after["rows"]["child"]] == ["小宝", "新宝"]
    assert after["facts"]["employer_name", 0].source == "fair"
    with shop.read(owner) as reader:
        assert search(reader, f"新{ROWS - 1}").total == 1
    over = made(book)
    assert over["words"] != before[1]["words"]
    assert len(over["contact"]) == len(before[1]["contact"])

    on(shop, TODAY + timedelta(weeks=7))
    assert former(shop, owner, watched[0], TODAY + timedelta(days=9)) == before[2][0]
    with shop.write(owner, "Undo") as unit:
        undone = undo_batch(unit, report.batch or 0)
    assert (undone.removed, undone.restored, undone.kept) == (0, ROWS, 0)
    assert kept(book) == before[0]
    on(shop, TODAY + timedelta(days=10))
    assert made(book) == before[1]
    assert [picture(shop, owner, who) for who in watched] == before[2]
    with shop.read(owner) as reader:
        assert search(reader, f"新{ROWS - 1}").total == 0


def test_the_same_list_again_after_its_undo(book: Imports, csv_file: WriteTable) -> None:
    """Texts of a list that was taken back are no longer known."""
    path = csv_file("more.csv", [["会员卡号", "姓名", "座右铭"], ["LW000002", "乙", "慢走"]])
    first = book(path, What.CUSTOMERS)
    assert first.counts == {Status.UPDATED: 1}
    assert book(path, What.CUSTOMERS).counts == {Status.UNCHANGED: 1}
    with book.shop.write(book.owner, "Undo") as unit:
        undo_batch(unit, first.batch or 0)
    assert book(path, What.CUSTOMERS).counts == {Status.UPDATED: 1}
