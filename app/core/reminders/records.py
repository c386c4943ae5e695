"""Tables of days that matter: what falls on which month-day, and what was done about it."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from app.core.store.column_types import UtcTime
from app.core.store.tables import DERIVED, metadata

# Derived from the profile by each write: no name and no year, so that lists and
# reminders need no seal. `row_id` is 0 for the customer's own and the spouse's days,
# else the child's or person's row, or the number of the shop's own field. `kind` is the
# field's `occasion` word.
occasion = Table(
    "occasion",
    metadata,
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("row_id", Integer, primary_key=True, server_default="0"),
    Column("calendar", Text, nullable=False),
    Column("month", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("leap", Integer, nullable=False, server_default="0"),
    CheckConstraint("calendar IN ('solar', 'lunar')", name="occasion_calendar"),
    Index("occasion_by_day", "calendar", "month", "day", "leap", "kind", "customer_id", "row_id"),
    sqlite_with_rowid=False,  # three a customer: a tree less for each of them
    info=DERIVED,
)

# What the shop did about one occurrence: a mark belongs to the day it was for, so that
# the next year starts clean.
reminder_mark = Table(
    "reminder_mark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("row_id", Integer, nullable=False, server_default="0"),
    Column("occurs_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("word", Text),  # what was done: greeted, gift, called, or the shop's own word
    Column("until", Date),  # a snoozed day comes back on this day
    Column("marked_at", UtcTime),
    UniqueConstraint("customer_id", "kind", "row_id", "occurs_on", name="mark_of_occurrence"),
    CheckConstraint("state IN ('done', 'snoozed', 'skipped')", name="mark_state"),
    Index("mark_by_day", "occurs_on"),
    Index("mark_by_until", "until"),
    sqlite_autoincrement=True,
)
