"""What tills say beyond the sum: products, serials, gifts, discounts, clerks, delivery."""

import json
from datetime import date
from pathlib import Path

import pytest

from app.core.exchange import examples, purchase_import
from app.core.exchange.exporting import export
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options
from app.core.exchange.purchase_rows import read_life
from app.core.exchange.report import Status
from app.core.products import queries as products
from app.core.products import service
from app.core.products.service import NewProduct, add, edit
from app.core.purchases import queries
from app.core.purchases.delivery import deliver
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import purchase
from app.core.store.undo import undo_act, undo_batch
from app.i18n import use_language
from tests.core.exchange.conftest import Imports

CHINESE = (
    "单号,日期,商品,品类,品牌,价位,数量,单价,优惠金额,序列号,送礼,销售渠道,营业员,承诺交货日期,"
    "实际交货日期\n"
    "S1,2026-11-03,龙井,绿茶,青坪,高档,2,100.00,5.00,,否,门店,小李,2026-11-05,2026-11-04\n"
    "S1,2026-11-03,炉子,器具,,,1,300,,SN-7,是,门店,小李,,\n"
    "S2,2026-11-04,龍井,绿茶,,,0.25,10.02,,,,电话,,,\n"
    "S3,2026-11-05,龙井,,,,1,120,,,,,,,\n"
)
ENGLISH = (
    "Receipt,Date,Item,Category,Brand,Price band,Quantity,Price,Discount,Serial number,"
    "Is a gift,Sold through,Clerk,Delivery promised,Delivered\n"
    "S1,2026-11-03,Tea,Green,Acme,High,2,100.00,5.00,SN-1,yes,counter,Li,2026-11-05,2026-11-04\n"
)


def write(folder: Path, text: str, name: str = "till.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_all_columns_of_a_till_are_kept(imports: Imports, tmp_path: Path) -> None:
    done = imports(write(tmp_path, CHINESE), What.PURCHASES)
    assert done.counts[Status.CREATED] == 4
    assert None not in done.mapping.values()
    with imports.shop.read(imports.owner) as reader:
        third, second, first = (
            each
            for each in queries.receipts_where(
                reader, purchase.c.id > 0, 9, order=(purchase.c.bought_day.desc(),)
            )
        )
        assert (first.channel, first.clerk, first.amount) == ("门店", "小李", 495_00)
        assert (first.promised_on, first.delivered_on) == (date(2026, 11, 5), date(2026, 11, 4))
        tea, stove = queries.lines(reader, first.id)
        assert (tea.discount, tea.gift, tea.amount) == (500, False, 195_00)
        assert (stove.serial, stove.gift, stove.discount) == ("SN-7", True, None)
        assert second.amount == 251  # 2.505
        assert (third.channel, third.promised_on) == (None, None)
        assert products.count(reader) == 3
        found = products.by_name(reader, "龙井")
        assert found is not None
        assert (found.id, found.price) == (tea.product_id, 120_00)  # the last line says


def test_how_long_goods_last_is_read_kept_and_written_out(imports: Imports, tmp_path: Path) -> None:
    lines = [f"S{place},2026-11-0{place},{item},9,{life}" for place, (item, life) in enumerate(
        (("滤芯", "6"), ("茶壶", "2年"), ("茶", "喝完为止"), ("杯", "")), 1
    )]  # fmt: skip
    text = "\n".join(("单号,日期,商品,金额,可用月数", *lines, ""))
    done = imports(write(tmp_path, text), What.PURCHASES)
    assert done.mapping["可用月数"] == "life_months"
    with imports.shop.read(imports.owner) as reader:
        found = {each.name: each.life_months for each in products.listed(reader)}
    assert found == {"滤芯": 6, "茶壶": 24, "茶": None, "杯": None}
    out = tmp_path / "out.json"
    export(imports.owner, imports.shop, out, What.PURCHASES, "For the accountant")
    rows = json.loads(out.read_text("utf-8"))["rows"]
    assert {row["item"]: row["life_months"] for row in rows} == {
        "滤芯": "6", "茶壶": "24", "茶": None, "杯": None
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *(
            ("24", 24),
            ("24.0", 24),
            ("24 个月", 24),
            ("1年", 12),
            ("2 years", 24),
            ("18 Months", 18),
            ("两年", 24),
            ("一年半", 18),
            ("2年半", 30),
            ("半年", 6),
            ("十二个月", 12),
            ("六月", 6),
        ),
        *(
            ("一二", None),
            ("二一十", None),
            ("半", None),
            ("半个月", None),
            ("个月", None),
            ("年半", None),
        ),
        *(("", None), ("0", None), ("1.5年", None), ("101年", None), ("soon", None)),
    ],
)
def test_lives(text: str, months: int | None) -> None:
    assert read_life(text) == months


