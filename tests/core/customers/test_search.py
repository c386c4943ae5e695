"""Finding anyone: names, pinyin, phones, numbers, and what must not be found."""

import pytest

from app.catalogue.basics import Basics
from app.catalogue.family import Child, Family
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.catalogue.persons import Person
from app.core.actor import Actor
from app.core.customers import service
from app.core.customers.search import SearchResult, search
from app.core.store.shop import Shop
from tests.factories import make_company, make_customer


def asked(shop: Shop, actor: Actor, text: str, limit: int = 50) -> SearchResult:
    with shop.read(actor) as reader:
        return search(reader, text, limit)


def names(shop: Shop, actor: Actor, text: str) -> list[str]:
    return [hit.name for hit in asked(shop, actor, text).hits]


def matched(shop: Shop, actor: Actor, text: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.matched) for hit in asked(shop, actor, text).hits]


@pytest.mark.parametrize("text", ["国", "王", "建国", "王建国", "王 建国", " 国 王 ", "建 国"])
def test_any_part_of_a_name(shop: Shop, owner: Actor, text: str) -> None:
    make_customer(shop, owner, "王建国")
    make_customer(shop, owner, "李国建" if text == "建国" else "李娜")
    assert names(shop, owner, text) == ["王建国"]


def test_names_of_two_characters(shop: Shop, owner: Actor) -> None:
    for name in ("李娜", "黎娜", "李娜娜"):
        make_customer(shop, owner, name)
    assert names(shop, owner, "李娜") == ["李娜", "李娜娜"]
    assert names(shop, owner, "娜") == ["黎娜", "李娜", "李娜娜"]
    assert names(shop, owner, "lina") == ["黎娜", "李娜", "李娜娜"]


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("单田芳", "shan"),
        ("曾志伟", "zeng"),
        ("解晓东", "xie"),
        ("仇英", "qiu"),
        ("查良镛", "zha"),
        ("翟天临", "zhai"),
        ("缪晓云", "miao"),
        ("朴树", "piao"),
        ("尉迟恭", "yuchi"),
        ("万俟卨", "moqi"),
        ("单于夫", "chanyu"),
        ("吕布", "lv"),
        ("吕布", "lu"),
    ],
)
def test_surnames_are_read_right(shop: Shop, owner: Actor, name: str, surname: str) -> None:
    make_customer(shop, owner, name)
    make_customer(shop, owner, "王建国")
    assert names(shop, owner, surname) == [name]


@pytest.mark.parametrize(
    "text",
    ["wjg", "wj", "jg", "wangjianguo", "wangj", "wang", "jian", "jiangu", "guo", "WJG", "ＷＪＧ"],
)
def test_pinyin_and_initials_in_full_and_in_part(shop: Shop, owner: Actor, text: str) -> None:
    make_customer(shop, owner, "王建国")
    make_customer(shop, owner, "李娜")
    assert names(shop, owner, text) == ["王建国"]


def test_a_surname_read_as_in_everyday_words_is_found_too(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "曾志伟")
    assert names(shop, owner, "ceng") == ["曾志伟"]


def test_company_initials_of_any_length(shop: Shop, owner: Actor) -> None:
    make_company(shop, owner, "云溪老王茶叶有限公司")
    for text in ("yxlwcy", "lwcy", "lwcyyx", "yunxi", "laowangchaye", "茶叶", "老王茶叶有限公司"):
        assert names(shop, owner, text) == ["云溪老王茶叶有限公司"], text
    assert names(shop, owner, "wlcy") == []


@pytest.mark.parametrize(
    "text",
    [
        "000",
        "8000",
        "38000",
        "0138000",
        "15400138000",
        "154 0013 8000",
        "154-0013-8000",
        "+86 154 0013 8000",
        "8615400138000",
        "1540013",
        "1540",
    ],
)
def test_digits_of_a_phone(shop: Shop, owner: Actor, text: str) -> None:
    make_customer(shop, owner, "王建国", texts={Basics.mobile: "15400138000"})
    make_customer(shop, owner, "李娜", texts={Basics.mobile: "15500138111"})
    assert matched(shop, owner, text)[0] == ("王建国", "phone")
    assert names(shop, owner, text) == ["王建国"]


