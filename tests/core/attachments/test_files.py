"""Files: kept once, undone without a second copy, opened and copied with care, swept in time."""

import os
import signal
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core import upkeep
from app.core.actor import Actor
from app.core.attachments import outside, queries, service
from app.core.attachments.contents import PIECE
from app.core.attachments.names import clean_name, runs_when_opened
from app.core.attachments.records import attachment, content, content_piece
from app.core.audit import queries as audit
from app.core.clock import fixed_clock
from app.core.customers import service as customers
from app.core.errors import Cancelled, Damaged, NotAllowed, PasswordNeeded, Refused
from app.core.opening import open_shop
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from app.core.store.tables import history
from app.core.store.undo import undo_act
from app.core.vault.folder import ShopFolder
from app.core.vault.keys import Keys
from tests.conftest import PASSWORD, SHANGHAI, TODAY, VAULT_ID
from tests.factories import make_customer

BIG = os.urandom(3 * PIECE + 17)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner)


def add(shop: Shop, owner: Actor, customer_id: int, name: str, data: bytes) -> int:
    with shop.write(owner, "Add a file") as unit:
        return service.add_data(unit, customer_id, name, data)


def whole(shop: Shop, owner: Actor, file_id: int) -> bytes:
    with shop.read(owner) as reader:
        return b"".join(queries.pieces(reader, file_id))


def contents(shop: Shop, owner: Actor) -> int:
    with shop.read(owner) as reader:
        return reader.connection.execute(select(func.count()).select_from(content)).scalar_one()


def tmp_files(shop: Shop) -> list[Path]:
    return [path for path in ShopFolder(shop.folder).tmp.rglob("*") if path.is_file()]


class Impatient:
    """Cancels after the first report."""

    def __init__(self) -> None:
        self.reports: list[tuple[int, int]] = []

    def report(self, done: int, total: int, text: str = "") -> None:
        self.reports.append((done, total))

    def is_cancelled(self) -> bool:
        return bool(self.reports)


def test_a_file_comes_back_as_it_was(shop: Shop, owner: Actor, chen: int, tmp_path: Path) -> None:
    path = tmp_path / "合同 2026.PDF"
    path.write_bytes(BIG)
    with shop.write(owner, "Add a file") as unit:
        one = service.add_file(unit, chen, path)
    assert whole(shop, owner, one) == BIG
    with shop.read(owner) as reader:
        (found,) = queries.files(reader, chen)
        assert (found.name, found.media, found.size) == (
            "合同 2026.PDF",
            "application/pdf",
            len(BIG),
        )
        assert found.added_by == "老王"
        assert queries.total(reader, chen) == queries.Total(1, len(BIG))
        assert queries.photo(reader, chen) is None


def test_an_empty_file_is_kept(shop: Shop, owner: Actor, chen: int) -> None:
    assert whole(shop, owner, add(shop, owner, chen, "empty.txt", b"")) == b""


def test_the_same_bytes_are_kept_once(shop: Shop, owner: Actor, chen: int) -> None:
    other = make_customer(shop, owner, "另一位")
    add(shop, owner, chen, "a.bin", BIG)
    add(shop, owner, other, "b.bin", BIG)
    with shop.read(owner) as reader:
        assert queries.total(reader) == queries.Total(1, len(BIG))


def test_deleting_and_undoing_writes_no_second_copy(shop: Shop, owner: Actor, chen: int) -> None:
    one = add(shop, owner, chen, "a.bin", BIG)
    with shop.write(owner, "Delete a file") as unit:
        service.delete_file(unit, one)
        act = unit.act_id
    with shop.read(owner) as reader:
        assert queries.files(reader, chen) == ()
        longest = select(func.max(func.length(history.c.old)))
        assert (reader.connection.execute(longest).scalar() or 0) < 1000
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert whole(shop, owner, one) == BIG
    assert contents(shop, owner) == 1


def test_a_new_name_keeps_the_ending(shop: Shop, owner: Actor, chen: int) -> None:
    one = add(shop, owner, chen, "scan.pdf", b"x")
    with shop.write(owner, "Rename") as unit:
        service.rename_file(unit, one, "购货合同")
    with shop.read(owner) as reader:
        assert queries.file(reader, one).name == "购货合同.pdf"


