"""The table of products: what the lines of receipts name.

A product that an import made is known by `batch_id` and has no history of its own until
somebody edits it: undoing the import takes it away again, unless lines still use it.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, text

from app.core.store.column_types import UtcTime
from app.core.store.tables import DERIVED, metadata

product = Table(
    "product",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, comment="as it is sold"),
    Column("name_key", Text, nullable=False, comment="see naming.name_key"),
    Column("sound", Text, info=DERIVED, comment="pinyin and initials, to find it by"),
    Column("code", Text, comment="barcode, or what its serial numbers begin with"),
    Column("category", Text),
    Column("brand", Text),
    Column("price_band", Text),
    Column("unit", Text),
    Column("price", Integer, comment="fen for one unit today; null when nobody said"),
    Column("life_months", Integer, comment="how long one lasts; null when nobody said"),
    Column("stage", Text, comment="the stage of life it belongs to, by key"),
    Column("service", Integer, nullable=False, server_default=text("0"), comment="1 for work"),
    Column("retired_on", Date, comment="no longer sold since; its lines stay as they are"),
    Column(
        "merged_into",
        Integer,
        ForeignKey("product.id", ondelete="SET NULL"),
        comment="another spelling of that product",
    ),
    Column("batch_id", Integer, comment="the import that brought it, null when made by hand"),
    Column("made_at", UtcTime, nullable=False),
    Index("ux_product_name_key", "name_key", unique=True),
    Index("ix_product_code", "code", sqlite_where=text("code IS NOT NULL")),
    Index("ix_product_merged", "merged_into", sqlite_where=text("merged_into IS NOT NULL")),
    Index("ix_product_batch", "batch_id", sqlite_where=text("batch_id IS NOT NULL")),
)
