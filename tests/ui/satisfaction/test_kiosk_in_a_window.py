"""The customers' screen under Xvfb with a window manager: no key, no click, no window leaves it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from installer.system_packages import wished
from tests.ui.satisfaction.kiosk_child import PASSWORD

ROOT = Path(__file__).resolve().parents[3]
MANAGERS = [each for each in ("pekwm", "openbox") if shutil.which(each)]
MISSING = wished("test") if sys.platform.startswith("linux") else ["an X server"]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"needs a display of its own: not installed: {', '.join(MISSING)}"
)
_SECOND = 1.0
_PATIENCE = 240


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the child saw on its own display."""
    return run_child(tmp_path_factory.mktemp("kiosk"), "en")


def run_child(folder: Path, language: str) -> dict[str, Any]:
    """Xvfb, a window manager in it, and when that rules the child; all end with it."""
    rules = "until xdotool get_desktop >/dev/null 2>&1; do sleep 0.1; done"
    manager = f"{MANAGERS[0]} & {rules}"
    child = f'exec "{sys.executable}" -m tests.ui.satisfaction.kiosk_child "$@"'
    made = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "sh", "-c", f"{manager}; {child}", "sh",
         str(folder), language],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder)},
        cwd=ROOT, capture_output=True, text=True, timeout=_PATIENCE,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    found: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return found


def test_it_has_the_whole_screen(told: dict[str, Any]) -> None:
    assert told["covers"]
    assert told["front"]


def test_no_key_and_no_click_leaves_it(told: dict[str, Any]) -> None:
    late = {
        name: found
        for name, found in told["hands"].items()
        if found["seconds"] is None or found["seconds"] > _SECOND
    }
    assert late == {}
    assert {found["page"] for found in told["hands"].values()} == {1}  # still at its question


def test_another_window_is_in_front_for_a_second_at_most(told: dict[str, Any]) -> None:
    for how, found in told["thieves"].items():
        assert found["came"], how
        assert found["lost"] is None or (found["back"] or 9) <= _SECOND, (how, found)
        assert found["stays"], (how, found)
    assert told["raised"]["seconds"] <= _SECOND


def test_only_the_password_leaves(told: dict[str, Any]) -> None:
    assert told["password"] == {"guess": False, PASSWORD: True}
