"""Makes and opens the data file of a shop."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert, select

from app.core.clock import Clock
from app.core.errors import Damaged, Refused
from app.core.store.audit_trail import audit_key
from app.core.store.engine import (
    DataFile,
    assert_ours,
    create_empty,
    reader_engine,
    writer_engine,
)
from app.core.store.reader import Session, Upkeep
from app.core.store.schema import SCHEMA_VERSION, migrate
from app.core.store.seal import Seal
from app.core.store.shop import Shop
from app.core.store.tables import meta
from app.core.vault.keys import Keys
from app.i18n import N_

DATA_FILE = "data.db"


def make_data_file(
    folder: Path, keys: Keys, *, vault_id: str, name: str, keyring_version: int = 1
) -> None:
    """Make the encrypted file of a new shop, by the same migrations as any other."""
    file = DataFile(folder / DATA_FILE, bytes(keys.db))
    create_empty(file.path)
    migrate(file)
    with _transaction(file) as connection:
        set_meta(connection, vault_id=vault_id, name=name, keyring_version=str(keyring_version))


def open_data_file(
    folder: Path,
    keys: Keys,
    *,
    vault_id: str,
    clock: Clock,
    keyring_version: int | None = None,
    upkeep: tuple[Upkeep, ...] = (),
    wall: Clock | None = None,
) -> Shop:
    """Open the file, refusing one that is not this shop's; never makes a file.

    The schema must be current: ask `migration_due` and call `migrate` first.
    """
    file = existing(folder, keys)
    writer = writer_engine(file)
    try:
        with writer.connect() as connection:
            known = _checked(connection, vault_id, keyring_version)
    except BaseException:
        writer.dispose()
        raise
    seal = None if keys.sens is None else Seal(vault_id, bytes(keys.sens))
    session = Session(clock, seal, audit_key(keys.db), upkeep, wall=wall)
    reader = reader_engine(file)
    return Shop(folder, known["name"], vault_id, clock, keys, session, writer, reader)


def existing(folder: Path, keys: Keys) -> DataFile:
    """The shop's data file; `Damaged` when it is not there."""
    path = folder / DATA_FILE
    if not path.is_file():
        raise Damaged(
            N_("The customer file is missing from the shop's folder."),
            N_("Your backups are separate files and are not touched."),
            N_("Put the folder back as it was, or restore the newest good backup."),
        )
    return DataFile(path, bytes(keys.db))


def migration_due(folder: Path, keys: Keys) -> bool:
    """Is the file older than this program? (Make a verified copy before `migrate`.)"""
    with _transaction(existing(folder, keys)) as connection:
        assert_ours(connection, SCHEMA_VERSION)
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return int(found) < SCHEMA_VERSION


def bring_up_to_date(folder: Path, keys: Keys) -> None:
    """Run the migrations that are due."""
    migrate(existing(folder, keys))


def set_meta(connection: Connection, **values: str) -> None:
    """Write what the file knows about itself (vault_id, name, keyring_version …)."""
    for key, value in values.items():
        connection.execute(insert(meta).prefix_with("OR REPLACE"), {"key": key, "value": value})


def known_meta(connection: Connection) -> dict[str, str]:
    """All that the file knows about itself."""
    return {row.key: row.value for row in connection.execute(select(meta))}


def _checked(connection: Connection, vault_id: str, version: int | None) -> dict[str, str]:
    assert_ours(connection, SCHEMA_VERSION)
    known = known_meta(connection)
    if known.get("vault_id") != vault_id:
        raise Refused(
            N_("The customer file and the keyring belong to different shops."),
            N_("Nothing was changed."),
            N_("Put back the files that belong together, or restore a backup."),
        )
    if version is not None and int(known["keyring_version"]) > version:
        raise Refused(
            N_("The keyring is older than the customer file."),
            N_("Nothing was changed."),
            N_("Put back the newest keyring, or restore a backup."),
        )
    return known


@contextmanager
def _transaction(file: DataFile) -> Iterator[Connection]:
    engine = writer_engine(file)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
