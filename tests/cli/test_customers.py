"""`demo`, `search`, `show` and `set` from the command line."""

from pathlib import Path
from typing import Any

import pytest

from app.catalogue import COMPANY, INDIVIDUAL
from tests.cli.conftest import Shuke


def test_demo_tells_what_it_made(shuke: Shuke, tmp_path: Path) -> None:
    folder = tmp_path / "sample.shuke"
    said = shuke("demo", folder, "--customers", 3, "--json").data
    assert said == {"shop": str(folder), "customers": 3, "purchases": 30}
    assert shuke("demo", folder, "--customers", 3).status == 1
    assert shuke("demo", tmp_path / "x", "--customers", 1_000_001).status == 2


def test_search_like_the_window(shuke: Shuke, sample: Path) -> None:
    said = shuke("search", sample, "林晓荷", "--json").data
    assert said == {
        "hits": [
            {
                "id": 1,
                "number": "K0001",
                "name": "林晓荷",
                "kind": "individual",
                "matched": "name",
            }
        ],
        "total": 1,
    }
    by_pinyin = shuke("search", sample, "lxh", "--json").data["hits"]
    assert "K0001" in [hit["number"] for hit in by_pinyin]
    few = shuke("search", sample, "154", "--limit", "3", "--json").data
    assert len(few["hits"]) == 3
    assert few["total"] > 3
    assert shuke("search", sample, "nobodyhasthis", "--json").data == {"hits": [], "total": 0}
    assert "林晓荷" in shuke("search", sample, "xiaohe").out


def test_show_has_every_field_of_the_catalogue(shuke: Shuke, sample: Path) -> None:
    for number, catalogue in (("k0001 ", INDIVIDUAL), ("#1", INDIVIDUAL), ("Q0001", COMPANY)):
        said = shuke("show", sample, number, "--json").data
        assert said["kind"] == catalogue.name
        assert list(said["parts"]) == [part.key for part in catalogue.parts]
        for part in catalogue.parts:
            keys = [f.key for f in part.fields] + [g.key for g in part.groups]
            shown = [key for key in said["parts"][part.key] if not key.startswith("own.")]
            assert sorted(shown) == sorted(keys)
            for each in part.fields:
                cell = said["parts"][part.key][each.key]
                assert sorted(cell) == ["learnt_on", "source", "value", "verified_on"]


def test_show_masks_until_revealed_and_the_trail_knows(shuke: Shuke, sample: Path) -> None:
    masked = shuke("show", sample, "K0001", "--json").data
    assert masked["parts"]["family"]["child"] == []
    assert masked["parts"]["basic"]["character_traits"]["value"] is None
    assert {"child", "character_traits"} <= set(masked["masked"])
    shown = shuke("show", sample, "K0001", "--reveal", "--json").data
    names = [row["child.name"]["value"] for row in shown["parts"]["family"]["child"]]
    assert names == ["小麦", "豆豆"]
    assert shown["masked"] == []
    actions = [e["action"] for e in shuke("audit", sample, "--json").data["entries"]]
    assert actions.count("customer.reveal") == 1
    assert "小麦" not in shuke("audit", sample, "--json").out


def test_show_for_people_says_what_is_masked(shuke: Shuke, sample: Path) -> None:
    words = shuke("show", sample, "K0001").out
    assert "胡萝卜汁" in words
    assert "(masked)" in words
    assert "小麦，" not in words


def test_an_unknown_number_is_1(shuke: Shuke, sample: Path) -> None:
    said = shuke("show", sample, "X9", "--json")
    assert (said.status, said.out) == (1, "")
    assert "X9" in said.err


def changed(shuke: Shuke, shop: Path, *pairs: str) -> Any:
    return shuke("set", shop, *pairs, "--json").data


