"""The keyring: who may open the shop; each person's slot wraps the keys under a password."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from app.core.actor import Role
from app.core.errors import Damaged, Refused
from app.core.vault.keys import Kdf
from app.i18n import N_

FORMAT = 1
MOST_BYTES = 256 * 1024
OWNER, RECOVERY = "owner", "#recovery"
_NOTHING_CHANGED = N_("Nothing was opened and nothing was changed.")


@dataclass(frozen=True)
class Slot:
    """One person's way in: who, what for, and the wrapped keys."""

    uid: str
    name: str
    role: Role
    kdf: Kdf
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    box: bytes = field(repr=False)
    one_time: bool = False  # the password must be replaced at the first login
    expires: str = ""  # UTC, ISO; only for one-time passwords


@dataclass(frozen=True)
class Keyring:
    """All slots of one shop; `version` grows with every change and is also in the file."""

    vault_id: str
    version: int
    slots: tuple[Slot, ...]

    def find(self, user: str | None) -> Slot | None:
        """The slot of a person by uid or name, the owner's for None; never the card's."""
        if user is None:
            return self.slot(OWNER)
        wanted = user.strip().casefold()
        people = [s for s in self.slots if s.uid != RECOVERY]
        return next((s for s in people if wanted in (s.uid.casefold(), s.name.casefold())), None)

    def slot(self, uid: str) -> Slot | None:
        """The slot with exactly this uid."""
        return next((slot for slot in self.slots if slot.uid == uid), None)

    def with_slots(self, *new: Slot) -> "Keyring":
        """A next version in which these slots replace or join the others."""
        taken = {slot.uid for slot in new}
        kept = tuple(slot for slot in self.slots if slot.uid not in taken)
        return replace(self, version=self.version + 1, slots=kept + new)

    def without(self, uids: Iterable[str]) -> "Keyring":
        """A next version without these people."""
        gone = set(uids)
        kept = tuple(slot for slot in self.slots if slot.uid not in gone)
        return replace(self, version=self.version + 1, slots=kept)


def to_bytes(keyring: Keyring) -> bytes:
    """The keyring as the text that lies in the folder."""
    return json.dumps(to_json(keyring), ensure_ascii=False, indent=1).encode()


def to_json(keyring: Keyring) -> dict[str, Any]:
    """The keyring as plain JSON, with a sum that tells damage from a wrong password."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "vault_id": keyring.vault_id,
        "version": keyring.version,
        "slots": [_slot_json(slot) for slot in keyring.slots],
    }
    return data | {"sum": _sum(data)}


def from_bytes(content: bytes) -> Keyring:
    """Read it back; `Damaged` when it is not whole, `Refused` when a newer program's."""
    if len(content) > MOST_BYTES:
        raise damaged()
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise damaged() from None
    return from_json(data)


def from_json(data: Any) -> Keyring:
    """Like `from_bytes`, from JSON already read (a backup's header holds one)."""
    if isinstance(data, dict) and isinstance(data.get("format"), int) and data["format"] > FORMAT:
        raise _newer(data["format"])
    try:
        return _read(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise damaged() from None


def damaged() -> Damaged:
    """The error for a keyring that cannot be read."""
    return Damaged(
        N_("The shop's keyring is damaged."),
        _NOTHING_CHANGED,
        N_("Restore the newest good backup; it holds a copy of the keyring."),
    )


def _read(data: dict[str, Any]) -> Keyring:
    rest = {key: value for key, value in data.items() if key != "sum"}
    if rest["format"] != FORMAT or data["sum"] != _sum(rest):
        raise ValueError("sum")
    slots = tuple(_read_slot(each) for each in data["slots"])
    if len({slot.uid for slot in slots}) != len(slots):
        raise ValueError("uid twice")
    return Keyring(str(data["vault_id"]), int(data["version"]), slots)


def _read_slot(data: dict[str, Any]) -> Slot:
    cost = data["kdf"]
    return Slot(
        uid=str(data["uid"]),
        name=str(data["name"]),
        role=Role(data["role"]),
        kdf=Kdf(int(cost["it"]), int(cost["lanes"]), int(cost["mem"])).checked(),
        salt=base64.b64decode(data["salt"], validate=True),
        nonce=base64.b64decode(data["nonce"], validate=True),
        box=base64.b64decode(data["box"], validate=True),
        one_time=bool(data["one_time"]),
        expires=str(data["expires"]),
    )


def _slot_json(slot: Slot) -> dict[str, Any]:
    kdf = slot.kdf
    return {
        "uid": slot.uid,
        "name": slot.name,
        "role": str(slot.role),
        "kdf": {"it": kdf.iterations, "lanes": kdf.lanes, "mem": kdf.memory},
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "box": base64.b64encode(slot.box).decode(),
        "one_time": slot.one_time,
        "expires": slot.expires,
    }


def _sum(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _newer(number: int) -> Refused:
    return Refused(
        N_("The shop's keyring has format {number}, made by a newer version of Shuke."),
        _NOTHING_CHANGED,
        N_("Install the newer version and open the shop there."),
        number=number,
    )
