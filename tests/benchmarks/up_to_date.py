"""Gives a benchmark shop that was made earlier the tables, columns and indexes that came since."""

from sqlalchemy import Connection, inspect, text

from app.core.store.all_tables import metadata


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
