"""Opening: right and wrong passwords, damage, missing files; nothing is ever made instead."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.arrival import LOSS_NOTICE
from app.core.errors import Damaged, OpenElsewhere, Refused, WrongPassword
from app.core.opening import OLD_KEYRING_NOTICE
from app.core.store.engine import DataFile, connect
from app.core.store.tables import audit
from app.core.vault.folder import read_keyring
from tests.vaults import PASSWORD, Vault, flip, values, write_value


def tree(folder: Path) -> dict[str, str]:
    """Every file and its content's sum, the lock's text aside."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def actions(vault: Vault) -> list[str]:
    with vault.session() as (shop, actor), shop.read(actor) as reader:
        return list(reader.connection.execute(select(audit.c.action)).scalars())


def test_the_right_password_opens_and_what_was_written_is_there(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        write_value(shop, actor, "kept")
    with vault.session() as (shop, actor):
        assert values(shop, actor) == {"kept"}
        assert shop.notices == []


@pytest.mark.parametrize("wrong", ["", "correct horse batterz", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_opens_and_changes_nothing(vault: Vault, wrong: str) -> None:
    before = tree(vault.folder)
    with pytest.raises(WrongPassword):
        vault.open(wrong)
    assert tree(vault.folder) == before


def test_composed_and_decomposed_are_the_same_password(vault: Vault) -> None:
    from app.core.accounts.service import StepUp, change_password

    with vault.session() as (shop, actor):
        change_password(actor, shop, StepUp(PASSWORD, vault.app_state), "café café café")
    with vault.opened(unicodedata.normalize("NFD", "café café café")):
        pass


def test_twenty_wrong_passwords_wait_longer_and_longer(vault: Vault) -> None:
    waits = []
    for _ in range(20):
        with pytest.raises(WrongPassword):
            vault.open("wrong password")
        with pytest.raises(WrongPassword) as caught:
            vault.open("wrong password")
        seconds = caught.value.values.get("seconds")
        waits.append(seconds)
        if isinstance(seconds, int):
            with pytest.raises(WrongPassword):
                vault.open(PASSWORD)  # even the right one is too early
            vault.hands.pass_(seconds=seconds)
    assert waits[:2] == [None, None]
    assert [w for w in waits if w] == [30, 60, 120, 240, 480] + [900] * 13
    with vault.opened():
        pass
    with vault.session() as (shop, actor), shop.read(actor) as reader:
        rows = reader.connection.execute(select(audit).where(audit.c.action == "unlock.failed"))
        assert len(rows.all()) == 1
    with pytest.raises(WrongPassword) as caught:
        vault.open("wrong password")
    assert "seconds" not in caught.value.values  # it starts from nothing


def test_unknown_people_are_told_so(vault: Vault) -> None:
    with pytest.raises(WrongPassword, match="小李"):
        vault.open(PASSWORD, "小李")


def test_two_processes_do_not_share_a_shop_and_the_dead_free_it(vault: Vault) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.vaults import Vault\n"
        "shop, actor = Vault(Path(sys.argv[1]), Path(sys.argv[2]), '').open()\n"
        "from tests.vaults import write_value\n"
        "write_value(shop, actor, 'acknowledged')\n"
        "print('open', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(vault.folder), str(vault.app_state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(OpenElsewhere, match=str(other.pid)):
            vault.open()
    finally:
        other.send_signal(signal.SIGKILL)
        other.communicate()
    with vault.session() as (shop, actor):
        assert values(shop, actor) == {"acknowledged"}
        assert shop.notices == []


def test_a_failed_opening_frees_the_lock(vault: Vault) -> None:
    with pytest.raises(WrongPassword):
        vault.open("wrong password")
    with vault.opened():
        pass


def test_a_folder_that_is_no_shop(vault: Vault, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder in (empty, tmp_path / "missing"):
        lost = Vault(folder, vault.app_state, "")
        with pytest.raises(Refused):
            lost.open()
    assert list(empty.iterdir()) == []
    assert not (tmp_path / "missing").exists()


def test_a_missing_data_file_is_damage_and_none_is_made(vault: Vault) -> None:
    vault.place.data.unlink()
    with pytest.raises(Damaged):
        vault.open()
    assert not vault.place.data.exists()


def remove(path: Path) -> None:
    path.unlink()


def empty_it(path: Path) -> None:
    path.write_bytes(b"")


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(os.urandom(3000))


def flip_in_the_middle(path: Path) -> None:
    flip(path, path.stat().st_size // 2)


HARMS = [remove, empty_it, fill_with_garbage, flip_in_the_middle]


@pytest.mark.parametrize("harm", HARMS)
def test_a_lost_keyring_is_replaced_by_its_copy(vault: Vault, harm: Callable[[Path], None]) -> None:
    good = vault.place.keyring.read_bytes()
    harm(vault.place.keyring)
    with vault.opened() as shop:
        assert shop.notices == [OLD_KEYRING_NOTICE]
    assert vault.place.keyring.read_bytes() == good


@pytest.mark.parametrize("harm", HARMS)
def test_a_lost_copy_is_written_again(vault: Vault, harm: Callable[[Path], None]) -> None:
    harm(vault.place.previous_keyring)
    with vault.opened():
        pass
    assert vault.place.previous_keyring.read_bytes() == vault.place.keyring.read_bytes()


@pytest.mark.parametrize("harm", HARMS)
def test_both_lost_without_a_backup_is_damage_and_none_is_made(
    vault: Vault, harm: Callable[[Path], None]
) -> None:
    harm(vault.place.keyring)
    harm(vault.place.previous_keyring)
    before = tree(vault.folder)
    with pytest.raises(Damaged):
        vault.open()
    assert tree(vault.folder) == before


def test_both_lost_with_a_backup_opens_by_its_copy(vault: Vault) -> None:
    from app.core.backups.service import make

    with vault.session() as (shop, actor):
        make(actor, shop)
    vault.place.keyring.unlink()
    vault.place.previous_keyring.unlink()
    with vault.opened():
        pass
    assert read_keyring(vault.place)[1] is False


def test_an_older_keyring_put_back_is_refused(vault: Vault) -> None:
    from app.core.accounts.service import StepUp, change_password

    old = vault.place.keyring.read_bytes()
    with vault.session() as (shop, actor):
        change_password(actor, shop, StepUp(PASSWORD, vault.app_state), "a new good password")
    vault.place.keyring.write_bytes(old)
    vault.place.previous_keyring.write_bytes(old)
    with pytest.raises(Refused, match="older"):
        vault.open()


def test_another_shops_keyring_is_refused(vault: Vault, tmp_path: Path) -> None:
    from tests.vaults import made_vault

    (tmp_path / "other").mkdir()
    other = made_vault(tmp_path / "other")
    shutil.copyfile(other.place.keyring, vault.place.keyring)
    with pytest.raises(Damaged):  # its key does not open this file
        vault.open()


PAGE = 4096
PLACES = {
    "first byte": 0,
    "first page": 100,
    "first page's mac": PAGE - 10,
    "second page": PAGE + 50,
    "middle": -2,
    "last page": -1,
}


@pytest.mark.parametrize("where", PLACES)
def test_damage_is_never_called_a_wrong_password(vault: Vault, where: str) -> None:
    from app.core.audit.service import check_up

    pages = vault.place.data.stat().st_size // PAGE
    at = {-1: (pages - 1) * PAGE + 7, -2: pages // 2 * PAGE + 7}.get(PLACES[where], PLACES[where])
    flip(vault.place.data, at)
    try:
        shop, actor = vault.open()
    except Damaged:
        return
    try:
        assert not check_up(actor, shop).ok
    finally:
        shop.close()


@pytest.mark.parametrize("keep", [0, 1, 100, PAGE, PAGE * 3 + 5])
def test_a_cut_off_data_file_is_damage(vault: Vault, keep: int) -> None:
    os.truncate(vault.place.data, keep)
    with pytest.raises(Damaged):
        vault.open()
    assert vault.place.data.stat().st_size == keep


def test_a_plain_database_in_its_place_is_damage(vault: Vault) -> None:
    vault.place.data.write_bytes(b"SQLite format 3\x00" + bytes(PAGE))
    with pytest.raises(Damaged, match="not encrypted"):
        vault.open()


def test_a_file_of_a_newer_program_is_refused_and_unchanged(vault: Vault) -> None:
    with vault.opened() as shop:
        keys = shop.keys
    connection = connect(DataFile(vault.place.data, keys.db))
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = tree(vault.folder)
    with pytest.raises(Refused, match="newer"):
        vault.open()
    assert tree(vault.folder) == before


def test_temporary_files_go_into_the_shop_and_are_swept(vault: Vault) -> None:
    outside = tempfile.gettempdir()
    with vault.opened():
        assert Path(tempfile.gettempdir()) == vault.place.tmp
        assert os.environ["TMPDIR"] == str(vault.place.tmp)
        (vault.place.tmp / "left.xlsx").write_text("a customer's name")
    assert tempfile.gettempdir() == outside
    (vault.folder / ".keyring.json.1234.unfinished").write_bytes(b"half")
    with vault.opened():
        assert list(vault.place.tmp.iterdir()) == []
        assert not (vault.folder / ".keyring.json.1234.unfinished").exists()


def test_nothing_is_swept_without_the_lock(vault: Vault) -> None:
    with vault.opened():
        (vault.place.tmp / "in use").write_text("x")
        with pytest.raises(OpenElsewhere):
            vault.open()
        assert (vault.place.tmp / "in use").exists()


def test_a_lost_write_ahead_log_is_noticed(vault: Vault, tmp_path: Path) -> None:
    with vault.session() as (shop, actor):
        write_value(shop, actor, "first")
        shutil.copytree(vault.folder, tmp_path / "as of the kill")  # what a kill would leave
        write_value(shop, actor, "second")
    shutil.rmtree(vault.folder)
    shutil.copytree(tmp_path / "as of the kill", vault.folder)
    for path in vault.place.with_wal()[1:]:
        path.unlink(missing_ok=True)
    with vault.opened() as shop:
        assert shop.notices == [LOSS_NOTICE]
    assert "vault.rollback" in actions(vault)
    with vault.opened() as shop:
        assert shop.notices == []  # said once, kept in the audit trail


def test_deleted_side_files_of_a_closed_shop_do_no_harm(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        write_value(shop, actor, "kept")
    for path in vault.place.with_wal()[1:]:
        path.unlink(missing_ok=True)
    with vault.session() as (shop, actor):
        assert values(shop, actor) == {"kept"}


def test_each_unlock_is_in_the_audit_trail(vault: Vault) -> None:
    with vault.opened():
        pass
    assert actions(vault).count("unlock") == 3  # made, opened, and this look
