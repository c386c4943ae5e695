"""The virtual environment `.venv` with the pinned and hashed packages in it."""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from installer.system_packages import apt_install, may_install

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
AT_ONCE = 2


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def create() -> bool:
    """Make `.venv` where there is none; says which system package is missing when it cannot."""
    if python().exists():
        return True
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode == 0:
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    if may_install():
        apt_install(["python3-venv"])
        again = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
        return again.returncode == 0
    print("Python's venv is missing. Please run: sudo apt-get install -y python3-venv")
    return False


def fill(job: str) -> int:
    """The locked packages of a job; skipped when they are there already. Pip's own status."""
    lock = lock_file(job)
    stamp = f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"
    done = STAMP.read_text().splitlines() if STAMP.exists() else []
    if stamp in done:
        return 0
    print("Installing Python packages (once, some minutes) …", flush=True)
    # What has failed at once may go well in one piece; if not, pip says why.
    status = 0 if install_at_once(lock, job) else install(lock, job)
    if status == 0:
        STAMP.write_text("\n".join([*done, stamp]) + "\n")
    return status


def lock_file(job: str) -> Path:
    """The lock for this machine: old glibc gets the last Qt that runs on it."""
    name, version = platform.libc_ver()
    numbers = tuple(int(each) for each in version.split(".")[:2]) if version else (99, 0)
    old = name == "glibc" and numbers < (2, 34)
    kind = "-dev" if job == "test" else ""
    return ROOT / "installer" / f"requirements{kind}{'-legacy' if old else ''}.txt"


def install(lock: Path, job: str) -> int:
    """All of a lock in one go; pip's own status."""
    return subprocess.run(pip(lock, job), check=False).returncode


def install_at_once(lock: Path, job: str) -> bool:
    """Halves of a lock beside one another: pip weighs every release ever made on one core."""
    with tempfile.TemporaryDirectory() as folder:
        halves = [Path(folder) / f"part-{number}.txt" for number in range(AT_ONCE)]
        entries = entries_of(lock.read_text("utf-8"))
        for number, half in enumerate(halves):
            half.write_text("".join(entries[number::AT_ONCE]), "utf-8")
        working = [
            subprocess.Popen(
                [*pip(half, job), "--no-deps"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for half in halves
        ]
        return [each.wait() for each in working] == [0] * AT_ONCE


def pip(lock: Path, job: str) -> list[str]:
    """Pip's command; for tests Python compiles what they import, which is not half of it."""
    words = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    compiled = ["--no-compile"] if job == "test" else []
    return [*words, *compiled, "--require-hashes", "-r", str(lock)]


def entries_of(lock: str) -> list[str]:
    """Each requirement with its hashes; a lock names every package, so each stands alone."""
    entries: list[str] = []
    for line in lock.splitlines(keepends=True):
        if not line[0].isspace() and not line.startswith("#"):
            entries.append(line)
        elif entries:
            entries[-1] += line
    return entries
