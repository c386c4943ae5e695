"""A backup asked for from outside while the window holds the shop.

The window listens on a socket of this PC, the command line calls it. Both hold the file
key, and what is derived from it is the password of their talk: nobody else can ask, and
nothing secret lies on the disk.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from app.core.actor import Actor, Right, Role, require
from app.core.backups import service
from app.core.backups.claim import Claim, admitted
from app.core.clock import Clock
from app.core.errors import Refused, ShukeError
from app.core.store.shop import Shop
from app.core.vault.folder import ShopFolder, read_keyring
from app.i18n import N_

_LONGEST_SOCKET = 100  # bytes of a path that every system takes
_MOST_BYTES = 1 << 16
_PATIENCE = 10.0  # seconds for a backup in progress when the window closes


@dataclass(frozen=True)
class Made:
    """What came of the request."""

    path: Path
    size: int


@dataclass(frozen=True)
class Meeting:
    """Where the two sides find each other, and what they prove themselves with."""

    address: str
    secret: bytes = field(repr=False)


def meeting(app_state: Path, vault_id: str, file_key: bytes) -> Meeting:
    """The place of one shop on this PC, for this user of it.

    Its name says whose app state it is: copies of one shop may be open under two of them, and
    the short place below is the same for all.
    """
    secret = sha256(b"shuke backup handover|" + vault_id.encode() + bytes(file_key)).digest()
    whose = f"{vault_id}|{app_state.absolute()}"
    name = f"shuke-{sha256(whose.encode()).hexdigest()[:16]}"
    if os.name == "nt":
        return Meeting(rf"\\.\pipe\{name}", secret)
    path = app_state / f"{name}.socket"
    if len(os.fsencode(path)) > _LONGEST_SOCKET:
        # Not `gettempdir()`: while a shop is open that lies inside it, as long a path again.
        short = os.environ.get("XDG_RUNTIME_DIR") or "/tmp"  # noqa: S108 - the secret guards it
        path = Path(short) / f"{name}-{os.getuid()}.socket"
    return Meeting(str(path), secret)


def serve(shop: Shop, app_state: Path) -> Callable[[], None]:
    """Answer requests for backups of an open shop until the returned function is called.

    Each backup runs in the thread that listens: reading and copying disturb no writer.
    Where no socket can be made, requests from outside meet a shop that is open elsewhere.
    """
    place = meeting(app_state, shop.vault_id, shop.keys.db)
    try:
        _forget(place)
        app_state.mkdir(parents=True, exist_ok=True)
        listener = Listener(place.address, authkey=place.secret)
    except OSError:  # no place for a socket: the shop opens all the same
        return lambda: None
    stopped = Event()
    thread = Thread(target=_listen, args=(listener, shop, stopped), daemon=True)
    thread.start()

    def stop() -> None:
        stopped.set()
        # In a thread of its own: if the listener has just left, nobody answers the call.
        Thread(target=_wake, args=(place,), daemon=True).start()
        thread.join(_PATIENCE)

    return stop


def ask_holder(
    folder: Path, claim: Claim, to: Path, *, app_state: Path, wall: Clock
) -> Made | None:
    """Have the window that holds the shop make a backup in `to`; None when none listens."""
    keyring = read_keyring(ShopFolder(folder))[0]
    unlocked = admitted(claim, keyring, app_state, wall.now())
    actor = unlocked.actor(uuid4().hex)
    require(actor, Right.MAKE_BACKUPS)
    place = meeting(app_state, keyring.vault_id, unlocked.keys.db)
    try:
        with _called(place) as line:
            request = {"to": str(to.absolute()), "actor": _told(actor)}
            line.send_bytes(json.dumps(request).encode())
            answer = json.loads(line.recv_bytes(_MOST_BYTES))
    except (OSError, EOFError, AuthenticationError):
        return None
    if "error" in answer:
        raise Refused(*answer["error"])
    return Made(Path(answer["file"]), answer["size"])


def _called(place: Meeting) -> "Connection[Any, Any]":
    return Client(place.address, authkey=place.secret)


def _wake(place: Meeting) -> None:
    with suppress(OSError, EOFError, AuthenticationError), _called(place) as line:
        line.send_bytes(b"{}")


def _listen(listener: Listener, shop: Shop, stopped: Event) -> None:
    with listener:
        while not stopped.is_set():
            try:
                line = listener.accept()
            except (OSError, EOFError, AuthenticationError):
                continue  # somebody without the key, or one who hung up
            with line, suppress(OSError, EOFError, ValueError):
                request = json.loads(line.recv_bytes(_MOST_BYTES))
                if request:
                    line.send_bytes(json.dumps(_answered(shop, request)).encode())


def _answered(shop: Shop, request: dict[str, Any]) -> dict[str, Any]:
    told = request["actor"]
    actor = Actor(told["uid"], told["name"], Role(told["role"]), told["session"])
    try:
        made = service.make(actor, shop, to=Path(request["to"]))
    except ShukeError as error:
        return {"error": error.sentences()}
    except OSError as error:
        return {"error": (N_("The backup could not be made."), "", error.strerror or "")}
    return {"file": str(made.path.absolute()), "size": made.size}


def _told(actor: Actor) -> dict[str, str]:
    return {
        "uid": actor.uid,
        "name": actor.name,
        "role": actor.role.value,
        "session": actor.session,
    }


def _forget(place: Meeting) -> None:
    # We hold the shop's lock, so a socket that lies there is a dead one's.
    if os.name != "nt":
        Path(place.address).unlink(missing_ok=True)
