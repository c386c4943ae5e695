"""Make this checkout run or test itself on a machine with nothing but Python 3.11 or newer.

`python3 installer/bootstrap.py run` opens the program, `… test` runs every check.
Standard library only; doing it twice does nothing twice.
"""

import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import checks, environment, system_packages
from installer.environment import ROOT, python
from installer.system_packages import MISSING_SYSTEM_PACKAGE


def main(arguments: list[str]) -> int:
    """Prepare the machine, then run or test; returns the job's exit status."""
    if arguments[:1] not in (["run"], ["test"]):
        print("Usage: python3 installer/bootstrap.py run|test [more arguments]")
        return 2
    if sys.version_info < (3, 11):
        print("Shuke needs Python 3.11 or newer; this is", platform.python_version())
        return MISSING_SYSTEM_PACKAGE
    job, rest = arguments[0], arguments[1:]
    trouble = no_display(rest) if job == "run" else ""
    if trouble:
        print(trouble)
        return 1
    return prepare(job) or (run(rest) if job == "run" else checks.test(rest))


def no_display(rest: list[str]) -> str:
    """The sentence to print when a window is wanted where none can open, else ""."""
    wants_window = all(each.startswith("-") for each in rest)
    has = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not wants_window or has or chosen or not sys.platform.startswith("linux"):
        return ""
    return (
        "There is no screen here to open a window on; nothing was changed. "
        "Use the command line instead (python3 installer/bootstrap.py run COMMAND …, "
        "for example: run demo /tmp/sample.shuke), and `run screens SHOP --to DIR` "
        "draws every screen as a picture."
    )


def prepare(job: str) -> int:
    """System packages beside those of the virtual environment; 0 when all is there."""
    needs, wishes = system_packages.needed(job), system_packages.wished(job)
    if not system_packages.may_install():
        system_packages.tell_what_to_paste(needs, wishes)
        if needs:
            return MISSING_SYSTEM_PACKAGE
        wishes = []
    if not environment.create():
        return MISSING_SYSTEM_PACKAGE
    with ThreadPoolExecutor(1) as beside:
        installing = beside.submit(system_packages.install, needs, wishes)
        filled = environment.fill(job)
        return installing.result() or filled


def run(rest: list[str]) -> int:
    """Open the program, or pass a command on to it."""
    return subprocess.run([str(python()), str(ROOT / "main.py"), *rest], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
