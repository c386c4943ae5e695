"""What `set` prints: labels, masks where nobody asked to reveal, and what waits."""

from pathlib import Path
from typing import Any

from app.catalogue import COMPANY, INDIVIDUAL
from app.catalogue.field import Catalogue, Field, Part
from app.catalogue.kinds_text import Text
from app.cli.field_words import field_words
from app.i18n import use_language
from tests.cli.conftest import Shuke

FORMER = "糖尿病"


def revealed(shuke: Shuke, shop: Path, key: str) -> Any:
    parts = shuke("show", shop, "K0006", "--reveal", "--json").data["parts"]
    return next(part[key] for part in parts.values() if key in part)


def test_a_sealed_value_is_written_and_not_shown(shuke: Shuke, sample: Path) -> None:
    shuke("set", sample, "K0006", f"medical_history={FORMER}")
    assert revealed(shuke, sample, "medical_history")["value"] == FORMER
    said = shuke("set", sample, "K0006", "medical_history=高血压", "motto=慢慢来", "--json")
    assert said.data["changed"] == {
        "motto": {"from": None, "to": "慢慢来"},
        "medical_history": {"from": None, "to": "高血压"},
    }
    assert said.data["masked"] == ["medical_history"]
    assert FORMER not in said.out + said.err
    assert revealed(shuke, sample, "medical_history")["value"] == "高血压"


def test_the_table_masks_it_as_show_does(shuke: Shuke, sample: Path) -> None:
    first = shuke("set", sample, "K0006", f"medical_history={FORMER}").out
    assert first.splitlines()[-1].split("  ")[0] == "Medical history"
    assert first.count("(masked)") == 0  # there was nothing before
    emptied = shuke("set", sample, "K0006", "medical_history=").out
    assert FORMER not in emptied
    assert emptied.count("(masked)") == 1


def test_a_row_of_a_sealed_group_is_masked(shuke: Shuke, sample: Path) -> None:
    new = shuke("set", sample, "K0006", "child.name=小满", "--json")
    assert new.data["changed"] == {"child.name": {"from": None, "to": "小满"}}
    assert "masked" not in new.data
    known = shuke("set", sample, "K0006", "child.name=小雪", "--json")
    assert known.data["changed"] == {"child.name": {"from": None, "to": "小雪"}}
    assert known.data["masked"] == ["child.name"]
    table = shuke("set", sample, "K0006", "child.name=小雨").out
    assert table.count("(masked)") == 1
    assert "小雪" not in table
    rows = revealed(shuke, sample, "child")
    assert [row["child.name"]["value"] for row in rows] == ["小雨"]


def test_a_plain_value_has_no_mask(shuke: Shuke, sample: Path) -> None:
    said = shuke("set", sample, "K0006", "motto=慢慢来", "--json").data
    assert list(said) == ["changed", "act"]


def test_fields_bear_their_labels(shuke: Shuke, sample: Path) -> None:
    words = shuke("set", sample, "K0006", "motto=慢慢来", "child.name=小满").out
    assert "Motto" in words
    assert "Children · Child's name" in words
    assert "motto" not in words
    assert "child.name" not in words


def test_no_two_fields_are_called_the_same() -> None:
    for language in ("en", "zh"):
        use_language(language)
        for catalogue in (INDIVIDUAL, COMPANY):
            words = [field_words(each, catalogue) for each in catalogue]
            assert len(set(words)) == len(words)
    use_language("en")


class Twins(Part):
    """Two fields that are called the same, as a shop may call one of its own."""

    key = "twins"
    label = "Twins"
    seat = Field(Text(), "Seat")
    chair = Field(Text(), "Seat")


def test_the_key_tells_those_apart_that_are_called_the_same() -> None:
    words = [field_words(each, Catalogue("twins", (Twins,))) for each in Twins.fields]
    assert words == ["Seat (seat)", "Seat (chair)"]


def test_a_text_that_waits_is_not_nothing(shuke: Shuke, sample: Path) -> None:
    said = shuke("set", sample, "K0001", "mobile=abc")
    assert said.out == "No value changed. 1 text waits to be corrected.\n"
    assert "abc" in said.err
    both = shuke("set", sample, "K0001", "mobile=abc", "wedding_anniversary=2-30")
    assert both.out == "No value changed. 2 texts wait to be corrected.\n"
    told = shuke("set", sample, "K0001", "mobile=abc", "--json").data
    assert told["changed"] == {}
    assert isinstance(told["act"], int)
    assert list(told) == ["changed", "act"]
