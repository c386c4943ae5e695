"""Telephone numbers in every dressing, none of which blocks saving."""

from typing import Any

import pytest

from app.catalogue.kind import Rules
from app.catalogue.phones import digits_of, read_phone, read_phones, show_phone
from app.catalogue.values import Phone


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("13800138000", "+8613800138000"),
        ("+86 138-0013-8000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("１３８００１３８０００", "+8613800138000"),
        ("手机：138 0013 8000", "+8613800138000"),
        ("13800138000.0", "+8613800138000"),
        ("010-62770334", "+861062770334"),
        ("(021)6888 1234", "+862168881234"),
        ("+86 571 8800 2446", "+8657188002446"),
        ("400-820-8820", "+864008208820"),
        ("15412345678", "+8615412345678"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_v7_whole_numbers(text: str, e164: str, rules: Rules) -> None:
    reading = read_phones(text, rules)
    assert reading.warnings == ()
    assert reading.value is not None
    assert [(each.e164, each.extension) for each in reading.value] == [(e164, None)]


def test_v7_extension(rules: Rules) -> None:
    phone = read_phone("0571-87654321转802", rules).value
    assert phone == Phone("+8657187654321", "802")
    assert show_phone(phone) == "0571-87654321转802"


def test_v7_a_local_number_is_kept_as_typed(rules: Rules) -> None:
    reading = read_phones("62770334", rules)
    assert reading.value == (Phone(None, None, "62770334"),)
    assert reading.warnings == ("phone_incomplete",)


def test_a_local_number_is_completed_with_the_shops_area_code(rules: Rules) -> None:
    at_home = Rules(rules.today, area_code="010")
    assert read_phone("62770334", at_home).value == Phone("+861062770334")


def test_v7_short(rules: Rules) -> None:
    reading = read_phones("1380013800", rules)
    assert (reading.value, reading.warnings) == (None, ("phone_short",))


def test_v7_two_numbers(rules: Rules) -> None:
    reading = read_phones("138 0013 8000/139 0013 9000", rules)
    assert reading.value == (Phone("+8613800138000"), Phone("+8613900139000"))
    assert reading.warnings == ("two_phones",)


@pytest.mark.parametrize("text", ["13800138000、13900139000", "13800138000 13900139000"])
def test_other_ways_to_write_two(text: str, rules: Rules) -> None:
    assert len(read_phones(text, rules).value or ()) == 2


def test_a_short_number_stays_beside_a_good_one(rules: Rules) -> None:
    reading = read_phones("13800138000/123", rules)
    assert reading.value == (Phone("+8613800138000"), Phone(None, None, "123"))
    assert set(reading.warnings) == {"phone_short", "two_phones"}


def test_no_number_at_all(rules: Rules) -> None:
    assert read_phones("只收微信", rules).warnings == ("phone_unreadable",)
    assert read_phones(" ", rules).value is None
    assert read_phones(" ", rules).warnings == ()


def test_digits_for_search() -> None:
    assert digits_of(Phone("+8613800138000")) == "13800138000"
    assert digits_of(Phone(None, None, "6277-0334")) == "62770334"


def test_every_phone_of_the_member_list(
    member_rows: list[list[Any]], truth: dict[str, Any], rules: Rules
) -> None:
    for row in truth["members"]["rows"]:
        if row["status"] != "rejected":
            cell = str(member_rows[row["row"] - 1][3])
            reading = read_phones(cell, rules)
            found = [{"e164": each.e164, "ext": each.extension} for each in reading.value or ()]
            assert found == row["phones"], cell
            assert ("phone_short" in reading.warnings) == (row["phone_status"] == "short"), cell


def test_every_phone_of_the_company_list(
    company_rows: list[list[Any]], truth: dict[str, Any], rules: Rules
) -> None:
    for row in truth["companies"]["companies"]:
        phone = read_phone(str(company_rows[row["row"] - 1][3]), rules).value
        assert (phone.e164 if phone else None) == row["phone"]