HEAD = "单号,日期,商品,数量,单价,金额,优惠金额,承诺交货日期,实际交货日期,使用寿命\n"


@pytest.mark.parametrize(
    ("row", "left_out"),
    [
        ("S1,2026-11-03,茶,1,20,20,0,2026-11-05,,两年", 0),
        ("S1,2026-11-03,茶,,,20,,,,", 0),
        ("S1,2026-11-03,茶,好多,20,20,,,,", 1),
        ("S1,2026-11-03,茶,1,便宜,20,,,,", 1),
        ("S1,2026-11-03,茶,1,20,20,一点,,,", 1),
        ("S1,2026-11-03,茶,1,20,20,,改天,,", 1),
        ("S1,2026-11-03,茶,1,20,20,,,送了,", 1),
        ("S1,2026-11-03,茶,1,20,20,,,,好久", 1),
        ("S1,2026-11-03,茶,好多,便宜,20,,,,好久", 1),  # rows are counted, not cells
    ],
)
def test_a_cell_left_out_is_told(imports: Imports, tmp_path: Path, row: str, left_out: int) -> None:
    report = imports(write(tmp_path, HEAD + row + "\n"), What.PURCHASES)
    assert report.mapping["使用寿命"] == "life_months"
    assert report.counts[Status.CREATED] == 1
    assert report.warnings.get("cell_left_out", 0) == left_out


def test_the_first_lines_with_a_warning_can_be_seen(
    imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purchase_import, "MOST_EXAMPLES", 2)
    odd = "".join(f"S{n},2026-11-03,茶,好多,20,20,,,,\n" for n in range(4))
    late = "S7,2027-11-03,茶,1,20,20,,,,\nS8,2026-11-03,茶,1,20,20,,,,\n"
    with imports.session(write(tmp_path, HEAD + odd + late), What.PURCHASES) as session:
        report = session.dry_run()
        with imports.shop.read(imports.owner) as reader:
            left_out = examples.doubtful(reader, "cell_left_out", 9)
            coming = examples.doubtful(reader, "future_date", 9)
        assert session.needing_a_look((Status.REJECTED, Status.HELD_BACK)) == []
    assert report.warnings == {"cell_left_out": 4, "future_date": 1}
    assert [(each.row, each.cells[0]) for each in left_out] == [(2, "S0"), (3, "S1")]
    assert [(each.row, each.cells[0]) for each in coming] == [(6, "S7")]


def test_english_headings_are_known_too(imports: Imports, tmp_path: Path) -> None:
    done = imports(write(tmp_path, ENGLISH), What.PURCHASES)
    assert None not in done.mapping.values()
    with imports.shop.read(imports.owner) as reader:
        found = products.by_name(reader, "tea")
        assert found is not None
        assert (found.brand, found.price_band, found.category) == ("Acme", "High", "Green")


def test_a_later_list_fills_what_was_blank_and_nothing_else(
    imports: Imports, tmp_path: Path
) -> None:
    heading = "单号,日期,商品,品类,品牌,可用月数,金额\n"
    said = [
        "S1,2026-11-01,滤芯,配件,,,9\n",
        "S2,2026-11-02,滤芯,器具,青坪,6,9\nS3,2026-11-03,滤芯,,,,9\n",
    ]
    imports(write(tmp_path, heading + said[0], "first.csv"), What.PURCHASES)
    later = imports(write(tmp_path, heading + said[1], "later.csv"), What.PURCHASES)

    def known() -> tuple[object, ...]:
        with imports.shop.read(imports.owner) as reader:
            found = products.by_name(reader, "滤芯")
            assert found is not None
            return found.category, found.brand, found.life_months

    assert known() == ("配件", "青坪", 6)
    with imports.shop.write(imports.owner, "Undo") as unit:
        assert later.batch is not None
        undo_batch(unit, later.batch)
    assert known() == ("配件", None, None)


def test_a_new_product_is_as_the_last_lines_that_say_something(
    imports: Imports, tmp_path: Path
) -> None:
    imports(write(tmp_path, CHINESE), What.PURCHASES)
    with imports.shop.read(imports.owner) as reader:
        tea = products.by_name(reader, "龙井")
        assert tea is not None
        assert (tea.category, tea.brand, tea.price_band) == ("绿茶", "青坪", "高档")


def test_a_second_import_changes_nothing(imports: Imports, tmp_path: Path) -> None:
    path = write(tmp_path, CHINESE)
    imports(path, What.PURCHASES)
    assert imports(path, What.PURCHASES).counts == {Status.UNCHANGED: 4}


