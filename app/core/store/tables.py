"""The one metadata, and the tables that belong to no feature."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from app.core.store.column_types import RawValue, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The `info` of a table or column that is made from others: history leaves it alone, and
# after an undo the upkeep functions of its feature make it anew.
DERIVED = {"derived": True}

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
    info=DERIVED,
)

setting = Table(
    "setting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("value", Text, nullable=False),  # JSON
    sqlite_autoincrement=True,
)

batch = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("detail", Text, nullable=False, default="{}"),  # JSON
    Column("undone_by", Integer),
    sqlite_autoincrement=True,
    info=DERIVED,
)

act = Table(
    "act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("actor", String, nullable=False),
    Column("actor_name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("session", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("batch_id", Integer, ForeignKey("batch.id"), index=True),
    Column("undoes_act", Integer),
    Column("undoes_batch", Integer),
    Column("undone_by", Integer),
    sqlite_autoincrement=True,
    info=DERIVED,
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act_id", Integer, ForeignKey("act.id"), nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("record_table", String, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("kind", String, nullable=False),  # create, update, delete
    Column("column_name", String),
    Column("old", RawValue),  # update: the cell; delete: the whole row as JSON
    Column("new", RawValue),
    Column("inverse", Boolean, nullable=False, default=False),  # written by an undo
    Column("undone_by", Integer),
    Index("ix_history_record", "record_table", "record_id"),
    sqlite_autoincrement=True,
    info=DERIVED,
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),  # text, because the mac covers it
    Column("session", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("role", String, nullable=False),
    Column("action", String, nullable=False),
    Column("object", String, nullable=False),
    Column("detail", Text, nullable=False),  # JSON
    Column("prev", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    info=DERIVED,
)
