"""Where a list comes from is said once, and every value of it knows."""

from datetime import date

import pytest

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.customers.profile import Fact, profile
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options, Unknown
from app.core.sources import queries, service
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.core.store.undo import undo_batch

from .conftest import Imports, WriteTable, refused

FIRST = [["会员卡号", "姓名", "职务"], ["LW1", "王芳", "会计"], ["LW2", "李伟", ""]]
SECOND = [["会员卡号", "姓名", "职务"], ["LW1", "王芳", "科长"], ["LW2", "李伟", "老师"]]
RENTED = Origin("bought.rented", date(2026, 10, 1), "likely", None, "consent+23: their form")


def fact(shop: Shop, owner: Actor, who: int) -> Fact:
    """Where her job title comes from."""
    with shop.read(owner) as reader:
        return profile(reader, who).fact(Basics.job_title)


def test_everybody_in_a_list_inherits_its_origin(
    imports: Imports, csv_file: WriteTable, shop: Shop, owner: Actor
) -> None:
    imports(csv_file("first.csv", FIRST), What.CUSTOMERS, Options(origin=RENTED))
    told = fact(shop, owner, imports.profiles()["LW1"].record["id"])
    assert (told.source, told.learnt_on) == ("bought.rented", date(2026, 10, 1))
    assert (told.confidence, told.basis) == ("likely", "consent+23: their form")
    assert imports.count("fact") == 0
    detail = imports.table("batch", "detail")[0][0]
    assert '"channel": "bought.rented"' in detail


def test_a_list_without_an_origin_is_a_list_of_today(
    imports: Imports, csv_file: WriteTable, shop: Shop, owner: Actor
) -> None:
    imports(csv_file("first.csv", FIRST), What.CUSTOMERS)
    told = fact(shop, owner, imports.profiles()["LW1"].record["id"])
    assert (told.source, told.learnt_on, told.basis) == ("import", date(2026, 11, 22), None)


@pytest.mark.parametrize("channel", ["bought", "bought.rented", "bought.bought", "other.swap"])
def test_a_bought_or_swapped_list_without_a_ground_is_refused(
    imports: Imports, csv_file: WriteTable, channel: str
) -> None:
    with refused("legal basis"):
        imports(csv_file("first.csv", FIRST), What.CUSTOMERS, Options(origin=Origin(channel)))
    assert imports.profiles() == {}


def test_what_differs_is_a_conflict_with_the_list_s_origin(
    imports: Imports, csv_file: WriteTable, shop: Shop, owner: Actor
) -> None:
    imports(csv_file("first.csv", FIRST), What.CUSTOMERS)
    report = imports(csv_file("second.csv", SECOND), What.CUSTOMERS, Options(origin=RENTED))
    assert report.warnings["differs"] == 1
    with shop.read(owner) as reader:
        (found,) = queries.conflicts(reader)
    assert (found.ours, found.theirs) == ("会计", "科长")
    assert (found.theirs_from.source, found.theirs_from.basis) == (
        "bought.rented", "consent+23: their form",
    )  # fmt: skip
    filled = fact(shop, owner, imports.profiles()["LW2"].record["id"])
    assert filled.source == "bought.rented"
    with shop.write(owner, "Settle") as unit:
        service.rule(unit, found.id, take=True)
    told = fact(shop, owner, found.customer_id)
    assert (told.source, told.learnt_on) == ("bought.rented", date(2026, 10, 1))


def test_the_file_that_is_right_wins_whatever_its_source(
    imports: Imports, csv_file: WriteTable, shop: Shop, owner: Actor
) -> None:
    talk = Options(origin=Origin("service.talk"))
    imports(csv_file("first.csv", FIRST), What.CUSTOMERS, talk)
    right = Options(existing=Existing.UPDATE, origin=RENTED)
    report = imports(csv_file("second.csv", SECOND), What.CUSTOMERS, right)
    assert report.warnings.get("differs", 0) == 0
    told = fact(shop, owner, imports.profiles()["LW1"].record["id"])
    assert told.source == "bought.rented"
    assert report.batch is not None
    with shop.write(owner, "Undo") as unit:
        undo_batch(unit, report.batch)
    told = fact(shop, owner, imports.profiles()["LW1"].record["id"])
    assert told.source == "service.talk"


def test_customers_made_from_receipts_know_theirs(
    imports: Imports, csv_file: WriteTable, shop: Shop, owner: Actor
) -> None:
    rows = [["日期", "单号", "卡号", "金额"], ["2026-05-01", "R1", "LW9", "12.00"]]
    told = Options(unknown=Unknown.CREATE, origin=Origin("counter.receipt", date(2026, 6, 1)))
    imports(csv_file("till.csv", rows), What.PURCHASES, told)
    found = fact(shop, owner, imports.profiles()["LW9"].record["id"])
    assert (found.source, found.learnt_on) == ("counter.receipt", date(2026, 6, 1))
