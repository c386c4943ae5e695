"""Gives a benchmark shop that was made earlier the tables, indexes and triggers since."""

import re

from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateIndex

from app.core.store.all_tables import metadata
from app.core.store.schema import MIGRATIONS


def bring_up_to_date(writer: Connection) -> None:
    """For copies: an invented shop is worth keeping, a migration for it is not."""
    metadata.create_all(writer)
    seen = inspect(writer)
    for table in metadata.tables.values():
        known = {each["name"] for each in seen.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                kind = column.type.compile(writer.dialect)
                writer.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}"))
    _indexes(writer)
    _triggers(writer)


def _indexes(writer: Connection) -> None:
    known = text("SELECT name, sql FROM sqlite_schema WHERE type = 'index'")
    there = {name: sql for name, sql in writer.execute(known)}
    for table in metadata.tables.values():
        for index in table.indexes:
            statement = str(CreateIndex(index).compile(dialect=writer.dialect))
            if _plain(there.get(index.name)) != _plain(statement):
                writer.exec_driver_sql(f"DROP INDEX IF EXISTS {index.name}")
                writer.exec_driver_sql(statement)


def _plain(statement: str | None) -> str:
    return " ".join((statement or "").split())


def _triggers(writer: Connection) -> None:
    known = text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    there = {name: sql for name, sql in writer.execute(known)}
    script = (MIGRATIONS / "extra_0001.sql").read_text(encoding="utf-8")
    for name, rest in re.findall(r"(?ms)^CREATE TRIGGER (\w+)(.*?^END;)", script):
        statement = f"CREATE TRIGGER {name}{rest}"
        if there.get(name, statement) != statement.rstrip(";"):
            writer.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            writer.exec_driver_sql(statement)
