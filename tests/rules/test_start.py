"""What is slow to import waits until it is needed: not for the window, not for an open shop."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAZY = ("matplotlib", "openpyxl", "pypinyin", "alembic")
_WINDOW = """
import sys
from pathlib import Path
from app.core.clock import system_clock
from app.core import upkeep
from app.core.vault.keys import Kdf
import app.main
from app.ui.app_state import AppState
from app.ui.application import make_application
from app.ui.house import House, Inside, Key, NewShop
from app.ui.looks import Looks
from app.ui.main_window import Window
from app.ui.screens import settle

place, made = Path(sys.argv[1]), sys.argv[2] == "make"
house = House(system_clock(), AppState(place / "state"), upkeep.ALL, Kdf.CHEAP)
folder, password = place / "shop.shuke", "correct horse battery"
if made:
    house.make(NewShop(folder, "Tea", "", password)).shop.close()
    sys.exit()
application = make_application(["shuke"])
window = Window(house, Looks(application, house.app_state))
window.ways.unlock(folder)
window.show()
settle(window.background.busy)
print("window", *sorted(sys.modules))
window.enter(house.open(folder, Key(None, password)))
settle(window.session.jobs.busy)
print("shop", *sorted(sys.modules))
session, window.session = window.session, None
session.stop()
session.inside.shop.close()
window.background.close(drop_waiting=True)
"""
_COMMANDS = """
import sys
import app.main
print("commands", *sorted(sys.modules))
"""


def run(program: str, *arguments: str) -> dict[str, set[str]]:
    """The names of the modules at each stage a program prints."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {(words := line.split())[0]: set(words[1:]) for line in done.stdout.splitlines()}


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The window made and standing, then with a shop open and Today shown."""
    place = str(tmp_path_factory.mktemp("start"))
    run(_WINDOW, place, "make")
    return run(_WINDOW, place, "open")


@pytest.mark.parametrize("stage", ["window", "shop"])
def test_slow_libraries_wait(stages: dict[str, set[str]], stage: str) -> None:
    assert "app.ui.main_window" in stages[stage]
    assert not stages[stage].intersection(LAZY)


def test_an_open_shop_shows_today(stages: dict[str, set[str]]) -> None:
    assert "app.ui.today.page" in stages["shop"]


def test_the_command_line_starts_without_the_window() -> None:
    found = run(_COMMANDS)["commands"]
    assert "app.cli" in found
    assert not found.intersection({*LAZY, "PySide6"})


def test_the_child_that_reads_a_table_loads_little() -> None:
    """Each file that is opened waits for it."""
    program = "import sys, app.core.exchange.parser; print('child', *sorted(sys.modules))"
    assert not run(program)["child"].intersection({*LAZY, "app.catalogue", "sqlalchemy", "numpy"})


def test_no_page_waits_for_what_is_slow() -> None:
    """A page is made in the window's thread: whatever it imports, the window stands still for."""
    program = (
        "import importlib, pkgutil, sys, app.ui\n"
        "for each in pkgutil.walk_packages(app.ui.__path__, 'app.ui.'):\n"
        "    importlib.import_module(each.name)\n"
        "print('pages', *sorted(sys.modules))"
    )
    found = run(program)["pages"]
    assert "app.ui.value.matrix_card" in found
    assert not found.intersection(LAZY)
