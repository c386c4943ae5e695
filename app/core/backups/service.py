"""Backups of an open shop: made, verified, copied to a stick, listed, rotated."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from app.core.actor import Actor, Right, needs
from app.core.backups import container, rotation, shelf, verifying
from app.core.backups.making import Source, make_file
from app.core.backups.queries import last_change
from app.core.backups.shelf import Backup
from app.core.backups.verifying import REHEARSAL, Verdict
from app.core.errors import Refused
from app.core.progress import SILENT, Progress
from app.core.store.shop import Shop
from app.core.vault import places
from app.core.vault.atomic import replacing
from app.core.vault.folder import ShopFolder, read_keyring
from app.core.vault.trouble import told_in_words
from app.i18n import N_

DAY = timedelta(days=1)
LONGEST_PAUSE = timedelta(days=30)


@dataclass(frozen=True)
class Upkept:
    """What the backup on closing, or once a day, did."""

    made: Backup | None
    copied: Path | None
    removed: tuple[Path, ...]


@needs(Right.MAKE_BACKUPS)
def make(
    actor: Actor,
    shop: Shop,
    *,
    to: Path | None = None,
    kind: str = "manual",
    progress: Progress = SILENT,
) -> Backup:
    """Make a backup in the shop's own folder or in `to`, verified to the bottom.

    `kind`: manual, auto, import, migration, restore. A new folder is made in a folder that is
    there; where even that is missing, the stick is not plugged in, and a copy on the shop's own
    disk would only seem to be one.
    """
    shop.must_be_writable()  # a copy has neither the keyring nor a trail to tell
    if to is not None and not to.absolute().parent.exists():
        raise _no_such_place(to)
    place = ShopFolder(shop.folder)
    source = Source(place, read_keyring(place)[0], shop.keys, shop.clock)
    made = shelf.described(make_file(source, to or place.backups, kind, progress))
    _tell(actor, shop, "backup.make", made.path)
    return made


@needs(Right.MAKE_BACKUPS)
def verify(
    actor: Actor, shop: Shop, file: Path, depth: int = REHEARSAL, progress: Progress = SILENT
) -> Verdict:
    """Verify any backup of this shop, wherever it lies."""
    with told_in_words():
        verdict = verifying.verify_file(file, shop.keys, depth, progress)
    with shop.write(actor, N_("Verify a backup")) as unit:
        unit.audit("backup.verify", file.name, ok=verdict.ok, depth=depth)
    return verdict


@needs(Right.MAKE_BACKUPS)
def listed(actor: Actor, shop: Shop, folder: Path | None = None) -> list[Backup]:
    """The whole backups of this shop, newest first, in its own or another folder."""
    with told_in_words():
        return shelf.on_shelf(folder or ShopFolder(shop.folder).backups, shop.vault_id)


@needs(Right.MAKE_BACKUPS)
def copy_to(
    actor: Actor, shop: Shop, file: Path, folder: Path, progress: Progress = SILENT
) -> Path:
    """Copy a backup to another place (a stick) and read the copy back."""
    with told_in_words():
        if not folder.is_dir():
            raise _no_such_place(folder)
        opened = container.read(file)
        places.refuse_full(folder, file.stat().st_size)
        target = folder / file.name
        with replacing(target) as draft:
            container.copy_whole(opened, draft, progress)
            container.check_sums(container.read(draft), progress)
    _tell(actor, shop, "backup.copy", target)
    return target


@needs(Right.MAKE_BACKUPS)
def rotate(actor: Actor, shop: Shop, *, clock_trusted: bool = True) -> list[Path]:
    """Delete what the policy no longer keeps, in the shop's own folder only.

    Nothing is deleted right after the clock seems to have jumped by a month.
    """
    found = shelf.on_shelf(ShopFolder(shop.folder).backups, shop.vault_id)
    clock_trusted = clock_trusted and not _clock_jumped(found, shop)
    kept = [rotation.Kept(str(b.path), b.made_at, b.kind) for b in found]
    gone = rotation.to_delete(kept, shop.clock.now(), clock_trusted=clock_trusted)
    removed = [Path(each.name) for each in gone]
    for path in removed:
        path.unlink(missing_ok=True)
    if removed:
        with shop.write(actor, N_("Remove old backups")) as unit:
            unit.audit("backup.rotate", files=[path.name for path in removed])
    return removed


@needs(Right.MAKE_BACKUPS)
def is_due(actor: Actor, shop: Shop, *, closing: bool = False) -> bool:
    """Has something changed since the newest backup (and, unless closing, is it a day old)?"""
    found = shelf.on_shelf(ShopFolder(shop.folder).backups, shop.vault_id)
    if not found:
        return True
    newest = found[0]
    with shop.read(actor) as reader:
        changed = last_change(reader) != newest.header.last_change
    return changed and (closing or shop.clock.now() - newest.made_at >= DAY)


@needs(Right.MAKE_BACKUPS)
def keep_up(
    actor: Actor,
    shop: Shop,
    second: Path | None = None,
    *,
    closing: bool = False,
    progress: Progress = SILENT,
) -> Upkept:
    """On closing or once a day: back up if due, copy to the second folder, rotate."""
    if not is_due(actor, shop, closing=closing):
        return Upkept(None, None, ())
    made = make(actor, shop, kind="auto", progress=progress)
    reachable = second is not None and second.is_dir()
    copied = copy_to(actor, shop, made.path, second, progress) if second and reachable else None
    return Upkept(made, copied, tuple(rotate(actor, shop)))


def _clock_jumped(newest_first: list[Backup], shop: Shop) -> bool:
    times = [shop.clock.now(), *(backup.made_at for backup in newest_first[:2])]
    return any(abs(later - before) > LONGEST_PAUSE for later, before in pairwise(times))


def _tell(actor: Actor, shop: Shop, action: str, path: Path) -> None:
    """Note it in the audit trail; a copy on another disk counts as kept off this PC."""
    elsewhere = places.lie_apart(path, shop.folder)
    with shop.write(actor, N_("Make a backup")) as unit:
        unit.audit(action, path.name, off_pc=elsewhere, size=path.stat().st_size)


def _no_such_place(folder: Path) -> Refused:
    return Refused(
        N_("The folder {folder} is not there."),
        N_("The backup in the shop's own folder is untouched."),
        N_("Plug in the stick or choose another folder."),
        folder=str(folder),
    )
