"""The ready sheets have the shape their models ask for, in both languages."""

import re
from collections import Counter

import pytest

from app.catalogue.questionnaire import Sheet
from app.catalogue.questionnaires import SHEETS, sheet
from app.core.surveys.gaps import DIMENSIONS, PUBLISHED_WEIGHTS

HAN = re.compile(r"[㐀-鿿]")


@pytest.mark.parametrize("each", SHEETS, ids=lambda each: each.key)
def test_keys_are_unique_and_both_languages_are_there(each: Sheet) -> None:
    keys = Counter(item.key for item in each.items)
    assert max(keys.values()) == 1
    for item in each.items:
        assert HAN.search(item.words.zh)
        assert item.words.en
        assert not HAN.search(item.words.en)
        assert item.low < item.high
        assert item.group == "" or each.group(item.group) is not None
    assert {item.group for item in each.items} - {""} == {group.key for group in each.groups}
    assert sheet(each.key) is each


def test_servqual_has_its_22_pairs_and_published_weights() -> None:
    found = sheet("servqual")
    pairs = [item for item in found.items if item.kind == "pair"]
    sizes = Counter(item.group for item in pairs)
    assert [sizes[key] for key in DIMENSIONS] == [4, 5, 4, 4, 5]
    assert {item.high for item in pairs} == {7}
    assert {group.key: group.weight for group in found.groups} == PUBLISHED_WEIGHTS


def test_the_self_assessment_has_the_courses_maxima() -> None:
    found = sheet("assessment")
    sizes = Counter(item.group for item in found.items)
    assert [5 * sizes[group.key] for group in found.groups] == [35, 25, 20, 35, 20, 35, 30]
    assert len(found.items) == 40


def test_one_question_sheets_ask_on_their_published_scales() -> None:
    nps = next(item for item in sheet("nps").items if item.role == "recommend")
    assert (nps.low, nps.high) == (0, 10)
    ces = next(item for item in sheet("ces").items if item.role == "effort")
    assert (ces.low, ces.high) == (1, 7)


def test_the_three_levels_hold_what_the_course_names() -> None:
    found = sheet("levels")
    product = [item.key for item in found.items if item.group == "product"]
    assert product == ["quality", "price", "design", "packaging", "timeliness"]
    assert [group.key for group in found.groups] == ["product", "service", "social"]
