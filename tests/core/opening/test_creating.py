"""A shop is made whole or not at all, and never over anything."""

from pathlib import Path

import pytest

from app.core import making
from app.core.actor import Role
from app.core.errors import Refused
from app.core.opening import create_shop
from app.core.store.shop import Shop
from app.core.vault.keys import Kdf
from tests.vaults import PASSWORD, Hands, Vault, mounted, remount_read_only


def create(folder: Path, name: str = "Tea", password: str = PASSWORD) -> Shop:
    shop, _, _ = create_shop(
        folder,
        name,
        password,
        clock=Hands().clock(),
        app_state=folder.parent / "state",
        kdf=Kdf.CHEAP,
    )
    return shop


def test_a_new_shop_has_its_parts_and_nothing_else(vault: Vault) -> None:
    names = {path.name for path in vault.folder.iterdir()}
    assert names == {
        "data.db",
        "keyring.json",
        "keyring.prev.json",
        "lock",
        "README.txt",
        "backups",
        "tmp",
    }
    assert [p.name for p in vault.folder.parent.iterdir() if "unfinished" in p.name] == []


def test_the_file_is_encrypted_from_its_first_byte(vault: Vault) -> None:
    content = vault.place.data.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"CREATE TABLE" not in content


def test_its_maker_is_the_owner(tmp_path: Path) -> None:
    shop, actor, card = create_shop(
        tmp_path / "Tea.shuke",
        " Tea ",
        PASSWORD,
        clock=Hands().clock(),
        app_state=tmp_path / "state",
        kdf=Kdf.CHEAP,
        owner_name="老王",
    )
    shop.close()
    assert (actor.name, actor.role, shop.name) == ("老王", Role.OWNER, "Tea")
    assert len(card) == 47


def test_an_empty_folder_may_become_a_shop(tmp_path: Path) -> None:
    (tmp_path / "Tea.shuke").mkdir()
    create(tmp_path / "Tea.shuke").close()


def test_what_is_there_is_never_overwritten(vault: Vault, tmp_path: Path) -> None:
    before = vault.place.data.read_bytes()
    with pytest.raises(Refused):
        create(vault.folder)
    assert vault.place.data.read_bytes() == before
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Refused):
        create(tmp_path / "file")


@pytest.mark.parametrize(("name", "password"), [("  ", PASSWORD), ("Tea", "short")])
def test_a_bad_wish_makes_nothing(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(Refused):
        create(tmp_path / "Tea.shuke", name, password)
    assert list(tmp_path.iterdir()) == []


def test_a_sync_folder_is_refused_unless_the_owner_insists(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "Tea.shuke"
    with pytest.raises(Refused):
        create(folder)
    assert not folder.parent.exists()
    making.make_folder(folder, making.NewShop("Tea", PASSWORD, kdf=Kdf.CHEAP), anywhere=True)
    assert folder.is_dir()


def test_a_full_disk_makes_nothing(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "4m") as disk:
        with pytest.raises(Refused, match="disk is full"):
            create(disk / "Tea.shuke")
        assert list(disk.iterdir()) == []


def test_a_disk_that_fills_up_half_way_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mounted(tmp_path / "disk", "200k") as disk:
        # Without the look beforehand, the writing itself runs into the wall.
        monkeypatch.setattr("app.core.vault.places.refuse_full", lambda *_: None)
        with pytest.raises(Refused):
            create(disk / "Tea.shuke")
        assert [p.name for p in disk.iterdir()] == []


def test_a_read_only_place_makes_nothing(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "4m") as disk:
        remount_read_only(disk)
        with pytest.raises(Refused, match="read-only"):
            create(disk / "Tea.shuke")
