"""What happens to customers and receipts that are here already; undo; unknown numbers."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.core.actor import Actor
from app.core.errors import Conflict
from app.core.exchange import service
from app.core.exchange.layout import What
from app.core.exchange.options import Existing, Options, Unknown
from app.core.exchange.report import Status
from app.core.exchange.words import reason_words
from app.core.store.shop import Shop
from app.core.store.undo import undo_batch

from .conftest import LAOWANG, Imports, WriteTable, row_value, value

FIRST = [
    ["会员卡号", "姓名", "手机", "生日", "职务", "子女姓名", "子女生日", "备注"],
    ["LW1", "王芳", "15412345678", "1985/3/7", "", "团团", "", "老客"],
    ["LW2", "李伟", "15412345679", "", "老师", "", "", ""],
]
SECOND = [
    ["会员卡号", "姓名", "手机", "生日", "职务", "子女姓名", "子女生日", "备注"],
    [" lw1 ", "王芳", "15412345670", "1985.3.7", "科长", "团团、圆圆", "2015-1-2、", ""],
    ["LW2", "李伟", "15412345679", "1990-13-01", "老师", "", "", ""],
    ["LW3", "张三", "", "", "", "", "", ""],
]


@pytest.fixture
def known(imports: Imports, csv_file: WriteTable) -> Imports:
    report = imports(csv_file("first.csv", FIRST), What.CUSTOMERS)
    assert report.counts == {Status.CREATED: 2}
    return imports


def test_fill_fills_blanks_and_keeps_what_differs_beside(
    known: Imports, csv_file: WriteTable
) -> None:
    second = csv_file("second.csv", SECOND)
    report = known(second, What.CUSTOMERS)
    assert report.counts == {Status.UPDATED: 2, Status.CREATED: 1}
    assert report.warnings["differs"] == 1
    wang = known.profiles()["LW1"]
    assert value(wang, "job_title") == "科长"
    assert [p.e164 for p in value(wang, "mobile")] == ["+8615412345678"]
    beside = [(d.field, d.typed, d.reason) for d in wang.doubts]
    assert beside == [("mobile", "15412345670", "differs")]
    assert value(wang, "note") == "老客"
    (children,) = [rows for group, rows in wang.rows.items() if group.key == "child"]
    assert [row_value(c.values, "child.name") for c in children] == ["团团", "圆圆"]
    assert row_value(children[0].values, "child.birthday").year == 2015
    li = known.profiles()["LW2"]
    assert [(d.field, d.typed, d.reason) for d in li.doubts] == [
        ("birth_date", "1990-13-01", "invalid_date")
    ]


def test_a_second_import_after_filling_changes_nothing(
    known: Imports, csv_file: WriteTable
) -> None:
    second = csv_file("second.csv", SECOND)
    known(second, What.CUSTOMERS)
    before = known.count("history"), known.count("doubt")
    again = known(second, What.CUSTOMERS)
    assert again.counts == {Status.UNCHANGED: 3}
    assert again.batch is None
    first = known(csv_file("first.csv", FIRST), What.CUSTOMERS)
    assert first.counts == {Status.UNCHANGED: 2}
    assert (known.count("history"), known.count("doubt")) == before


def test_the_same_text_again_changes_nothing_though_ours_was_edited(
    known: Imports, csv_file: WriteTable
) -> None:
    from app.catalogue import INDIVIDUAL
    from app.core.customers import service

    ids = dict(known.table("customer", "number, id"))
    with known.shop.write(known.owner, "Edit") as unit:
        service.edit(unit, ids["LW2"], {INDIVIDUAL.field("job_title"): "校长"})
    report = known(csv_file("first.csv", FIRST), What.CUSTOMERS)
    assert report.counts == {Status.UNCHANGED: 2}


def test_update_lets_the_file_win(known: Imports, csv_file: WriteTable) -> None:
    report = known(
        csv_file("second.csv", SECOND), What.CUSTOMERS, Options(existing=Existing.UPDATE)
    )
    assert report.counts[Status.UPDATED] == 2
    wang = known.profiles()["LW1"]
    assert [p.e164 for p in value(wang, "mobile")] == ["+8615412345670"]
    assert wang.doubts == []
    assert value(wang, "note") == "老客"  # an empty cell empties nothing


def test_skip_leaves_ours_alone(known: Imports, csv_file: WriteTable) -> None:
    report = known(csv_file("second.csv", SECOND), What.CUSTOMERS, Options(existing=Existing.SKIP))
    assert report.counts == {Status.UNCHANGED: 2, Status.CREATED: 1}
    assert value(known.profiles()["LW1"], "job_title") is None


def test_a_number_of_the_other_kind_is_held_back(known: Imports, csv_file: WriteTable) -> None:
    path = csv_file("firms.csv", [["编号", "企业名称"], ["LW1", "云溪茶行"]])
    report = known(path, What.COMPANIES)
    assert report.counts == {Status.HELD_BACK: 1}
    assert report.reasons == {"number_of_other_kind": 1}


def test_customers_without_numbers_are_known_again(imports: Imports, csv_file: WriteTable) -> None:
    rows = [["姓名", "手机"], ["王芳", "15412345678"], ["王芳", ""], ["王芳", ""]]
    path = csv_file("names.csv", rows)
    assert imports(path, What.CUSTOMERS).counts == {Status.CREATED: 3}
    assert imports(path, What.CUSTOMERS).counts == {Status.UNCHANGED: 3}
    more = csv_file("more.csv", [["姓名", "手机", "职务"], ["王芳", "154 1234 5678", "老师"]])
    assert imports(more, What.CUSTOMERS).counts == {Status.UPDATED: 1}
    assert imports.count("customer") == 3


def test_duplicates_with_customers_we_have(known: Imports, csv_file: WriteTable) -> None:
    rows = [
        ["会员卡号", "姓名", "手机", "生日"],
        ["LW8", "王方", "154-1234-5678", ""],
        ["LW9", "王芳", "15400000000", "1985-03-07"],
    ]
    report = known(csv_file("third.csv", rows), What.CUSTOMERS, dry=True)
    assert report.duplicates == (
        ("LW1", "LW8", "same_phone_other_spelling"),
        ("LW1", "LW9", "same_name_birthday_other_phone"),
    )


def test_a_family_with_one_phone_is_no_other_spelling(
    imports: Imports, csv_file: WriteTable
) -> None:
    rows = [
        ["会员卡号", "姓名", "手机"],
        ["1", "王芳", "15412345678"],
        ["2", "李建国", "15412345678"],
    ]
    report = imports(csv_file("family.csv", rows), What.CUSTOMERS, dry=True)
    assert report.duplicates == (("1", "2", "same_phone"),)


def test_a_dry_run_changes_nothing(imports: Imports, csv_file: WriteTable) -> None:
    report = imports(csv_file("first.csv", FIRST), What.CUSTOMERS, dry=True)
    assert report.counts == {Status.CREATED: 2}
    assert report.batch is None
    assert imports.count("customer") == imports.count("history") == imports.count("act") == 0


def test_an_import_is_one_batch_and_undone_as_one(known: Imports, csv_file: WriteTable) -> None:
    batch = known(csv_file("second.csv", SECOND), What.CUSTOMERS).batch
    assert batch is not None
    with known.shop.write(known.owner, "Undo") as unit:
        undone = undo_batch(unit, batch)
    assert (undone.removed, undone.kept) == (1, 0)
    profiles = known.profiles()
    assert set(profiles) == {"LW1", "LW2"}
    assert value(profiles["LW1"], "job_title") is None
    assert profiles["LW1"].doubts == profiles["LW2"].doubts == []


def test_undo_refuses_when_a_customer_moved_on(
    imports: Imports, csv_file: WriteTable, shop: Shop, owner: Actor
) -> None:
    from app.catalogue import INDIVIDUAL
    from app.core.customers import service

    batch = imports(csv_file("first.csv", FIRST), What.CUSTOMERS).batch
    ids = dict(imports.table("customer", "number, id"))
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, ids["LW1"], {INDIVIDUAL.field("job_title"): "校长"})
    assert batch is not None
    with pytest.raises(Conflict), shop.write(owner, "Undo") as unit:
        undo_batch(unit, batch)
    with shop.write(owner, "Undo") as unit:
        assert undo_batch(unit, batch, keep_changed=True).kept == 1
    assert set(imports.profiles()) == {"LW1"}


def test_a_shop_that_changed_since_the_dry_run_is_checked_anew(
    imports: Imports, csv_file: WriteTable
) -> None:
    path = csv_file("first.csv", FIRST)
    other = csv_file("other.csv", [["会员卡号", "姓名"], ["LW1", "王芳"]])
    with imports.session(path, What.CUSTOMERS) as session:
        assert session.dry_run().counts == {Status.CREATED: 2}
        from app.catalogue import INDIVIDUAL
        from app.core.customers import service

        with imports.shop.write(imports.owner, "New") as unit:
            service.create(unit, "individual", {INDIVIDUAL.field("name"): "王芳"}, number="LW1")
        assert session.run().counts == {Status.UPDATED: 1, Status.CREATED: 1}
    assert imports.count("customer") == 2
    assert imports(other, What.CUSTOMERS).counts == {Status.UNCHANGED: 1}


TILL = [
    ["单号", "日期", "会员卡号", "商品", "金额"],
    ["S1", "2026-01-02", "LW1", "茶", "10"],
    ["S1", "2026-01-02", "LW1", "壶", "20"],
    ["S2", "2026-01-03", "NEW7", "茶", "30"],
    ["S3", "2026-01-04", "", "茶", "40"],
]


def test_unknown_numbers_wait_for_their_customer(known: Imports, csv_file: WriteTable) -> None:
    report = known(csv_file("till.csv", TILL), What.PURCHASES)
    assert (report.unknown_customers, report.walk_ins, report.receipts) == ({"NEW7": 1}, 1, 3)
    assert known.table("purchase", "customer_number", "WHERE number = 'S2'") == [("NEW7",)]
    known(csv_file("new.csv", [["会员卡号", "姓名"], ["new7", "赵六"]]), What.CUSTOMERS)
    joined = known.table(
        "purchase",
        "customer.name",
        "JOIN customer ON customer.id = customer_id ORDER BY purchase.id",
    )
    assert joined == [("王芳",), ("赵六",)]


def test_unknown_numbers_become_customers_when_asked(known: Imports, csv_file: WriteTable) -> None:
    report = known(csv_file("till.csv", TILL), What.PURCHASES, Options(unknown=Unknown.CREATE))
    assert report.new_customers == 1
    assert known.table("customer", "number, name", "WHERE number = 'NEW7'") == [("NEW7", "")]
    assert report.batch is not None
    with known.shop.write(known.owner, "Undo") as unit:
        undo_batch(unit, report.batch)
    assert known.count("purchase") == 0
    assert known.count("customer") == 2


def test_a_till_export_with_names_instead_of_numbers(
    imports: Imports, csv_file: WriteTable
) -> None:
    rows = [["日期", "客户姓名", "金额"], ["2026-1-2", "王芳", "10"], ["2026-1-3", "王芳", "5"]]
    path = csv_file("names.csv", rows)
    report = imports(path, What.PURCHASES, Options(unknown=Unknown.CREATE))
    assert report.new_customers == 1
    assert imports.table("customer", "number, name") == [(None, "王芳")]
    assert imports.table("purchase_summary", "purchases, revenue") == [(2, 1500)]
    again = imports(path, What.PURCHASES, Options(unknown=Unknown.CREATE))
    assert again.counts == {Status.UNCHANGED: 2}


def test_nine_equal_lines_without_receipts_are_nine_purchases(
    imports: Imports, csv_file: WriteTable
) -> None:
    rows = [["日期", "卡号", "金额"], *[["2026-1-2", "K1", "10"]] * 8]
    assert imports(csv_file("a.csv", rows), What.PURCHASES).counts == {Status.CREATED: 8}
    nine = csv_file("b.csv", [*rows, rows[1]])
    assert imports(nine, What.PURCHASES).counts == {Status.UNCHANGED: 8, Status.CREATED: 1}
    assert imports(nine, What.PURCHASES).counts == {Status.UNCHANGED: 9}
    assert imports.count("purchase") == 9


def test_a_receipt_we_have_otherwise_is_held_back(known: Imports, csv_file: WriteTable) -> None:
    known(csv_file("till.csv", TILL), What.PURCHASES)
    changed = [row[:] for row in TILL]
    changed[2][4] = "25"
    path = csv_file("changed.csv", changed)
    report = known(path, What.PURCHASES)
    assert report.counts == {Status.HELD_BACK: 2, Status.UNCHANGED: 2}
    assert report.reasons == {"differs": 2}
    assert known.table("purchase", "amount", "WHERE number = 'S1'") == [(3000,)]
    skipped = known(path, What.PURCHASES, Options(existing=Existing.SKIP))
    assert skipped.counts == {Status.UNCHANGED: 4}


def test_held_back_receipts_stand_in_the_file_of_rejected_rows(
    known: Imports, csv_file: WriteTable, tmp_path: Path
) -> None:
    """A row rejected above them, a blank one between: still each its own row and cells."""
    known(csv_file("till.csv", TILL), What.PURCHASES)
    changed = [row[:] for row in TILL]
    changed[2][4] = "25"
    changed.insert(1, ["", *changed[1][1:]])
    changed.insert(3, [""] * len(TILL[0]))
    path = csv_file("changed.csv", changed)
    with known.session(path, What.PURCHASES) as session:
        report = service.run(known.owner, session, rejects=tmp_path / "rejects.xlsx")
    assert report.reasons == {"differs": 2, "no_receipt": 1}
    rows = [list(row) for row in load_workbook(tmp_path / "rejects.xlsx").active.values]
    told = [["" if cell is None else cell for cell in row] for row in rows[1:]]
    assert [row[:-1] for row in told] == [changed[1], changed[2], changed[4]]
    assert [row[-1] for row in told] == [
        reason_words(each) for each in ("no_receipt", "differs", "differs")
    ]


def test_update_replaces_a_receipt_and_undo_brings_it_back(
    known: Imports, csv_file: WriteTable
) -> None:
    known(csv_file("till.csv", TILL), What.PURCHASES)
    changed = [row[:] for row in TILL]
    changed[2][4] = "25"
    path = csv_file("changed.csv", changed)
    report = known(path, What.PURCHASES, Options(existing=Existing.UPDATE))
    assert report.counts == {Status.UPDATED: 2, Status.UNCHANGED: 2}
    lines = "purchase_line"
    assert known.table(lines, "amount", "WHERE purchase_id = 1 ORDER BY position") == [
        (1000,),
        (2500,),
    ]
    assert known.table("purchase_summary", "revenue") == [(3500,)]
    assert known(path, What.PURCHASES).counts == {Status.UNCHANGED: 4}
    assert report.batch is not None
    with known.shop.write(known.owner, "Undo") as unit:
        undo_batch(unit, report.batch)
    assert known.table("purchase", "amount", "WHERE number = 'S1'") == [(3000,)]
    assert known.table(lines, "sum(amount)") == [(10000,)]


def test_a_till_that_begins_at_one_each_day(imports: Imports, csv_file: WriteTable) -> None:
    rows = [
        ["单号", "日期", "会员卡号", "金额"],
        *(["0001", "2026-1-2", "A", "10"], ["0001", "2026-1-2", "", "5"]),
        *(["0001", "2026-1-3", "B", "20"], ["0002", "2026-1-3", "B", "30"]),
    ]
    path = csv_file("daily.csv", rows)
    report = imports(path, What.PURCHASES)
    assert report.receipts == 3
    assert report.warnings == {"mixed_receipt": 1}
    said = imports.table("purchase", "number, customer_number, amount", "ORDER BY id")
    assert said == [("0001", "A", 1500), ("0001", "B", 2000), ("0002", "B", 3000)]
    assert imports(path, What.PURCHASES).counts == {Status.UNCHANGED: 4}


def test_a_linked_return_of_another_file(known: Imports, csv_file: WriteTable) -> None:
    back = [
        ["单号", "日期", "会员卡号", "金额", "原单号"],
        ["T1", "2026-02-01", "LW1", "-30", "s1"],
    ]
    known(csv_file("back.csv", back), What.PURCHASES)
    known(csv_file("till.csv", TILL), What.PURCHASES)
    assert known.table("purchase", "kind, original_id IS NOT NULL", "WHERE number = 'T1'") == [
        ("return", 1)
    ]
    assert known.table("purchase", "counted", "WHERE number = 'S1'") == [(0,)]


def test_the_mapping_is_remembered_for_the_layout(imports: Imports, csv_file: WriteTable) -> None:
    rows = [["姓名", "手机", "外号"], ["王芳", "15412345678", "小芳"]]
    imports(csv_file("a.csv", rows), What.CUSTOMERS, mapping={"外号": "form_of_address"})
    assert value(next(iter(imports.profiles().values())), "form_of_address") == "小芳"
    other = csv_file("b.csv", [rows[0], ["李伟", "15412345679", "大李"]])
    with imports.session(other, What.CUSTOMERS) as session:
        assert session.layout.remembered
        assert session.layout.mapping()["外号"] == "form_of_address"


def test_a_backup_is_made_before_a_large_import(imports: Imports, shop: Shop) -> None:
    imports(LAOWANG / "companies.xlsx", What.COMPANIES)
    assert list(shop.folder.rglob("*.skbak")) == []
    imports(LAOWANG / "members.xlsx", What.CUSTOMERS)
    assert len(list(shop.folder.rglob("*.skbak"))) == 1
    imports(LAOWANG / "members.xlsx", What.CUSTOMERS)  # changes nothing, so needs no copy
    assert len(list(shop.folder.rglob("*.skbak"))) == 1


def test_staging_tables_are_gone_afterwards(imports: Imports) -> None:
    imports(LAOWANG / "companies.xlsx", What.COMPANIES)
    imports(LAOWANG / "purchases.csv", What.PURCHASES, dry=True)
    left = imports.table("sqlite_schema", "name", "WHERE name LIKE 'staged%'")
    assert left == [("staged_row",)]
