"""Tables of value: what draws a customer, as somebody noted it; and columns that are kept.

Reading ten million receipts one by one takes eight seconds, their columns kept as a few hundred
pieces half a second; the same goes for their lines of goods and their channels. Triggers
(`extra_0001.sql`) tell whose rows a piece no longer knows, within the transaction that changes
them, so that pieces and `kept_stale` together are always right.
"""

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    Table,
)

from app.core.store.tables import DERIVED, metadata

BLOCK = 4096
"""So many ids of customers belong to one piece; the triggers say the same number."""


def _pieces(name: str, what: str) -> Table:
    """One row a block of customers."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, comment="customer_id / 4096"),
        Column("columns", LargeBinary, nullable=False, comment=what),
        info=DERIVED,
    )


kept_block = _pieces("kept_block", "the ledger, see value/packing.py")
kept_lines = _pieces("kept_lines", "goods, see value/lines.py")
kept_channels = _pieces("kept_channels", "see value/channels.py")

kept_stale = Table(
    "kept_stale",
    metadata,
    Column("block_id", Integer, primary_key=True),
    Column("customer_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
    info=DERIVED,
)
