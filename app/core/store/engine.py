"""Opens encrypted connections: pragmas in their order, the authorizer, the assertions."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from app.core.errors import Damaged, Refused
from app.core.vault.trouble import told_in_words
from app.i18n import N_

APPLICATION_ID = 0x53484B45  # "SHKE"
OLDEST_SQLITE = (3, 51, 3)
PLAIN_HEADER = b"SQLite format 3\x00"
WRITER_CACHE_KIB = 65536
ROOMY_CACHE_KIB = 131072
READER_CACHE_KIB = 16384
READERS = 4
BUSY_SECONDS = 30.0
_STATEMENTS: LRUCache[Any, Any] = LRUCache(1000)
"""Statements ready to run: made once for reader and writer, and for a shop opened anew."""

# Values of SQLite's C interface, which the driver does not name.
_OK, _DENY = 0, 1
_PRAGMA, _ATTACH, _DETACH = 19, 24, 25
_KEY_PRAGMAS = frozenset(
    {"key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey", "cipher_migrate"}
)


@dataclass(frozen=True)
class DataFile:
    """The encrypted file and the raw key that opens it."""

    path: Path
    key: bytes = field(repr=False)


def writer_engine(file: DataFile, *, guarded: bool = True) -> Engine:
    """One connection that writes; each transaction begins IMMEDIATE."""
    return _engine(file, WRITER_CACHE_KIB, "BEGIN IMMEDIATE", 1, guarded=guarded)


def reader_engine(file: DataFile) -> Engine:
    """A small pool of connections that only read, each transaction one snapshot."""
    return _engine(file, READER_CACHE_KIB, "BEGIN", READERS, read_only=True)


def connect(file: DataFile, cache_kib: int = WRITER_CACHE_KIB, *, guarded: bool = True) -> Any:
    """A raw driver connection to an existing file, ready for use; never makes a file."""
    refuse_plain_file(file.path)
    connection = driver.connect(
        f"{file.path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    try:
        _prepare(connection, file.key, cache_kib)
    except BaseException:
        connection.close()
        raise
    if guarded:
        connection.set_authorizer(authorize)
    return connection


def be_roomy(connection: Connection, *, roomy: bool) -> None:
    """More memory for a large write, so that no page is encrypted and read back within it."""
    size = ROOMY_CACHE_KIB if roomy else WRITER_CACHE_KIB
    connection.exec_driver_sql(f"PRAGMA cache_size = -{size}")
    if not roomy:
        connection.exec_driver_sql("PRAGMA shrink_memory")


_LETTING_GO = Lock()


def let_caches_go(connection: Connection) -> None:
    """The pages that it and the idle ones beside it keep; read again, they are there again."""
    driven = connection.connection.driver_connection
    assert driven is not None
    driven.execute("PRAGMA shrink_memory")
    pool = connection.engine.pool
    assert isinstance(pool, QueuePool)
    # One after the other: two who each took some of the idle ones would wait for the rest.
    with _LETTING_GO, ExitStack() as given_back:
        for _ in range(pool.size()):
            if not pool.checkedin():
                break
            idle = given_back.enter_context(closing(pool.connect()))
            assert idle.driver_connection is not None
            idle.driver_connection.execute("PRAGMA shrink_memory")


@contextmanager
def references_unseen(connection: Connection) -> Iterator[None]:
    """No foreign key is looked at in the transaction within; it must begin within."""
    driven = connection.connection.driver_connection
    assert driven is not None
    driven.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driven.execute("PRAGMA foreign_keys = ON")


def forget_statements() -> None:
    """Drop what is kept ready; with it go the values of its first use (when a shop locks)."""
    _STATEMENTS.clear()


def create_empty(path: Path) -> None:
    """Make an empty file for a new shop; refuses where one is."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def authorize(action: int, first: str | None, *_: object) -> int:
    """SQLite asks before each statement: no other file, no other key."""
    if action in (_ATTACH, _DETACH):
        return _DENY
    if action == _PRAGMA and (first or "").lower() in _KEY_PRAGMAS:
        return _DENY
    return _OK


def refuse_plain_file(path: Path) -> None:
    """An unencrypted database is never opened, even if it would work."""
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise Damaged(
                N_("This file is not encrypted, so it is not a Shuke customer file."),
                N_("Nothing was changed."),
                N_("Restore a backup of the shop."),
            )


def assert_driver(connection: Any) -> None:
    """The cipher must be there and SQLite young enough."""
    found = connection.execute("PRAGMA cipher_version").fetchone()
    if not found or not found[0]:
        raise RuntimeError("the database driver has no cipher")
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {driver.sqlite_version} is too old")


def assert_ours(connection: Connection, schema_version: int) -> None:
    """Our file, and not one of a newer program."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        raise Refused(
            N_("This is not a Shuke customer file."),
            N_("Nothing was changed."),
            N_("Choose the folder of a shop."),
        )
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one() > schema_version:
        raise Refused(
            N_("This shop was last opened by a newer version of Shuke."),
            N_("Nothing was changed."),
            N_("Install the newer version and open it there."),
        )


def _prepare(connection: Any, key: bytes, cache_kib: int) -> None:
    run: Callable[[str], Any] = connection.execute
    run("PRAGMA cipher_log_level = NONE")
    run(f"PRAGMA key = \"x'{bytes(key).hex()}'\"")
    assert_driver(connection)
    # The keyring has already vouched for the key: what fails here is never the password.
    with told_in_words():
        run(f"PRAGMA cache_size = -{cache_kib}")
        run("PRAGMA journal_mode = WAL")
    run("PRAGMA synchronous = FULL")
    if sys.platform == "darwin":
        run("PRAGMA fullfsync = ON")
    for name in ("foreign_keys", "secure_delete", "cell_size_check"):
        run(f"PRAGMA {name} = ON")
    run("PRAGMA trusted_schema = OFF")


@cache
def _dialect() -> Dialect:
    # A statement is kept ready for one dialect object, so there is one for all files; it
    # learns what the driver can do at its first connection.
    engine = create_engine("sqlite://", module=driver)
    with engine.connect():
        pass
    engine.dispose()
    return engine.dialect


def _engine(
    file: DataFile,
    cache_kib: int,
    begin: str,
    size: int,
    *,
    guarded: bool = True,
    read_only: bool = False,
) -> Engine:
    def creator() -> Any:
        connection = connect(file, cache_kib, guarded=guarded)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        "sqlite:///" + file.path.as_posix(),
        module=driver,
        creator=creator,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_use_lifo=True,  # each connection has a cache of its own: as few as are needed
        hide_parameters=True,
        execution_options={"compiled_cache": _STATEMENTS},
    )
    engine.dialect = _dialect()

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
