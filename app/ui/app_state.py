"""What this PC's user keeps beside the shops: language, theme, windows, last shop.

One small JSON file in the app-state folder. Nothing about customers is ever written here;
the shop's own settings live inside the shop (`core/settings`).
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from app.i18n import LANGUAGES, Language
from app.ui.theme import LOOKS, Look
from app.ui.tokens import TEXT_SIZES

_FILE = "window.json"


class AppState:
    """Values by name, written at once; a broken or missing file is an empty one."""

    def __init__(self, folder: Path) -> None:
        """Read what is there."""
        self.folder = folder
        self._values = _read(folder / _FILE)

    def get(self, name: str, default: Any = None) -> Any:
        """A remembered value (JSON types)."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Remember a value; None forgets it. A disk that refuses is no reason to stop."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if value is None:
            del self._values[name]
        _write(self.folder / _FILE, self._values)

    @property
    def language(self) -> Language | None:
        """The chosen language, None before the first choice."""
        found = self.get("language")
        return found if found in LANGUAGES else None

    @property
    def look(self) -> Look:
        """The chosen theme."""
        found = self.get("look")
        return found if found in LOOKS else "system"

    @property
    def text_size(self) -> int:
        """The chosen text size in percent."""
        found = self.get("text_size")
        return found if found in TEXT_SIZES else 100

    @property
    def last_shop(self) -> Path | None:
        """The shop folder opened last."""
        found = self.get("last_shop")
        return Path(found) if isinstance(found, str) and found else None

    @property
    def recent_shops(self) -> tuple[Path, ...]:
        """Shop folders opened before, the last first."""
        found = self.get("recent_shops", [])
        return tuple(Path(each) for each in found if isinstance(each, str))

    def remember_shop(self, folder: Path) -> None:
        """Note the shop that was opened now."""
        others = [str(each) for each in self.recent_shops if each != folder]
        self.set("last_shop", str(folder))
        self.set("recent_shops", [str(folder), *others][:8])


def default_folder() -> Path:
    """Where this user's app state belongs on this system."""
    return user_state_path("Shuke", appauthor=False)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: Path, values: dict[str, Any]) -> None:
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(values, ensure_ascii=False, indent=1), "utf-8")
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
