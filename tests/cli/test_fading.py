"""`fading` from the command line: the tea shop's truth, words, and days gone by."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shuke
from tests.core.purchases.till import LAOWANG, truth

KEYS = {"number", "silent_days", "usual_gap_days", "recent", "before", "why"}


@pytest.fixture(scope="module")
def hints() -> dict[str, Any]:
    found: dict[str, Any] = truth(LAOWANG)["churn"]["hints"]
    return found


def test_the_tea_shop(shuke: Shuke, new_shop: Path, hints: dict[str, Any]) -> None:
    for file, what in (("members.xlsx", "customers"), ("purchases.csv", "purchases")):
        said = shuke("import", new_shop, LAOWANG / file, "--what", what, "--json")
        assert said.status == 0, said.err
    members = shuke("fading", new_shop, "--json").data["members"]
    told = {
        each["number"]: (
            *(each["silent_days"], each["usual_gap_days"], each["recent"], each["before"]),
            *(float(each["recent_revenue"]), float(each["before_revenue"])),
        )
        for each in members
        if each["number"].startswith("LW0")
    }
    keys = ("silent", "median_gap", "f_recent", "f_prev", "m_recent", "m_prev")
    assert {number: told[number] for number in hints} == {
        number: tuple(each[key] for key in keys) for number, each in hints.items()
    }
    assert set(told) == set(hints)
    lines = shuke("fading", new_shop).out.splitlines()
    assert lines[0].split() == ["Number", "Why"]
    assert len(lines) == len(members) + 2
    assert all(set(each) >= KEYS and str(each["silent_days"]) in each["why"] for each in members)
    pace = [float(each["before_revenue"]) for each in members]
    assert pace == sorted(pace, reverse=True)
    earlier = shuke("fading", new_shop, "--as-of", "2026-05-01", "--json").data["members"]
    assert {each["number"] for each in earlier} != set(told)


def test_nobody(shuke: Shuke, new_shop: Path) -> None:
    assert shuke("fading", new_shop, "--json").data == {"members": []}
    assert "Nobody is slipping away" in shuke("fading", new_shop).out
