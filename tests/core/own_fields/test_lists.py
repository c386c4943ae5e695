"""Own fields travel: import by their names, export in every form, and back unchanged."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.catalogue.field import Field
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.exchange.exporting import export
from app.core.exchange.layout import What
from app.core.exchange.report import Report, Status
from app.core.exchange.session import ImportSession
from app.core.own_fields import service
from app.core.store.shop import Shop
from app.core.store.undo import undo_batch
from app.i18n import use_language
from tests.core.own_fields.shops import add_all_kinds, add_field, field_of, file_of
from tests.factories import make_company, make_customer


def bring_in(
    shop: Shop, actor: Actor, path: Path, what: What = What.CUSTOMERS, mapping: Any = None
) -> Report:
    """Import a list, its columns as guessed or as told."""
    with ImportSession(shop, actor, path, what) as session:
        if mapping:
            session.use(mapping)
        return session.run()


def list_of(path: Path, *rows: tuple[str, ...]) -> Path:
    """A small csv."""
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return path


def everybody(shop: Shop, actor: Actor) -> list[int]:
    """All customers' ids."""
    with shop.read(actor) as reader:
        found = reader.connection.exec_driver_sql("SELECT id FROM customer ORDER BY id")
        return [int(row[0]) for row in found]


@pytest.mark.parametrize("heading", ["常坐的座位", "Usual seat", "usual SEAT：", "own.1"])
def test_a_heading_is_matched_by_either_name(
    shop: Shop, owner: Actor, tmp_path: Path, heading: str
) -> None:
    field = field_of(shop, owner, add_field(shop, owner, findable=True))
    path = list_of(tmp_path / "a.csv", ("姓名", heading), ("王芳", "窗边"), ("李伟", ""))
    report = bring_in(shop, owner, path)
    assert report.mapping[heading] == field.key
    one, two = everybody(shop, owner)
    assert file_of(shop, owner, one).value(field) == "窗边"
    assert not file_of(shop, owner, two).filled(field)


def test_an_import_over_customers_fills_and_is_undone(
    shop: Shop, owner: Actor, tmp_path: Path
) -> None:
    field = field_of(shop, owner, add_field(shop, owner))
    full = make_customer(shop, owner, "王芳", "1001", texts={field: "门口"})
    empty = make_customer(shop, owner, "李伟", "1002")
    rows = (("会员卡号", "姓名", "常坐的座位"), ("1001", "王芳", "窗边"), ("1002", "李伟", "窗边"))
    report = bring_in(shop, owner, list_of(tmp_path / "a.csv", *rows))
    assert report.counts[Status.UPDATED] == 2
    values = [file_of(shop, owner, each).value(field) for each in (full, empty)]
    assert values == ["门口", "窗边"]
    assert [d.reason for d in file_of(shop, owner, full).doubts(field)] == ["differs"]
    with shop.write(owner, "Undo") as unit:
        undo_batch(unit, report.batch or 0)
    assert file_of(shop, owner, empty).value(field) is None
    assert file_of(shop, owner, full).doubts() == ()


def fill(shop: Shop, actor: Actor, customer: int, fields: list[Field[Any]], seed: str) -> None:
    """A sample in every field."""
    random = Random(seed)
    with shop.write(actor, "Edit customer") as unit:
        customers.edit(unit, customer, {each: each.kind.sample(random) for each in fields})


@pytest.mark.timeout(120)
@pytest.mark.parametrize("tier", ["P", "S"])
@pytest.mark.parametrize(("suffix", "language"), [("csv", "zh"), ("xlsx", "en"), ("csv", "en")])
def test_our_own_export_changes_nothing(
    shop: Shop, owner: Actor, tmp_path: Path, suffix: str, language: Any, tier: Any
) -> None:
    from app.catalogue.field import Tier

    own = add_all_kinds(shop, owner, Tier(tier))
    person, firm = make_customer(shop, owner, "王芳", "1001"), make_company(shop, owner)
    use_language(language)
    for what, customer, kind in (
        (What.CUSTOMERS, person, "individual"),
        (What.COMPANIES, firm, "company"),
    ):
        fields = [field_of(shop, owner, each, kind) for each in own.values()]
        fill(shop, owner, customer, fields, kind)
        path = tmp_path / f"{what}.{suffix}"
        export(owner, shop, path, what, "moving house", reveal=True)
        report = bring_in(shop, owner, path, what)
        assert set(report.counts) == {Status.UNCHANGED}, report.warnings
        assert set(own_targets(report)) == {each.key for each in fields}


