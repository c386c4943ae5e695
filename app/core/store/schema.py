"""The version of the tables, and the migrations that lead to it (Alembic, when one is due)."""

from pathlib import Path

from sqlalchemy import Connection, event
from sqlcipher3.dbapi2 import complete_statement

from app.core.store.engine import DataFile, writer_engine

SCHEMA_VERSION = 1
MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(file: DataFile) -> None:
    """Run the migrations that are due, on a connection of their own, all or nothing."""
    from alembic import command
    from alembic.config import Config

    engine = writer_engine(file)
    event.listen(engine, "connect", _stop_foreign_keys)
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _assert_whole(connection)
    finally:
        engine.dispose()


def run_script(connection: Connection, script: str) -> None:
    """Run each statement of an SQL text within the transaction (triggers included)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            connection.exec_driver_sql(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished statement: {statement[:60]}")


def _stop_foreign_keys(connection: object, _record: object) -> None:
    # Rebuilding a table with foreign keys on deletes every child row; it must be off
    # before BEGIN, and `_assert_whole` looks before COMMIT.
    connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]


def _assert_whole(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("a migration left rows that belong to nothing")
    found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if found != SCHEMA_VERSION:
        raise RuntimeError(f"migrated to {found}, expected {SCHEMA_VERSION}")
