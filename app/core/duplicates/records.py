"""The table of pairs of whom somebody said that they are not one person."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from app.core.store.tables import metadata

# `other_id` has no foreign key: ids are never given twice, and a pair whose other half is
# gone says nothing about anybody. The lower id is always the first.
not_same = Table(
    "not_same",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("other_id", Integer, nullable=False),
    Index("not_same_pair", "customer_id", "other_id", unique=True),
)
