"""Puts a backup back: beside, as a folder of its own, or over a shop, with a safety copy."""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from uuid import uuid4

from app.core.actor import Actor, Right, Role, require
from app.core.backups import container, verifying
from app.core.backups.claim import Claim, admitted
from app.core.backups.making import Source, copy_data, make_file
from app.core.backups.shelf import Backup, described
from app.core.clock import Clock
from app.core.errors import Damaged, Refused
from app.core.progress import SILENT, Progress
from app.core.store import files
from app.core.store.engine import DataFile
from app.core.vault import lock, places, seen
from app.core.vault.atomic import UNFINISHED, sync_folder
from app.core.vault.folder import (
    ShopFolder,
    mend_keyring,
    put_in_place,
    read_keyring,
    temporary_in,
    write_keyring,
)
from app.core.vault.keyring import Keyring
from app.core.vault.trouble import not_writable, told_in_words
from app.core.vault.unlocking import Unlocked
from app.i18n import N_


@dataclass(frozen=True)
class Restored:
    """What is there now."""

    folder: Path
    customers: int
    purchases: int
    made_at: datetime
    safety_copy: Path | None


@dataclass(frozen=True)
class _Task:
    backup: Backup
    claim: Claim
    clock: Clock
    app_state: Path
    progress: Progress
    now: datetime


def restore(
    file: Path,
    to: Path,
    claim: Claim,
    *,
    clock: Clock,
    app_state: Path,
    progress: Progress = SILENT,
    wall: Clock | None = None,
) -> Restored:
    """Restore into a new folder, or over a shop; only the owner or the card may.

    Beside, the password or card of the backup's day counts; over a shop, today's. The
    shop must not be open: it is locked here, and unchanged until the very end.
    """
    with told_in_words():
        container.check_sums(container.read(file), progress)
        now = (wall or clock).now()
        task = _Task(described(file), claim, clock, app_state, progress, now)
        place = ShopFolder(to)
        if place.path.is_dir() and place.is_shop():
            return _over(task, place)
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise _taken(to)
        return _beside(task, place)


def _over(task: _Task, place: ShopFolder) -> Restored:
    if places.is_read_only(place.path):
        raise not_writable()
    held = lock.acquire(place.lock, task.clock.now())
    try:
        keyring = _keyring_over(task, place)
        unlocked, actor = _entered(task, keyring)
        place.prepare()
        place.sweep()
        with temporary_in(place) as tmp:
            _rebuild(task, tmp, unlocked)
            safety = _safety_copy(task, place, unlocked, tmp)
            _stamp(task, place, tmp, unlocked, actor)
            _swap(tmp, place)
        mend_keyring(place, unlocked.keyring)
    finally:
        held.release()
    return _done(task, place.path, safety)


def _beside(task: _Task, place: ShopFolder) -> Restored:
    places.refuse_hostile(place.path)
    if places.is_read_only(place.path.parent):
        raise not_writable()
    unlocked, actor = _entered(task, task.backup.header.people())
    places.refuse_full(place.path, task.backup.size * 2)
    place.path.parent.mkdir(parents=True, exist_ok=True)
    name = f".{place.path.name}.{token_hex(6)}{UNFINISHED}"
    draft = ShopFolder(place.path.with_name(name))
    try:
        draft.prepare()
        with temporary_in(draft) as tmp:
            _rebuild(task, tmp, unlocked)
            unlocked = _owners_only(unlocked)
            _stamp(task, place, tmp, unlocked, actor)
            (tmp / "data.db").replace(draft.data)
        write_keyring(draft, unlocked.keyring)
        put_in_place(draft.path, place.path)
    except BaseException:
        shutil.rmtree(draft.path, ignore_errors=True)
        raise
    return _done(task, place.path, None)


def _keyring_over(task: _Task, place: ShopFolder) -> Keyring:
    try:
        keyring = read_keyring(place)[0]
    except Damaged:
        keyring = task.backup.header.people()  # the shop's own is lost: that day's opens
    if keyring.vault_id != task.backup.header.vault_id:
        raise Refused(
            N_("This backup belongs to another shop."),
            N_("Nothing was changed."),
            N_("Restore it into a new folder instead."),
        )
    return keyring


