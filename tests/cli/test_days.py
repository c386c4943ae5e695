"""`occasions`, `value` and `rfm` from the command line; `import` and the truth files."""

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Shuke

LAOWANG = Path(__file__).parents[1] / "data" / "laowang"
TRUTH: dict[str, Any] = json.loads((LAOWANG / "truth.json").read_text("utf-8"))
KINDS = "birthday,wedding,spouse_birthday,child_birthday"


@pytest.fixture
def tea_shop(shuke: Shuke, new_shop: Path) -> Path:
    """老王茶叶店 with its members and its till."""
    for file, what in (("members.xlsx", "customers"), ("purchases.csv", "purchases")):
        said = shuke("import", new_shop, LAOWANG / file, "--what", what, "--json")
        assert said.status == 0, said.err
    return new_shop


def test_occasions_and_figures_of_the_tea_shop(
    shuke: Shuke, tea_shop: Path, tmp_path: Path
) -> None:
    """One shop for all questions, because its import takes seconds."""
    check_occasions(shuke, tea_shop)
    check_ics(shuke, tea_shop, tmp_path / "days.ics")
    check_value(shuke, tea_shop, tmp_path / "value.svg")
    check_rfm(shuke, tea_shop)


def check_occasions(shuke: Shuke, shop: Path) -> None:
    for start, expected in TRUTH["occasions"].items():
        told = ("--from", start, "--kinds", KINDS, "--json")
        found = shuke("occasions", shop, *told).data["occasions"]
        ours = sorted((e["customer"], e["kind"], e["whose"], e["on"], e["calendar"]) for e in found)
        theirs = [(e["card"], e["kind"], e["who"], e["date"], e["calendar"]) for e in expected]
        assert ours == sorted(theirs)
    rules = {
        e["rule"]
        for e in shuke("occasions", shop, "--from", "2027-02-01", "--json").data["occasions"]
    }
    assert {"exact", "day_29", "feb_28"} <= rules


def check_ics(shuke: Shuke, shop: Path, file: Path) -> None:
    found = shuke("occasions", shop, "--days", "7", "--ics", file, "--json").data["occasions"]
    assert len(Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == len(found) > 0
    actions = [e["action"] for e in shuke("audit", shop, "--json").data["entries"]]
    assert "Export calendar" in actions


def check_value(shuke: Shuke, shop: Path, chart: Path) -> None:
    for options, name in (((), "last_365_days"), (("--all",), "all_time")):
        told, said = TRUTH["marcus"][name], shuke("value", shop, *options, "--json").data
        assert said["customers"] == told["customers"]
        assert said["purchases"] == told["purchases"]
        assert said["revenue"] == f"{told['revenue']:.2f}"
        assert said["purchases_per_customer"] == told["f"]
        assert said["average_purchase"] == told["a"]
        counts = dict(said["counts"])
        counts["spender"] = counts.pop("spenders")
        assert counts == told["counts"]
        groups = {e["number"]: (e["purchases"], e["group"].rstrip("s")) for e in said["members"]}
        assert groups == {k: (e["n"], e["cls"]) for k, e in told["cards"].items()}
    assert shuke("value", shop, "--chart", chart).status == 0
    assert chart.read_text("utf-8").lstrip().startswith("<?xml")
    assert shuke("value", shop, "--chart", chart.with_suffix(".bmp")).status == 1


def check_rfm(shuke: Shuke, shop: Path) -> None:
    members = shuke("rfm", shop, "--json").data["members"]
    assert {m["number"] for m in members} > set()
    assert all(m["score"] == f"{m['r']}{m['f']}{m['m']}" for m in members)
    assert "Recency" in shuke("rfm", shop).out


def test_a_mapping_printed_is_a_mapping_taken(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    what = ("--what", "companies", "--json")
    tried = shuke("import", new_shop, LAOWANG / "companies.xlsx", *what, "--dry-run").data
    assert (tried["rows"], tried["created"], tried["batch"]) == (60, 60, None)
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps(tried["mapping"]), "utf-8")
    told = (*what, "--mapping", mapping, "--rejects", tmp_path / "rejected.xlsx")
    done = shuke("import", new_shop, LAOWANG / "companies.xlsx", *told).data
    assert done["mapping"] == tried["mapping"]
    assert done["created"] == 60
    again = shuke("import", new_shop, LAOWANG / "companies.xlsx", *told).data
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 60)
    undone = shuke("undo", new_shop, "--batch", done["batch"], "--json").data
    assert undone["removed"] == 60
    mapping.write_text("[1]", "utf-8")
    wrong = shuke("import", new_shop, LAOWANG / "companies.xlsx", *told)
    assert (wrong.status, wrong.out) == (1, "")


def test_export_writes_a_file_for_a_purpose(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    shuke("import", new_shop, LAOWANG / "companies.xlsx", "--what", "companies")
    file = tmp_path / "out.csv"
    told = (new_shop, file, "--what", "companies", "--json")
    assert shuke("export", *told).status == 2
    said = shuke("export", *told, "--purpose", "visit").data
    assert said["rows"] == 60
    assert said["export_id"]
    assert file.stat().st_size > 0


def test_rejected_and_held_back_rows_are_counted(shuke: Shuke, new_shop: Path) -> None:
    words = shuke("import", new_shop, LAOWANG / "members.xlsx", "--what", "customers").out
    for text in ("589", "same card number", "no name", "会员卡号", "Customer number"):
        assert text in words


def test_an_unknown_kind_of_day_is_told_the_known_ones(shuke: Shuke, new_shop: Path) -> None:
    said = shuke("occasions", new_shop, "--kinds", "birthday,name_day")
    assert said.status == 2
    assert "spouse_birthday" in said.err
    assert "OccasionKind" not in said.err