def test_cancelling_keeps_nothing(shop: Shop, owner: Actor, chen: int) -> None:
    with pytest.raises(Cancelled), shop.write(owner, "Add a file") as unit:
        service.add_data(unit, chen, "a.bin", BIG, Impatient())
    assert contents(shop, owner) == 0


def test_too_large_a_file_a_folder_and_nothing_are_refused(
    shop: Shop, owner: Actor, chen: int, tmp_path: Path
) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(service.MOST_BYTES + 1)
    for path in (large, tmp_path, tmp_path / "missing"):
        with pytest.raises(Refused), shop.write(owner, "Add a file") as unit:
            service.add_file(unit, chen, path)
    with pytest.raises(Refused), shop.write(owner, "Add a file") as unit:
        service.add_file(unit, 999, large)
    assert contents(shop, owner) == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("CON.txt", "_CON.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        (" . ", "file"),
        ("合同（一）.docx", "合同（一）.docx"),
    ],
)
def test_names_are_made_harmless(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_opening_leaves_a_guarded_copy_that_goes_when_the_shop_closes(
    shop: Shop, owner: Actor, chen: int
) -> None:
    one = add(shop, owner, chen, "合同.pdf", BIG)
    path = outside.open_outside(shop, owner, one)
    assert path.read_bytes() == BIG
    assert path.is_relative_to(ShopFolder(shop.folder).tmp)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IRUSR
    assert outside.opened(shop) == 1
    with shop.read(owner) as reader:
        assert audit.entries(reader)[0].action == "attachment.opened"
    shop.close()
    assert tmp_files(shop) == []


def test_put_away_takes_all_copies_and_opening_works_again(
    shop: Shop, owner: Actor, chen: int
) -> None:
    one = add(shop, owner, chen, "a.pdf", b"abc")
    outside.open_outside(shop, owner, one)
    outside.open_outside(shop, owner, one)
    assert outside.opened(shop) == 2
    assert outside.put_away(shop) == 0
    assert tmp_files(shop) == []
    assert outside.open_outside(shop, owner, one).read_bytes() == b"abc"


def test_what_would_run_is_not_opened(shop: Shop, owner: Actor, chen: int) -> None:
    one = add(shop, owner, chen, "invoice.pdf.exe", b"MZ")
    assert runs_when_opened("A.LNK")
    with pytest.raises(Refused, match="run"):
        outside.open_outside(shop, owner, one)
    assert tmp_files(shop) == []


def test_a_copy_elsewhere_is_whole_and_told_to_the_audit_trail(
    shop: Shop, owner: Actor, chen: int, tmp_path: Path
) -> None:
    one = add(shop, owner, chen, "a.bin", BIG)
    outside.save_copy(shop, owner, one, tmp_path / "copy.bin")
    assert (tmp_path / "copy.bin").read_bytes() == BIG
    with shop.read(owner) as reader:
        last = audit.entries(reader)[0]
    assert last.action == "attachment.copied"
    assert "a.bin" not in str(last.detail)


def test_nothing_leaves_without_the_password_even_where_nothing_can_be_noted(
    shop: Shop, owner: Actor, chen: int, tmp_path: Path
) -> None:
    one = add(shop, owner, chen, "a.bin", b"abc")
    owner.proof.forget()
    for shop.read_only in (False, True):
        with pytest.raises(PasswordNeeded):
            outside.save_copy(shop, owner, one, tmp_path / "copy.bin")
        with pytest.raises(PasswordNeeded):
            outside.open_outside(shop, owner, one)
    assert list(tmp_path.glob("copy*")) == []
    assert outside.opened(shop) == 0
    owner.proof.give()
    outside.save_copy(shop, owner, one, tmp_path / "copy.bin")


def test_a_cancelled_or_impossible_copy_leaves_nothing(
    shop: Shop, owner: Actor, chen: int, tmp_path: Path
) -> None:
    one = add(shop, owner, chen, "a.bin", BIG)
    with pytest.raises(Cancelled):
        outside.save_copy(shop, owner, one, tmp_path / "copy.bin", Impatient())
    with pytest.raises(Refused):
        outside.save_copy(shop, owner, one, tmp_path / "missing" / "copy.bin")
    assert list(tmp_path.glob("copy*")) == []


def test_damaged_bytes_are_told(shop: Shop, owner: Actor, chen: int) -> None:
    one = add(shop, owner, chen, "a.bin", b"abc")
    with shop.write(owner, "Damage") as unit:
        unit.bulk(content_piece.update().values(body=b"abd"), tables=["content_piece"])
    with pytest.raises(Damaged):
        whole(shop, owner, one)


def test_the_sweeper_waits_for_thirty_days(shop: Shop, owner: Actor, chen: int, keys: Keys) -> None:
    one = add(shop, owner, chen, "a.bin", BIG)
    kept = add(shop, owner, chen, "b.bin", b"stays")
    with shop.write(owner, "Delete") as unit:
        service.delete_file(unit, one)
        act = unit.act_id
    with shop.write(owner, "Sweep") as unit:
        assert service.sweep(unit) == 0
    shop.close()
    clock = fixed_clock(TODAY + timedelta(days=31), SHANGHAI)
    later = open_data_file(shop.folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)
    with later.write(owner, "Sweep") as unit:
        assert service.sweep(unit) == 1
    assert contents(later, owner) == 1
    assert whole(later, owner, kept) == b"stays"
    with pytest.raises(Refused), later.write(owner, "Undo") as unit:
        undo_act(unit, act)
    later.close()


def test_erased_customers_leave_no_bytes_but_binned_ones_do(
    shop: Shop, owner: Actor, chen: int
) -> None:
    add(shop, owner, chen, "a.bin", BIG)
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, chen)
    with shop.write(owner, "Sweep") as unit:
        assert service.sweep(unit) == 0
    with shop.write(owner, "Empty the bin") as unit:
        customers.empty_bin(unit, older_than_days=0)
    assert contents(shop, owner) == 0


