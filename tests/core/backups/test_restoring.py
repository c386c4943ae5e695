"""Restoring beside and over: rehearsed first, a safety copy, and the shop untouched on failure."""

import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.accounts.service import StepUp, add_custodian, change_password
from app.core.backups import restoring, service
from app.core.backups.claim import Claim
from app.core.backups.restoring import Restored, restore
from app.core.backups.shelf import Backup, on_shelf
from app.core.errors import Damaged, NotAllowed, OpenElsewhere, Refused, WrongPassword
from app.core.opening import open_with_card
from app.core.store.tables import audit
from app.core.vault.keys import Kdf
from tests.vaults import PASSWORD, Vault, flip, made_vault, mounted, values, write_value

OWNER = Claim(None, PASSWORD)


@pytest.fixture
def backup(vault: Vault) -> Backup:
    """A backup with one value; the shop has a newer one."""
    with vault.session() as (shop, actor):
        write_value(shop, actor, "old")
        made = service.make(actor, shop)
        write_value(shop, actor, "new")
    return made


def put_back(vault: Vault, file: Path, to: Path, claim: Claim = OWNER) -> Restored:
    return restore(file, to, claim, clock=vault.clock, app_state=vault.app_state)


def content(vault: Vault, password: str = PASSWORD) -> set[str]:
    shop, actor = vault.open(password)
    try:
        assert shop.notices == []
        return values(shop, actor)
    finally:
        shop.close()


def sums(vault: Vault) -> dict[str, str]:
    files = [p for p in vault.folder.rglob("*") if p.is_file() and p.name != "lock"]
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def beside(vault: Vault, folder: Path) -> Vault:
    return Vault(folder, vault.app_state, vault.card, vault.hands)


def test_over_a_shop_with_a_safety_copy(vault: Vault, backup: Backup) -> None:
    done = put_back(vault, backup.path, vault.folder)
    assert (done.customers, done.purchases, done.made_at) == (0, 0, backup.made_at)
    assert content(vault) == {"old"}
    assert done.safety_copy is not None
    put_back(vault, done.safety_copy, vault.folder)
    assert content(vault) == {"old", "new"}


def test_beside_as_a_folder_of_its_own(vault: Vault, backup: Backup, tmp_path: Path) -> None:
    before = sums(vault)
    done = put_back(vault, backup.path, tmp_path / "deep" / "beside.shuke")
    assert done.safety_copy is None
    assert sums(vault) == before
    assert content(beside(vault, done.folder)) == {"old"}  # and nobody cries "an older copy!"
    assert content(vault) == {"old", "new"}
    names = {p.name for p in done.folder.iterdir()}
    assert {"data.db", "keyring.json", "keyring.prev.json", "backups", "tmp"} <= names


def test_it_is_in_the_audit_trail_and_the_chain_holds(vault: Vault, backup: Backup) -> None:
    from app.core.audit.queries import chain

    put_back(vault, backup.path, vault.folder)
    with vault.session() as (shop, actor), shop.read(actor) as reader:
        found = list(reader.connection.execute(select(audit.c.action)).scalars())
        assert found.count("backup.restore") == 1
        assert chain(reader) == []


def test_over_a_shop_todays_password_counts_beside_that_of_the_day(
    vault: Vault, backup: Backup, tmp_path: Path
) -> None:
    new = "a new good password"
    with vault.session() as (shop, actor):
        change_password(actor, shop, StepUp(PASSWORD, vault.app_state), new)
    with pytest.raises(WrongPassword):
        put_back(vault, backup.path, vault.folder)
    put_back(vault, backup.path, vault.folder, Claim(None, new))
    assert content(vault, new) == {"old"}
    put_back(vault, backup.path, tmp_path / "beside.shuke")
    assert content(beside(vault, tmp_path / "beside.shuke")) == {"old"}


def test_an_old_card_still_opens_the_backup_of_its_day(
    vault: Vault, backup: Backup, tmp_path: Path
) -> None:
    shop, _, _ = open_with_card(
        vault.folder, vault.card, "a new good password", clock=vault.clock,
        app_state=vault.app_state, kdf=Kdf.CHEAP,
    )  # fmt: skip
    shop.close()
    with pytest.raises(WrongPassword):
        put_back(vault, backup.path, vault.folder, Claim(None, card=vault.card))
    put_back(vault, backup.path, tmp_path / "beside.shuke", Claim(None, card=vault.card))
    assert content(beside(vault, tmp_path / "beside.shuke")) == {"old"}


