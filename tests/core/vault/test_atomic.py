"""Small files survive being killed: the old or the new content, never a part."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from app.core.vault import atomic
from app.core.vault.atomic import replacing, sweep, write_atomically
from tests.vaults import mounted

KILLS = 20
WRITER = """
import json, sys
from pathlib import Path
from app.core.vault.atomic import write_atomically
path = Path(sys.argv[1])
n, fill = 0, b', "fill": "' + b"x" * 1_000_000 + b'"}'
while True:
    n += 1
    body = b'{"n": ' + str(n).encode() + fill
    if sys.argv[2] == "naive":
        with path.open("wb", buffering=0) as file:
            for start in range(0, len(body), 4096):
                file.write(body[start:start + 4096])
    else:
        write_atomically(path, body)
    print(n, flush=True)
"""


def killed_while_writing(path: Path, how: str, seed: int) -> tuple[int, int | None]:
    """The last acknowledged number, and the one found after kill -9 (None: not whole)."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), how], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 10)):
        acknowledged = int(writer.stdout.readline())
    moment = perf_counter() + chance.random() * 0.01
    while perf_counter() < moment:  # to fall into the middle of a write
        pass
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    acknowledged = int(rest[-1]) if rest else acknowledged
    try:
        return acknowledged, json.loads(path.read_bytes())["n"]
    except ValueError:
        return acknowledged, None


def test_twenty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    for seed in range(KILLS):
        acknowledged, found = killed_while_writing(path, "atomic", seed)
        assert found is not None
        assert found >= acknowledged
    sweep(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["keyring.json"]


def test_the_same_kills_break_a_naive_writer(tmp_path: Path) -> None:
    """The test above would notice: without the rename, some kills leave half a file."""
    found = [killed_while_writing(tmp_path / "naive", "naive", seed)[1] for seed in range(KILLS)]
    assert None in found


def give_up_half_way(path: Path) -> None:
    with replacing(path) as draft:
        draft.write_bytes(b"half")
        raise RuntimeError


def test_a_failure_leaves_the_old_content_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with pytest.raises(RuntimeError):
        give_up_half_way(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_content_and_no_draft(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "64k") as disk:
        path = disk / "file"
        write_atomically(path, b"old")
        with pytest.raises(OSError, match="No space"):
            write_atomically(path, bytes(200_000))
        assert path.read_bytes() == b"old"
        assert list(disk.iterdir()) == [path]


def test_only_we_can_read_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", b"secret")
    if os.name != "nt":
        assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_sweeping_takes_only_drafts(tmp_path: Path) -> None:
    (tmp_path / f".keyring.json.abc{atomic.UNFINISHED}").write_bytes(b"half")
    (tmp_path / "keyring.json").write_bytes(b"whole")
    assert sweep(tmp_path) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["keyring.json"]
