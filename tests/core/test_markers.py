"""Nothing a customer told us lies in the clear: while open, after lock, after kill -9."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from app.core.exchange.service import What, export
from tests.core.marker_day import opened
from tests.core.markers import ENCODINGS, MARKERS, found_in
from tests.vaults import made_vault

KILLS = int(os.environ.get("SHUKE_MARKER_KILLS", "1"))
LONGEST_SECONDS = 1.5


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A new shop, its app-state, and a temp folder of our own, beside each other."""
    made_vault(tmp_path)
    for name in ("temp", "lists", "home"):
        (tmp_path / name).mkdir()
    return tmp_path


@contextmanager
def day(root: Path, mode: str) -> Iterator["subprocess.Popen[str]"]:
    """The busy day in a process of its own; whatever it says goes into a log."""
    own = {"TMPDIR": str(root / "temp"), "HOME": str(root / "home")}
    command = [sys.executable, "-m", "tests.core.marker_day", str(root), mode]
    with (root / "state" / "said.log").open("w") as log:
        process = subprocess.Popen(
            command, env=os.environ | own, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
        )  # fmt: skip
        with process:
            yield process
            process.kill()


def in_the_clear(root: Path) -> set[str]:
    """Everything but the lists that the owner herself brought."""
    kept = [each for each in root.iterdir() if each.name not in ("lists", "out")]
    return found_in(*kept)


def hear(process: "subprocess.Popen[str]", word: str, root: Path) -> None:
    """Wait for a word."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith(word), (root / "state" / "said.log").read_text()


def answer(process: "subprocess.Popen[str]") -> None:
    """Let it go on."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.timeout(90)
def test_a_busy_day_leaves_nothing_in_the_clear(root: Path) -> None:
    with day(root, "pause") as process:
        hear(process, "open", root)
        assert list((root / "state" / "logs").glob("crash-*.txt"))
        assert in_the_clear(root) == set()
        answer(process)
        hear(process, "locked", root)
        assert in_the_clear(root) == set()
    the_same_search_finds_all_in_an_export(root)


def the_same_search_finds_all_in_an_export(root: Path) -> None:
    """So the search can fail; and exporting leaves nothing in the shop either."""
    out = root / "out"
    out.mkdir()
    with opened(root) as (shop, owner):
        for what in (What.CUSTOMERS, What.COMPANIES, What.PURCHASES):
            export(owner, shop, out / f"{what}.csv", what, "Markers", reveal=True)
            export(owner, shop, out / f"{what}.xlsx", what, "Markers", reveal=True)
        assert in_the_clear(root) == set()
    assert found_in(out) == set(MARKERS)
    assert in_the_clear(root) == set()


@pytest.mark.timeout(60 + 20 * KILLS)
def test_kill_leaves_nothing_in_the_clear(root: Path) -> None:
    random = Random()
    for _ in range(KILLS):
        with day(root, "endless") as process:
            hear(process, "open", root)
            try:
                process.wait(random.uniform(0, LONGEST_SECONDS))
            except subprocess.TimeoutExpired:
                process.kill()
            process.wait()
            assert process.returncode < 0, (root / "state" / "said.log").read_text()
        assert in_the_clear(root) == set()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_search_knows_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "x").write_bytes(b"\x00\x01" + MARKERS[7].encode(encoding) + b"\xff")
    assert found_in(tmp_path) == {MARKERS[7]}
