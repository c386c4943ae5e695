"""Shops made the way users make them, with a cheap password cost; and places that fill up."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.opening import create_shop, open_shop
from app.core.store.shop import Shop
from app.core.store.tables import setting
from app.core.vault import seen
from app.core.vault.folder import ShopFolder, read_keyring
from app.core.vault.keys import Kdf

PASSWORD = "correct horse battery"
SHANGHAI = timezone(timedelta(hours=8), "CST")


@dataclass
class Hands:
    """A clock whose hands a test moves."""

    at: datetime = datetime(2026, 11, 22, 4, tzinfo=UTC)

    def clock(self) -> Clock:
        return Clock(lambda: self.at, SHANGHAI)

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Vault:
    """A closed shop with its password, its card, and this PC's app-state folder."""

    folder: Path
    app_state: Path
    card: str
    hands: Hands = field(default_factory=Hands)

    @property
    def place(self) -> ShopFolder:
        return ShopFolder(self.folder)

    @property
    def clock(self) -> Clock:
        return self.hands.clock()

    def open(
        self, password: str = PASSWORD, user: str | None = None, new: str | None = None
    ) -> tuple[Shop, Actor]:
        return open_shop(
            self.folder,
            user,
            password,
            clock=self.clock,
            app_state=self.app_state,
            new_password=new,
        )

    @contextmanager
    def opened(self, password: str = PASSWORD, user: str | None = None) -> Iterator[Shop]:
        shop, _ = self.open(password, user)
        try:
            yield shop
        finally:
            shop.close()

    @contextmanager
    def session(self) -> Iterator[tuple[Shop, Actor]]:
        shop, actor = self.open()
        try:
            yield shop, actor
        finally:
            shop.close()


def made_vault(root: Path, hands: Hands | None = None) -> Vault:
    """A new shop under `root`, closed."""
    hands = hands or Hands()
    folder, app_state = root / "茶铺.shuke", root / "state"
    shop, _, card = create_shop(
        folder, "老王茶铺", PASSWORD, clock=hands.clock(), app_state=app_state, kdf=Kdf.CHEAP
    )
    shop.close()
    return Vault(folder, app_state, card, hands)


def copied_vault(first: Vault, root: Path) -> Vault:
    """The same shop under another `root`, and a PC that has seen it there."""
    made = Vault(root / first.folder.name, root / first.app_state.name, first.card)
    shutil.copytree(first.folder, made.folder)
    shutil.copytree(first.app_state, made.app_state)
    vault_id = read_keyring(first.place)[0].vault_id
    known = seen.last_seen(first.app_state, vault_id, first.folder)
    seen.note(made.app_state, vault_id, made.folder, known)
    return made


def write_value(shop: Shop, actor: Actor, key: str, value: str = "1") -> None:
    """One acknowledged change that history keeps."""
    with shop.write(actor, "Test") as unit:
        unit.insert(setting, key=key, value=value)


def values(shop: Shop, actor: Actor) -> set[str]:
    """The keys that `write_value` wrote and that are there."""
    with shop.read(actor) as reader:
        return set(reader.connection.execute(setting.select()).scalars(1))


@contextmanager
def mounted(point: Path, size: str) -> Iterator[Path]:
    """A real small disk, or the test is skipped where mounting is impossible."""
    point.mkdir(parents=True, exist_ok=True)
    tool = shutil.which("mount")
    command = [tool or "mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(point)]
    if tool is None or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting a small disk needs root")
    try:
        yield point
    finally:
        subprocess.run(["umount", "-l", str(point)], check=True)


def remount_read_only(point: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(point)], check=True)


def flip(path: Path, at: int) -> None:
    """Change one bit."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))
