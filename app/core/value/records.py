"""The table of what draws a customer: product, service or price, as somebody noted it."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text

from app.core.store.tables import metadata

# Every note is kept; the newest counts. Null takes it back: nobody knows.
drawn_by = Table(
    "drawn_by",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("what", Text),
    Column("at_day", Date, nullable=False),
    Column("who", Text),
    CheckConstraint(
        "what IS NULL OR what IN ('product', 'service', 'price')", name="drawn_by_what"
    ),
    Index("drawn_by_of_customer", "customer_id"),
    sqlite_autoincrement=True,
)
