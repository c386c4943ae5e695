"""Tables of the shop's own fields: their descriptions, their values, and each field's place."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from app.core.store.column_types import UtcTime
from app.core.store.tables import metadata

# What a field is. Kind and tier never change: the values were made for them. A field is in
# the individual's profile, the company's or both, by the parts that are named.
own_field = Table(
    "own_field",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("choices", Text, nullable=False, server_default="[]"),  # JSON: [code, name, name_en]
    Column("unit", Text, nullable=False, server_default=""),
    Column("individual_part", Text),
    Column("company_part", Text),
    Column("tier", Text, nullable=False),
    Column("findable", Integer, nullable=False, server_default="0"),
    Column("yearly", Integer, nullable=False, server_default="0"),  # a day that reminds
    Column("created_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

# One row a value, so that history keeps and undo gives back each by itself; `value` is the
# JSON list of the kind's cells, and empty when the field is.
own_value = Table(
    "own_value",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("field_id", Integer, nullable=False),  # no reference: see upkeep.py
    Column("value", Text),
    Index("own_value_of_customer", "customer_id", "field_id", unique=True),
    Index("own_value_of_field", "field_id", "customer_id"),
    sqlite_autoincrement=True,
)

# Where the shop moved a part ("part"), field or group ("field") of a profile, and what it
# hides. What has no row stands where the catalogue has it.
field_place = Table(
    "field_place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("position", Integer),
    Column("hidden", Integer, nullable=False, server_default="0"),
    Index("field_place_of", "profile", "sort", "key", unique=True),
    sqlite_autoincrement=True,
)
