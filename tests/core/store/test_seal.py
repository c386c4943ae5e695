"""Sealed values open only where they were sealed."""

import pytest

from app.core.errors import Damaged
from app.core.store.seal import Seal, Sealed

SEAL = Seal("vault", bytes(32))


def test_it_opens_again() -> None:
    sealed = SEAL.encrypt("uuid", "family", {"孩子": [1, None]})
    assert SEAL.decrypt("uuid", "family", sealed) == {"孩子": [1, None]}
    assert "孩子".encode() not in sealed.ct


def test_no_two_are_alike() -> None:
    assert SEAL.encrypt("u", "g", 1).ct != SEAL.encrypt("u", "g", 1).ct


@pytest.mark.parametrize(
    ("seal", "uuid", "group"),
    [
        (SEAL, "other", "family"),
        (SEAL, "uuid", "health"),
        (Seal("other", bytes(32)), "uuid", "family"),
        (Seal("vault", bytes(31) + b"1"), "uuid", "family"),
    ],
)
def test_it_opens_nowhere_else(seal: Seal, uuid: str, group: str) -> None:
    sealed = SEAL.encrypt("uuid", "family", "x")
    with pytest.raises(Damaged):
        seal.decrypt(uuid, group, sealed)


def test_a_changed_generation_or_byte_is_noticed() -> None:
    sealed = SEAL.encrypt("uuid", "family", "x")
    with pytest.raises(Damaged):
        SEAL.decrypt("uuid", "family", Sealed(2, sealed.nonce, sealed.ct))
    with pytest.raises(Damaged):
        SEAL.decrypt("uuid", "family", Sealed(1, sealed.nonce, sealed.ct[:-1] + b"\x00"))


def test_the_key_is_in_no_text() -> None:
    assert "x00" not in repr(SEAL)
    assert SEAL.index_key() != SEAL.key
