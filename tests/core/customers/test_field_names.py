"""A field is found by whatever a person may call it."""

from collections.abc import Iterator

import pytest

from app.catalogue import CATALOGUES
from app.catalogue.basics import Basics
from app.catalogue.field import Field
from app.catalogue.life import Life
from app.catalogue.personality import Personality
from app.core.customers.field_names import find_fields
from app.i18n import use_language

INDIVIDUAL = CATALOGUES["individual"]


@pytest.fixture
def chinese() -> Iterator[None]:
    use_language("zh")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Blood type", Basics.blood_type),
        ("blood", Basics.blood_type),
        ("血型", Basics.blood_type),
        ("xx", Basics.blood_type),
        ("xuexing", Basics.blood_type),
        ("喜欢吃什么菜", Life.favourite_dishes),
        ("忌讳", Personality.taboos),
        ("jhnxs", Personality.taboos),
    ],
)
def test_a_field_is_found_first(typed: str, field: Field[str]) -> None:
    assert find_fields(INDIVIDUAL, typed)[0] is field


def test_the_whole_name_stands_above_a_longer_one(chinese: None) -> None:
    assert find_fields(INDIVIDUAL, "配偶姓名")[0].key == "spouse.name"
    assert find_fields(INDIVIDUAL, "姓名")[0] is Basics.name


def test_every_field_is_found_by_its_own_name_in_both_languages(chinese: None) -> None:
    for catalogue in CATALOGUES.values():
        for field in catalogue:
            assert find_fields(catalogue, field.label)[0].label == field.label, field.key
            assert field in find_fields(catalogue, field.aliases[0]), field.key


def test_nothing_typed_finds_nothing() -> None:
    assert find_fields(INDIVIDUAL, "  ") == ()
    assert find_fields(INDIVIDUAL, "没有这样的字段") == ()
