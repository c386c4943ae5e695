"""Names are read by their surname, sorted as Chinese lists are, found by every reading."""

import random
import subprocess
import sys
from typing import Any

import pytest

from app.catalogue.surnames import reading


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("单雄信", "shan"),
        ("曾国", "zeng"),
        ("解缙", "xie"),
        ("仇英", "qiu"),
        ("查良", "zha"),
        ("翟天", "zhai"),
        ("缪斯", "miao"),
        ("朴树", "piao"),
        ("尉迟恭", "yuchi"),
        ("万俟卨", "moqi"),
        ("单于", "chanyu"),
        ("单于飞", "chanyu"),
        ("欧阳修", "ouyang"),
    ],
)
def test_v8_surname_readings(name: str, surname: str) -> None:
    found = reading(name)
    assert found.surname == surname
    assert found.full.startswith(surname)


def test_v8_order() -> None:
    expected = "阿信 陈静 程静 黎娜 李娜 卢布 陆毅 吕布".split()  # noqa: SIM905
    shuffled = random.Random(7).sample(expected, len(expected))
    assert sorted(shuffled, key=lambda name: reading(name).sort_key) == expected


def test_other_readings_are_found_too() -> None:
    shan = reading("单雄信")
    assert (shan.full, shan.initials) == ("shanxiongxin", "sxx")
    assert {"danxiongxin", "dxx"} <= set(shan.alternatives)
    assert reading("吕布").full == "lvbu"
    assert "lubu" in reading("吕布").alternatives


def test_a_company_is_not_read_by_surname() -> None:
    assert reading("单县银行", person=False).full.startswith("dan")
    assert "yinhang" in "".join(reading("农商银行", person=False).alternatives)


def test_latin_names_digits_emoji_and_nothing() -> None:
    assert reading("Alice 李").full == "aliceli"
    assert reading("蔡平浩🌸").initials == "cph"
    assert reading("永泰01店", person=False).initials == "yt01d"
    assert reading("").full == ""


def test_surnames_of_the_member_list(truth: dict[str, Any]) -> None:
    for row in truth["members"]["rows"]:
        if row.get("surname_reading"):
            assert reading(row["name"]).surname == row["surname_reading"], row["name"]


def test_pypinyin_waits_until_a_name_is_read() -> None:
    code = (
        "import sys; from app.catalogue import CATALOGUES; from app.catalogue import surnames; "
        "assert 'pypinyin' not in sys.modules; surnames.reading('王'); "
        "assert 'pypinyin' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