def test_landlines_by_their_last_digits(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王建国", texts={Basics.home_phone: "0571-88001234"})
    assert names(shop, owner, "1234") == ["王建国"]
    assert names(shop, owner, "88001234") == ["王建国"]


@pytest.mark.parametrize("text", ["LW0592", "lw0592", "LW05", "0592", "592", "lw-0592", "92"])
def test_customer_numbers(shop: Shop, owner: Actor, text: str) -> None:
    make_customer(shop, owner, "王建国", "LW0592")
    make_customer(shop, owner, "李娜", "LW0600")
    assert matched(shop, owner, text)[0] == ("王建国", "number")


def test_the_best_match_stands_first(shop: Shop, owner: Actor) -> None:
    for name, number in (("南王芳", "1"), ("王芳芳", "2"), ("王芳", "3"), ("陈云", "王芳")):
        make_customer(shop, owner, name, number)
    make_customer(shop, owner, "李娜", texts={Basics.employer_name: "王芳小吃店"})
    make_customer(shop, owner, "赵敏", texts={Extras.tags: "王芳的朋友"})
    assert matched(shop, owner, "王芳") == [
        ("陈云", "number"),
        ("王芳", "name"),
        ("王芳芳", "name"),
        ("南王芳", "name"),
        ("李娜", "company"),
        ("赵敏", "tag"),
    ]


def test_names_before_inner_initials_before_phones(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "李建国")
    make_customer(shop, owner, "金刚")
    make_customer(shop, owner, "金刚山")
    assert names(shop, owner, "jg") == ["金刚", "金刚山", "李建国"]
    make_customer(shop, owner, "赵敏", "4444", texts={Basics.mobile: "15400130001"})
    make_customer(shop, owner, "孙丽", "5555", texts={Basics.mobile: "15400134444"})
    assert names(shop, owner, "4444") == ["赵敏", "孙丽"]


def test_every_word_must_fit(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王建国", texts={Basics.mobile: "15400138000"})
    make_customer(shop, owner, "王芳", texts={Basics.mobile: "15400131111"})
    assert names(shop, owner, "王 8000") == ["王建国"]
    assert names(shop, owner, "8000 wang") == ["王建国"]
    assert names(shop, owner, "李 8000") == []


def test_mixed_writing_and_latin_names(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "Lily 李")
    make_customer(shop, owner, "Seán O'Brien")
    assert names(shop, owner, "lil") == ["Lily 李"]
    assert names(shop, owner, "李 lily") == ["Lily 李"]
    assert names(shop, owner, "o'brien") == ["Seán O'Brien"]
    assert names(shop, owner, "brien") == ["Seán O'Brien"]
    assert names(shop, owner, "sean") == ["Seán O'Brien"]


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "_",
        '"',
        "*",
        "'",
        '""',
        "王*",
        'x" OR "n王',
        "%王%",
        "(",
        "王 AND",
        "NEAR(王)",
        "^",
        "",
    ],
)
def test_signs_are_only_signs(shop: Shop, owner: Actor, text: str) -> None:
    make_customer(shop, owner, "王建国")
    expected = ["王建国"] if text in ("王*", "%王%") else []
    assert names(shop, owner, text) == expected


def test_rare_characters_and_emoji(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "𠮷田")
    make_customer(shop, owner, "小明😀")
    make_customer(shop, owner, "👨\u200d👩\u200d👧家")
    assert names(shop, owner, "𠮷") == ["𠮷田"]
    assert names(shop, owner, "𠮷田") == ["𠮷田"]
    assert names(shop, owner, "😀") == ["小明😀"]
    assert names(shop, owner, "明😀") == ["小明😀"]
    assert names(shop, owner, "👨\u200d👩") == ["👨\u200d👩\u200d👧家"]


def test_a_name_without_any_letter_harms_nobody(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "???", "7")
    assert names(shop, owner, "?") == []
    assert names(shop, owner, "7") == ["???"]


def test_sealed_and_guarded_values_are_never_found(shop: Shop, owner: Actor) -> None:
    made = make_customer(
        shop,
        owner,
        "王建国",
        texts={
            Basics.id_number: "990000199001010019",
            Basics.household_registration: "云溪市老街",
            Life.medical_history: "青霉素过敏",
            Family.marital_status: "离异",
        },
    )
    with shop.write(owner, "Child") as unit:
        service.edit_row_text(unit, made, Child, None, {Child.name: "小满"})
    for text in ("990000199001010019", "0019", "云溪", "青霉素", "离异", "小满", "xiaoman"):
        assert names(shop, owner, text) == [], text


def test_wechat_e_mail_and_persons_in_charge(shop: Shop, owner: Actor) -> None:
    make_customer(
        shop, owner, "王建国", texts={Extras.wechat: "tea_lover", Basics.email: "jg.w@example.cn"}
    )
    made = make_company(shop, owner)
    with shop.write(owner, "Person") as unit:
        service.edit_row_text(unit, made, Person, None, {Person.name: "林小满"})
    assert names(shop, owner, "tealov") == ["王建国"]
    assert names(shop, owner, "tea_lover") == ["王建国"]
    assert names(shop, owner, "jg.w@exam") == ["王建国"]
    assert names(shop, owner, "林小满") == ["青坪茶叶有限公司"]


def test_the_total_goes_beyond_the_limit(shop: Shop, owner: Actor) -> None:
    for number in range(7):
        make_customer(shop, owner, "王芳", str(number))
    result = asked(shop, owner, "王", 3)
    assert (len(result.hits), result.total, result.more) == (3, 7, False)


def test_very_long_texts_are_cut(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王建国")
    assert names(shop, owner, "王" * 5000) == []
    assert names(shop, owner, "w " * 5000) == ["王建国"]
