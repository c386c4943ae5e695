"""The two data keys of a shop, and the keys that are derived from them."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


@dataclass(frozen=True)
class Keys:
    """What an unlocked session holds: the file's key, and perhaps the sensitive one."""

    db: bytes = field(repr=False)
    sens: bytes | None = field(default=None, repr=False)


def derive(key: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose (HKDF-SHA256)."""
    info = f"shuke/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)
