"""Where shops usually lie, and what a shop's folder may be called."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.ui.app_state import AppState

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_BYTES = 120


def shops_folder(app_state: AppState) -> Path:
    """Beside the shop opened last, else the documents folder."""
    last = app_state.last_shop
    if last is not None and last.parent.is_dir():
        return last.parent
    return documents()


def documents() -> Path:
    """Where this user keeps files; a chooser sent where nothing is begins in our own folder."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def file_name(name: str) -> str:
    """A shop's name as a name that every file system takes."""
    clean = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .")
    while len(clean.encode()) > _LONGEST_BYTES:
        clean = clean[:-1].rstrip()
    return clean or "熟客"
