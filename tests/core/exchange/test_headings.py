"""Headings in all their dressing name fields; contents check and complete the guess."""

import pytest

from app.core.exchange.guess import guess, samples
from app.core.exchange.header_row import find_header, is_other_header, is_repeated
from app.core.exchange.headings import match, names_of, normal, split_key, unit_in
from app.core.exchange.layout import What, column_letter, unique_headings
from app.core.exchange.purchase_columns import KEYS, PURCHASE_COLUMNS

C, E, P = What.CUSTOMERS, What.COMPANIES, What.PURCHASES


@pytest.mark.parametrize(
    ("heading", "what", "target"),
    [
        ("手机号码*", C, "mobile"),
        (" 姓 名：", C, "name"),
        ("姓名（必填）", C, "name"),
        ("出生日期", C, "birth_date"),
        ("历法", C, "birth_date.calendar"),
        ("爱好", C, "leisure_habits"),
        ("Date of Birth", C, "birth_date"),
        ("birth_date", C, "birth_date"),
        ("spouse.name", C, "spouse.name"),
        ("年收入(万元)", C, "current_annual_income"),
        ("子女2生日", C, "child[2].birthday"),
        ("子女姓名1", C, "child[1].name"),
        ("手机2", C, "mobile"),
        ("负责人1角色", E, "person[1].role"),
        ("联系人2姓名", E, "person[2].name"),
        ("person[3].age", E, "person[3].age"),
        ("统一社会信用代码", E, "uscc"),
        ("销售业绩", E, "sales_performance"),
        ("单号", P, "receipt"),
        ("dollar_value", P, "amount"),
        ("number_of_cds", P, "quantity"),
        ("内部编码", C, None),
        ("满意度", C, None),
        ("", C, None),
    ],
)
def test_a_heading_names_a_field(heading: str, what: What, target: str | None) -> None:
    found = match(heading, what)
    assert (found.target if found else None) == target


def test_a_heading_in_full_is_surer_than_one_in_brackets_or_numbered() -> None:
    sure = [match(text, C) for text in ("姓名", "姓名(必填)", "手机2")]
    assert [each.sure for each in sure if each] == [3, 2, 1]


@pytest.mark.parametrize("what", [C, E])
def test_every_field_is_known_by_its_key(what: What) -> None:
    from app.core.exchange.headings import catalogue_of

    names = names_of(what)
    assert all(names[normal(field.key)] == field.key for field in catalogue_of(what))


def test_every_purchase_column_is_known_by_its_key_and_no_word_names_two() -> None:
    words = [normal(w) for c in PURCHASE_COLUMNS for w in (c.key, *c.aliases)]
    twice = {word for word in words if words.count(word) > 1}
    assert {word for word in twice if normal(word) not in map(normal, KEYS)} == set()
    assert {names_of(P)[normal(key)] for key in KEYS} == KEYS


def test_keys_with_a_place() -> None:
    assert split_key("person[2].role") == ("person.role", 2)
    assert split_key("sales_performance[1]") == ("sales_performance", 1)
    assert split_key("name") == ("name", 0)


def test_units_in_headings() -> None:
    assert unit_in("年收入（万元）") == "万元"
    assert unit_in("身高(cm)") == "cm"
    assert unit_in("备注(选填)") == ""


def test_unique_headings() -> None:
    assert unique_headings(["备注", "", "备注", " 姓  名 "]) == ["备注", "B", "备注 (2)", "姓 名"]
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_two_columns_of_one_field_the_surer_wins() -> None:
    found = guess(["姓名(旧)", "姓名"], [["甲"], ["乙"]], C)
    assert found == [None, "name"]


def test_several_phone_columns_are_all_phones() -> None:
    phones = [["15412345678"], ["15412345679"]]
    assert guess(["手机", "手机2"], phones, C) == ["mobile", "mobile"]


def test_contents_that_contradict_a_heading() -> None:
    brands = ["华为", "小米", "苹果", "三星"]
    assert guess(["姓名", "手机"], [["甲"] * 4, brands], C) == ["name", None]


def test_a_phone_column_of_mobiles_is_the_mobile() -> None:
    assert guess(["座机"], [["15412345678", "15412345679"]], C) == ["mobile"]
    assert guess(["座机"], [["0571-88001234"]], C) == ["home_phone"]


def test_columns_without_headings_are_known_by_their_contents() -> None:
    contents = [["王芳"] * 3, ["15412345678"] * 3, ["99000019900307123X"] * 3, ["a@b.cn"] * 3]
    found = guess(["姓名", "B", "列3", ""], contents, C)
    assert found == ["name", "mobile", "id_number", "email"]


def test_an_unknown_heading_is_never_guessed() -> None:
    """Even when mobiles stand below it: they may be the introducer's."""
    assert guess(["姓名", "介绍人手机"], [["甲"] * 3, ["15412345678"] * 3], C) == ["name", None]


def test_three_different_samples() -> None:
    assert samples(["", "a", "a", " b ", "c", "d"]) == ("a", "b", "c")


def test_the_heading_row_below_titles() -> None:
    top = [["会员登记表", "", ""], [], ["姓名", "手机", "备注"], ["王芳", "15412345678", ""]]
    header = find_header(top, [], C)
    assert (header.row, header.headings[:2]) == (3, ("姓名", "手机"))


def test_a_title_over_everything_is_no_part_of_headings() -> None:
    top = [["会员表", "", ""], ["姓名", "手机", "备注"]]
    assert find_header(top, [((0, 0), (0, 2))], C).headings == ("姓名", "手机", "备注")


def test_no_heading_row() -> None:
    assert find_header([["王芳", "15412345678"], ["李伟", "15412345679"]], [], C).row == 0


def test_unknown_headings_over_data() -> None:
    top = [["kdbh", "xm", "dh"], ["1", "王芳", "15412345678"]]
    assert find_header(top, [], C).row == 1


def test_repeated_and_other_headings() -> None:
    headings = ["姓名", "手机", "备注"]
    assert is_repeated(["姓名", "手机", ""], headings)
    assert not is_repeated(["姓名", "15412345678", ""], headings)
    assert is_other_header(["商品", "单价", "数量"], headings)
    assert not is_other_header(["王芳", "茶", "好"], headings)
    assert not is_other_header(headings, headings)
