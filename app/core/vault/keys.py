"""The shop's two data keys, what is derived from them, and how a password becomes a key."""

import os
import unicodedata
from dataclasses import dataclass, field
from time import perf_counter
from typing import ClassVar

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.errors import Damaged
from app.i18n import N_

KEY_BYTES = 32
MIB = 1024  # KiB
LEAST_MEMORY, MOST_MEMORY = 19 * MIB, 1024 * MIB
MOST_ITERATIONS, MOST_LANES = 20, 8
_TARGET_SECONDS = 0.55
_PROBE_MEMORY = 64 * MIB


@dataclass(frozen=True)
class Kdf:
    """The cost of turning a password into a key (Argon2id); memory in KiB."""

    iterations: int = 3
    lanes: int = 4
    memory: int = 128 * MIB

    DEFAULT: ClassVar["Kdf"]
    CHEAP: ClassVar["Kdf"]  # for tests and sample shops with a well-known password

    def checked(self) -> "Kdf":
        """Itself, or `Damaged`: a forged keyring must not eat the memory."""
        within = (
            1 <= self.iterations <= MOST_ITERATIONS
            and 1 <= self.lanes <= MOST_LANES
            and LEAST_MEMORY <= self.memory <= MOST_MEMORY
        )
        if not within:
            raise Damaged(
                N_("The keyring asks for an impossible amount of memory or time."),
                N_("Nothing was opened and nothing was changed."),
                N_("It was changed by something else. Restore the newest good backup."),
            )
        return self

    def derive(self, password: str, salt: bytes) -> bytes:
        """The 32-byte key that this password and salt give."""
        self.checked()
        kdf = Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory,
        )
        return kdf.derive(as_typed(password))


Kdf.DEFAULT = Kdf()
Kdf.CHEAP = Kdf(iterations=1, lanes=1, memory=LEAST_MEMORY)


def as_typed(password: str) -> bytes:
    """The password's bytes; input methods differ in composing, so NFC, nothing else."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def calibrated() -> Kdf:
    """A cost that takes about half a second on this computer, never below 64 MiB."""
    probe = Kdf(memory=_PROBE_MEMORY)
    start = perf_counter()
    probe.derive("how fast is this computer", bytes(16))
    fitting = _TARGET_SECONDS / max(perf_counter() - start, 0.01)
    steps = min(max(int(fitting * 2), 2), 8)  # 64, 96, … 256 MiB
    return Kdf(memory=steps * _PROBE_MEMORY // 2)


@dataclass(frozen=True)
class Keys:
    """The keys a session holds: for the file, and (not the custodian) for sealed values."""

    db: bytes = field(repr=False)
    sens: bytes | None = field(repr=False, default=None)

    def without_sealed(self) -> "Keys":
        """What a custodian holds."""
        return Keys(self.db)


def new_keys() -> Keys:
    """Two fresh random keys."""
    return Keys(os.urandom(KEY_BYTES), os.urandom(KEY_BYTES))


def derive(key: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose (HKDF-SHA256)."""
    info = f"shuke/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)
