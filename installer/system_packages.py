"""What Debian must bring: the libraries of Qt, and for the tests a display of their own."""

import ctypes
import os
import shutil
import subprocess
import sys

MISSING_SYSTEM_PACKAGE = 3

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
# A display in memory, hands, and the smallest window manager that knows of full screens;
# any one of a line will do.
DISPLAY_PROGRAMS = {
    ("xvfb-run",): "xvfb",
    ("xauth",): "xauth",
    ("xdotool",): "xdotool",
    ("pekwm", "openbox"): "pekwm",
}


def needed(job: str) -> list[str]:
    """Debian names of what is missing and the job cannot do without; nothing off Linux."""
    return missing_libraries(OFFSCREEN_LIBRARIES | (WINDOW_LIBRARIES if job == "run" else {}))


def wished(job: str) -> list[str]:
    """Debian names of what is missing and only the tests in a real window ask for."""
    if job != "test" or not sys.platform.startswith("linux"):
        return []
    programs = [
        package
        for any_of, package in DISPLAY_PROGRAMS.items()
        if not any(shutil.which(each) for each in any_of)
    ]
    return missing_libraries(WINDOW_LIBRARIES) + programs


def missing_libraries(libraries: dict[str, str]) -> list[str]:
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


def may_install() -> bool:
    """Is this root on an apt system."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None


def tell_what_to_paste(needs: list[str], wishes: list[str]) -> None:
    """Who may not install is told the one line to paste."""
    if needs:
        print("Some system libraries are missing. Please run this once, then try again:")
        print("  sudo apt-get install -y " + " ".join(newer_name(each) for each in needs))
        print("  (Fedora: sudo dnf install glib2 mesa-libGL mesa-libEGL libxkbcommon dbus-libs")
        print("   fontconfig xcb-util-cursor xcb-util-wm xcb-util-keysyms libxkbcommon-x11)")
    elif wishes:
        print("The tests of the customers' screen in a real window will be skipped.")
        print("To run them too, please paste this once:")
        print("  sudo apt-get install -y --no-install-recommends " + " ".join(wishes))


def install(needs: list[str], wishes: list[str]) -> int:
    """Both at once; where a wish cannot be had, the needs alone. Apt's own status."""
    if not needs + wishes:
        return 0
    names = [newer_name(each) for each in needs]
    status = apt_install(names + wishes)
    if status == 0 or not wishes:
        return status
    return apt_install(names) if names else 0


def apt_install(names: list[str]) -> int:
    """Update the lists and install; apt's own status when it fails."""
    print("Installing system packages:", " ".join(names), flush=True)
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
