"""Tables of saved filters, and of groups whose members were picked by hand."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from app.core.store.tables import metadata

# A saved filter, or with `filter` empty a fixed group of `segment_member` rows.
segment = Table(
    "segment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("filter", Text),  # JSON with a version
    Column("kind", Text),
    Column("words", Text, nullable=False, server_default=""),
    Column("sort", Text, nullable=False, server_default="name"),
    Column("descending", Integer, nullable=False, server_default="0"),
    Column("position", Integer, nullable=False, server_default="0"),
    CheckConstraint("name <> ''", name="segment_named"),
    Index("segment_by_name", "name_key", unique=True),
    sqlite_autoincrement=True,
)

# Who was put into a fixed group; part of the group, not of the customer's file.
segment_member = Table(
    "segment_member",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("segment_id", ForeignKey("segment.id", ondelete="CASCADE"), nullable=False),
    Column("customer_id", ForeignKey("customer.id"), nullable=False, info={"goes_with": True}),
    Index("segment_member_of", "segment_id", "customer_id", unique=True),
    Index("segment_member_by_customer", "customer_id"),
    sqlite_autoincrement=True,
)
