"""The backups that lie in a folder, newest first; half a file is not one of them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.backups import container
from app.core.backups.container import SUFFIX, Header
from app.core.errors import ShukeError
from app.core.vault.keyring import Keyring


@dataclass(frozen=True)
class Backup:
    """One backup file, as far as its outline tells."""

    path: Path
    made_at: datetime
    kind: str
    size: int
    customers: int
    purchases: int
    header: Header


def on_shelf(folder: Path, vault_id: str | None = None) -> list[Backup]:
    """All backups in the folder (of one shop), newest first."""
    if not folder.is_dir():
        return []
    found = [_backup(path) for path in folder.glob("*" + SUFFIX)]
    mine = [b for b in found if b and vault_id in (None, b.header.vault_id)]
    # The trail only grows, so its length orders even when the clock was wrong.
    return sorted(mine, key=lambda b: (b.header.audit_seq, b.made_at, b.path.name), reverse=True)


def keyring_of_newest(folder: Path) -> Keyring | None:
    """The newest keyring that a backup in this folder holds."""
    for backup in on_shelf(folder):
        try:
            return backup.header.people()
        except ShukeError:
            continue
    return None


def described(path: Path) -> Backup:
    """One file; `Damaged` when it is no whole backup."""
    opened = container.read(path)
    rows = opened.header.rows
    return Backup(
        path,
        datetime.fromisoformat(opened.header.made_at),
        opened.header.kind,
        path.stat().st_size,
        int(rows.get("customer", 0)),
        int(rows.get("purchase", 0)),
        opened.header,
    )


def _backup(path: Path) -> Backup | None:
    try:
        return described(path)
    except (ShukeError, OSError, ValueError, AttributeError):
        return None
