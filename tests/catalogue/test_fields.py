"""The catalogue holds the 100 + 35 fields as the reference lists them, and nothing twice."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import CATALOGUES, COMPANY, INDIVIDUAL
from app.catalogue.field import Catalogue, Field, Tier
from app.i18n import in_both
from installer import generate_fields

LISTED = [
    line.split("|")
    for line in Path(__file__).with_name("profile_fields.txt").read_text("utf-8").splitlines()
]
# Their English names are those of whole parts, which have other Chinese names.
RENAMED = {"person.education", "person.personality", "person.family"}


def found(key: str) -> Field[Any]:
    try:
        return INDIVIDUAL.field(key)
    except KeyError:
        return COMPANY.field(key)


def counts(catalogue: Catalogue) -> list[int]:
    counted = Counter(each.part for each in catalogue if not each.extra)
    return [counted[part] for part in catalogue.parts]


def test_an_individual_has_100_fields_in_seven_parts() -> None:
    assert counts(INDIVIDUAL) == [19, 9, 12, 15, 21, 14, 10, 0]


def test_a_company_has_35_fields_in_five_parts() -> None:
    assert counts(COMPANY) == [7, 7, 6, 5, 10, 0]


@pytest.mark.parametrize(("key", "zh", "en", "_type", "klass"), LISTED)
def test_each_listed_field_is_there(key: str, zh: str, en: str, _type: str, klass: str) -> None:
    field = found(key)
    assert field.aliases[0] == zh
    assert field.label == en or key in RENAMED
    assert field.about_others == ("3" in klass)
    if key != "id_number":  # class H, but sealed by the design
        assert field.tier.value == klass[0]


def test_the_extras_are_there() -> None:
    extras = {each.key for each in INDIVIDUAL if each.extra}
    assert extras == {
        *("customer_no", "joined_on", "acquisition_channel", "note", "sex", "form_of_address"),
        *("wechat", "consent", "deceased", "contact_stop", "region_code", "tags", "handler"),
        *("referral_by", "drawn_by"),
    }
    assert {"uscc", "customer_no", "note", "person.birthday"} < {
        each.key for each in COMPANY if each.extra
    }


def test_sensitive_fields_are_sealed() -> None:
    sealed = {each.key: each.seal for each in INDIVIDUAL if each.sealed}
    assert sealed == {
        "id_number": "identity",
        "medical_history": "health",
        "health_status": "health",
        "past_job.annual_income": "finance",
        "current_annual_income": "finance",
        "religion": "beliefs",
        "child.name": "family",
        "child.age": "family",
        "child.birthday": "family",
        "child.education": "family",
    }


def test_only_sealed_fields_name_a_blob_and_none_is_searched() -> None:
    for catalogue in CATALOGUES.values():
        for each in catalogue:
            assert bool(each.seal) == each.sealed, each.key
            assert not (each.search and each.tier in (Tier.SEALED, Tier.GUARDED)), each.key


def test_occasions() -> None:
    kinds = {each.occasion for catalogue in CATALOGUES.values() for each in catalogue}
    assert kinds - {""} == {
        *("birthday", "wedding", "spouse_birthday", "child_birthday", "person_birthday"),
        *("founding", "joined"),
    }


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=CATALOGUES)
def test_no_heading_names_two_fields(catalogue: Catalogue) -> None:
    names = [name for each in catalogue for name in {h.casefold() for h in each.headings}]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_columns_of_one_place_differ() -> None:
    for catalogue in CATALOGUES.values():
        for place in {each.group or each.part for each in catalogue}:
            fields = [each for each in catalogue if (each.group or each.part) is place]
            names = [each.column + column.suffix for each in fields for column in each.kind.columns]
            assert len(names) == len(set(names)), place


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("会员卡号", "customer_no"),
        ("卡号", "customer_no"),
        ("手机号码", "mobile"),
        ("电话", "mobile"),
        ("生日", "birth_date"),
        ("婚否", "marital_status"),
        ("爱吃", "favourite_dishes"),
        ("忌讳", "taboos"),
        ("爱好", "leisure_habits"),
        ("入会日期", "joined_on"),
        ("来源渠道", "acquisition_channel"),
        ("同意接收消息", "consent"),
        ("备注", "note"),
        ("工作单位", "employer_name"),
        ("年收入", "current_annual_income"),
    ],
)
def test_headings_of_member_lists(heading: str, key: str) -> None:
    assert heading in INDIVIDUAL.field(key).headings


def test_every_heading_of_the_company_list_is_known(company_rows: list[list[Any]]) -> None:
    known = {name for each in COMPANY for name in each.headings}
    headings = {re.sub(r"\d", "", str(cell)) for cell in company_rows[1]}
    assert headings <= known


def test_chinese_labels_are_those_of_the_reference() -> None:
    for catalogue in CATALOGUES.values():
        for each in catalogue:
            assert in_both(each.label)["zh"] in (each.label, each.aliases[0]), each.key


def test_the_page_of_fields_is_up_to_date() -> None:
    assert generate_fields.TARGET.read_text("utf-8") == generate_fields.text()
