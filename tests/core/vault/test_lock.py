"""One process per shop; the kernel frees the lock of the dead."""

import getpass
import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.errors import OpenElsewhere
from app.core.vault.lock import acquire, holder
from tests.vaults import mounted, remount_read_only

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.core.vault.lock import acquire
held = acquire(Path(sys.argv[1]), datetime(2026, 11, 22, 4, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


def start_holder(path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def finish(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_the_second_hears_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = start_holder(path)
    try:
        with pytest.raises(OpenElsewhere) as caught:
            acquire(path, NOW)
    finally:
        finish(first)
    told = caught.value.sentences()[0]
    local = NOW.astimezone().strftime("%Y-%m-%d %H:%M")
    for part in (str(first.pid), socket.gethostname(), getpass.getuser(), local):
        assert part in told


def test_kill_9_frees_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    finish(start_holder(path))
    left = holder(path)  # the dead one's text is still there, and means nothing
    assert left is not None
    acquire(path, NOW).release()


def test_releasing_frees_it_and_wipes_the_text(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = acquire(path, NOW)
    found = holder(path)
    assert found is not None
    assert found.pid == os.getpid()
    held.release()
    held.release()
    assert holder(path) is None
    acquire(path, NOW).release()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"pid": "x"}', bytes(100)])
def test_any_text_in_the_file_is_survived(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "lock"
    first = start_holder(path)
    try:
        path.write_bytes(text)
        with pytest.raises(OpenElsewhere):
            acquire(path, NOW)
    finally:
        finish(first)


def test_a_read_only_place_is_locked_as_far_as_possible(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "64k") as disk:
        acquire(disk / "lock", NOW).release()
        remount_read_only(disk)
        held = acquire(disk / "lock", NOW)
        with pytest.raises(OpenElsewhere):
            acquire(disk / "lock", NOW)
        held.release()
        acquire(disk / "never made", NOW).release()