def test_the_custodian_may_not_restore(vault: Vault, tmp_path: Path) -> None:
    with vault.session() as (shop, actor):
        once = add_custodian(actor, shop, "小李")
    shop, custodian = vault.open(once, "小李", new="the custodian's own")
    made = service.make(custodian, shop)
    shop.close()
    before, claim = sums(vault), Claim("小李", "the custodian's own")
    for to in (vault.folder, tmp_path / "beside.shuke"):
        with pytest.raises(NotAllowed):
            put_back(vault, made.path, to, claim)
    assert sums(vault) == before
    assert not (tmp_path / "beside.shuke").exists()
    put_back(vault, made.path, tmp_path / "beside.shuke")
    with pytest.raises(WrongPassword):  # elsewhere, people are enrolled anew
        beside(vault, tmp_path / "beside.shuke").open("the custodian's own", "小李")


@pytest.mark.parametrize("where", [3, 300, -30, 0.5])
def test_a_bad_backup_leaves_the_shop_untouched(
    vault: Vault, backup: Backup, tmp_path: Path, where: float
) -> None:
    bad = tmp_path / "bad.skbak"
    bad.write_bytes(backup.path.read_bytes())
    size = bad.stat().st_size
    flip(bad, int(size * where) if isinstance(where, float) else where % size)
    before = sums(vault)
    with pytest.raises(Damaged):
        put_back(vault, bad, vault.folder)
    with pytest.raises(Damaged):
        put_back(vault, bad, tmp_path / "beside.shuke")
    assert sums(vault) == before
    assert not (tmp_path / "beside.shuke").exists()


def test_another_shops_backup_is_refused(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = made_vault(tmp_path / "other")
    with other.session() as (shop, actor):
        made = service.make(actor, shop)
    before = sums(vault)
    with pytest.raises(Refused, match="another shop"):
        put_back(vault, made.path, vault.folder)
    assert sums(vault) == before


def test_over_a_damaged_shop_keeps_the_damaged_file(vault: Vault, backup: Backup) -> None:
    flip(vault.place.data, 20)
    vault.place.with_wal()[1].write_bytes(b"what was in the log")
    harmed = vault.place.data.read_bytes()
    done = put_back(vault, backup.path, vault.folder)
    assert content(vault) == {"old"}
    assert done.safety_copy is not None
    assert (done.safety_copy / "data.db").read_bytes() == harmed
    assert (done.safety_copy / "data.db-wal").read_bytes() == b"what was in the log"


@pytest.mark.parametrize("keep", [0, 1, 5000])
def test_over_a_cut_off_shop(vault: Vault, backup: Backup, keep: int) -> None:
    os.truncate(vault.place.data, keep)
    put_back(vault, backup.path, vault.folder)
    assert content(vault) == {"old"}


def test_over_a_shop_that_lost_its_file_and_its_keyring(vault: Vault, backup: Backup) -> None:
    vault.place.data.unlink()
    vault.place.keyring.write_bytes(b"")
    vault.place.previous_keyring.unlink()
    assert put_back(vault, backup.path, vault.folder).safety_copy is None
    assert content(vault) == {"old"}


def test_a_shop_that_is_open_is_not_restored_over(vault: Vault, backup: Backup) -> None:
    with vault.opened(), pytest.raises(OpenElsewhere):
        put_back(vault, backup.path, vault.folder)
    assert content(vault) == {"old", "new"}


def test_what_is_no_shop_is_never_overwritten(vault: Vault, backup: Backup, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_text("mine")
    with pytest.raises(Refused):
        put_back(vault, backup.path, tmp_path / "photos")
    assert (tmp_path / "photos" / "a.jpg").read_text() == "mine"


def test_an_old_log_never_meets_the_new_file(vault: Vault, backup: Backup) -> None:
    """A -wal left by a kill must not be played into the restored file."""
    shop, actor = vault.open()
    write_value(shop, actor, "in the log")
    log = vault.place.with_wal()[1].read_bytes()
    shop.close()
    os.truncate(vault.place.data, 9)  # a file that no safety copy can be made of by opening it
    vault.place.with_wal()[1].write_bytes(log)
    put_back(vault, backup.path, vault.folder)
    assert content(vault) == {"old"}


def test_a_failure_at_the_last_step_leaves_the_shop_as_it_was(
    vault: Vault, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_swap", fail)
    with pytest.raises(Refused, match="full"):
        put_back(vault, backup.path, vault.folder)
    monkeypatch.undo()
    shop, actor = vault.open()
    assert values(shop, actor) == {"old", "new"}
    shop.close()


def test_a_full_disk_leaves_nothing_beside(vault: Vault, backup: Backup, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "2m") as disk:
        with pytest.raises(Refused, match="full"):
            put_back(vault, backup.path, disk / "beside.shuke")
        assert list(disk.iterdir()) == []


def test_the_shops_backups_stay(vault: Vault, backup: Backup) -> None:
    put_back(vault, backup.path, vault.folder)
    assert len(on_shelf(vault.place.backups)) == 2
