"""The customers' screen under Xvfb with a window manager: no key, no click, no window leaves it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
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
_PATIENCE = 120


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the child saw on its own display."""
    return run_child(tmp_path_factory.mktemp("kiosk"), "en")


def run_child(folder: Path, language: str) -> dict[str, Any]:
    """Xvfb, a window manager in it, and when that rules the child; all end with it.

    Without -noreset Xvfb begins anew when its last client leaves: a question of xdotool's
    that was quicker than the window manager threw the manager out with it.
    """
    manager = f"{MANAGERS[0]} & manager=$!"
    again = f"kill -0 $manager || {{ {manager}; }}"
    rules = f"until xdotool get_desktop; do {again}; sleep 0.1; done"
    child = f'exec "{sys.executable}" -m tests.ui.satisfaction.kiosk_child "$@"'
    with subprocess.Popen(
        ["xvfb-run", "-a", "-e", "/dev/stderr", "-s", "-screen 0 1280x800x24 -noreset",
         "sh", "-c", f"{manager}; {rules} >&2; {child}", "sh", str(folder), language],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder)}, cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as started:  # fmt: skip
        try:
            said, complaint = started.communicate(timeout=_PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGTERM)
    assert started.returncode == 0, complaint
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
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
