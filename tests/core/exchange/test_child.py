"""The parsing child: no key, no secret, killed on Cancel and when it is silent."""

import os
import sys
import time
from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.exchange import child as child_module
from app.core.exchange import frames
from app.core.exchange.child import HIDDEN_ARGUMENT, Child, command
from app.core.exchange.faults import Fault
from app.core.exchange.limits import Limits
from app.core.exchange.source import Source

from .conftest import LAOWANG, refused

MEMBERS = LAOWANG / "members.xlsx"


class Pressed:
    """Progress whose Cancel was pressed."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say nothing."""

    def is_cancelled(self) -> bool:
        """Always."""
        return True


def running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_is_gone_when_closed() -> None:
    with Child(MEMBERS) as child:
        child.opened()
        pid = child._process.pid
        assert running(pid)
    assert not running(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel")
def test_it_gives_way_and_a_pipe_holds_a_frame() -> None:
    import fcntl

    with Child(MEMBERS) as child:
        child.opened()
        assert os.getpriority(os.PRIO_PROCESS, child._process.pid) > os.nice(0)
        assert child._process.stdout
        most = int(Path("/proc/sys/fs/pipe-max-size").read_text())
        held = fcntl.fcntl(child._process.stdout, fcntl.F_GETPIPE_SZ)
        assert held >= min(1 << 20, most)


def test_large_frames_are_read_one_by_one(tmp_path: Path) -> None:
    """Forty of them ahead would fill the memory."""
    path = tmp_path / "wide.csv"
    path.write_text("姓名,备注\n" + f"王芳,{'长' * 2_000}\n" * 9_000, "utf-8")
    with Child(path) as child:
        child.opened()
        rows = child.rows("")
        first = next(rows)
        assert len(first.body) > 2 << 20
        assert child._helper._frames.qsize() <= 1
        assert 1 + sum(1 for _ in rows) == 10
    with Child(path) as child:
        child.opened()
        next(child.rows(""))  # closed while the listener waits


def test_cancel_kills_it() -> None:
    with Child(MEMBERS) as child:
        pid = child._process.pid
        with pytest.raises(Cancelled):
            child.opened(Pressed())
        assert not running(pid)


def test_silence_ends_it(tmp_path: Path) -> None:
    fifo = tmp_path / "endless.csv"
    os.mkfifo(fifo)  # opening it waits for a writer who never comes
    with Child(fifo, limits=Limits(silence_seconds=0.5)) as child:
        with pytest.raises(Fault, match="no_progress"):
            child.opened()
        assert child._process.poll() is not None


def test_a_killed_child_is_told_in_words() -> None:
    with Source(MEMBERS) as source:
        assert source._child
        source._child._process.kill()
        source._child._process.wait()
        with refused("Reading members.xlsx failed"):
            list(source.rows("会员"))


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_its_memory_is_bounded() -> None:
    with Child(MEMBERS) as child:
        child.opened()
        limits = Path(f"/proc/{child._process.pid}/limits").read_text().splitlines()
    assert any(line.split()[:4] == ["Max", "address", "space", str(3 << 29)] for line in limits)
    assert any(line.split()[:5] == ["Max", "core", "file", "size", "0"] for line in limits)


def test_a_cell_of_too_much_memory_is_refused(tmp_path: Path) -> None:
    """A few kB that unpack to one cell of 100 MB."""
    import zipfile

    path = tmp_path / "cell.xlsx"
    with (
        zipfile.ZipFile(MEMBERS) as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for info in good.infolist():
            if info.filename != "xl/worksheets/sheet1.xml":
                archive.writestr(info.filename, good.read(info))
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>")
            for _ in range(100):
                sheet.write(b"x" * (1 << 20))
            sheet.write(b"</t></is></c></row></sheetData></worksheet>")
    limits = Limits(memory_bytes=160 << 20)
    with refused("cell.xlsx"), Source(path, limits=limits):
        pass


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_it_knows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHUKE_PASSWORD", "tea-and-secrets")
    with Child(MEMBERS) as child:
        child.opened()
        place = Path(f"/proc/{child._process.pid}")
        assert b"tea-and-secrets" not in (place / "environ").read_bytes()
        assert str(MEMBERS).encode() not in (place / "cmdline").read_bytes()


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_it_writes_nothing_to_the_disk() -> None:
    with Child(MEMBERS) as child:
        child.opened()
        files = [os.readlink(each) for each in Path(f"/proc/{child._process.pid}/fd").iterdir()]
    written = [name for name in files if name.startswith("/tmp") and name != str(MEMBERS)]
    assert not written


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command() == [sys.executable, HIDDEN_ARGUMENT]


def test_rows_can_be_read_twice() -> None:
    with Child(MEMBERS) as child:
        child.opened()
        first = [chunk.rows for chunk in child.rows("会员")]
        assert [chunk.rows for chunk in child.rows("会员")] == first


def test_closing_in_the_middle_of_many_rows(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("姓名,手机\n" + "王芳,15412345678\n" * 100_000, "utf-8")
    began = time.monotonic()
    with Child(path) as child:
        child.opened()
        next(child.rows(""))
    assert time.monotonic() - began < 50


def test_a_frame_that_is_too_large_or_cut_is_no_frame() -> None:
    import io

    assert frames.receive(io.BytesIO(b"\xff\xff\xff\xff\x01rest")) is None
    assert frames.receive(io.BytesIO(b"\x00\x00\x00\x09\x01short")) is None
    assert child_module.said(Fault("nonsense"), Path("a.csv"))
