"""Gives a benchmark shop that was made earlier the tables, indexes and triggers since."""

import re

from sqlalchemy import Connection, inspect, text

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
    for table in metadata.tables.values():
        for index in table.indexes:
            index.create(writer, checkfirst=True)
    _triggers(writer)


def _triggers(writer: Connection) -> None:
    there = set(writer.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")))
    script = (MIGRATIONS / "extra_0001.sql").read_text(encoding="utf-8")
    for name, statement in re.findall(r"(?ms)^CREATE TRIGGER (\w+)(.*?^END;)", script):
        if name not in there:
            writer.exec_driver_sql(f"CREATE TRIGGER {name}{statement}")