def own_targets(report: Report) -> list[str]:
    """The own fields among the mapping's."""
    return [target for target in report.mapping.values() if target and target.startswith("own.")]


@pytest.mark.timeout(120)
def test_an_export_moves_own_values_to_a_new_customer(
    shop: Shop, owner: Actor, tmp_path: Path
) -> None:
    own = add_all_kinds(shop, owner)
    fields = [field_of(shop, owner, each) for each in own.values()]
    before = make_customer(shop, owner, "王芳", "1001")
    fill(shop, owner, before, fields, "one")
    path = tmp_path / "people.csv"
    export(owner, shop, path, What.CUSTOMERS, "moving house")
    text = path.read_text("utf-8-sig").replace("1001", "1002")
    path.write_text(text, "utf-8-sig")
    bring_in(shop, owner, path)
    found = file_of(shop, owner, everybody(shop, owner)[-1])
    kept = file_of(shop, owner, before)
    assert found.number == "1002"
    assert {f.key: found.value(f) for f in fields} == {f.key: kept.value(f) for f in fields}


def test_json_holds_own_fields_by_key(shop: Shop, owner: Actor, tmp_path: Path) -> None:
    field = field_of(shop, owner, add_field(shop, owner, "money"))
    make_customer(shop, owner, texts={field: "800"})
    path = tmp_path / "people.json"
    export(owner, shop, path, What.CUSTOMERS, "test")
    row = json.loads(path.read_text("utf-8"))["rows"][0]
    assert row[field.key]["low"] == "800.00"


def test_a_sealed_own_field_leaves_only_when_revealed(
    shop: Shop, owner: Actor, tmp_path: Path
) -> None:
    from app.catalogue.field import Tier

    field = field_of(shop, owner, add_field(shop, owner, tier=Tier.SEALED))
    make_customer(shop, owner, texts={field: "不可外传"})
    shut, opened = tmp_path / "shut.csv", tmp_path / "open.csv"
    export(owner, shop, shut, What.CUSTOMERS, "test")
    export(owner, shop, opened, What.CUSTOMERS, "test", reveal=True)
    assert "不可外传" not in shut.read_text("utf-8-sig")
    assert "不可外传" in opened.read_text("utf-8-sig")


def test_columns_stand_in_the_shops_order(shop: Shop, owner: Actor, tmp_path: Path) -> None:
    field = field_of(shop, owner, add_field(shop, owner))
    make_customer(shop, owner, texts={field: "窗边"})
    with shop.write(owner, "Order") as unit:
        parts = [each.key for each in unit.catalogues["individual"].parts]
        service.arrange_parts(unit, "individual", parts[::-1])
        keys = [f.key for f in unit.catalogues["individual"].parts[0].fields]
        service.arrange_fields(unit, "individual", "extras", [keys[-1], *keys[:-1]])
    path = tmp_path / "people.csv"
    export(owner, shop, path, What.CUSTOMERS, "test")
    headings = path.read_text("utf-8-sig").splitlines()[0].split(",")
    assert headings.index("Usual seat") < headings.index("Name")


def test_a_hidden_field_is_still_read_from_lists(shop: Shop, owner: Actor, tmp_path: Path) -> None:
    field = field_of(shop, owner, add_field(shop, owner))
    with shop.write(owner, "Hide") as unit:
        service.hide(unit, "individual", field.key)
    path = list_of(tmp_path / "a.csv", ("姓名", "常坐的座位"), ("王芳", "窗边"))
    bring_in(shop, owner, path)
    assert file_of(shop, owner, 1).value(field) == "窗边"