def test_set_reads_like_an_import_and_is_one_act(shuke: Shuke, sample: Path) -> None:
    said = changed(
        shuke, sample, "K0001", "birth_date=1985.3.7", "motto=慢慢来", "favourite_dishes="
    )
    assert said["changed"]["birth_date"]["to"] == "1985-03-07"
    assert said["changed"]["birth_date"]["from"]["calendar"] == "lunar"
    assert said["changed"]["motto"] == {"from": None, "to": "慢慢来"}
    assert said["changed"]["favourite_dishes"]["to"] is None
    undone = shuke("undo", sample, "--act", said["act"], "--json").data
    assert undone == {"removed": 0, "restored": 1, "kept": 0}
    shown = shuke("show", sample, "K0001", "--json").data["parts"]
    assert (
        shown["personality"]["motto"]["value"] is None
        if "motto" in shown["personality"]
        else (shown["life"]["motto"]["value"] is None)
    )
    assert shown["life"]["favourite_dishes"]["value"] == ["胡萝卜汁", "清蒸鱼"]


def test_set_nothing_new_is_no_act(shuke: Shuke, sample: Path) -> None:
    assert changed(shuke, sample, "K0001", "name=林晓荷") == {"changed": {}, "act": None}


def test_set_what_cannot_be_read_is_kept_as_a_question(shuke: Shuke, sample: Path) -> None:
    said = shuke("set", sample, "K0001", "wedding_anniversary=2-30", "--json")
    assert said.status == 0
    assert said.data["changed"] == {}
    assert "2-30" in said.err
    doubts = shuke("show", sample, "K0001", "--json").data["doubts"]
    assert doubts == [
        {
            "field": "wedding_anniversary",
            "typed": "2-30",
            "reason": "invalid_date",
            "taken": False,
        }
    ]


def test_set_in_a_group(shuke: Shuke, sample: Path) -> None:
    first = changed(shuke, sample, "K0006", "child.name=小满", "child.birthday=2020-5-1")
    assert {"child.name", "child.birthday"} <= set(first["changed"])
    again = changed(shuke, sample, "K0006", "child.name=小雪")
    assert list(again["changed"]) == ["child.name"]
    shown = shuke("show", sample, "K0006", "--reveal", "--json").data["parts"]["family"]["child"]
    assert [row["child.name"]["value"] for row in shown] == ["小雪"]
    several = shuke("set", sample, "K0001", "child.name=小雪")
    assert (several.status, several.out) == (1, "")


@pytest.mark.parametrize(
    ("pairs", "status"),
    [(["nonsense=1"], 1), (["no-equals-sign"], 2), (["motto=a", "nonsense=1"], 1), ([], 2)],
)
def test_set_refuses_whole(shuke: Shuke, sample: Path, pairs: list[str], status: int) -> None:
    said = shuke("set", sample, "K0001", *pairs)
    assert (said.status, said.out) == (status, "")
    life = shuke("show", sample, "K0001", "--json").data["parts"]["life"]
    assert life["motto"]["value"] is None


def test_set_for_people(shuke: Shuke, sample: Path) -> None:
    words = shuke("set", sample, "K0001", "birth_date=1985-3-7").out
    assert "lunar" in words
    assert "1985-03-07" in words
    assert shuke("set", sample, "K0001", "birth_date=1985-3-7").out == "Nothing changed.\n"


@pytest.mark.parametrize("number", ["#99999999999999999999999", "#²", "#0", "#", "##1"])
def test_a_record_that_cannot_be_is_nobody(shuke: Shuke, sample: Path, number: str) -> None:
    said = shuke("show", sample, number, "--json")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"There is no customer {number}.")


def test_show_speaks_chinese_throughout(shuke: Shuke, sample: Path) -> None:
    said = shuke("show", sample, "K0001", "--lang", "zh").out
    assert [each for each in said.splitlines()[2].split() if each] == ["部分", "字段", "内容"]


def test_chinese_sentences_stand_without_gaps(shuke: Shuke, sample: Path) -> None:
    said = shuke("show", sample, "nobody", "--lang", "zh")
    assert said.err == "没有编号为 nobody 的客户。没有任何改动。搜一下姓名，就能找到编号。\n"
