"""The encrypted connection: what it is, what it refuses, and what it never makes."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.errors import Damaged, Refused
from app.core.store import engine as engine_module
from app.core.store.engine import DataFile, connect, reader_engine, refuse_plain_file
from app.core.store.files import DATA_FILE, make_data_file, open_data_file
from app.core.store.shop import Shop
from app.core.store.tables import setting
from app.core.vault.keys import Keys
from tests.conftest import VAULT_ID

FORBIDDEN = [
    "ATTACH DATABASE '{other}' AS other",
    "ATTACH DATABASE '{other}' AS other KEY ''",
    "VACUUM INTO '{other}'",
    "PRAGMA key = 'x'",
    "PRAGMA rekey = 'x'",
    "PRAGMA hexrekey = '00'",
]


@pytest.fixture
def file(shop_folder: Path, keys: Keys) -> DataFile:
    return DataFile(shop_folder / DATA_FILE, keys.db)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_authorizer_refuses(file: DataFile, statement: str) -> None:
    other = file.path.with_name("other.db")
    connection = connect(file)
    with pytest.raises(driver.DatabaseError, match=r"not authorized|authorization denied"):
        connection.execute(statement.format(other=other.as_posix()))
    connection.close()
    assert not other.exists()


def test_without_the_authorizer_a_plain_copy_could_be_written(file: DataFile) -> None:
    other = file.path.with_name("other.db")
    connection = connect(file, guarded=False)
    connection.execute(f"ATTACH DATABASE '{other.as_posix()}' AS other KEY ''")
    connection.execute("SELECT sqlcipher_export('other')")
    connection.close()
    assert other.read_bytes().startswith(engine_module.PLAIN_HEADER)


def test_without_the_authorizer_the_key_could_be_changed(file: DataFile) -> None:
    connection = connect(file, guarded=False)
    connection.execute(f"PRAGMA rekey = \"x'{'00' * 32}'\"")
    connection.close()
    with pytest.raises(Damaged):
        connect(file)


def test_every_engine_of_a_shop_is_guarded(shop: Shop) -> None:
    for each in (shop.writer, shop.reader):
        with each.connect() as connection, pytest.raises(SQLAlchemyError):
            connection.exec_driver_sql("ATTACH DATABASE ':memory:' AS other")


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("cache_size", -65536),
    ],
)
def test_the_writer_is_set_up(shop: Shop, pragma: str, expected: object) -> None:
    with shop.writer.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected


def test_readers_are_small_and_cannot_write(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        assert reader.connection.exec_driver_sql("PRAGMA cache_size").scalar() == -16384
        with pytest.raises(SQLAlchemyError, match="readonly"):
            reader.connection.execute(insert(setting).values(key="a", value="1"))


def test_nothing_of_the_file_is_readable(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Set") as unit:
        unit.insert(setting, key="marker", value="一二三marker")
    for path in shop.folder.iterdir():
        content = path.read_bytes()
        assert not content.startswith(engine_module.PLAIN_HEADER)
        assert b"marker" not in content


def test_a_plain_database_is_refused(tmp_path: Path, keys: Keys) -> None:
    path = tmp_path / DATA_FILE
    connection = driver.connect(str(path))
    connection.execute("CREATE TABLE t(a)")
    connection.close()
    with pytest.raises(Damaged):
        refuse_plain_file(path)
    with pytest.raises(Damaged):
        connect(DataFile(path, keys.db))


def test_a_missing_file_is_not_made(tmp_path: Path, keys: Keys, clock: Clock) -> None:
    with pytest.raises(Damaged):
        open_data_file(tmp_path, keys, vault_id=VAULT_ID, clock=clock)
    with pytest.raises(FileNotFoundError):
        connect(DataFile(tmp_path / DATA_FILE, keys.db))
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_made_anew(shop_folder: Path, keys: Keys) -> None:
    before = (shop_folder / DATA_FILE).read_bytes()
    with pytest.raises(FileExistsError):
        make_data_file(shop_folder, keys, vault_id=VAULT_ID, name="x")
    assert (shop_folder / DATA_FILE).read_bytes() == before


def test_another_key_is_damage_and_changes_nothing(
    shop_folder: Path, clock: Clock, keys: Keys
) -> None:
    before = (shop_folder / DATA_FILE).read_bytes()
    with pytest.raises(Damaged):
        open_data_file(shop_folder, Keys(bytes(32)), vault_id=VAULT_ID, clock=clock)
    assert (shop_folder / DATA_FILE).read_bytes() == before
    open_data_file(shop_folder, keys, vault_id=VAULT_ID, clock=clock).close()


@pytest.mark.parametrize(
    ("pragma", "words"), [("user_version = 99", "newer"), ("application_id = 7", "not a Shuke")]
)
def test_a_file_that_is_not_ours_is_refused(
    file: DataFile, keys: Keys, clock: Clock, pragma: str, words: str
) -> None:
    connection = connect(file)
    connection.execute(f"PRAGMA {pragma}")
    connection.close()
    with pytest.raises(Refused, match=words):
        open_data_file(file.path.parent, keys, vault_id=VAULT_ID, clock=clock)


def test_the_keyring_of_another_shop_is_refused(
    shop_folder: Path, keys: Keys, clock: Clock
) -> None:
    with pytest.raises(Refused, match="different shops"):
        open_data_file(shop_folder, keys, vault_id="another", clock=clock)


def test_an_older_keyring_is_refused(shop_folder: Path, keys: Keys, clock: Clock) -> None:
    with pytest.raises(Refused, match="older"):
        open_data_file(shop_folder, keys, vault_id=VAULT_ID, clock=clock, keyring_version=0)


def test_values_are_not_in_error_texts(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Set") as unit:
        unit.insert(setting, key="twice", value="1")
    with pytest.raises(SQLAlchemyError) as caught, shop.write(owner, "Set") as unit:
        unit.insert(setting, key="twice", value="secret-value")
    assert "secret-value" not in str(caught.value)


def test_the_key_is_in_no_text(shop: Shop, keys: Keys, file: DataFile) -> None:
    shown = f"{shop!r} {shop.writer!r} {shop.writer.url!r} {file!r} {keys!r} {shop.session!r}"
    assert keys.db.hex() not in shown
    assert repr(keys.db) not in shown


def test_an_old_sqlite_is_refused(file: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(RuntimeError, match="too old"):
        connect(file)


def test_one_wrong_byte_is_called_damage(file: DataFile) -> None:
    content = bytearray(file.path.read_bytes())
    content[100] ^= 1
    file.path.write_bytes(content)
    with pytest.raises(Damaged):
        connect(file)


def test_a_reader_engine_begins_plainly(file: DataFile) -> None:
    engine = reader_engine(file)
    with engine.begin() as one, engine.begin() as two:
        assert one.execute(select(setting)).all() == two.execute(select(setting)).all() == []
    engine.dispose()


def test_statements_are_kept_ready_for_every_file_until_a_shop_locks(
    shop: Shop, second_shop: Shop, owner: Actor
) -> None:
    engine_module.forget_statements()
    made: list[object] = []
    asked = select(setting.c.value).where(setting.c.key == "kept ready")
    for each in (shop, second_shop, shop):
        with each.read(owner) as reader:
            found = reader.connection.execute(asked)
            made.append(found.context.compiled)
    assert made[0] is made[1] is made[2]
    engine_module.forget_statements()
    with shop.read(owner) as reader:
        assert reader.connection.execute(asked).context.compiled is not made[0]
