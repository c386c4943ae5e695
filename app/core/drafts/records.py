"""Half-written forms, in the encrypted file until they are opened again."""

from sqlalchemy import Column, Index, Integer, Table, Text

from app.core.store.column_types import UtcTime
from app.core.store.tables import DERIVED, metadata

# No act and no part of anybody's file: nothing was said yet.
draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Text, nullable=False, comment="who typed it"),
    Column("form", Text, nullable=False, comment="which form, for whom"),
    Column("typed", Text, nullable=False, comment="JSON, as the form reads it again"),
    Column("kept_at", UtcTime, nullable=False),
    Index("ux_draft", "person", "form", unique=True),
    info=DERIVED,
)
