"""Places where a shop must not live: network drives, sync folders; and disks without room."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Refused
from app.i18n import N_

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "afs", "9p", "ncpfs"}
    | {"davfs", "davfs2", "webdav", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"}
    | {"fuse.davfs2", "fuse.smbnetfs"}
)
SYNC_NAMES = (
    "onedrive",
    "dropbox",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "google drive",
    "googledrive",
    "nutstore",
    "坚果云",
    "baidusyncdisk",
    "baidunetdisk",
    "百度网盘",
    "百度云同步盘",
    "weiyun",
    "微云",
    "nextcloud",
    "owncloud",
    "syncthing",
)
SYNC_MARKERS = (".dropbox", ".dropbox.cache", ".stfolder", ".nutstore")
LEAST_FREE = 20 * 1024 * 1024  # below this, no shop is made and no copy begun
_OPENING = 512 * 1024  # the log and its index, and one line of the audit trail
_REMOTE_DRIVE = 4  # Windows' DRIVE_REMOTE


@dataclass(frozen=True)
class Hostile:
    """Why a place is not for shops."""

    kind: str  # "network" or "sync"
    name: str


def hostile(place: Path, mounts: str | None = None) -> Hostile | None:
    """Is this place on a network drive or in a sync folder? `mounts`: text of /proc/mounts."""
    path = Path(os.path.abspath(place))
    network = _windows_network(path) if os.name == "nt" else _network(path, mounts)
    if network:
        return Hostile("network", network)
    sync = _sync(path)
    return Hostile("sync", sync) if sync else None


def refuse_hostile(place: Path, mounts: str | None = None) -> None:
    """`Refused` for a place that loses or tears a shop's files."""
    found = hostile(place, mounts)
    if found is None:
        return
    what = {
        "network": N_("This folder is on a network drive ({name}); a shop would break there."),
        "sync": N_("This folder is synchronised by {name}; a shop would break there."),
    }[found.kind]
    raise Refused(
        what,
        N_("Nothing was made."),
        N_("Choose a folder on this computer's own disk; send backups there instead."),
        name=found.name,
    )


def refuse_full(place: Path, needed: int = 0) -> None:
    """`Refused` when the disk of `place` has no room for `needed` bytes and a little more."""
    free = free_bytes(place)
    if free < needed + LEAST_FREE:
        raise full_disk(free, needed + LEAST_FREE)


def refuse_no_room(place: Path) -> None:
    """`Refused` when not even a shop that is there could be opened for lack of room."""
    free = free_bytes(place)
    if free < _OPENING:
        raise full_disk(free, _OPENING)


def free_bytes(place: Path) -> int:
    """Free room on the disk of this place, which need not exist yet."""
    return shutil.disk_usage(_existing(place)).free


def full_disk(free: int = 0, needed: int = LEAST_FREE) -> Refused:
    """The error for a disk that is full."""
    return Refused(
        N_("The disk is full: {free} MB free, {needed} MB needed."),
        N_("Nothing was changed."),
        N_("Make room on the disk, then try again."),
        free=free // 1_000_000,
        needed=-(-needed // 1_000_000),
    )


def is_read_only(folder: Path) -> bool:
    """Can nothing be written there (a read-only mount counts for root too)?"""
    return not os.access(_existing(folder), os.W_OK)


def _existing(place: Path) -> Path:
    path = Path(os.path.abspath(place))
    while not path.exists():
        path = path.parent
    return path


def _network(path: Path, mounts: str | None) -> str:
    if str(path).startswith("//"):
        return str(path)
    text = _mounts() if mounts is None else mounts
    best, kind = "", ""
    for line in text.splitlines():
        parts = line.split()
        if len(parts) >= 3 and _is_under(path, point := _unescaped(parts[1])):
            best, kind = (point, parts[2]) if len(point) >= len(best) else (best, kind)
    # A sandbox or a light virtual machine has its own disk on 9p at the root.
    return kind if kind in NETWORK_FILE_SYSTEMS and not (kind == "9p" and best == "/") else ""


def _is_under(path: Path, point: str) -> bool:
    return path == Path(point) or Path(point) in path.parents


def _unescaped(point: str) -> str:
    for octal, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(octal, sign)
    return point


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _windows_network(path: Path) -> str:
    if str(path).startswith("\\\\"):
        return str(path.drive)
    import ctypes

    windows = getattr(ctypes, "windll", None)
    remote = windows and windows.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE
    return path.drive if remote else ""


def _sync(path: Path) -> str:
    for place in (path, *path.parents):
        lowered = place.name.casefold()
        if any(_names(lowered, name) for name in SYNC_NAMES):
            return place.name
        if any((place / marker).exists() for marker in SYNC_MARKERS):
            return place.name
    return ""


def _names(folder: str, service: str) -> bool:
    # "OneDrive - Company" and "Dropbox (Personal)" too, "Dropboxes" not.
    rest = folder.removeprefix(service)
    return rest != folder and (not rest or not rest[0].isalnum())


def lie_apart(one: Path, other: Path) -> bool:
    """Are they on two disks, so that one outlives the other?"""
    return one.stat().st_dev != other.stat().st_dev
