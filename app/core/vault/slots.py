"""Wrapping the shop's keys under a password, and getting them out again."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.actor import Role
from app.core.errors import WrongPassword
from app.core.vault.keyring import OWNER, RECOVERY, Slot
from app.core.vault.keys import KEY_BYTES, Kdf, Keys
from app.core.vault.passwords import one_time_as_printed
from app.i18n import N_

SALT_BYTES, NONCE_BYTES = 16, 12
ONE_TIME_DAYS = 7


def owner_slot(vault_id: str, name: str, password: str, keys: Keys, kdf: Kdf) -> Slot:
    """The owner's way in, with both keys."""
    return _wrapped(vault_id, _empty(OWNER, name, Role.OWNER, kdf), password, keys)


def card_slot(vault_id: str, secret: str, keys: Keys, kdf: Kdf) -> Slot:
    """The recovery card's way in, with both keys and the owner's rights."""
    return _wrapped(vault_id, _empty(RECOVERY, "", Role.OWNER, kdf), secret, keys)


def custodian_slot(
    vault_id: str, uid: str, name: str, one_time: str, keys: Keys, kdf: Kdf, now: datetime
) -> Slot:
    """A custodian's way in: the file's key alone, for a first login within seven days."""
    expires = (now + timedelta(days=ONE_TIME_DAYS)).isoformat()
    empty = replace(_empty(uid, name, Role.CUSTODIAN, kdf), one_time=True, expires=expires)
    return _wrapped(vault_id, empty, one_time, keys.without_sealed())


def rewrapped(vault_id: str, slot: Slot, password: str, keys: Keys, kdf: Kdf) -> Slot:
    """The same person's slot under a new, lasting password."""
    held = keys.without_sealed() if slot.role is Role.CUSTODIAN else keys
    lasting = replace(slot, kdf=kdf, one_time=False, expires="")
    return _wrapped(vault_id, lasting, password, held)


def unwrap(vault_id: str, slot: Slot, password: str) -> Keys:
    """The keys in the slot; `WrongPassword` when this password does not open it."""
    typed = one_time_as_printed(password) if slot.one_time else password
    key = slot.kdf.derive(typed, slot.salt)
    try:
        plain = AESGCM(key).decrypt(slot.nonce, slot.box, _bound_to(vault_id, slot))
    except (InvalidTag, ValueError):
        raise wrong_password() from None
    return Keys(plain[:KEY_BYTES], plain[KEY_BYTES:] or None)


def is_expired(slot: Slot, now: datetime) -> bool:
    """Has a one-time password run out?"""
    return slot.one_time and now > datetime.fromisoformat(slot.expires)


def wrong_password() -> WrongPassword:
    """The error everybody meets sometimes."""
    return WrongPassword(
        N_("The password is wrong."),
        N_("Nothing was opened and nothing was changed."),
        N_("Try again; check Caps Lock and the input method."),
    )


def _empty(uid: str, name: str, role: Role, kdf: Kdf) -> Slot:
    return Slot(uid, name, role, kdf, b"", b"", b"")


def _wrapped(vault_id: str, slot: Slot, password: str, keys: Keys) -> Slot:
    fresh = replace(slot, salt=os.urandom(SALT_BYTES), nonce=os.urandom(NONCE_BYTES))
    key = fresh.kdf.derive(password, fresh.salt)
    plain = keys.db + (keys.sens or b"")
    box = AESGCM(key).encrypt(fresh.nonce, plain, _bound_to(vault_id, fresh))
    return replace(fresh, box=box)


def _bound_to(vault_id: str, slot: Slot) -> bytes:
    # A custodian who edits role, name or the one-time mark makes the slot unopenable.
    marks = (vault_id, slot.uid, slot.name, str(slot.role), str(slot.one_time), slot.expires)
    return "|".join(marks).encode("utf-8", "surrogatepass")
