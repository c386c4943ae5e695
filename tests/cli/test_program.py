"""The program as a process of its own: exit statuses, streams, the sentence for what lacks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(
    *arguments: object, home: Path, password: str | None = "quiet-teapot-42", **more: str
) -> subprocess.CompletedProcess[bytes]:
    known = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = {**known, "HOME": str(home), "XDG_STATE_HOME": str(home), "LC_ALL": "C", **more}
    if password is not None:
        environment["SHUKE_PASSWORD"] = password
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_a_shop_by_way_of_processes(tmp_path: Path) -> None:
    shop = tmp_path / "茶.shuke"
    made = run("new", shop, "--name", "茶", "--json", home=tmp_path)
    assert (made.returncode, made.stderr) == (0, b"")
    assert json.loads(made.stdout)["recovery_card"]
    wrong = run("value", shop, home=tmp_path, password="not this one 99")
    assert (wrong.returncode, wrong.stdout) == (3, b"")
    none = run("value", shop, home=tmp_path, password=None)
    assert (none.returncode, none.stdout) == (2, b"")
    assert none.stderr.count(b"\n") == 1


def test_chinese_on_request(tmp_path: Path) -> None:
    said = run("value", tmp_path / "none.shuke", "--lang", "zh", home=tmp_path)
    assert said.returncode == 1
    assert "没有" in said.stderr.decode("utf-8")


def test_a_missing_dependency_is_a_sentence(tmp_path: Path) -> None:
    """An empty package path stands for a machine where nothing was installed."""
    said = subprocess.run(
        [sys.executable, "-S", str(ROOT / "main.py"), "value"],
        capture_output=True,
        env={"PATH": os.environ.get("PATH", "")},
        check=False,
    )
    assert said.returncode == 1
    assert b"bootstrap.py run" in said.stderr
    assert b"Traceback" not in said.stderr


@pytest.mark.parametrize("argument", ["--help", "demo --help"])
def test_help_is_no_failure(tmp_path: Path, argument: str) -> None:
    said = run(*argument.split(), home=tmp_path)
    assert said.returncode == 0
    assert b"usage" in said.stdout


def test_commands_that_draw_nothing_load_nothing_heavy(tmp_path: Path) -> None:
    words = (
        "import sys; from app.main import run; run(['check', 'none.shuke']);"
        "heavy = {'PySide6', 'matplotlib', 'openpyxl', 'pypinyin', 'alembic', 'icalendar'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", words],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path), "SHUKE_PASSWORD": "x"},
        check=True,
    )
    assert said.stdout.strip() == b"[]"


def test_the_window_starts_without_the_commands(tmp_path: Path) -> None:
    words = (
        "import sys, app.main; print([m for m in ('numpy', 'app.cli.call') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, cwd=ROOT, check=True)
    assert said.stdout.strip() == b"[]"


def test_a_window_without_a_screen_is_a_sentence(tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k != "QT_QPA_PLATFORM"}
    said = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        capture_output=True,
        env={**bare, "XDG_STATE_HOME": str(tmp_path), "LANG": "zh_CN.UTF-8"},
        check=False,
    )
    assert said.returncode == 1
    assert said.stderr.decode("utf-8").startswith("这里没有")
    assert said.stderr.count(b"\n") == 1