def test_bytes_that_a_merge_moved_are_kept_for_the_undo(
    shop: Shop, owner: Actor, chen: int
) -> None:
    one = add(shop, owner, chen, "a.bin", BIG)
    heir = make_customer(shop, owner, "继承人")
    with shop.write(owner, "Move") as unit:
        unit.update(attachment, one, customer_id=heir)
    with shop.write(owner, "Delete") as unit:
        service.delete_file(unit, one)
        act = unit.act_id
    with shop.write(owner, "Sweep") as unit:
        assert service.sweep(unit) == 0
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert whole(shop, owner, one) == BIG


def test_emptying_an_empty_bin_sweeps_what_was_deleted_long_ago(
    shop: Shop, owner: Actor, chen: int, keys: Keys
) -> None:
    one = add(shop, owner, chen, "a.bin", BIG)
    with shop.write(owner, "Delete") as unit:
        service.delete_file(unit, one)
    shop.close()
    clock = fixed_clock(TODAY + timedelta(days=31), SHANGHAI)
    later = open_data_file(shop.folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)
    with later.write(owner, "Empty the bin") as unit:
        customers.empty_bin(unit)
    assert contents(later, owner) == 0
    later.close()


def test_a_killed_program_leaves_a_copy_that_the_next_start_sweeps(tmp_path: Path) -> None:
    folder = tmp_path / "tea.shuke"
    program = [sys.executable, "-m", "tests.core.attachments.kill_child", str(folder)]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    path = Path(done.stdout.strip())
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert path.read_bytes() == b"secret scan"
    opened, _ = open_shop(
        folder, None, PASSWORD, clock=fixed_clock(TODAY, SHANGHAI), app_state=tmp_path / "state"
    )
    assert not path.exists()
    assert tmp_files(opened) == []
    opened.close()


def test_undoing_a_new_customer_keeps_the_bytes_for_doing_it_again(
    shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "New customer") as unit:
        one = customers.create(unit, "individual", {}, number="K1")
        file_id = service.add_data(unit, one, "a.bin", BIG)
        act = unit.act_id
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
        undone = unit.act_id
    with shop.write(owner, "Sweep") as unit:
        service.sweep(unit)
    with shop.write(owner, "Again") as unit:
        undo_act(unit, undone)
    assert whole(shop, owner, file_id) == BIG


def test_the_custodian_reads_and_writes_no_file(shop: Shop, custodian: Actor, chen: int) -> None:
    with shop.read(custodian) as reader, pytest.raises(NotAllowed):
        queries.files(reader, chen)
    with pytest.raises(NotAllowed), shop.write(custodian, "Add") as unit:
        service.add_data(unit, chen, "a.bin", b"x")
