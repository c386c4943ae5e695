"""Backups of an open shop: consistent, verified, copied, listed, due, rotated."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.actor import Actor, Role
from app.core.backups import service
from app.core.backups.claim import Claim, verify_alone
from app.core.backups.queries import standing
from app.core.errors import Cancelled, NotAllowed, Refused, WrongPassword
from app.core.progress import Silent
from app.core.store.tables import audit
from tests.vaults import PASSWORD, Vault, mounted, remount_read_only, write_value

NOBODY = Actor("x", "x", Role.CUSTODIAN)


def test_a_backup_is_made_verified_and_listed(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        made = service.make(actor, shop)
        assert made.path.parent == vault.place.backups
        assert [b.path for b in service.listed(actor, shop)] == [made.path]
        assert service.verify(actor, shop, made.path).ok
        assert list(vault.place.tmp.iterdir()) == []


def test_it_holds_one_moment_while_others_write(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        for n in range(50):
            write_value(shop, actor, f"before{n}")
        stop = threading.Event()

        def write_on() -> None:
            n = 0
            while not stop.is_set():
                n += 1
                write_value(shop, actor, f"during{n}")

        writer = threading.Thread(target=write_on)
        writer.start()
        try:
            made = [service.make(actor, shop) for _ in range(3)]
        finally:
            stop.set()
            writer.join()
        for backup in made:  # counts and audit chain are of the same moment
            assert service.verify(actor, shop, backup.path).ok
        assert made[0].header.rows["setting"] >= 50


def test_the_custodian_may_make_verify_list_copy_and_nothing_else(
    vault: Vault, tmp_path: Path
) -> None:
    from app.core.accounts.service import add_custodian

    with vault.session() as (shop, actor):
        once = add_custodian(actor, shop, "小李")
    shop, custodian = vault.open(once, "小李", new="the custodian's own")
    try:
        made = service.make(custodian, shop)
        assert service.verify(custodian, shop, made.path).ok
        (tmp_path / "stick").mkdir()
        service.copy_to(custodian, shop, made.path, tmp_path / "stick")
        assert service.listed(custodian, shop, tmp_path / "stick")
        with shop.read(custodian) as reader:
            assert standing(reader).last is not None
    finally:
        shop.close()
    claim = Claim("小李", "the custodian's own")
    verdict = verify_alone(made.path, 3, claim, wall=vault.clock, app_state=vault.app_state)
    assert verdict.ok


def test_names_do_not_collide_within_a_second(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        names = {service.make(actor, shop).path.name for _ in range(3)}
    assert len(names) == 3


def test_newest_first_even_when_the_clock_went_back(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        first = service.make(actor, shop)
        vault.hands.pass_(days=-30)
        second = service.make(actor, shop)
        assert [b.path for b in service.listed(actor, shop)] == [second.path, first.path]


def test_a_copy_on_a_stick_is_read_back_and_counts_as_off_this_pc(
    vault: Vault, tmp_path: Path
) -> None:
    with vault.session() as (shop, actor), mounted(tmp_path / "stick", "32m") as stick:
        made = service.make(actor, shop)
        with shop.read(actor) as reader:
            assert standing(reader).last_off_pc is None
            assert standing(reader).off_pc_late
        copy = service.copy_to(actor, shop, made.path, stick)
        assert copy.read_bytes() == made.path.read_bytes()
        with shop.read(actor) as reader:
            assert standing(reader).last_off_pc == vault.hands.at
            assert not standing(reader).off_pc_late
        vault.hands.pass_(days=7)
        with shop.read(actor) as reader:
            assert not standing(reader).off_pc_late
        vault.hands.pass_(seconds=1)
        with shop.read(actor) as reader:
            assert standing(reader).off_pc_late


def test_a_copy_on_the_same_disk_is_not_off_this_pc(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with vault.session() as (shop, actor):
        service.copy_to(actor, shop, service.make(actor, shop).path, tmp_path / "folder")
        with shop.read(actor) as reader:
            assert standing(reader).last_off_pc is None


def test_a_stick_that_is_not_there(vault: Vault, tmp_path: Path) -> None:
    with vault.session() as (shop, actor):
        made = service.make(actor, shop)
        with pytest.raises(Refused):
            service.copy_to(actor, shop, made.path, tmp_path / "gone")
    assert not (tmp_path / "gone").exists()


def test_a_full_disk_leaves_no_half_backup(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.session() as (shop, actor), mounted(tmp_path / "stick", "200k") as stick:
        with pytest.raises(Refused, match="disk is full"):
            service.make(actor, shop, to=stick)
        monkeypatch.setattr("app.core.vault.places.refuse_full", lambda *_: None)
        with pytest.raises(Refused, match="disk is full"):
            service.make(actor, shop, to=stick)
        made = service.make(actor, shop)
        with pytest.raises(Refused, match="disk is full"):
            service.copy_to(actor, shop, made.path, stick)
        assert list(stick.iterdir()) == []


def test_a_read_only_stick(vault: Vault, tmp_path: Path) -> None:
    with vault.session() as (shop, actor), mounted(tmp_path / "stick", "32m") as stick:
        remount_read_only(stick)
        with pytest.raises(Refused, match="read-only"):
            service.make(actor, shop, to=stick)


def test_cancel_leaves_nothing(vault: Vault) -> None:
    class Stop(Silent):
        def is_cancelled(self) -> bool:
            return True

    with vault.session() as (shop, actor):
        with pytest.raises(Cancelled):
            service.make(actor, shop, progress=Stop())
        assert service.listed(actor, shop) == []
        assert list(vault.place.backups.iterdir()) == []


KILLED = """
import sys
from pathlib import Path
from app.core.backups import container, service
from tests.vaults import Vault
shop, actor = Vault(Path(sys.argv[1]), Path(sys.argv[2]), "").open()
real = container._read_parts
def slowly(file, size, progress):
    for part in real(file, size, progress):
        yield part[: len(part) // 2]
        print("half", flush=True)
        sys.stdin.read()
if sys.argv[3] == "wrap":
    service.shelf.container.sum_of = lambda *_: "x"
    container.sum_of = lambda *_: "x"
    container._read_parts = slowly
else:
    from app.core.backups import making
    def stop(*_):
        print("half", flush=True)
        sys.stdin.read()
    making.verifying.copy_findings = stop
service.make(actor, shop)
"""


@pytest.mark.parametrize("moment", ["copy", "wrap"])
def test_kill_9_during_a_backup_leaves_none_listed_and_is_swept(vault: Vault, moment: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(vault.folder), str(vault.app_state), moment],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    left = [*vault.place.tmp.rglob("*"), *vault.place.backups.glob(".*")]
    assert left
    with vault.session() as (shop, actor):
        assert service.listed(actor, shop) == []
        assert list(vault.place.backups.iterdir()) == []
        assert list(vault.place.tmp.iterdir()) == []
        assert service.make(actor, shop).path.exists()


def test_it_is_due_on_closing_when_something_changed(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        assert service.is_due(actor, shop, closing=True)  # there is none yet
        service.make(actor, shop)
        assert not service.is_due(actor, shop, closing=True)
        write_value(shop, actor, "new")
        assert service.is_due(actor, shop, closing=True)


def test_it_is_due_once_a_day_at_idle(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        service.make(actor, shop)
        write_value(shop, actor, "new")
        assert not service.is_due(actor, shop)
        vault.hands.pass_(days=1)
        assert service.is_due(actor, shop)
        service.make(actor, shop)
        vault.hands.pass_(days=1)
        assert not service.is_due(actor, shop)  # nothing changed


def test_keeping_up_makes_copies_and_removes(vault: Vault, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with vault.session() as (shop, actor):
        for n in range(40):
            write_value(shop, actor, f"day{n}")
            done = service.keep_up(actor, shop, stick, closing=True)
            assert done.made is not None
            assert done.copied is not None
            vault.hands.pass_(days=1)
        kept = service.listed(actor, shop)
        assert 12 < len(kept) < 25
        assert len(list(stick.iterdir())) == 40  # the stick is the owner's own business
        assert service.keep_up(actor, shop, stick, closing=True).made is None
        missing = service.keep_up(actor, shop, tmp_path / "unplugged", closing=True)
        assert missing.copied is None


def test_rotation_touches_only_this_shops_own_folder(vault: Vault, tmp_path: Path) -> None:
    with vault.session() as (shop, actor):
        for _ in range(6):
            service.make(actor, shop)
        stranger = vault.place.backups / "my notes.txt"
        stranger.write_text("keep me")
        for _ in range(20):
            vault.hands.pass_(days=20)
            service.make(actor, shop)
        assert len(service.rotate(actor, shop)) == 13
        assert stranger.exists()


@pytest.mark.parametrize("days", [-3, 40, 4000])
def test_nothing_is_removed_after_the_clock_jumped(vault: Vault, days: int) -> None:
    with vault.session() as (shop, actor):
        for _ in range(24):
            service.make(actor, shop, kind="auto")
            vault.hands.pass_(hours=50)
        vault.hands.pass_(days=days)
        assert service.rotate(actor, shop) == []
        service.make(actor, shop)
        assert service.rotate(actor, shop) == []
        if days > 0:  # it was no jump after all, but a long holiday
            service.make(actor, shop)
            assert service.rotate(actor, shop)


def test_what_was_done_is_in_the_audit_trail(vault: Vault, tmp_path: Path) -> None:
    with vault.session() as (shop, actor):
        made = service.make(actor, shop)
        service.verify(actor, shop, made.path)
        service.copy_to(actor, shop, made.path, tmp_path)
        with shop.read(actor) as reader:
            found = list(reader.connection.execute(select(audit.c.action)).scalars())
    assert [a for a in found if a.startswith("backup")] == [
        "backup.make",
        "backup.verify",
        "backup.copy",
    ]


def test_a_backup_alone_asks_for_the_password_only_beyond_depth_1(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        path = service.make(actor, shop).path

    def verdict(depth: int, claim: Claim) -> bool:
        return verify_alone(path, depth, claim, wall=vault.clock, app_state=vault.app_state).ok

    assert verdict(1, Claim(None))
    assert verdict(3, Claim(None, PASSWORD))
    assert verdict(3, Claim(None, card=vault.card))
    with pytest.raises(WrongPassword):
        verdict(2, Claim(None, "wrong password"))
    path.write_bytes(path.read_bytes()[:-1])
    assert not verdict(3, Claim(None, "never asked"))


def test_clerks_of_the_future_may_not(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core import actor as actors

    monkeypatch.setitem(actors.RIGHTS, Role.CUSTODIAN, frozenset())
    with vault.session() as (shop, _):
        for call in (service.make, service.listed, service.rotate, service.keep_up):
            with pytest.raises(NotAllowed):
                call(NOBODY, shop)


def test_a_folder_that_is_not_there_lists_nothing(vault: Vault, tmp_path: Path) -> None:
    with vault.session() as (shop, actor):
        assert service.listed(actor, shop, tmp_path / "missing") == []
