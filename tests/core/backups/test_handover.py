"""A backup asked for while the window holds the shop: done by the window, for its people only."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from app.core.actor import Actor
from app.core.backups.claim import Claim
from app.core.backups.handover import ask_holder, meeting, serve
from app.core.clock import Clock
from app.core.errors import Refused, WrongPassword
from app.core.opening import create_shop
from app.core.store.shop import Shop
from app.core.vault.keys import Kdf

PASSWORD = "quiet-teapot-42"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """This PC's folder."""
    return tmp_path / "state"


@pytest.fixture
def held(tmp_path: Path, state: Path, clock: Clock) -> Iterator[tuple[Shop, Actor]]:
    """A shop that a window has open."""
    shop, actor, _ = create_shop(
        tmp_path / "tea.shuke", "茶", PASSWORD, clock=clock, app_state=state, kdf=Kdf.CHEAP
    )
    stop = serve(shop, state)
    yield shop, actor
    stop()
    shop.close()


def test_the_window_makes_the_backup(
    held: tuple[Shop, Actor], state: Path, clock: Clock, tmp_path: Path
) -> None:
    claim = Claim(None, PASSWORD)
    for _ in range(2):
        made = ask_holder(held[0].folder, claim, tmp_path / "to", app_state=state, wall=clock)
        assert made is not None
        assert made.path.stat().st_size == made.size
        assert made.path.parent == tmp_path / "to"


def test_a_wrong_password_asks_for_nothing(
    held: tuple[Shop, Actor], state: Path, clock: Clock, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassword):
        ask_holder(held[0].folder, Claim(None, "no"), tmp_path, app_state=state, wall=clock)


def test_what_the_window_refuses_is_told(
    held: tuple[Shop, Actor], state: Path, clock: Clock, tmp_path: Path
) -> None:
    place = tmp_path / "file"
    place.write_text("not a folder", "utf-8")
    with pytest.raises(Refused):
        ask_holder(held[0].folder, Claim(None, PASSWORD), place, app_state=state, wall=clock)


def test_nobody_listens(state: Path, clock: Clock, tmp_path: Path) -> None:
    shop, _, _ = create_shop(
        tmp_path / "tea.shuke", "茶", PASSWORD, clock=clock, app_state=state, kdf=Kdf.CHEAP
    )
    claim = Claim(None, PASSWORD)
    assert ask_holder(shop.folder, claim, tmp_path, app_state=state, wall=clock) is None
    stop = serve(shop, state)
    stop()
    assert ask_holder(shop.folder, claim, tmp_path, app_state=state, wall=clock) is None
    shop.close()


def test_whoever_lacks_the_key_is_not_heard(
    held: tuple[Shop, Actor], state: Path, clock: Clock, tmp_path: Path
) -> None:
    from multiprocessing import AuthenticationError
    from multiprocessing.connection import Client

    place = meeting(state, held[0].vault_id, held[0].keys.db)
    with pytest.raises(AuthenticationError), Client(place.address, authkey=b"guessed"):
        pass
    made = ask_holder(
        held[0].folder, Claim(None, PASSWORD), tmp_path / "to", app_state=state, wall=clock
    )
    assert made is not None


@pytest.mark.skipif(os.name == "nt", reason="sockets have no path there")
def test_a_dead_windows_socket_is_no_obstacle(state: Path, clock: Clock, tmp_path: Path) -> None:
    shop, _, _ = create_shop(
        tmp_path / "tea.shuke", "茶", PASSWORD, clock=clock, app_state=state, kdf=Kdf.CHEAP
    )
    left = Path(meeting(state, shop.vault_id, shop.keys.db).address)
    left.touch()
    stop = serve(shop, state)
    asked: list[object] = []

    def ask() -> None:
        claim = Claim(None, PASSWORD)
        asked.append(ask_holder(shop.folder, claim, tmp_path, app_state=state, wall=clock))

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    stop()
    shop.close()
    assert asked[0] is not None


def test_a_long_path_takes_a_short_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket's path may be about a hundred bytes; people's folders are longer."""
    deep = tmp_path.joinpath(*["a folder of long name"] * 8)
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert len(meeting(deep, "vault", b"key").address) < 100


def test_without_a_place_for_a_socket_the_shop_opens_all_the_same(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "missing"))
    serve(shop, tmp_path.joinpath(*["a folder of long name"] * 8))()


def test_two_app_states_never_share_a_socket(tmp_path: Path) -> None:
    """Else the one that closes first takes the other's away, which then waits in vain."""
    for length in (1, 100):
        folders = [tmp_path / letter / ("x" * length) for letter in "ab"]
        places = {meeting(each, "vault", b"key").address for each in folders}
        assert len(places) == 2
