"""A backup that was cut, changed or made by somebody else is refused."""

from pathlib import Path

import pytest

from app.core.backups import container, verifying
from app.core.backups.container import Header
from app.core.backups.service import make
from app.core.backups.shelf import Backup
from app.core.errors import Damaged, Refused
from app.core.vault.keys import Keys, new_keys
from tests.vaults import Vault, flip, write_value


@pytest.fixture
def made(vault: Vault) -> tuple[Backup, Keys]:
    with vault.session() as (shop, actor):
        write_value(shop, actor, "kept")
        return make(actor, shop), shop.keys


def regions(path: Path) -> dict[str, int]:
    """A byte in each part of the file."""
    opened = container.read(path)
    size = path.stat().st_size
    return {
        "magic": 3,
        "length": 10,
        "header start": 13,
        "header middle": len(opened.head) // 2,
        "header end": len(opened.head) - 1,
        "seal": len(opened.head) + 5,
        "body start": opened.body_at + 2,
        "body middle": opened.body_at + opened.header.size // 2,
        "body end": opened.body_at + opened.header.size - 1,
        "sum": size - 20,
        "end mark": size - 1,
    }


def test_a_whole_one_passes_every_depth(made: tuple[Backup, Keys]) -> None:
    backup, keys = made
    assert verifying.verify_outline(backup.path).ok
    for depth in (1, 2, 3):
        assert verifying.verify_file(backup.path, keys, depth) == verifying.Verdict(True, depth)


def test_one_flipped_bit_anywhere_is_found_without_a_password(
    made: tuple[Backup, Keys], tmp_path: Path
) -> None:
    path = made[0].path
    for name, at in regions(path).items():
        flip(path, at)
        verdict = verifying.verify_outline(path)
        assert not verdict.ok, name
        assert verdict.reason, name
        flip(path, at)
    assert verifying.verify_outline(path).ok


@pytest.mark.parametrize("cut", ["0", "1", "header", "seal", "body", "last byte", "longer"])
def test_a_cut_off_file_is_found_and_not_listed(made: tuple[Backup, Keys], cut: str) -> None:
    path = made[0].path
    opened, content = container.read(path), path.read_bytes()
    ends = {"0": 0, "1": 1, "header": len(opened.head) - 9, "seal": len(opened.head) + 3}
    ends |= {"body": opened.body_at + 5000, "last byte": -1}
    path.write_bytes(content + b"x" if cut == "longer" else content[: ends[cut]])
    assert not verifying.verify_outline(path).ok
    from app.core.backups.shelf import on_shelf

    assert on_shelf(path.parent) == []


def resealed(path: Path, keys: Keys, **changed: object) -> None:
    """What a forger without the backup's own key can do: a new header and right sums."""
    from dataclasses import asdict

    opened = container.read(path)
    body = path.with_name("body")
    container.extract(opened, body)
    header = Header(**(asdict(opened.header) | changed))
    path.unlink()
    container.write(path, header, keys.db, body)


def test_a_header_sealed_with_another_key_is_found_at_depth_2(made: tuple[Backup, Keys]) -> None:
    backup, keys = made
    resealed(backup.path, keys, rows={"customer": 99})
    assert verifying.verify_outline(backup.path).ok  # the sums are right, as a forger makes them
    assert not verifying.verify_file(backup.path, keys, 2).ok


def test_a_changed_page_with_right_sums_is_found_at_depth_2(made: tuple[Backup, Keys]) -> None:
    """The sums tell of accidents, the page macs of intent."""
    backup, keys = made
    opened = container.read(backup.path)
    body = backup.path.with_name("body")
    container.extract(opened, body)
    from app.core.backups.key_wrap import unwrap_key

    flip(body, 5000)
    findings = verifying.copy_findings(body, unwrap_key(keys, opened.header), keys, None)
    assert {finding.code for finding in findings} <= {"damaged_page", "damaged_rows"}
    assert findings


def test_wrong_row_counts_are_found_at_depth_3(made: tuple[Backup, Keys]) -> None:
    from dataclasses import asdict

    from app.core.backups.key_wrap import unwrap_key

    backup, keys = made
    opened = container.read(backup.path)
    body = backup.path.with_name("body")
    container.extract(opened, body)
    rows = opened.header.rows | {"setting": 7}
    backup.path.unlink()
    key = unwrap_key(keys, opened.header)
    container.write(backup.path, Header(**(asdict(opened.header) | {"rows": rows})), key, body)
    assert verifying.verify_file(backup.path, keys, 2).ok
    verdict = verifying.verify_file(backup.path, keys, 3)
    assert not verdict.ok
    assert "setting" in verdict.reason


def test_another_shops_keys_do_not_open_it(made: tuple[Backup, Keys]) -> None:
    assert not verifying.verify_file(made[0].path, new_keys(), 2).ok


def test_each_backup_has_a_key_of_its_own(vault: Vault) -> None:
    from app.core.backups.key_wrap import unwrap_key

    with vault.session() as (shop, actor):
        keys = {unwrap_key(shop.keys, make(actor, shop).header) for _ in range(2)}
        assert len(keys) == 2
        assert shop.keys.db not in keys


def test_the_body_is_encrypted(made: tuple[Backup, Keys]) -> None:
    content = made[0].path.read_bytes()
    assert b"SQLite format 3" not in content
    assert b"CREATE TABLE" not in content
    assert made[1].db.hex().encode() not in content


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SHUKEBK1\xff\xff\xff\xff", bytes(9999)])
def test_anything_else_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.skbak"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        container.read(path)


def test_a_newer_format_asks_for_a_newer_program(made: tuple[Backup, Keys]) -> None:
    backup, keys = made
    resealed(backup.path, keys, format=2)
    with pytest.raises(Refused, match="newer"):
        container.read(backup.path)


def test_sealed_values_that_do_not_open_are_found_at_depth_3(vault: Vault) -> None:
    from sqlalchemy import insert

    from app.core.customers.records import customer, sensitive

    with vault.session() as (shop, actor):
        with shop.write(actor, "Test") as unit:
            row = {"uuid": "u1", "number": "1", "kind": "individual", "name": "某人"}
            statement = insert(customer).values(**row, created_at=vault.hands.at)
            who = unit.connection.execute(statement).inserted_primary_key
            assert who is not None
            unit.connection.execute(
                insert(sensitive).values(customer_id=who[0], seal="health", body=bytes(60))
            )
            unit.audit("test")
        with pytest.raises(Damaged, match="Sealed"):
            make(actor, shop)
        assert list(vault.place.backups.iterdir()) == []
