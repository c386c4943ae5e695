"""One file told of by three sources: origin, ruling, history; and a list over it, undone."""

import csv
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.family import Child
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import service
from app.core.customers.profile import Profile, profile
from app.core.customers.queries import ListQuery, list_ids, search
from app.core.errors import Conflict
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options
from app.core.exchange.report import Report, Status
from app.core.exchange.session import ImportSession
from app.core.history.queries import as_it_stood, value_history
from app.core.sources import queries as sources
from app.core.sources import service as rulings
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.core.store.undo import undo_act, undo_batch
from tests.conftest import TODAY
from tests.core.duplicates.test_merge import whole
from tests.core.history.test_past import former, on, picture
from tests.factories import make_customer

FAIR = Origin("fair", TODAY)
TALK = Origin("service.talk", TODAY + timedelta(days=1), basis="consent")
LATE_FAIR = Origin("fair", TODAY + timedelta(days=2))
ROWS = int(os.environ.get("SHUKE_LIST_ROWS", "100"))
KNOWN = ROWS * 4 // 5


@pytest.fixture
def lan(shop: Shop, owner: Actor) -> int:
    """周若兰: on day 0 at a fair, on day 1 she says otherwise herself, on day 2 another fair."""
    with shop.write(owner, "New customer") as unit:
        made = service.create(
            unit,
            "individual",
            {Basics.name: "周若兰"},
            number="K00000",
            texts={Basics.job_title: "会计", Life.motto: "早起", Life.health_status: "良好"},
            origin=FAIR,
        )
    for day, told, job in ((1, TALK, "财务经理"), (2, LATE_FAIR, "出纳")):
        on(shop, TODAY + timedelta(days=day))
        with shop.write(owner, "Edit customer") as unit:
            service.edit_text(unit, made, {Basics.job_title: job}, origin=told)
    return made


def file_of(shop: Shop, owner: Actor, who: int) -> Profile:
    with shop.read(owner) as reader:
        return profile(reader, who, reveal=True)


def test_each_source_its_place(shop: Shop, owner: Actor, lan: int) -> None:
    seen = file_of(shop, owner, lan)
    assert seen.value(Basics.job_title) == "财务经理"  # frequent contact beats a fair
    assert seen.fact(Basics.job_title).source == "service.talk"
    assert seen.fact(Life.motto).source == "fair"
    with shop.read(owner) as reader:
        (open_one,) = sources.conflicts(reader, lan)
        versions = value_history(reader, lan, Basics.job_title)
    assert (open_one.ours, open_one.theirs) == ("财务经理", "出纳")
    assert (open_one.ours_from.source, open_one.theirs_from.source) == ("service.talk", "fair")
    assert [(each.value, each.fact.source) for each in versions] == [
        ("财务经理", "service.talk"),
        ("会计", "fair"),
    ]
    assert [each.who for each in versions] == ["老王", "老王"]


def test_a_ruling_and_every_day_before_it(shop: Shop, owner: Actor, lan: int) -> None:
    day = TODAY + timedelta(days=2)
    before = picture(shop, owner, lan)
    on(shop, TODAY + timedelta(days=3))
    with shop.read(owner) as reader:
        (open_one,) = sources.conflicts(reader, lan)
    with shop.write(owner, "Settle a difference") as unit:
        rulings.rule(unit, open_one.id, take=True)
    assert file_of(shop, owner, lan).value(Basics.job_title) == "出纳"
    assert former(shop, owner, lan, day) == before
    with shop.read(owner) as reader:
        assert sources.conflicts(reader, lan) == ()
        jobs = [
            as_it_stood(reader, lan, TODAY + timedelta(days=n)).value(Basics.job_title)
            for n in range(4)
        ]
    assert jobs == ["会计", "财务经理", "财务经理", "出纳"]
    with shop.write(owner, "Undo") as undo:
        undo_act(undo, unit.act_id)
    assert picture(shop, owner, lan) == before


def import_rows(shop: Shop, owner: Actor, path: Path, rows: list[list[str]]) -> Report:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["会员卡号", "姓名", "职务", "座右铭", "健康状况"], *rows])
    options = Options(existing=Existing.UPDATE)
    with ImportSession(shop, owner, path, What.CUSTOMERS, options) as session:
        return session.run()


