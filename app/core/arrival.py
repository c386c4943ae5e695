"""What is compared, told and noted when somebody has come in."""

from contextlib import suppress
from pathlib import Path

from app.core.actor import Actor
from app.core.store import files
from app.core.store.acts import newest_act
from app.core.store.changes import ChangeSet
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.core.vault import seen
from app.core.vault.folder import ShopFolder, mend_keyring
from app.core.vault.lockout import Lockout
from app.core.vault.unlocking import Unlocked
from app.i18n import N_

LOSS_NOTICE = N_(
    "This PC has seen newer changes of this shop than the file now holds. "
    "An older copy was put back, or the last changes were lost."
)


def settle(shop: Shop, actor: Actor, unlocked: Unlocked, app_state: Path) -> None:
    """Compare with what this PC saw, tell the audit trail, mend the keyring's copies."""
    before = seen.last_seen(app_state, shop.vault_id, shop.folder)
    with shop.read(actor) as reader:
        newest = newest_act(reader.connection)
    lost = before.act > newest or before.keyring > unlocked.keyring.version
    if lost:
        shop.notices.append(LOSS_NOTICE)
    if shop.read_only:
        return
    with suppress(OSError):
        mend_keyring(ShopFolder(shop.folder), unlocked.keyring)
    _tell_audit(shop, actor, unlocked, app_state, lost)
    _keep_noting(shop, unlocked.keyring.version, app_state)


def tell_failures(unit: Unit, lockout: Lockout, vault_id: str) -> None:
    """Everybody's wrong passwords join the audit trail; `lockout.told` once that is kept."""
    for each in lockout.waiting(vault_id):
        unit.audit("unlock.failed", each.uid, times=list(each.times))


def _tell_audit(shop: Shop, actor: Actor, unlocked: Unlocked, app_state: Path, lost: bool) -> None:
    lockout = Lockout(app_state)
    with shop.write(actor, N_("Unlock")) as unit:
        tell_failures(unit, lockout, shop.vault_id)
        if lost:
            unit.audit("vault.rollback", newest=unit.act_id)
        files.set_meta(unit.connection, keyring_version=str(unlocked.keyring.version))
        unit.audit("unlock", unlocked.slot.uid)
        newest = unit.act_id
    lockout.told(shop.vault_id, unlocked.slot.uid)
    latest = seen.Seen(unlocked.keyring.version, newest)
    seen.note(app_state, shop.vault_id, shop.folder, latest)


def _keep_noting(shop: Shop, version: int, app_state: Path) -> None:
    def noted(changes: ChangeSet) -> None:
        with suppress(OSError):
            latest = seen.Seen(version, changes.act_id)
            seen.note(app_state, shop.vault_id, shop.folder, latest)

    shop.listeners.append(noted)
