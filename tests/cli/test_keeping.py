"""`backup`, `verify`, `restore`, `check` and `audit` from the command line."""

from pathlib import Path

import pytest

from app import cli
from app.core.backups.handover import serve
from app.core.opening import open_shop
from tests.cli.conftest import PASSWORD, Shuke


def test_a_backup_is_made_verified_and_restored(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    made = shuke("backup", new_shop, "--to", tmp_path / "stick", "--json").data
    file = Path(made["file"])
    assert file.is_absolute()
    assert file.stat().st_size == made["size"]
    assert made["verified"] is True
    said = shuke("verify", file, "--json").data
    assert said == {"ok": True, "depth": 3, "reason": None}
    beside = tmp_path / "again.shuke"
    restored = shuke("restore", file, "--to", beside, "--json").data
    assert (restored["customers"], restored["purchases"]) == (0, 0)
    assert restored["from"].startswith("2026-11-22T")
    assert shuke("check", beside).status == 0


def test_depth_1_needs_no_password(
    shuke: Shuke, new_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shuke("backup", new_shop, "--to", tmp_path, "--json").data["file"]
    monkeypatch.setenv("SHUKE_PASSWORD", "not this one 99")
    assert shuke("verify", file, "--depth", "1", "--json").data["ok"] is True
    assert shuke("verify", file).status == 3


def test_a_damaged_backup_is_5_and_says_so_in_json(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    file = Path(shuke("backup", new_shop, "--to", tmp_path, "--json").data["file"])
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    said = shuke("verify", file, "--json")
    assert said.status == 5
    assert said.data["ok"] is False
    assert said.data["reason"]


def test_a_damaged_shop_is_5_and_says_so_in_json(shuke: Shuke, new_shop: Path) -> None:
    data = new_shop / "data.db"
    content = bytearray(data.read_bytes())
    content[5000:5100] = bytes(100)
    data.write_bytes(bytes(content))
    said = shuke("check", new_shop, "--json")
    assert said.status == 5
    assert said.data["ok"] is False
    assert said.data["findings"]


def test_a_damaged_backup_is_named_with_what_to_do(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    (tmp_path / "photo.skbak").write_text("hello")
    said = shuke("verify", tmp_path / "photo.skbak")
    assert said.status == 5
    assert said.out.splitlines() == [
        "The backup photo.skbak is not whole:",
        "it does not begin like a backup of Shuke",
        "The shop itself was not touched. Use another backup, and make a new one.",
    ]
    told = shuke("verify", tmp_path / "photo.skbak", "--json").data
    assert told == {"ok": False, "depth": 3, "reason": "it does not begin like a backup of Shuke"}


@pytest.mark.parametrize("asked", [["verify"], ["restore", "--to", "beside.shuke"]])
def test_a_backup_that_is_not_there_is_named(
    shuke: Shuke, tmp_path: Path, asked: list[str]
) -> None:
    said = shuke(*asked, tmp_path / "gone.skbak")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"The file {tmp_path / 'gone.skbak'} does not exist.")


def test_a_damaged_shop_says_what_is_safe_and_what_to_do(shuke: Shuke, new_shop: Path) -> None:
    data = new_shop / "data.db"
    content = bytearray(data.read_bytes())
    content[5000:5100] = bytes(100)
    data.write_bytes(bytes(content))
    last = shuke("check", new_shop).out.splitlines()[-1]
    assert "damaged folder is left as it is" in last
    assert "restore FILE --to NEW.shuke" in last
    assert str(new_shop / "backups") in last
    assert list(shuke("check", new_shop, "--json").data) == ["ok", "findings"]


def test_a_whole_shop_needs_no_advice(shuke: Shuke, new_shop: Path) -> None:
    assert shuke("check", new_shop).out == "Everything is whole.\n"


def test_the_audit_trail_lists_what_was_done(shuke: Shuke, new_shop: Path) -> None:
    shuke("check", new_shop)
    said = shuke("audit", new_shop, "--since", "2026-11-22", "--json").data
    assert said["chain_ok"] is True
    actions = [each["action"] for each in said["entries"]]
    assert "check" in actions
    assert "shop.create" in actions
    assert shuke("audit", new_shop, "--since", "2026-11-23", "--json").data["entries"] == []
    assert "unbroken" in shuke("audit", new_shop).out


def test_backup_goes_to_the_window_that_holds_the_shop(
    shuke: Shuke, new_shop: Path, tmp_path: Path, cli_parts: cli.Parts
) -> None:
    state, wall = cli_parts.app_state, cli_parts.wall
    shop, _ = open_shop(new_shop, None, PASSWORD, clock=wall, app_state=state)
    assert shuke("backup", new_shop, "--to", tmp_path / "stick").status == 4
    stop = serve(shop, state)
    said = shuke("backup", new_shop, "--to", tmp_path / "stick", "--json")
    assert said.status == 0
    assert Path(said.data["file"]).stat().st_size == said.data["size"]
    assert shuke("check", new_shop).status == 4
    stop()
    shop.close()


def test_a_file_where_the_backups_should_go(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    (tmp_path / "list").write_text("x")
    for where in (tmp_path / "list", tmp_path / "list" / "deeper"):
        said = shuke("backup", new_shop, "--to", where)
        assert (said.status, said.out) == (1, "")
        assert said.err == (
            "There is a file where a folder is needed, or a folder where a file is. "
            "Nothing was changed. Choose another name or place.\n"
        )
    assert (tmp_path / "list").read_text() == "x"


def test_a_stick_that_is_not_plugged_in_is_no_folder_to_make(
    shuke: Shuke, new_shop: Path, tmp_path: Path
) -> None:
    """A copy in a folder of the same name on this disk would only seem to be one."""
    said = shuke("backup", new_shop, "--to", tmp_path / "STICK" / "copies")
    assert said.status == 1
    assert "is not there" in said.err
    assert not (tmp_path / "STICK").exists()
