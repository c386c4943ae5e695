"""What imports leave behind: mappings learnt per layout, and whose text is known already."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from app.core.store.column_types import UtcTime
from app.core.store.tables import DERIVED, metadata

# The mapping that was last used for a list with these headings.
import_layout = Table(
    "import_layout",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("mapping", Text, nullable=False, comment="JSON: column → field"),
    Column("used_at", UtcTime, nullable=False),
    Index("ux_import_layout", "what", "signature", unique=True),
    info=DERIVED,
)

# The rows of foreign lists that a customer was made or completed from, as a hash of their
# text: the same text again changes nothing, whatever was edited here since, unless the act
# was taken back.
import_trace = Table(
    "import_trace",
    metadata,
    Column("digest", Integer, primary_key=True, comment="64 bits of a BLAKE2 hash"),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    Column("act_id", Integer, primary_key=True),  # no index: asked for when an import is undone
    Index("ix_import_trace_customer", "customer_id"),
    sqlite_with_rowid=False,
    info=DERIVED,
)
