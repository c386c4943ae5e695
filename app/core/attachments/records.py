"""Tables of photos and files: what hangs on a customer, and the bytes, kept once each."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from app.core.store.column_types import UtcTime
from app.core.store.tables import DERIVED, metadata

# What a customer's file holds; `digest` names the bytes. This row alone is in the history,
# so that deleting a file writes a few words there and not its megabytes (adr 0007).
attachment = Table(
    "attachment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("added_at", UtcTime, nullable=False),
    Column("added_by", Text),
    CheckConstraint("role IN ('photo', 'file')", name="attachment_role"),
    Index("attachment_of_customer", "customer_id", "role"),
    Index("attachment_by_digest", "digest"),
    sqlite_autoincrement=True,
)

# The bytes by their SHA-256: written once, never changed, swept when neither a customer
# nor the history names them any more (`sweeping.py`).
content = Table(
    "content",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    info=DERIVED,
)

content_piece = Table(
    "content_piece",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content_id", ForeignKey("content.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("piece_of_content", "content_id", "number", unique=True),
    info=DERIVED,
)

# Which customers' files ever named which bytes: tells the sweeper whose history to ask.
# Without a foreign key, because an undo may bring a customer back.
content_use = Table(
    "content_use",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("customer_id", Integer, nullable=False),
    Index("use_of_content", "digest", "customer_id", unique=True),
    Index("use_by_customer", "customer_id"),
    info=DERIVED,
)
