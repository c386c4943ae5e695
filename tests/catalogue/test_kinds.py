"""Every kind gives back what it was given: by text, by cells, by JSON, in both languages."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import i18n
from app.catalogue import CATALOGUES
from app.catalogue.choices import CREDIT_GRADE, INDUSTRY, MARITAL_STATUS, SEX
from app.catalogue.field import Field
from app.catalogue.kind import Kind, Rules
from app.catalogue.kinds import (
    Choice,
    Choices,
    ChoiceWith,
    Count,
    Day,
    EmailList,
    Lines,
    LongText,
    Measure,
    Money,
    Name,
    Opinion,
    PhoneList,
    Place,
    Reference,
    Text,
    Words,
    Years,
    YesOrNo,
)
from app.catalogue.values import (
    Age,
    Amount,
    Attitude,
    CalendarDay,
    Phone,
    Picked,
    Quantity,
    YesNo,
)
from tests.catalogue.conftest import TODAY

RULES = Rules(TODAY)
FIELDS = [each for catalogue in CATALOGUES.values() for each in catalogue]
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use_language(before)


def check_round_trips(kind: Kind[Any], value: Any) -> None:
    assert kind.parse(kind.edit_text(value), RULES).value == value
    cells = kind.to_cells(value)
    assert len(cells) == len(kind.columns)
    assert kind.from_cells(cells) == value
    assert kind.from_json(json.loads(json.dumps(kind.to_json(value)))) == value
    assert kind.show(value)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_samples_of_every_field_go_round(field: Field[Any], language: i18n.Language) -> None:
    i18n.use_language(language)
    random = Random(field.key)
    for _ in range(20):
        check_round_trips(field.kind, field.kind.sample(random))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_blank_is_unknown_in_every_field(field: Field[Any]) -> None:
    for blank in ("", "  ", "\u200b", "\n"):
        reading = field.kind.parse(blank, RULES)
        assert (reading.value, reading.warnings) == (None, ())
    assert field.kind.from_cells((None,) * len(field.kind.columns)) is None


@given(text=st.text(max_size=60))
def test_no_text_makes_a_kind_raise(text: str) -> None:
    check_text(text)


def check_text(text: str) -> None:
    for field in FIELDS:
        reading = field.kind.parse(text, RULES)
        assert reading.typed == text
        if reading.value is not None:
            value = field.kind.parse(field.kind.edit_text(reading.value), RULES).value
            assert value == reading.value, field.key


@given(
    text=st.text(
        st.sampled_from("0123456789年月日-/.农历闰初正一二三十廿,，万<>~ 是否A;、( "), max_size=14
    )
)
def test_nor_does_a_likely_text(text: str) -> None:
    check_text(text)


@given(
    st.sampled_from(["solar", "lunar"]),
    st.integers(1900, 2025),
    st.integers(1, 12),
    st.integers(1, 29),
    st.sampled_from(["day", "month-day", "year-month", "year"]),
)
def test_days(calendar: Any, year: int, month: int, day: int, precision: str) -> None:
    day = min(day, 28)
    value = {
        "day": CalendarDay(calendar, year, month, day),
        "month-day": CalendarDay(calendar, None, month, day),
        "year-month": CalendarDay(calendar, year, month),
        "year": CalendarDay(calendar, year),
    }[precision]
    assert value.precision == precision
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        check_round_trips(Day(lunar=True), value)


def test_a_leap_month_goes_round() -> None:
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        check_round_trips(Day(lunar=True), CalendarDay("lunar", 2020, 4, 8, True))
        check_round_trips(Day(lunar=True), CalendarDay("lunar", None, 4, 8, True))


def test_a_day_keeps_its_text_and_its_gregorian_projection() -> None:
    value = CalendarDay("lunar", 1985, 3, 7, typed="乙丑年三月初七")
    cells = Day(lunar=True).to_cells(value)
    assert cells == ("L1985-03-07", "乙丑年三月初七", "1985-04-26")
    restored = Day(lunar=True).from_cells(cells)
    assert restored is not None
    assert restored.typed == "乙丑年三月初七"


def test_a_day_typed_as_it_is_kept_is_kept_once() -> None:
    day = CalendarDay("solar", 1985, 3, 7, typed="1985-03-07")
    assert Day().to_cells(day) == ("1985-03-07", None, "1985-03-07")
    assert Day().from_cells(Day().to_cells(day)) == day
    by_the_moon = CalendarDay("lunar", 1985, 3, 7, typed="1985-03-07")
    assert Day(lunar=True).to_cells(by_the_moon)[1] == "1985-03-07"  # no L, as in the code


def test_a_phone_is_kept_without_what_it_has_not() -> None:
    mobile, desk = Phone("+8615400001234", None, "154 0000 1234"), Phone("+8657188001234", "12")
    kept = '[{"e164":"+8615400001234","typed":"154 0000 1234"}]'
    assert PhoneList().to_cells((mobile,)) == (kept,)
    assert PhoneList().from_cells(PhoneList().to_cells((mobile, desk))) == (mobile, desk)


def test_a_day_in_json() -> None:
    kind = Day(lunar=True)
    assert kind.to_json(CalendarDay("solar", 1985, 3, 7, typed="85/3/7")) == "1985-03-07"
    assert kind.to_json(CalendarDay("lunar", None, 4, 8, True, "闰四月初八")) == {
        **{"calendar": "lunar", "y": None, "m": 4, "d": 8, "leap": True},
        **{"precision": "month-day", "typed": "闰四月初八"},
    }


def test_a_day_for_people() -> None:
    leap = CalendarDay("lunar", 2020, 4, 8, True)
    i18n.use_language("zh")
    assert Day(lunar=True).show(leap) == "农历2020年闰四月初八"
    assert Day().show(CalendarDay("solar", None, 3, 7)) == "3月7日"


@given(st.integers(0, 10**14), st.integers(0, 10**14), st.sampled_from(["", "year", "month"]))
def test_money(low: int, more: int, period: str) -> None:
    for value in (
        Amount(low, low, period),
        Amount(low, low + more, period),
        Amount(None, low, period),
        Amount(low, None, period),
    ):
        check_round_trips(Money(period), value)


@pytest.mark.parametrize(
    ("text", "low", "high", "period"),
    [
        ("¥1,234.50", 123450, 123450, ""),
        ("￥１２３４", 123400, 123400, ""),
        ("12万", 12000000, 12000000, ""),
        ("1.2万元", 1200000, 1200000, ""),
        ("约80万", 80000000, 80000000, ""),
        ("560000.0", 56000000, 56000000, ""),
        ("5-10万", 5000000, 10000000, ""),
        ("<5万", None, 5000000, ""),
        (">50万", 50000000, None, ""),
        ("50万以下", None, 5000000 * 10, ""),
        ("200万以上", 200000000, None, ""),
        ("8000元/月", 800000, 800000, "month"),
        ("年薪10万", 10000000, 10000000, "year"),
    ],
)
def test_sums_as_written(text: str, low: int | None, high: int | None, period: str) -> None:
    reading = Money().parse(text, RULES)
    assert reading.value == Amount(low, high, period)
    assert reading.value.typed == text


def test_what_is_no_sum() -> None:
    assert Money().parse("面议", RULES).warnings == ("unreadable_number",)
    assert Money().parse("10-5万", RULES).value is None


@given(st.decimals(0, 10**6, places=3), WORDS.filter(lambda word: not word[0].isnumeric()))
def test_quantities(amount: Any, unit: str) -> None:
    reading = Measure().parse(f"{amount} {unit}", RULES)
    assert reading.value is not None
    check_round_trips(Measure(), reading.value)


@pytest.mark.parametrize("text", ["172", "172cm", "172 厘米", "1米72", "1.72m", "1.72", "172.0"])
def test_heights(text: str) -> None:
    assert Measure(("cm",), metres=True).parse(text, RULES).value == Quantity(172, "cm")  # type: ignore[arg-type]


def test_chinese_amounts() -> None:
    assert str(Measure(("斤",)).parse("半斤", RULES).value.amount) == "0.5"  # type: ignore[union-attr]
    assert Measure(("两/次",)).parse("二两/次", RULES).value == Quantity(2, "两/次")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texts", "code"), [("男 先生 M m 男士", "male"), ("女 女士 F f 小姐", "female")]
)
def test_sexes_in_six_spellings(texts: str, code: str) -> None:
    for text in texts.split():
        assert Choice(SEX, own=False).parse(text, RULES).value == code


def test_a_closed_choice_doubts_and_an_open_one_keeps_own_words() -> None:
    assert Choice(SEX, own=False).parse("保密", RULES).warnings == ("unknown_choice",)
    assert Choice(MARITAL_STATUS).parse("订婚", RULES).value == "订婚"
    assert Choice(MARITAL_STATUS).parse("否", RULES).value == "single"


def test_a_choice_with_more() -> None:
    size = CATALOGUES["company"].field("scale").kind
    assert size.parse("小，15人", RULES).value == Picked("small", Quantity(15, "人"))  # type: ignore[arg-type]
    assert size.parse("微", RULES).value == Picked("micro")
    assert size.parse("差不多", RULES).value is None
    credit = ChoiceWith(CREDIT_GRADE, Money())
    assert credit.parse("A，5万", RULES).value == Picked("A", Amount(5000000, 5000000))
    trade = ChoiceWith(INDUSTRY, Text(), keep_word=True)
    assert trade.parse("餐饮", RULES).value == Picked("H", "餐饮")
    assert trade.parse("茶馆", RULES).value == Picked("", "茶馆")


def test_roles_of_one_person() -> None:
    kind = CATALOGUES["company"].field("person.role").kind
    assert kind.parse("所有者/法人代表", RULES).value == ("owner", "legal")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("是", YesNo(True)),
        ("否", YesNo(False)),
        ("Yes", YesNo(True)),
        ("不同意", YesNo(False)),
        ("有，两个", YesNo(True, "两个")),
        ("看情况", YesNo(None, "看情况")),
        ("不详", None),
    ],
)
def test_yes_no_unknown(text: str, value: YesNo | None) -> None:
    assert YesOrNo().parse(text, RULES).value == value


@pytest.mark.parametrize(
    ("text", "yes", "word"),
    [
        ("从不", False, "never"),
        ("偶尔", True, "sometimes"),
        ("经常", True, "often"),
        ("已戒", False, "quit"),
        ("是", True, ""),
    ],
)
def test_habits(text: str, yes: bool, word: str) -> None:
    assert YesOrNo(habits=True).parse(text, RULES).value == YesNo(yes, word)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", Attitude(4)),
        ("4.0", Attitude(4)),
        ("4分", Attitude(4)),
        ("★★★☆☆ 还行", Attitude(3, "还行")),
        ("2，常抱怨", Attitude(2, "常抱怨")),
        ("满意", Attitude(None, "满意")),
        ("6", Attitude(None, "6")),
    ],
)
def test_attitudes(text: str, value: Attitude) -> None:
    assert Opinion().parse(text, RULES).value == value


@given(st.integers(1, 5), WORDS)
def test_attitudes_go_round(score: int, words: str) -> None:
    reading = Opinion().parse(f"{score}，{words}", RULES)
    assert reading.value is not None
    check_round_trips(Opinion(), reading.value)


def test_ages() -> None:
    for text in ("61", "61.0", "61岁", "1965年", "1965"):
        assert Years().parse(text, RULES).value == Age(61, 2026)
    assert Years().parse("很大", RULES).warnings == ("invalid_age",)
    assert Age(61, 2026).birth_year == 1965
    check_round_trips(Years(), Age(61, 2020))


@given(st.lists(WORDS, min_size=1, max_size=5, unique=True))
def test_lists_go_round(items: list[str]) -> None:
    for kind in (Words(), Lines(), Choices(SEX)):
        reading = kind.parse("、".join(items), RULES)
        assert reading.value is not None
        check_round_trips(kind, reading.value)


@given(st.text(min_size=1, max_size=40))
def test_texts_go_round(text: str) -> None:
    for kind in (Text(), Name(), LongText(), Place(), Reference()):
        reading = kind.parse(text, RULES)
        if reading.value is not None:
            check_round_trips(kind, reading.value)


@given(st.integers(-(10**12), 10**12))
def test_counts_go_round(number: int) -> None:
    check_round_trips(Count(), number)


def test_names_lose_stray_spaces_and_keep_emoji() -> None:
    assert Name().parse(" 张\u200b 三 ", RULES).value == "张三"
    assert Name().parse("Li  Wei", RULES).value == "Li Wei"
    assert Name().parse("蔡平浩🌸", RULES).value == "蔡平浩🌸"


def test_texts_that_look_like_formulas_or_never_end() -> None:
    assert LongText().parse("=SUM(A1:A9)", RULES).warnings == ("formula_like_text",)
    assert LongText().parse("很长" * 10_000, RULES).warnings == ("long_text",)


def test_addresses_of_e_mail() -> None:
    reading = EmailList().parse("a@example.com; ｂ@example.com", RULES)
    assert (reading.value, reading.warnings) == (("a@example.com", "b@example.com"), ())
    assert EmailList().parse("没有", RULES).warnings == ("email_unreadable",)


def test_cleaned_names_of_the_member_list(
    member_rows: list[list[Any]], truth: dict[str, Any]
) -> None:
    for row in truth["members"]["rows"]:
        if row["status"] == "importable":
            cells = member_rows[row["row"] - 1]
            assert Name().parse(str(cells[1]), RULES).value == row["name"]
            assert Name().parse(str(cells[13]), RULES).value == row["spouse"]
            assert Choice(SEX, own=False).parse(str(cells[2]), RULES).value == row["sex"]
            consent = YesOrNo().parse(str(cells[25]), RULES).value
            assert (consent.yes if consent else None) == row["consent"]


def test_every_cell_of_the_company_list_is_read(
    company_rows: list[list[Any]], truth: dict[str, Any]
) -> None:
    founded = CATALOGUES["company"].field("founded_on").kind
    for row in truth["companies"]["companies"]:
        cell = company_rows[row["row"] - 1][4]
        text = cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
        value = founded.parse(text, RULES).value
        assert value is not None
        assert {"y": value.year, "m": value.month, "d": value.day} == row["founded"]


def test_a_huge_sum_is_shown_to_the_last_fen() -> None:
    """A float would round it: money is never one."""
    huge = 90_071_992_547_409_937
    assert Money().show(Amount(huge, huge)) == "¥900,719,925,474,099.37"


def test_nobody_is_five_hundred_years_old() -> None:
    check_text("1500")
