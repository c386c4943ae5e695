"""Make this checkout run or test itself on a machine with nothing but Python 3.11 or newer.

`python3 installer/bootstrap.py run` opens the program, `… test` runs every check.
Standard library only; doing it twice does nothing twice.
"""

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
MISSING_SYSTEM_PACKAGE = 3
MEMORY_FOR_TESTS = 2 * 1024**3
MOST_WORKERS = 8
QUICK_CHECKS = (["ruff", "format", "--check", "."], ["ruff", "check", "."], ["lint-imports"])

# Found by installing and removing one package at a time on a bare Debian 12.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


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
    return prepare(job) or (run(rest) if job == "run" else test(rest))


def prepare(job: str) -> int:
    """System libraries, then the virtual environment; 0 when all is there."""
    libraries = dict(OFFSCREEN_LIBRARIES)
    if job == "run":
        libraries |= WINDOW_LIBRARIES
    missing = missing_packages(libraries)
    return (install_system(missing) if missing else 0) or make_venv(job)


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


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian names of the shared libraries that do not load; nothing off Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for file, package in libraries.items() if not loads(file)]


def loads(file: str) -> bool:
    """Can the dynamic linker find this library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def install_system(packages: list[str]) -> int:
    """Install them as root on an apt system, else print the one line to paste."""
    names = [newer_name(each) for each in packages]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root and shutil.which("apt-get")):
        print("Some system libraries are missing. Please run this once, then try again:")
        print("  sudo apt-get install -y " + " ".join(names))
        print("  (Fedora: sudo dnf install glib2 mesa-libGL mesa-libEGL libxkbcommon dbus-libs")
        print("   fontconfig xcb-util-cursor xcb-util-wm xcb-util-keysyms libxkbcommon-x11)")
        return MISSING_SYSTEM_PACKAGE
    return apt_install(names)


def apt_install(names: list[str]) -> int:
    """Update the lists and install; apt's own status when it fails."""
    print("Installing system libraries:", " ".join(names), flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    done = subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
    return done.returncode


def newer_name(package: str) -> str:
    """Debian 13 and Ubuntu 24.04 renamed glib."""
    if package != "libglib2.0-0" or not shutil.which("apt-cache"):
        return package
    found = subprocess.run(
        ["apt-cache", "show", "libglib2.0-0t64"], capture_output=True, check=False
    )
    return "libglib2.0-0t64" if found.returncode == 0 else package


def make_venv(job: str) -> int:
    """The pinned and hashed packages in `.venv`; skipped when already so."""
    lock = lock_file(job)
    stamp = f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"
    done = STAMP.read_text().splitlines() if STAMP.exists() else []
    if stamp in done:
        return 0
    if not python().exists() and not create_venv():
        return MISSING_SYSTEM_PACKAGE
    print("Installing Python packages (once, some minutes) …", flush=True)
    pip = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    result = subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=False)
    if result.returncode == 0:
        STAMP.write_text("\n".join([*done, stamp]) + "\n")
    return result.returncode


def create_venv() -> bool:
    """Make `.venv`; says which system package is missing when it cannot."""
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode == 0:
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install(["python3-venv"])
        again = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
        return again.returncode == 0
    print("Python's venv is missing. Please run: sudo apt-get install -y python3-venv")
    return False


def lock_file(job: str) -> Path:
    """The lock for this machine: old glibc gets the last Qt that runs on it."""
    name, version = platform.libc_ver()
    numbers = tuple(int(each) for each in version.split(".")[:2]) if version else (99, 0)
    old = name == "glibc" and numbers < (2, 34)
    kind = "-dev" if job == "test" else ""
    return ROOT / "installer" / f"requirements{kind}{'-legacy' if old else ''}.txt"


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(rest: list[str]) -> int:
    """Open the program, or pass a command on to it."""
    return subprocess.run([str(python()), str(ROOT / "main.py"), *rest], check=False).returncode


def test(rest: list[str]) -> int:
    """Format, lint and layers, then types and every test; stops at the first that fails."""
    tools = str(python().parent)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    environment["PATH"] = tools + os.pathsep + environment.get("PATH", "")
    # What is compiled once is not compiled again by each worker and each child of a test.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for words in [] if rest else QUICK_CHECKS:
        print("──", " ".join(words), flush=True)
        done = subprocess.run(command_of(words), cwd=ROOT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    with quick_folder() as folder:
        environment |= {"TMPDIR": folder} if folder else {}
        return pytest(rest, environment) if rest else types_and_tests(environment)


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


def types_and_tests(environment: dict[str, str]) -> int:
    """The types are checked beside the tests, for these often wait; the first failure's status."""
    with tempfile.TemporaryFile() as said:
        types = subprocess.Popen(
            command_of(["mypy"]), cwd=ROOT, env=environment, stdout=said, stderr=said
        )
        workers = str(min(max(os.cpu_count() or 2, 2), MOST_WORKERS))
        tested = pytest(["-q", "-rs", "-n", workers, "--dist", "worksteal", "tests"], environment)
        typed = types.wait()
        said.seek(0)
        print("── mypy\n" + said.read().decode("utf-8", "replace"), end="", flush=True)
    return tested or typed


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