def test_a_delivery_noted_since_is_no_difference(imports: Imports, tmp_path: Path) -> None:
    text = "单号,日期,商品,金额,承诺交货日期,实际交货日期\nS1,2026-11-03,茶,5,2026-11-05,\n"
    path = write(tmp_path, text)
    imports(path, What.PURCHASES)
    with imports.shop.write(imports.owner, "Deliver") as unit:
        deliver(unit, 1, date(2026, 11, 6))
    assert imports(path, What.PURCHASES).counts == {Status.UNCHANGED: 1}
    later = write(tmp_path, text.replace("05,\n", "05,2026-11-07\n"), "later.csv")
    assert imports(later, What.PURCHASES).counts == {Status.HELD_BACK: 1}


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("SN-7", "SN-8"), ("5.00", "6.00"), (",是,", ",否,"), ("小李", "小王")],
)
def test_what_a_line_says_otherwise_is_seen_and_taken_over(
    imports: Imports, tmp_path: Path, was: str, becomes: str
) -> None:
    amounts = CHINESE.replace("单价,", "单价,金额,").replace("100.00,", "100.00,195,")
    amounts = amounts.replace("300,", "300,300,").replace("10.02,", "10.02,2.51,")
    amounts = amounts.replace("1,120,", "1,120,120,")
    imports(write(tmp_path, amounts), What.PURCHASES)
    other = write(tmp_path, amounts.replace(was, becomes), "other.csv")
    kept = 2 if "否" in becomes else 0
    counts = imports(other, What.PURCHASES).counts
    assert counts[Status.HELD_BACK] == 2 - kept
    update = Options(existing=Existing.UPDATE)
    assert imports(other, What.PURCHASES, update).counts[Status.UPDATED] == 2 - kept
    if kept:
        return
    assert imports(other, What.PURCHASES).counts == {Status.UNCHANGED: 4}
    with imports.shop.read(imports.owner) as reader:
        assert all(each.product_id for each in queries.lines(reader, 1))


def test_an_undone_import_takes_its_products_along(imports: Imports, tmp_path: Path) -> None:
    shop, owner = imports.shop, imports.owner
    with shop.write(owner, "Add") as unit:
        add(unit, NewProduct("龙井"))
    done = imports(write(tmp_path, CHINESE), What.PURCHASES)
    assert done.batch is not None
    with shop.read(owner) as reader:
        stove = products.by_name(reader, "炉子")
    assert stove is not None
    with shop.write(owner, "Sell") as unit:
        day = date(2026, 11, 6)
        enter_receipt(unit, NewEntry(None, day, (EntryLine(product_id=stove.id, price=1),)))
    with shop.write(owner, "Undo") as unit:
        undo_batch(unit, done.batch)
    undo = unit.act_id
    with shop.read(owner) as reader:
        # Ours, and the one that is sold elsewhere; 龍井 went.
        assert {each.name for each in products.listed(reader)} == {"龙井", "炉子"}
    with shop.write(owner, "Redo") as unit:
        undo_act(unit, undo)
    with shop.read(owner) as reader:
        assert products.count(reader) == 3
        assert all(each.product_id for each in queries.lines(reader, 1))
    with shop.write(owner, "Undo") as unit:
        undo_batch(unit, done.batch)
    with shop.read(owner) as reader:
        assert products.count(reader) == 2


def test_an_edited_product_outlives_its_import(imports: Imports, tmp_path: Path) -> None:
    done = imports(write(tmp_path, CHINESE), What.PURCHASES)
    assert done.batch is not None
    with imports.shop.write(imports.owner, "Edit") as unit:
        edit(unit, 1, life_months=12)
    with imports.shop.write(imports.owner, "Undo") as unit:
        undo_batch(unit, done.batch)
    with imports.shop.read(imports.owner) as reader:
        assert [each.life_months for each in products.listed(reader)] == [12]


def test_lines_of_a_merged_spelling_find_the_product(imports: Imports, tmp_path: Path) -> None:
    with imports.shop.write(imports.owner, "Add") as unit:
        kept = add(unit, NewProduct("龙井"))
        service.merge(unit, kept, add(unit, NewProduct("龍井")))
    imports(write(tmp_path, CHINESE), What.PURCHASES)
    with imports.shop.read(imports.owner) as reader:
        assert [each.product_id for each in queries.lines(reader, 2)] == [kept]
        assert products.count(reader) == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_export_comes_back_unchanged(imports: Imports, tmp_path: Path, language: str) -> None:
    imports(write(tmp_path, CHINESE), What.PURCHASES)
    with imports.shop.write(imports.owner, "Sell") as unit:
        lines = (EntryLine("杯", price=5, serial="X", gift=True, discount=1),)
        enter_receipt(unit, NewEntry(None, date(2026, 11, 6), lines, clerk="小王"))
    use_language(language)  # type: ignore[arg-type]
    try:
        path = tmp_path / "out.csv"
        export(imports.owner, imports.shop, path, What.PURCHASES, "moving house")
        report = imports(path, What.PURCHASES)
    finally:
        use_language("en")
    assert report.counts == {Status.UNCHANGED: 5}
