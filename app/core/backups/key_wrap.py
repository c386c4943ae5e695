"""The backup's own key, wrapped by the data key of the shop it was made of."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.backups.container import Header, not_whole
from app.core.vault.keys import Keys, derive
from app.i18n import N_

_NONCE_BYTES = 12


def wrap_key(keys: Keys, vault_id: str, key: bytes) -> str:
    """The backup's own key under the shop's data key, as text."""
    nonce = os.urandom(_NONCE_BYTES)
    box = AESGCM(derive(keys.db, "backup")).encrypt(nonce, key, vault_id.encode())
    return (nonce + box).hex()


def unwrap_key(keys: Keys, header: Header) -> bytes:
    """The backup's own key; `Damaged` when it is not this shop's or was changed."""
    try:
        wrapped = bytes.fromhex(header.wrapped_key)
        nonce, box = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        bound = header.vault_id.encode()
        return AESGCM(derive(keys.db, "backup")).decrypt(nonce, box, bound)
    except (InvalidTag, ValueError, TypeError):
        raise not_whole(N_("it belongs to another shop, or its key was changed")) from None