def _entered(task: _Task, keyring: Keyring) -> tuple[Unlocked, Actor]:
    unlocked = admitted(task.claim, keyring, task.app_state, task.now)
    actor = unlocked.actor(uuid4().hex)
    require(actor, Right.RESTORE)
    return unlocked, actor


def _rebuild(task: _Task, tmp: Path, unlocked: Unlocked) -> None:
    """Rehearse the backup, then make the new data file from it under the shop's key."""
    opened, copy = container.read(task.backup.path), tmp / "copy.db"
    key = verifying.check_opened(opened, unlocked.keys, copy, verifying.REHEARSAL, task.progress)
    target = DataFile(tmp / files.DATA_FILE, unlocked.keys.db)
    copy_data(DataFile(copy, key), target, task.progress)
    copy.unlink()
    if files.migration_due(tmp, unlocked.keys):
        files.bring_up_to_date(tmp, unlocked.keys)


def _stamp(task: _Task, place: ShopFolder, tmp: Path, unlocked: Unlocked, actor: Actor) -> None:
    """Write into the new file what it was restored from, and by whom."""
    keyring = unlocked.keyring
    shop = files.open_data_file(tmp, unlocked.keys, vault_id=keyring.vault_id, clock=task.clock)
    with ExitStack() as undo:
        undo.callback(shop.close)
        with shop.write(actor, N_("Restore a backup")) as unit:
            files.set_meta(unit.connection, keyring_version=str(keyring.version))
            unit.audit("backup.restore", task.backup.path.name, made_at=task.backup.header.made_at)
            act = unit.act_id
    seen.note(task.app_state, keyring.vault_id, place.path, seen.Seen(keyring.version, act))


def _safety_copy(task: _Task, place: ShopFolder, unlocked: Unlocked, tmp: Path) -> Path | None:
    if not place.data.exists():
        return None
    log = tmp / "log of the old file"  # never under SQLite's name beside the new one
    if place.with_wal()[1].exists():  # opening a damaged file may make SQLite delete it
        shutil.copyfile(place.with_wal()[1], log)
    source = Source(place, unlocked.keyring, unlocked.keys, task.clock)
    try:
        return make_file(source, place.backups, "restore", task.progress)
    except Damaged:
        return _raw_copy(task, place, log)


def _raw_copy(task: _Task, place: ShopFolder, log: Path) -> Path:
    # A damaged file is kept as it is: somebody may still rescue rows from it.
    stem = f"damaged-{task.clock.local():%Y%m%d-%H%M%S}"
    folder = place.backups / f"{stem}-{token_hex(3)}"
    folder.mkdir(mode=0o700)
    shutil.copyfile(place.data, folder / place.data.name)
    if log.exists():
        shutil.copyfile(log, folder / place.with_wal()[1].name)
    return folder


def _swap(tmp: Path, place: ShopFolder) -> None:
    # A log of the old file must never meet the new one; the safety copy holds its content.
    for path in place.with_wal()[1:]:
        path.unlink(missing_ok=True)
    (tmp / files.DATA_FILE).replace(place.data)
    sync_folder(place.path)


def _owners_only(unlocked: Unlocked) -> Unlocked:
    """Elsewhere, other people are enrolled anew: one who was removed must not come back."""
    others = [s.uid for s in unlocked.keyring.slots if s.role is not Role.OWNER]
    keyring = unlocked.keyring.without(others)
    return Unlocked(keyring, unlocked.slot, unlocked.keys)


def _done(task: _Task, folder: Path, safety: Path | None) -> Restored:
    backup = task.backup
    return Restored(folder, backup.customers, backup.purchases, backup.made_at, safety)


def _taken(to: Path) -> Refused:
    return Refused(
        N_("There is something in {folder} already, and it is no shop."),
        N_("It was not touched."),
        N_("Choose a new folder, or the folder of the shop to be replaced."),
        folder=to.name,
    )
