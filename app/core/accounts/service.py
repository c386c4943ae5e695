"""People of the shop: passwords, the recovery card, the custodian, and who is still there."""

from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from app.core.actor import Actor, Right, Role, needs
from app.core.arrival import tell_failures
from app.core.errors import Refused
from app.core.store import files
from app.core.store.shop import Shop
from app.core.vault import slots, unlocking
from app.core.vault.folder import ShopFolder, read_keyring, write_keyring
from app.core.vault.keyring import OWNER, Keyring, Slot
from app.core.vault.keys import Keys
from app.core.vault.lockout import Lockout
from app.core.vault.passwords import check_new_password, one_time_password
from app.core.vault.recovery_card import new_card, secret_of
from app.core.vault.trouble import told_in_words
from app.i18n import N_

AGAIN_TITLE = N_("Give the password again")
PASSWORD_TITLE = N_("Change the password")
CARD_TITLE = N_("Make a new recovery card")
PEOPLE_TITLE = N_("Change who may open the shop")


@dataclass(frozen=True)
class StepUp:
    """The password of the person at the keyboard, asked again before a grave step."""

    password: str = field(repr=False)
    app_state: Path  # wrong ones count here


@needs(Right.MAKE_BACKUPS)  # everybody's right: it is one's own password
def change_password(actor: Actor, shop: Shop, step_up: StepUp, new: str) -> None:
    """Give oneself a new password; the old one opens neither the keyring nor its copy.

    The old one is typed beside the new, so it is asked whenever it was given last.
    """
    keyring, slot, keys = _confirmed(actor, shop, step_up)
    check_new_password(new, (shop.name, slot.name))
    changed = slots.rewrapped(keyring.vault_id, slot, new, keys, slot.kdf)
    _keep(actor, shop, keyring.with_slots(changed), PASSWORD_TITLE, "password.change", actor.uid)


@needs(Right.MAKE_BACKUPS)  # everybody's right: it is one's own password
def confirm(actor: Actor, shop: Shop, step_up: StepUp) -> None:
    """Is it really the person at the keyboard? A wrong password is refused, and counted.

    From then on it counts as given just now, for what asks for it.
    """
    _confirmed(actor, shop, step_up)
    actor.proof.give()


@needs(Right.MAKE_BACKUPS)  # everybody's right: it is one's own password
def confirm_for(actor: Actor, shop: Shop, step_up: StepUp, what: str) -> None:
    """`confirm`, and the audit trail hears what it was asked for, and of wrong ones before it."""
    _confirmed(actor, shop, step_up)
    if not shop.read_only:
        lockout = Lockout(step_up.app_state)
        with shop.write(actor, AGAIN_TITLE) as unit:
            tell_failures(unit, lockout, shop.vault_id)
            unit.audit("password.again", actor.uid, step=what)
        lockout.told(shop.vault_id, actor.uid)
    actor.proof.give()


@needs(Right.MANAGE_PEOPLE)
def new_recovery_card(actor: Actor, shop: Shop) -> str:
    """A new card, shown this once; the old one opens only backups of before."""
    keyring, card = _keyring(shop), new_card()
    cost = _owner(keyring).kdf
    fresh = slots.card_slot(keyring.vault_id, secret_of(card), shop.keys, cost)
    _keep(actor, shop, keyring.with_slots(fresh), CARD_TITLE, "card.new", "")
    return card


@needs(Right.MANAGE_PEOPLE)
def add_custodian(actor: Actor, shop: Shop, name: str) -> str:
    """Let somebody make backups; the answer is the password for the first login."""
    keyring = _keyring(shop)
    if not name.strip() or keyring.find(name):
        raise _bad_name()
    return _enrol(actor, shop, keyring, f"custodian-{token_hex(4)}", name.strip())


@needs(Right.MANAGE_PEOPLE)
def new_one_time_password(actor: Actor, shop: Shop, uid: str) -> str:
    """For a custodian who forgot the password, or let the first one expire."""
    keyring = _keyring(shop)
    return _enrol(actor, shop, keyring, uid, _custodian(keyring, uid).name)


@needs(Right.MANAGE_PEOPLE)
def remove_custodian(actor: Actor, shop: Shop, uid: str) -> None:
    """Take a custodian's way in; the keyring's copy forgets it too."""
    keyring = _keyring(shop)
    _custodian(keyring, uid)
    _keep(actor, shop, keyring.without([uid]), PEOPLE_TITLE, "person.remove", uid)


def _confirmed(actor: Actor, shop: Shop, step_up: StepUp) -> tuple[Keyring, Slot, Keys]:
    keyring = _keyring(shop)
    lockout, now = Lockout(step_up.app_state), shop.clock.now()
    found = unlocking.unlock(keyring, actor.uid, step_up.password, lockout, now)
    return keyring, found.slot, found.keys


def _keyring(shop: Shop) -> Keyring:
    return read_keyring(ShopFolder(shop.folder))[0]


def _owner(keyring: Keyring) -> Slot:
    found = keyring.slot(OWNER)
    assert found is not None
    return found


def _enrol(actor: Actor, shop: Shop, keyring: Keyring, uid: str, name: str) -> str:
    secret, cost = one_time_password(), _owner(keyring).kdf
    now = shop.clock.now()
    slot = slots.custodian_slot(keyring.vault_id, uid, name, secret, shop.keys, cost, now)
    _keep(actor, shop, keyring.with_slots(slot), PEOPLE_TITLE, "person.add", uid)
    return secret


def _keep(
    actor: Actor, shop: Shop, changed: Keyring, title: str, action: str, object_: str
) -> None:
    # The keyring first: a file that knows a newer keyring than there is would not open.
    with told_in_words():
        write_keyring(ShopFolder(shop.folder), changed)
        with shop.write(actor, title) as unit:
            files.set_meta(unit.connection, keyring_version=str(changed.version))
            unit.audit(action, object_, keyring=changed.version)


def _custodian(keyring: Keyring, uid: str) -> Slot:
    slot = keyring.slot(uid)
    if slot is None or slot.role is not Role.CUSTODIAN:
        raise Refused(
            N_("There is no such custodian."), N_("Nothing was changed."), N_("Look at the list.")
        )
    return slot


def _bad_name() -> Refused:
    return Refused(
        N_("The custodian needs a name that nobody else has."),
        N_("Nothing was changed."),
        N_("Type another name."),
    )
