"""The second lock: sensitive groups encrypted with the sensitive key."""

import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.errors import Damaged
from app.core.vault.keys import derive
from app.i18n import N_

NONCE_BYTES = 12


@dataclass(frozen=True)
class Sealed:
    """One encrypted group as it lies in the file."""

    key_gen: int
    nonce: bytes
    ct: bytes


@dataclass(frozen=True)
class Seal:
    """Encrypts and opens one shop's sensitive groups (AES-256-GCM)."""

    vault_id: str
    key: bytes = field(repr=False)
    gen: int = 1

    def encrypt(self, customer_uuid: str, group: str, data: Any) -> Sealed:
        """Seal a JSON value, bound to this shop, customer and group."""
        nonce = os.urandom(NONCE_BYTES)
        plain = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        bound = self._bound_to(customer_uuid, group, self.gen)
        return Sealed(self.gen, nonce, AESGCM(self.key).encrypt(nonce, plain, bound))

    def decrypt(self, customer_uuid: str, group: str, sealed: Sealed) -> Any:
        """Open it again; `Damaged` when it is not what was sealed here."""
        bound = self._bound_to(customer_uuid, group, sealed.key_gen)
        try:
            plain = AESGCM(self.key).decrypt(sealed.nonce, sealed.ct, bound)
        except InvalidTag:
            raise Damaged(
                N_("A sealed value cannot be opened."),
                N_("All other values are unharmed."),
                N_("Run the check-up, and restore a backup if it finds damage."),
            ) from None
        return json.loads(plain)

    def index_key(self) -> bytes:
        """The key for looking up sealed numbers exactly (HMAC), never stored."""
        return derive(self.key, "index")

    def _bound_to(self, customer_uuid: str, group: str, gen: int) -> bytes:
        return f"{self.vault_id}|{customer_uuid}|{group}|{gen}".encode()
