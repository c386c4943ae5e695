"""The keyring: who is in it, what is bound to whom, and how damage shows."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.actor import Role
from app.core.errors import Damaged, Refused, WrongPassword
from app.core.vault import keyring as ring
from app.core.vault import slots
from app.core.vault.keyring import OWNER, RECOVERY, Keyring, Slot
from app.core.vault.keys import Kdf, new_keys

VAULT, KEYS = "vault", new_keys()
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


def owner() -> Slot:
    return slots.owner_slot(VAULT, "老王", "password", KEYS, Kdf.CHEAP)


def custodian() -> Slot:
    return slots.custodian_slot(VAULT, "c1", "小李", "once", KEYS, Kdf.CHEAP, NOW)


def whole() -> Keyring:
    return Keyring(VAULT, 3, (owner(), custodian()))


def test_it_comes_back_as_it_was() -> None:
    keyring = whole()
    assert ring.from_bytes(ring.to_bytes(keyring)) == keyring


def test_the_owner_gets_both_keys_the_custodian_one() -> None:
    assert slots.unwrap(VAULT, owner(), "password") == KEYS
    assert slots.unwrap(VAULT, custodian(), "once") == KEYS.without_sealed()


def test_no_password_and_no_key_stand_in_it() -> None:
    text = ring.to_bytes(whole())
    assert b"password" not in text
    assert KEYS.db.hex().encode() not in text


@pytest.mark.parametrize(
    "changed",
    [
        {"role": Role.OWNER},
        {"uid": OWNER},
        {"name": "somebody"},
        {"one_time": False},
        {"expires": "2099-01-01T00:00:00+00:00"},
    ],
)
def test_what_the_slot_says_cannot_be_changed(changed: dict[str, Any]) -> None:
    forged = replace(custodian(), **changed)
    with pytest.raises(WrongPassword):
        slots.unwrap(VAULT, forged, "once")


def test_a_slot_of_another_shop_does_not_open() -> None:
    with pytest.raises(WrongPassword):
        slots.unwrap("another", owner(), "password")


def test_people_are_found_by_uid_or_name_and_the_card_never() -> None:
    card = slots.card_slot(VAULT, "secret", KEYS, Kdf.CHEAP)
    keyring = whole().with_slots(card)
    assert keyring.find(None) == keyring.slot(OWNER)
    assert keyring.find(" 小李 ") == keyring.slot("c1")
    assert keyring.find("OWNER") == keyring.slot(OWNER)
    assert keyring.find(RECOVERY) is None
    assert keyring.find("") is None


def test_every_change_is_a_new_version() -> None:
    keyring = whole()
    assert keyring.with_slots(owner()).version == 4
    assert keyring.without(["c1"]).version == 4
    assert keyring.without(["c1"]).slot("c1") is None


def test_a_one_time_password_lasts_seven_days() -> None:
    assert not slots.is_expired(custodian(), NOW + timedelta(days=7))
    assert slots.is_expired(custodian(), NOW + timedelta(days=7, seconds=1))
    lasting = slots.rewrapped(VAULT, custodian(), "my own", KEYS, Kdf.CHEAP)
    assert not slots.is_expired(lasting, NOW + timedelta(days=700))
    assert slots.unwrap(VAULT, lasting, "my own") == KEYS.without_sealed()


def test_every_single_changed_byte_is_damage() -> None:
    text = ring.to_bytes(whole())
    for at in range(0, len(text), 7):
        changed = text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :]
        with pytest.raises((Damaged, Refused)):
            ring.from_bytes(changed)


def refilled(change: Callable[[dict[str, Any]], None]) -> bytes:
    """A forger's keyring: changed, with a fresh sum."""
    data = ring.to_json(whole())
    change(data)
    del data["sum"]
    return json.dumps(data | {"sum": ring._sum(data)}).encode()


def huge_memory(data: dict[str, Any]) -> None:
    data["slots"][0]["kdf"]["mem"] = 64 * 1024 * 1024


def same_uid_twice(data: dict[str, Any]) -> None:
    data["slots"][1]["uid"] = data["slots"][0]["uid"]


def no_slots(data: dict[str, Any]) -> None:
    data["slots"] = None


@pytest.mark.parametrize("change", [huge_memory, same_uid_twice, no_slots])
def test_forgeries_are_refused_before_any_password_is_tried(
    change: Callable[[dict[str, Any]], None],
) -> None:
    with pytest.raises(Damaged):
        ring.from_bytes(refilled(change))


def test_the_forgers_tool_itself_works() -> None:
    assert ring.from_bytes(refilled(lambda data: None)).version == 3


@pytest.mark.parametrize("text", [b"", b"\x00" * 50, b"[]", b"null", b'"x"', b"[" * 100_000])
def test_garbage_is_damage(text: bytes) -> None:
    with pytest.raises(Damaged):
        ring.from_bytes(text)


def test_too_long_is_damage() -> None:
    with pytest.raises(Damaged):
        ring.from_bytes(ring.to_bytes(whole()) + b" " * ring.MOST_BYTES)


def test_a_newer_format_asks_for_a_newer_program() -> None:
    with pytest.raises(Refused) as caught:
        ring.from_bytes(b'{"format": 2, "anything": 1}')
    assert "2" in str(caught.value)
    assert not isinstance(caught.value, Damaged)
