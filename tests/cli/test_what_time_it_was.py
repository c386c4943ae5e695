"""`--as-of` moves the figures, never the audit trail: when something was done stands there."""

from pathlib import Path

from app import cli
from tests.cli.conftest import Shuke


def test_the_trail_knows_no_other_day(
    shuke: Shuke, new_shop: Path, cli_parts: cli.Parts, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("卡号,姓名\nC1,王堃\n", "utf-8")
    assert shuke("import", new_shop, people, "--what", "customers").status == 0
    assert shuke("value", new_shop, "--as-of", "1900-01-01").status == 0
    told = ("set", new_shop, "C1", "job_title=店长", "--as-of", "2019-05-05")
    assert shuke(*told).status == 0
    shown = shuke("show", new_shop, "C1", "--json").data["parts"]
    (learnt,) = {
        each["learnt_on"]
        for part in shown.values()
        for each in part.values()
        if isinstance(each, dict) and each.get("value") == "店长"
    }
    assert learnt == "2019-05-05"  # a figure of that day, as was asked
    times = [each["at"] for each in shuke("audit", new_shop, "--json").data["entries"]]
    assert len(times) >= 6
    assert {each[:10] for each in times} == {cli_parts.wall.today().isoformat()}
