"""From a name and a password to the keys, or a good reason why not."""

from dataclasses import dataclass, field
from datetime import datetime

from app.core.actor import NAMELESS, Actor, spoken_name
from app.core.clock import Clock
from app.core.errors import Refused, WrongPassword
from app.core.step_up import Proof
from app.core.vault import slots
from app.core.vault.keyring import Keyring, Slot
from app.core.vault.keys import Keys
from app.core.vault.lockout import Lockout
from app.i18n import N_


class NewPasswordNeeded(Refused):
    """The one-time password was right; a new one must be chosen at once."""


@dataclass(frozen=True)
class Unlocked:
    """Who got in, by which keyring, with which keys."""

    keyring: Keyring
    slot: Slot
    keys: Keys = field(repr=False)

    def actor(self, session: str, wall: Clock | None = None) -> Actor:
        """The person, for one session, who gave the password just now; `wall` says when."""
        name = self.slot.name or NAMELESS[self.slot.role]
        proof = Proof() if wall is None else Proof(wall.now)
        proof.give()
        return Actor(self.slot.uid, name, self.slot.role, session, proof)


def unlock(
    keyring: Keyring, user: str | None, password: str, lockout: Lockout, now: datetime
) -> Unlocked:
    """Try a person's password; wrong ones count and make the next try wait."""
    slot = keyring.find(user)
    if slot is None:
        raise _nobody(user)
    return try_slot(keyring, slot, password, lockout, now)


def try_slot(
    keyring: Keyring, slot: Slot, password: str, lockout: Lockout, now: datetime
) -> Unlocked:
    """Try one slot, the card's too."""
    lockout.refuse_early(keyring.vault_id, slot.uid, now)
    try:
        keys = slots.unwrap(keyring.vault_id, slot, password)
    except WrongPassword:
        lockout.failed(keyring.vault_id, slot.uid, now)
        raise
    if slots.is_expired(slot, now):
        raise _expired()
    return Unlocked(keyring, slot, keys)


def require_new_password(slot: Slot, new_password: str | None) -> None:
    """`NewPasswordNeeded` when this person must choose one now and has not."""
    if slot.one_time and new_password is None:
        raise NewPasswordNeeded(
            N_("This is a one-time password; choose a password of your own now."),
            N_("Nothing was changed."),
            N_("Open the shop in the window and type a new password twice."),
        )


def shown_name(slot: Slot) -> str:
    """A person's name, or what they are when they gave none."""
    return slot.name or spoken_name(NAMELESS[slot.role])


def _nobody(user: str | None) -> WrongPassword:
    return WrongPassword(
        N_("Nobody called {user} may open this shop."),
        N_("Nothing was opened and nothing was changed."),
        N_("Check the name, or leave it out to open it as the owner."),
        user=user or "",
    )


def _expired() -> Refused:
    return Refused(
        N_("This one-time password has expired."),
        N_("Nothing was opened and nothing was changed."),
        N_("Ask the owner for a new one."),
    )
