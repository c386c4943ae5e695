"""The customers' screen under Xvfb with a window manager: no key, no click, no window leaves it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ui.satisfaction.kiosk_child import PASSWORD

ROOT = Path(__file__).resolve().parents[3]
MISSING = [each for each in ("xvfb-run", "openbox") if shutil.which(each) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"needs a display of its own: not installed: {', '.join(MISSING)}"
)
_SECOND = 1.0
_PATIENCE = 120


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the child saw on its own display."""
    return run_child(tmp_path_factory.mktemp("kiosk"), "en")


def run_child(folder: Path, language: str) -> dict[str, Any]:
    """Xvfb, openbox in it, and the child; all end with it."""
    child = f'openbox & exec "{sys.executable}" -m tests.ui.satisfaction.kiosk_child "$@"'
    made = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "sh", "-c", child, "sh",
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
    if "hands" not in told:
        pytest.skip("xdotool is not installed: keys cannot be given to the window manager")
    late = {
        name: found
        for name, found in told["hands"].items()
        if found["seconds"] is None or found["seconds"] > _SECOND
    }
    assert late == {}
    assert {found["page"] for found in told["hands"].values()} == {1}  # still at its question


def test_another_window_is_in_front_for_a_second_at_most(told: dict[str, Any]) -> None:
    for how, found in told["thieves"].items():
        assert found["lost"] is None or (found["back"] or 9) <= _SECOND, (how, found)
        assert found["stays"], (how, found)
    assert told["raised"]["seconds"] <= _SECOND


def test_only_the_password_leaves(told: dict[str, Any]) -> None:
    assert told["password"] == {"guess": False, PASSWORD: True}
