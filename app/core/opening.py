"""Makes and opens shops: everything between a folder with a password and a `Shop`."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from app.core import making
from app.core.actor import Actor
from app.core.arrival import settle
from app.core.backups import making as backup_making
from app.core.backups.shelf import keyring_of_newest
from app.core.clock import Clock
from app.core.errors import Damaged
from app.core.rules import service as rules
from app.core.store import files
from app.core.store.reader import Upkeep
from app.core.store.shop import Shop
from app.core.vault import lock, places, slots, unlocking
from app.core.vault.folder import ShopFolder, read_keyring, write_keyring
from app.core.vault.keyring import OWNER, RECOVERY, Keyring, damaged
from app.core.vault.keys import Kdf
from app.core.vault.lockout import Lockout
from app.core.vault.passwords import check_new_password
from app.core.vault.recovery_card import new_card, secret_of
from app.core.vault.temporary import point_temporary_files
from app.core.vault.trouble import told_in_words
from app.core.vault.unlocking import NewPasswordNeeded, Unlocked
from app.i18n import N_

__all__ = ["NewPasswordNeeded", "create_shop", "open_shop", "open_with_card"]

READ_ONLY_NOTICE = N_("The shop lies in a read-only place: you see a copy, and cannot change it.")
OLD_KEYRING_NOTICE = N_("The keyring was read from its copy, because it was missing or damaged.")


@dataclass(frozen=True)
class _Surroundings:
    """What opening needs besides folder and password."""

    clock: Clock
    app_state: Path
    upkeep: tuple[Upkeep, ...] = ()
    wall: Clock | None = None  # where `clock` stands still, or None


def create_shop(
    folder: Path,
    name: str,
    password: str,
    *,
    clock: Clock,
    app_state: Path,
    kdf: Kdf | None = None,
    owner_name: str = "",
    anywhere: bool = False,
    upkeep: tuple[Upkeep, ...] = (),
) -> tuple[Shop, Actor, str]:
    """Make a shop and open it as its owner; the third answer is the recovery card.

    `anywhere`: the owner insists on a network or sync folder (noted in the audit trail).
    """
    wish = making.NewShop(name, password, owner_name, kdf)
    made = making.make_folder(folder, wish, anywhere=anywhere)
    around = _Surroundings(clock, app_state, upkeep)
    owner = made.keyring.slot(OWNER)
    assert owner is not None
    held = lock.acquire(ShopFolder(folder).lock, clock.now())
    unlocked = Unlocked(made.keyring, owner, made.keys)
    shop, actor = _opened(ShopFolder(folder), unlocked, held.release, around)
    with shop.write(actor, N_("Make the shop")) as unit:
        unit.audit("shop.create", hostile=bool(places.hostile(folder)))
        rules.begin(unit)
    return shop, actor, made.card


def open_shop(
    folder: Path,
    user: str | None,
    password: str,
    *,
    clock: Clock,
    app_state: Path,
    new_password: str | None = None,
    wall: Clock | None = None,
    upkeep: tuple[Upkeep, ...] = (),
) -> tuple[Shop, Actor]:
    """Open a shop, or raise and leave everything as it was; never makes a file.

    `new_password` answers `NewPasswordNeeded`. `wall` times the wait after wrong
    passwords where `clock` stands still (--as-of).
    """
    now = (wall or clock).now()

    def enter(place: ShopFolder, keyring: Keyring) -> Unlocked:
        found = unlocking.unlock(keyring, user, password, Lockout(app_state), now)
        unlocking.require_new_password(found.slot, new_password)
        return _with_own_password(place, found, new_password)

    return _open(folder, enter, _Surroundings(clock, app_state, upkeep, wall))


def open_with_card(
    folder: Path,
    card: str,
    new_password: str,
    *,
    clock: Clock,
    app_state: Path,
    kdf: Kdf | None = None,
    wall: Clock | None = None,
    upkeep: tuple[Upkeep, ...] = (),
) -> tuple[Shop, Actor, str]:
    """Open with the recovery card: the owner gets a new password and a new card.

    The old card opens nothing from then on, except backups of before.
    """
    secret, next_card = secret_of(card), new_card()
    now = (wall or clock).now()

    def enter(place: ShopFolder, keyring: Keyring) -> Unlocked:
        slot, owner = keyring.slot(RECOVERY), keyring.slot(OWNER)
        if slot is None or owner is None:
            raise damaged()
        found = unlocking.try_slot(keyring, slot, secret, Lockout(app_state), now)
        check_new_password(new_password, (owner.name,))
        cost, vault_id = kdf or owner.kdf, keyring.vault_id
        mine = slots.rewrapped(vault_id, owner, new_password, found.keys, cost)
        fresh = slots.card_slot(vault_id, secret_of(next_card), found.keys, cost)
        changed = keyring.with_slots(mine, fresh)
        write_keyring(place, changed)
        return Unlocked(changed, mine, found.keys)

    shop, actor = _open(folder, enter, _Surroundings(clock, app_state, upkeep, wall))
    with shop.write(actor, N_("Use the recovery card")) as unit:
        unit.audit("card.used")
    return shop, actor, next_card


def _with_own_password(place: ShopFolder, found: Unlocked, new: str | None) -> Unlocked:
    if new is None or not found.slot.one_time:
        return found
    check_new_password(new, (found.slot.name,))
    slot = slots.rewrapped(found.keyring.vault_id, found.slot, new, found.keys, found.slot.kdf)
    changed = found.keyring.with_slots(slot)
    write_keyring(place, changed)
    return replace(found, keyring=changed, slot=slot)


def _open(
    folder: Path, enter: Callable[[ShopFolder, Keyring], Unlocked], around: _Surroundings
) -> tuple[Shop, Actor]:
    place = ShopFolder(folder)
    with told_in_words(), ExitStack() as undo:
        keyring, notices = _keyring_of(place)
        read_only = places.is_read_only(folder)
        undo.callback(lock.acquire(place.lock, around.clock.now()).release)
        if not read_only:
            places.refuse_no_room(folder)
        unlocked = enter(place, keyring)
        if read_only:
            place = ShopFolder(_copied(place, around.app_state, undo))
            notices.append(READ_ONLY_NOTICE)
        shop, actor = _opened(place, unlocked, undo.pop_all().close, around, read_only)
    shop.notices.extend(notices)
    return shop, actor


def _keyring_of(place: ShopFolder) -> tuple[Keyring, list[str]]:
    try:
        found, from_copy = read_keyring(place)
    except Damaged as error:
        copy = keyring_of_newest(place.backups)
        if copy is None:
            raise error from None
        return copy, [OLD_KEYRING_NOTICE]
    return found, [OLD_KEYRING_NOTICE] if from_copy else []


def _copied(place: ShopFolder, app_state: Path, undo: ExitStack) -> Path:
    app_state.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="read-only-", dir=app_state))
    undo.callback(shutil.rmtree, folder, ignore_errors=True)
    for path in place.with_wal():
        if path.exists() and not path.name.endswith("-shm"):
            shutil.copyfile(path, folder / path.name)
    return folder


def _opened(
    place: ShopFolder,
    unlocked: Unlocked,
    release: Callable[[], None],
    around: _Surroundings,
    read_only: bool = False,
) -> tuple[Shop, Actor]:
    actor = unlocked.actor(uuid4().hex, around.wall or around.clock)
    with ExitStack() as undo:
        undo.callback(release)
        undo.enter_context(told_in_words())
        shop = _data_opened(place, unlocked, actor, around)
        undo.callback(shop.close)
        shop.read_only = read_only
        shop.closers.append(point_temporary_files(place.tmp))
        settle(shop, actor, unlocked, around.app_state)
        undo.pop_all()
    shop.closers.insert(0, release)
    shop.closers.append(actor.proof.forget)
    return shop, actor


def _data_opened(
    place: ShopFolder, unlocked: Unlocked, actor: Actor, around: _Surroundings
) -> Shop:
    files.existing(place.path, unlocked.keys)
    place.refuse_stump()
    place.sweep()
    if files.migration_due(place.path, unlocked.keys):
        backup_making.before_migration(place, unlocked, actor, around.clock)
        files.bring_up_to_date(place.path, unlocked.keys)
    return files.open_data_file(
        place.path,
        unlocked.keys,
        vault_id=unlocked.keyring.vault_id,
        clock=around.clock,
        keyring_version=unlocked.keyring.version,
        upkeep=around.upkeep,
        wall=around.wall,
    )