@pytest.fixture
def overwritten(shop: Shop, owner: Actor, lan: int, tmp_path: Path) -> dict[str, Any]:
    """A book that a list goes over: four rows in five are about somebody we know."""
    rows = [[f"K{n:05}", f"客{n}", "老师", "知足", ""] for n in range(1, KNOWN)]
    import_rows(shop, owner, tmp_path / "book.csv", rows)
    with shop.write(owner, "Add a row") as unit:
        service.add_row(unit, lan, Child, {Child.name: "小宝"})
        service.set_tags(unit, lan, ["老客"])
    on(shop, TODAY + timedelta(days=10))
    before = {"all": whole(shop, owner), "lan": picture(shop, owner, lan)}
    rows = [[f"K{n:05}", f"新{n}", "厂长", "早睡", "一般"] for n in range(1, ROWS)]
    rows.append(["K00000", "周若兰", "总账", "晚睡", "一般"])
    report = import_rows(shop, owner, tmp_path / "list.csv", rows)
    assert report.counts == {Status.UPDATED: KNOWN, Status.CREATED: ROWS - KNOWN}
    assert file_of(shop, owner, lan).value(Basics.job_title) == "总账"
    return before | {"batch": report.batch}


@pytest.mark.timeout(300)
def test_a_list_over_the_book_undone_weeks_later(
    shop: Shop, owner: Actor, lan: int, overwritten: dict[str, Any]
) -> None:
    on(shop, TODAY + timedelta(days=60))
    assert former(shop, owner, lan, TODAY + timedelta(days=9)) == overwritten["lan"]
    with shop.write(owner, "Undo") as unit:
        undo_batch(unit, overwritten["batch"])
    assert whole(shop, owner) == overwritten["all"]
    assert picture(shop, owner, lan) == overwritten["lan"]
    with shop.read(owner) as reader:
        assert len(list_ids(reader, ListQuery())) == KNOWN
        assert search(reader, "新42").hits == ()
        assert [hit.number for hit in search(reader, f"客{KNOWN - 1}").hits] == [f"K{KNOWN - 1:05}"]
        assert as_it_stood(reader, lan, TODAY + timedelta(days=11)).value(Life.motto) == "晚睡"


@pytest.mark.timeout(300)
def test_what_was_changed_since_is_named_and_may_stay(
    shop: Shop, owner: Actor, lan: int, overwritten: dict[str, Any]
) -> None:
    on(shop, TODAY + timedelta(days=60))
    with shop.write(owner, "Edit customer") as unit:
        service.edit(unit, lan, {Life.motto: "慢走"})
    kept = whole(shop, owner)
    with pytest.raises(Conflict) as caught, shop.write(owner, "Undo") as unit:
        undo_batch(unit, overwritten["batch"])
    assert caught.value.records == ("K00000",)
    assert whole(shop, owner) == kept
    mine = picture(shop, owner, lan)
    with shop.write(owner, "Undo") as unit:
        undo_batch(unit, overwritten["batch"], keep_changed=True)
    assert picture(shop, owner, lan) == mine
    after, before = whole(shop, owner), overwritten["all"]
    for name, rows in before.items():
        others = {i: row for i, row in rows.items() if not _is_about(name, i, row, lan)}
        now = {i: row for i, row in after[name].items() if not _is_about(name, i, row, lan)}
        assert now == others, name


def _is_about(table: str, row_id: int, row: tuple[Any, ...], who: int) -> bool:
    """Rows of her file: her own by their id, the others by the column that names her."""
    from app.core.store.all_tables import metadata
    from app.core.store.ownership import is_derived, key_of, record_table

    found = metadata.tables[table]
    if record_table(found).name != "customer":
        return False
    names = [column.name for column in found.columns if not is_derived(column)]
    if "customer_id" in names:
        return bool(row[names.index("customer_id")] == who)
    return key_of(found).name == "id" and row_id == who


def test_a_note_of_forty_thousand_letters_has_its_history(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    long = "茶" * 40_000
    with shop.write(owner, "Edit customer") as unit:
        service.edit(unit, made, {Extras.note: long})
    on(shop, TODAY + timedelta(days=1))
    with shop.write(owner, "Edit customer") as unit:
        service.edit(unit, made, {Extras.note: None})
    with shop.read(owner) as reader:
        assert as_it_stood(reader, made, date(2026, 11, 22)).value(Extras.note) == long
