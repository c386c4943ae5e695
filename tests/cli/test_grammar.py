"""What holds for every command: exit statuses, one line on stderr, languages, passwords."""

import io
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import cli
from app.cli import commands
from app.core.clock import Clock, system_clock
from app.core.vault.lock import acquire
from tests.cli.conftest import PASSWORD, Shuke


def test_new_shows_the_card_once_and_keeps_the_shop(shuke: Shuke, tmp_path: Path) -> None:
    said = shuke("new", tmp_path / "tea", "--name", "老王茶铺", "--json")
    assert said.status == 0
    assert said.data["shop"] == str(tmp_path / "tea.shuke")
    assert said.data["recovery_card"].count("-") >= 7
    again = shuke("new", tmp_path / "tea", "--name", "老王茶铺")
    assert (again.status, again.out) == (1, "")
    assert "already" in again.err


def test_failure_is_one_line_on_stderr_and_nothing_on_stdout(shuke: Shuke, tmp_path: Path) -> None:
    for arguments, status in (
        (("check", tmp_path / "none.shuke"), 1),
        (("check",), 2),
        (("dance", tmp_path), 2),
        (("check", "."), 1),
        (("occasions", tmp_path, "--days", "0"), 2),
        (("occasions", tmp_path, "--kinds", "birthday,lunch"), 2),
        (("occasions", tmp_path, "--from", "2026-02-30"), 2),
        (("value", tmp_path, "--days", "3", "--all"), 2),
        (("check", tmp_path / "none.shuke", "--as-of", "soon"), 2),
    ):
        said = shuke(*arguments)
        assert said.status == status, arguments
        assert said.out == ""
        assert said.err.strip()
        assert said.err.count("\n") == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "20261122", "2026-W47-7", "2026-1-2"])
def test_a_day_is_one_that_can_be_counted_from(shuke: Shuke, new_shop: Path, day: str) -> None:
    for option in ("--from", "--as-of"):
        said = shuke("occasions", new_shop, option, day, "--json")
        assert (said.status, said.out) == (2, "")
        assert f"not a day (YYYY-MM-DD): {day}" in said.err


def test_a_notice_and_a_failure_are_one_line(shuke: Shuke, new_shop: Path, tmp_path: Path) -> None:
    shutil.copytree(new_shop, tmp_path / "older.shuke")
    assert shuke("audit", new_shop).status == 0
    shutil.rmtree(new_shop)
    (tmp_path / "older.shuke").rename(new_shop)
    said = shuke("show", new_shop, "nobody")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("This PC has seen newer changes")
    assert "There is no customer nobody." in said.err
    assert said.err.count("\n") == 1


def test_wrong_password_is_3(shuke: Shuke, new_shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHUKE_PASSWORD", "not this one 99")
    said = shuke("check", new_shop, "--json")
    assert (said.status, said.out) == (3, "")


def test_a_shop_that_is_open_elsewhere_is_4(shuke: Shuke, new_shop: Path) -> None:
    held = acquire(new_shop / "lock", system_clock().now())
    said = shuke("value", new_shop)
    held.release()
    assert (said.status, said.out) == (4, "")
    assert shuke("value", new_shop).status == 0


def test_the_password_may_come_from_a_file(
    shuke: Shuke, new_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHUKE_PASSWORD")
    file = tmp_path / "password.txt"
    file.write_text(f"{PASSWORD}\n", "utf-8")
    assert shuke("check", new_shop, "--password-file", file).status == 0
    assert shuke("check", new_shop, "--password-file", tmp_path / "gone").status == 1


def test_without_terminal_and_password_it_is_wrong_usage(
    shuke: Shuke, new_shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHUKE_PASSWORD")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert shuke("check", new_shop).status == 2


def test_help_names_every_command(shuke: Shuke, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        shuke("--help")
    assert left.value.code == 0
    words = capsys.readouterr().out
    assert all(command.name in words for command in commands())


@pytest.mark.parametrize(
    "arguments",
    [
        ("search",),
        ("dance",),
        ("check", "a", "b"),
        ("check", "a", "--user"),
        ("value", "a", "--days", "3", "--all"),
        ("import", "a", "b", "--what", "lunch"),
        ("occasions", "a", "--days", "0"),
    ],
)
def test_wrong_usage_is_said_in_chinese(shuke: Shuke, arguments: tuple[str, ...]) -> None:
    before, after = shuke("--lang", "zh", *arguments), shuke(*arguments, "--lang", "zh")
    assert before.err == after.err
    assert before.status == 2
    said = re.sub(r"--\w+|'\w+'|[A-Z]{4,}|shuke \w*", "", before.err)  # options and choices
    assert re.findall("[A-Za-z]{2,}", said) == []


def test_the_help_is_in_chinese(shuke: Shuke, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        shuke("--lang", "zh", "check", "--help")
    said = capsys.readouterr().out
    assert "显示这些说明" in said
    for english in ("usage", "arguments", "options", "show this"):
        assert english not in said


def test_as_of_stands_for_today(shuke: Shuke, new_shop: Path) -> None:
    assert shuke("occasions", new_shop, "--as-of", "2027-02-01", "--json").data == {"occasions": []}


def test_the_suffix_of_a_shop_may_be_left_out(shuke: Shuke, new_shop: Path) -> None:
    assert shuke("check", new_shop.with_suffix("")).status == 0


def test_a_mistake_of_ours_is_one_line_without_names(
    shuke: Shuke, new_shop: Path, cli_parts: cli.Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clock that breaks stands for any mistake; its words may name a customer."""

    def broken() -> datetime:
        raise ZeroDivisionError("王芳")

    parts = replace(cli_parts, wall=Clock(broken, UTC))
    assert cli.main(["check", str(new_shop), "--json"], parts) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "ZeroDivisionError, test_grammar.py" in said.err
    assert "王芳" not in said.err
    assert said.err.count("\n") == 1


def test_a_file_damaged_while_it_is_read_is_5(shuke: Shuke, sample: Path) -> None:
    """Pages in the middle are broken: opening goes well, the question does not."""
    data = sample / "data.db"
    content = bytearray(data.read_bytes())
    middle = len(content) // 8
    content[middle : middle * 7] = bytes(middle * 6)
    data.write_bytes(bytes(content))
    said = shuke("search", sample, "林晓荷", "--json")
    assert (said.status, said.out) == (5, "")
    assert said.err.count("\n") == 1
