"""Makes a backup: a consistent copy under a fresh key, checked to the bottom, then wrapped."""

import os
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

from app import VERSION
from app.core.actor import Actor, Right, require
from app.core.audit.chain import head_of
from app.core.audit.integrity import row_counts
from app.core.backups import container, verifying
from app.core.backups.container import SUFFIX, Header
from app.core.backups.key_wrap import wrap_key
from app.core.clock import Clock
from app.core.errors import Damaged
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.engine import DataFile, connect, create_empty
from app.core.vault import keyring as ring
from app.core.vault import places
from app.core.vault.atomic import sync_file
from app.core.vault.folder import ShopFolder, temporary_in
from app.core.vault.keyring import Keyring
from app.core.vault.keys import KEY_BYTES, Keys
from app.core.vault.trouble import told_in_words
from app.core.vault.unlocking import Unlocked

_PAGES_A_STEP = 2000


@dataclass(frozen=True)
class Source:
    """The shop that is copied."""

    place: ShopFolder
    keyring: Keyring
    keys: Keys = field(repr=False)
    clock: Clock = field(repr=False)


@dataclass(frozen=True)
class _Copy:
    key: bytes = field(repr=False)
    path: Path
    rows: dict[str, int]
    facts: dict[str, Any]


def make_file(source: Source, to: Path, kind: str, progress: Progress = SILENT) -> Path:
    """Make a verified backup of `source` in folder `to`; nothing is left when it fails."""
    with told_in_words():
        to.mkdir(parents=True, exist_ok=True)
        _refuse_full(source, to)
        with temporary_in(source.place) as tmp:
            copy = _copied(source, tmp / "copy.db", progress)
            verifying.refuse_findings(
                verifying.copy_findings(copy.path, copy.key, source.keys, copy.rows)
            )
            path = _free_name(to, source, kind)
            container.write(path, _header(source, copy, kind), copy.key, copy.path, progress)
    _read_back(path, progress)
    return path


def before_migration(place: ShopFolder, unlocked: Unlocked, actor: Actor, clock: Clock) -> Path:
    """The safety copy that every migration needs; the owner or the custodian may cause it."""
    require(actor, Right.MAKE_BACKUPS)
    source = Source(place, unlocked.keyring, unlocked.keys, clock)
    return make_file(source, place.backups, "migration")


def copy_data(source: DataFile, to: DataFile, progress: Progress = SILENT) -> dict[str, Any]:
    """Copy a whole data file under another key; answers what the snapshot holds."""
    create_empty(to.path)
    reading, writing = connect(source), connect(to)
    try:
        # Without this transaction every outside commit would start the copy anew.
        reading.execute("BEGIN")
        facts = _facts(reading)
        reading.backup(writing, pages=_PAGES_A_STEP, progress=_told(progress))
        reading.execute("ROLLBACK")
        writing.execute("PRAGMA journal_mode = DELETE")
    finally:
        writing.close()
        reading.close()
    sync_file(to.path)
    return facts


def _copied(source: Source, path: Path, progress: Progress) -> _Copy:
    source.place.refuse_stump()
    key = os.urandom(KEY_BYTES)
    live = DataFile(source.place.data, source.keys.db)
    facts = copy_data(live, DataFile(path, key), progress)
    return _Copy(key, path, facts.pop("rows"), facts)


def _facts(connection: Any) -> dict[str, Any]:
    seq, mac = head_of(connection)
    change = connection.execute("SELECT max(act_id) FROM history").fetchone()[0]
    name = connection.execute("SELECT value FROM meta WHERE key = 'name'").fetchone()
    return {
        "rows": row_counts(connection),
        "audit_seq": seq,
        "audit_mac": mac.hex(),
        "last_change": change or 0,
        "shop_name": name[0] if name else "",
        "schema": connection.execute("PRAGMA user_version").fetchone()[0],
    }


def _header(source: Source, copy: _Copy, kind: str) -> Header:
    return Header(
        vault_id=source.keyring.vault_id,
        made_at=source.clock.now().astimezone(UTC).isoformat(timespec="seconds"),
        kind=kind,
        app_version=VERSION,
        rows=copy.rows,
        size=copy.path.stat().st_size,
        body_sum=container.sum_of(copy.path),
        wrapped_key=wrap_key(source.keys, source.keyring.vault_id, copy.key),
        keyring=ring.to_json(source.keyring),
        **copy.facts,
    )


def _free_name(to: Path, source: Source, kind: str) -> Path:
    stem = f"{source.place.path.stem}-{source.clock.local():%Y%m%d-%H%M%S}-{kind}"
    tries = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 10_000))
    return next(path for name in tries if not (path := to / (name + SUFFIX)).exists())


def _refuse_full(source: Source, to: Path) -> None:
    size = sum(path.stat().st_size for path in source.place.with_wal() if path.exists())
    same_disk = to.stat().st_dev == source.place.path.stat().st_dev
    places.refuse_full(source.place.path, size * 2 if same_disk else size)
    places.refuse_full(to, size)


def _read_back(path: Path, progress: Progress) -> None:
    try:
        container.check_sums(container.read(path), progress)
    except Damaged:
        path.unlink(missing_ok=True)
        raise


def _told(progress: Progress) -> Any:
    def step(_status: int, remaining: int, total: int) -> None:
        stop_if_cancelled(progress)
        progress.report(total - remaining, total)

    return step
