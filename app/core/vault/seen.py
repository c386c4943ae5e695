"""What this PC last saw of each shop, so that an older state put back does not go unnoticed."""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

SEEN = "seen.json"


@dataclass(frozen=True)
class Seen:
    """The newest keyring version and act this PC knows of a shop."""

    keyring: int = 0
    act: int = 0


def last_seen(app_state: Path, vault_id: str, folder: Path) -> Seen:
    """What was noted of the shop in this folder, or nothing; an unreadable note is nothing.

    By folder too: a shop restored beside its original is older, and rightly so.
    """
    found = _all(app_state).get(_name(vault_id, folder))
    try:
        return Seen(int(found["keyring"]), int(found["act"])) if found else Seen()
    except (KeyError, TypeError, ValueError):
        return Seen()


def note(app_state: Path, vault_id: str, folder: Path, seen: Seen) -> None:
    """Note it after each commit: replaced whole, but not forced to disk (it is a hint)."""
    keyring = max(seen.keyring, last_seen(app_state, vault_id, folder).keyring)
    noted = {"keyring": keyring, "act": seen.act}
    rows = _all(app_state) | {_name(vault_id, folder): noted}
    app_state.mkdir(parents=True, exist_ok=True)
    draft = app_state / f".{SEEN}.{token_hex(4)}"
    draft.write_text(json.dumps(rows), encoding="utf-8")
    draft.replace(app_state / SEEN)


def _name(vault_id: str, folder: Path) -> str:
    where = sha256(os.fsencode(folder.resolve())).hexdigest()
    return f"{vault_id}@{where[:16]}"


def _all(app_state: Path) -> dict[str, dict[str, int]]:
    try:
        rows = json.loads((app_state / SEEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return rows if isinstance(rows, dict) else {}
