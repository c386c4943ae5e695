"""Every check of the project: format, lint, layers, types and all tests."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from installer.environment import ROOT, python

MEMORY_FOR_TESTS = 2 * 1024**3
MOST_WORKERS = 8
QUICK_CHECKS = (["ruff", "format", "--check", "."], ["ruff", "check", "."])
CHECKS_BESIDE = (["lint-imports"], ["mypy"])


def test(rest: list[str]) -> int:
    """Format and lint, then layers, types and every test; or only the tests that are named."""
    environment = environment_of_tests()
    for words in [] if rest else QUICK_CHECKS:
        print("──", " ".join(words), flush=True)
        done = subprocess.run(command_of(words), cwd=ROOT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    with quick_folder() as folder:
        environment |= {"TMPDIR": folder} if folder else {}
        return pytest(rest, environment) if rest else everything(environment)


def environment_of_tests() -> dict[str, str]:
    """Off screen, our tools first."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    tools = str(python().parent)
    environment["PATH"] = tools + os.pathsep + environment.get("PATH", "")
    # What is compiled once is not compiled again by each worker and each child of a test.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


@contextmanager
def quick_folder() -> Iterator[str]:
    """A folder in memory for the tests' shops, where each write would wait for the disk; or ""."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free >= MEMORY_FOR_TESTS
    if not (roomy and os.access(memory, os.W_OK | os.X_OK)):
        yield ""
        return
    with tempfile.TemporaryDirectory(
        prefix="shuke-test-", dir=memory, ignore_cleanup_errors=True
    ) as folder:
        yield folder


def everything(environment: dict[str, str]) -> int:
    """Layers and types beside the tests, for these often wait; the first failure's status."""
    with ThreadPoolExecutor(1) as beside:
        checking = beside.submit(check_quietly, environment)
        if not (ROOT / "tests" / "__pycache__").exists():
            compile_once(environment)
        tested = pytest(["-q", "-rs", *side_by_side(), "tests"], environment)
        status, said = checking.result()
    print(said, end="", flush=True)
    return tested or status


def compile_once(environment: dict[str, str]) -> None:
    """On a fresh clone each worker would compile every test and module for itself.

    Whatever is wrong with one of them is said by the tests.
    """
    words = ["pytest", "--collect-only", "-qq", "tests"]
    subprocess.run(
        command_of(words), cwd=ROOT, env=environment, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def side_by_side() -> list[str]:
    """One worker more than there are cores, since a test of a window often waits."""
    workers = min((os.cpu_count() or 1) + 1, MOST_WORKERS)
    return ["-n", str(workers), "--dist", "worksteal"]


def check_quietly(environment: dict[str, str]) -> tuple[int, str]:
    """The first failure's status, and all they said."""
    status, said = 0, ""
    for words in CHECKS_BESIDE:
        done = subprocess.run(
            command_of(words), cwd=ROOT, env=environment, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        said += f"── {' '.join(words)}\n" + done.stdout.decode("utf-8", "replace")
        status = status or done.returncode
    return status, said


def pytest(rest: list[str], environment: dict[str, str]) -> int:
    """The tests, or some of them."""
    words = ["pytest", *rest]
    print("──", " ".join(words), flush=True)
    return subprocess.run(command_of(words), cwd=ROOT, env=environment, check=False).returncode


def command_of(words: list[str]) -> list[str]:
    """The whole command; the layer check is a program of its own, the others are modules."""
    if words[0] == "lint-imports":
        suffix = ".exe" if os.name == "nt" else ""
        return [str(python().parent / f"lint-imports{suffix}")]
    return [str(python()), "-m", *words]
