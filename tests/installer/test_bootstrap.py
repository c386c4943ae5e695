"""What the README's two commands install, and what they say where they may not."""

import os
import sys
from pathlib import Path

import pytest

from installer import checks, environment, system_packages

LOCKS = sorted((environment.ROOT / "installer").glob("requirements*.txt"))
HAND_PACKAGES = ["xvfb", "xauth", "xdotool", "pekwm"]
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is Linux's")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_falls_into_entries_each_with_its_hashes(lock: Path) -> None:
    entries = environment.entries_of(lock.read_text("utf-8"))
    assert all("==" in each and "--hash=sha256:" in each for each in entries)
    said = lock.read_text("utf-8")
    assert "".join(entries) == said[said.index(entries[0]) :]


def test_only_tests_leave_compiling_to_python() -> None:
    assert "--no-compile" in environment.pip(LOCKS[0], "test")
    assert "--no-compile" not in environment.pip(LOCKS[0], "run")
    assert "--require-hashes" in environment.pip(LOCKS[0], "run")


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs in it."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, script: str = "exit 0") -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@linux_only
def test_tests_wish_for_a_display_of_their_own(tools: Path) -> None:
    wished = system_packages.wished("test")
    assert wished[-4:] == HAND_PACKAGES
    assert system_packages.wished("run") == []


@linux_only
@pytest.mark.parametrize("manager", ["openbox", "pekwm"])
def test_either_window_manager_will_do(tools: Path, manager: str) -> None:
    put(tools, manager)
    assert "pekwm" not in system_packages.wished("test")


def test_what_does_not_load_is_missing() -> None:
    found = system_packages.missing_libraries({"libnothing-of-the-kind.so.9": "libnothing9"})
    assert found == (["libnothing9"] if sys.platform.startswith("linux") else [])


def test_needs_are_told_before_wishes(capsys: pytest.CaptureFixture[str]) -> None:
    system_packages.tell_what_to_paste(["libgl1"], ["xvfb"])
    said = capsys.readouterr().out
    assert "sudo apt-get install -y libgl1\n" in said
    assert "xvfb" not in said
    system_packages.tell_what_to_paste([], ["xvfb", "pekwm"])
    said = capsys.readouterr().out
    assert "will be skipped" in said
    assert "sudo apt-get install -y --no-install-recommends xvfb pekwm\n" in said
    system_packages.tell_what_to_paste([], [])
    assert capsys.readouterr().out == ""


@linux_only
def test_a_wish_that_cannot_be_had_does_not_cost_the_needs(tools: Path) -> None:
    told = tools / "told"
    put(tools, "apt-get", f'echo "$*" >> {told}\ncase "$*" in *pekwm*) exit 100;; esac')
    assert system_packages.install(["libgl1"], ["pekwm"]) == 0
    assert told.read_text().splitlines()[-1].endswith("--no-install-recommends libgl1")
    assert system_packages.install([], ["pekwm"]) == 0
    assert system_packages.install(["pekwm"], []) == 100


@linux_only
def test_what_is_there_asks_apt_for_nothing(tools: Path) -> None:
    put(tools, "apt-get", f"touch {tools / 'asked'}")
    assert system_packages.install([], []) == 0
    assert not (tools / "asked").exists()


def test_there_is_a_worker_more_than_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert checks.side_by_side()[:2] == ["-n", "3"]
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert checks.side_by_side()[:2] == ["-n", str(checks.MOST_WORKERS)]
