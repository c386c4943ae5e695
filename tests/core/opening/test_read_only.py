"""A shop on a read-only disk is shown from a copy, newest changes included, and not changed."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from app.core.actor import Actor
from app.core.backups import service
from app.core.errors import Refused, WrongPassword
from app.core.opening import READ_ONLY_NOTICE
from app.core.store.shop import Shop
from tests.vaults import Vault, mounted, remount_read_only, values, write_value


def left_by_a_kill(vault: Vault, to: Path, *, without: tuple[str, ...] = ()) -> None:
    """Copy the folder while the shop is open: its log still holds the newest change."""
    with vault.session() as (shop, actor):
        write_value(shop, actor, "newest")
        shutil.copytree(vault.folder, to, ignore=shutil.ignore_patterns(*without))


def fill_up(disk: Path) -> Path:
    """Fill the disk to the last byte; delete the answer to free it."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


def write_until_it_fails(shop: Shop, actor: Actor) -> None:
    for n in range(10_000):
        write_value(shop, actor, f"more{n}", "x" * 4000)


@pytest.mark.parametrize("state", ["closed", "with log", "log without index", "never locked"])
def test_it_opens_a_copy_with_the_newest_changes(vault: Vault, tmp_path: Path, state: str) -> None:
    with mounted(tmp_path / "disk", "16m") as disk:
        there = Vault(disk / "茶铺.shuke", vault.app_state, vault.card, vault.hands)
        without = {"log without index": ("*-shm",), "never locked": ("lock",)}.get(state, ())
        left_by_a_kill(vault, there.folder, without=without)
        if state == "closed":
            shutil.rmtree(there.folder)
            shutil.copytree(vault.folder, there.folder)
        remount_read_only(disk)
        shop, actor = there.open()
        try:
            assert values(shop, actor) == {"newest"}
            assert READ_ONLY_NOTICE in shop.notices
            with pytest.raises(Refused):
                write_value(shop, actor, "lost")
        finally:
            shop.close()
        assert list(vault.app_state.glob("read-only-*")) == []


def test_a_wrong_password_leaves_no_copy(vault: Vault, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "16m") as disk:
        there = Vault(disk / "茶铺.shuke", vault.app_state, vault.card, vault.hands)
        shutil.copytree(vault.folder, there.folder)
        remount_read_only(disk)
        with pytest.raises(WrongPassword):
            there.open("wrong password")
        assert list(vault.app_state.glob("read-only-*")) == []


def test_a_full_disk_is_told_in_a_sentence_and_loses_nothing(vault: Vault, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "4m") as disk:
        there = Vault(disk / "茶铺.shuke", tmp_path / "other state", vault.card, vault.hands)
        shutil.copytree(vault.folder, there.folder)
        shop, actor = there.open()
        write_value(shop, actor, "acknowledged")
        filler = fill_up(disk)
        with pytest.raises(Exception, match="full"):
            write_until_it_fails(shop, actor)
        kept = values(shop, actor)
        shop.close()
        filler.unlink()
        shop, actor = there.open()
        assert values(shop, actor) == kept >= {"acknowledged"}
        write_value(shop, actor, "works again")
        shop.close()


def test_opening_on_a_full_disk_is_a_sentence(vault: Vault, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "2m") as disk:
        there = Vault(disk / "茶铺.shuke", tmp_path / "other state", vault.card, vault.hands)
        shutil.copytree(vault.folder, there.folder)
        before = there.place.data.read_bytes()
        filler = fill_up(disk)
        with pytest.raises(Refused):
            there.open()
        assert there.place.data.read_bytes() == before
        filler.unlink()
        with there.opened():
            pass


def test_no_backup_is_made_of_the_copy(vault: Vault, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "16m") as disk:
        there = Vault(disk / "茶铺.shuke", vault.app_state, vault.card, vault.hands)
        shutil.copytree(vault.folder, there.folder)
        remount_read_only(disk)
        with (
            there.session() as (shop, actor),
            pytest.raises(Refused, match="nothing can be written"),
        ):
            service.make(actor, shop, to=tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_a_disk_that_is_full_before_opening_is_called_full(vault: Vault, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "4m") as disk:
        there = Vault(disk / "茶铺.shuke", vault.app_state, vault.card, vault.hands)
        shutil.copytree(vault.folder, there.folder)
        filler = fill_up(disk)
        with pytest.raises(Refused, match="The disk is full"):
            there.open()
        filler.unlink()
        there.open()[0].close()
