"""What `import` says beside its counts."""

import json
from pathlib import Path

from tests.cli.conftest import Shuke

TILL = """单号,日期,会员卡号,金额
S1,2026-11-01,LW9,10
S1,2026-11-01,LW9,5
S2,2026-11-02,,7
"""
LIST = "会员卡号,姓名,手机,电话,备注,说明\nLW1,王芳,15412345678,15412345670,老客,常来\n"


def test_a_column_that_would_be_lost_is_told(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    (tmp_path / "mapping.json").write_text(json.dumps({"说明": "note"}), "utf-8")
    told = ("--what", "customers", "--mapping", tmp_path / "mapping.json", "--json")
    said = shuke("import", new_shop, tmp_path / "list.csv", *told, "--dry-run")
    assert said.status == 0
    assert "keeps only one" in said.err
    assert "Note (备注, 说明)" in said.err
    assert "Mobile" not in said.err  # a list of telephones keeps both


def test_no_column_is_lost_without_need(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    said = shuke("import", new_shop, tmp_path / "list.csv", "--what", "customers", "--json")
    assert said.err == ""
    numbers = shuke("show", new_shop, "LW1", "--json").data["parts"]["basic"]["mobile"]["value"]
    assert len(numbers) == 2


def test_walk_ins_and_unknown_numbers_are_told_in_words(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    (tmp_path / "till.csv").write_text(TILL, "utf-8")
    said = shuke("import", new_shop, tmp_path / "till.csv", "--what", "purchases")
    lines = {
        line.rsplit(maxsplit=1)[0]: line.rsplit(maxsplit=1)[-1]
        for line in said.out.splitlines()
        if " " in line.strip()
    }
    assert lines["Walk-ins"] == "1"
    assert lines["Lines of unknown customers"] == "2"
    assert lines["Receipts in the file"] == "2"
