"""Tables of tiers given by hand and of what the shop does for its best customers."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text

from app.core.store.tables import metadata

# A row that means nothing without this other record goes when that one goes.
GOES_WITH = {"goes_with": True}


def _of_customer() -> Column[int]:
    return Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False)


# Every grade that somebody gave is kept; the newest counts. Null gives it back to the rule.
tier_given = Table(
    "tier_given",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("tier", Text),
    Column("reason", Text),
    Column("at_day", Date, nullable=False),
    Column("at_time", Text),
    Column("who", Text),
    CheckConstraint("tier IS NULL OR tier IN ('good', 'fair', 'poor')", name="tier_level"),
    Index("tier_given_of_customer", "customer_id", "at_day"),
    sqlite_autoincrement=True,
)

# What the shop does for its best customers: its own list.
privilege = Table(
    "privilege",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("note", Text),
    Column("retired_on", Date),
    sqlite_autoincrement=True,
)

privilege_given = Table(
    "privilege_given",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("privilege_id", ForeignKey("privilege.id", ondelete="SET NULL"), info=GOES_WITH),
    Column("at_day", Date, nullable=False),
    Column("at_time", Text),
    Column("ended_on", Date),
    Column("note", Text),
    Column("who", Text),
    Index("privilege_given_of_customer", "customer_id", "at_day"),
    Index("privilege_given_of_privilege", "privilege_id"),
    sqlite_autoincrement=True,
)
