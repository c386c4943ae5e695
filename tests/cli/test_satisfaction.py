"""`complaints` and `satisfaction`, and both lists in and out, from the owner's own files."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shuke

LAOWANG = Path(__file__).parents[1] / "data" / "laowang"
AS_OF = ("--as-of", "2026-11-22", "--json")


@pytest.fixture
def truth() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((LAOWANG / "truth.json").read_text(encoding="utf-8"))
    return found


def test_complaints_in_counted_out_and_in_again(
    shuke: Shuke, new_shop: Path, truth: dict[str, Any], tmp_path: Path
) -> None:
    wanted = truth["complaints"]
    file = LAOWANG / "complaints.xlsx"
    done = shuke("import", new_shop, file, "--what", "complaints", *AS_OF).data
    assert (done["created"], done["rejected"]) == (wanted["rows"], 0)
    assert len(done["unknown_customers"]) > 0
    found = shuke("complaints", new_shop, *AS_OF).data
    assert found["open"] == len(wanted["open_rows"])
    assert found["overdue"] == len(wanted["overdue_rows"])
    assert found["by_category"] == wanted["pareto"]
    assert found["resolution_hours"]["median"] == pytest.approx(wanted["median_hours"])
    assert found["resolution_hours"]["p90"] == pytest.approx(wanted["p90_hours_inclusive"])
    for suffix in (".xlsx", ".csv"):
        out = tmp_path / f"out{suffix}"
        told = ("--what", "complaints", "--purpose", "look", *AS_OF)
        assert shuke("export", new_shop, out, *told).data["rows"] == wanted["rows"]
        again = shuke("import", new_shop, out, "--what", "complaints", *AS_OF).data
        assert again["unchanged"] == again["rows"] == wanted["rows"]
    assert "产品质量" in shuke("complaints", new_shop, "--as-of", "2026-11-22").out
    undone = shuke("undo", new_shop, "--batch", done["batch"], "--json").data
    assert (undone["removed"], undone["restored"]) == (wanted["rows"], 0)  # not its kinds, too


def test_satisfaction_of_both_waves_and_its_chart(
    shuke: Shuke, new_shop: Path, truth: dict[str, Any], tmp_path: Path
) -> None:
    told = ("--what", "survey", "--survey", "茶客满意度", *AS_OF)
    assert shuke("import", new_shop, LAOWANG / "survey.csv", *told).data["created"] == 150
    chart = tmp_path / "plane.png"
    asked = ("satisfaction", new_shop, "--survey", "茶客满意度", "--chart", chart)
    found = shuke(*asked, *AS_OF).data["waves"]
    assert [each["wave"] for each in found] == list(truth["survey"]["waves"])
    for each in found:
        wanted = truth["survey"]["waves"][each["wave"]]
        assert each["respondents"] == wanted["respondents"]
        assert each["csi_raw"] == pytest.approx(wanted["csi_raw_percent"] / 100, abs=1e-6)
        assert each["csi_rescaled"] == pytest.approx(wanted["csi_rescaled_percent"] / 100, abs=1e-6)
        assert each["nps"]["score"] == pytest.approx(wanted["nps"]["score"], abs=1e-6)
        assert each["nps"]["se"] == pytest.approx(wanted["nps"]["se"], abs=1e-6)
        items = [(row["item"], row["quadrant"]) for row in each["items"]]
        assert items == [(row["item"], row["ipa"]) for row in wanted["items"]]
    assert chart.read_bytes().startswith(b"\x89PNG")
    assert "茶叶品质" in shuke(*asked[:4], "--as-of", "2026-11-22").out


def test_an_empty_book_has_blanks_and_an_unknown_survey_is_named(
    shuke: Shuke, new_shop: Path
) -> None:
    found = shuke("complaints", new_shop, "--json").data
    assert found["resolution_hours"] == {"median": None, "p90": None}
    assert (found["open"], found["by_category"]) == (0, [])
    said = shuke("satisfaction", new_shop, "--survey", "x")
    assert (said.status, said.out) == (1, "")
    assert '"x"' in said.err
