"""The tables of complaints: what happened, each step taken, and the shop's own lists for them.

A complaint outlives its customer's file: deleting or erasing a person leaves the complaint,
without the name. Moments are UTC; how many minutes passed, in calendar time and in the shop's
open hours, is derived when a step is written (`clocks.py`).
"""

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from app.core.customers.records import customer
from app.core.products.records import product
from app.core.purchases.records import purchase
from app.core.store.column_types import UtcTime
from app.core.store.ownership import OWN_LIST
from app.core.store.tables import DERIVED, metadata


class Stage(StrEnum):
    """Where a complaint stands on the board."""

    NEW = "new"
    CHECKING = "checking"
    OFFERED = "offered"
    WAITING = "waiting"  # for the customer's own word
    CLOSED = "closed"


class Step(StrEnum):
    """What was done (ISO 10002's nine steps in plain words)."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    INVESTIGATED = "investigated"
    ANSWERED = "answered"
    OFFERED = "offered"
    REMEDIED = "remedied"
    CONFIRMED = "confirmed"  # the customer's own word that it is settled
    CLOSED = "closed"  # without her word: closed, not confirmed
    REOPENED = "reopened"
    ESCALATED = "escalated"
    FOLLOWED_UP = "followed_up"
    NOTED = "noted"


class Severity(StrEnum):
    """How bad it is; safety goes first."""

    SAFETY = "safety"
    SEVERE = "severe"
    NORMAL = "normal"
    LIGHT = "light"


# A list that the shop edits: categories are flat, causes a tree.
complaint_category = Table(
    "complaint_category",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("other", Integer, nullable=False, server_default="0", comment="1: last in a Pareto"),
    Column("position", Integer, nullable=False),
    Column("retired_on", Date),
    sqlite_autoincrement=True,
    info=OWN_LIST,
)

complaint_cause = Table(
    "complaint_cause",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("parent_id", Integer, ForeignKey("complaint_cause.id", ondelete="SET NULL")),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("retired_on", Date),
    sqlite_autoincrement=True,
    info=OWN_LIST,
)

complaint = Table(
    "complaint",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", Integer, ForeignKey(customer.c.id, ondelete="SET NULL")),
    Column("customer_number", Text, comment="as typed; null for an unknown person"),
    Column("customer_key", Text, comment="folded customer_number"),
    Column("person", Text, comment="of an unknown person: name or phone, as told"),
    Column("received_at", UtcTime, nullable=False),
    Column("received_day", Integer, nullable=False, comment="local day, date.toordinal()"),
    Column("channel", Text),
    Column("category_id", Integer, ForeignKey("complaint_category.id", ondelete="SET NULL")),
    Column("purchase_id", Integer, ForeignKey(purchase.c.id, ondelete="SET NULL")),
    Column("product_id", Integer, ForeignKey(product.c.id, ondelete="SET NULL")),
    Column("item", Text, comment="the product as told"),
    Column("severity", Text, nullable=False, server_default="normal"),
    Column("words", Text, nullable=False, server_default="", comment="what happened"),
    Column("wish", Text, comment="what she wants"),
    Column("promised", Text, comment="what was promised"),
    Column("promised_at", UtcTime, comment="and by when"),
    Column("owner", Text, comment="who looks after it"),
    Column("escalated_to", Text),
    Column("cause_id", Integer, ForeignKey("complaint_cause.id", ondelete="SET NULL")),
    Column("cause_words", Text),
    Column("remedy", Text),
    Column("compensation", Text),
    Column("apology", Integer, comment="1 given, 0 not, null not noted"),
    Column("cost", Integer, comment="fen; null unknown"),
    Column("follow_up_on", Date),
    Column("followed_up_on", Date),
    Column("satisfaction", Integer, comment="1-5, her own word"),
    Column("batch_id", Integer, comment="the import that brought it"),
    Column("import_key", Text, comment="folded content of an imported row and its ordinal"),
    Column(
        "reopened_once",
        Integer,
        nullable=False,
        server_default="0",
        comment="imported: when is not known",
    ),
    # Kept in step with the steps by every write.
    Column("stage", Text, nullable=False, server_default="new", info=DERIVED),
    Column("acknowledged_at", UtcTime, info=DERIVED),
    Column("answered_at", UtcTime, comment="the first answer", info=DERIVED),
    Column("settled_at", UtcTime, comment="the last close; null while open", info=DERIVED),
    Column("confirmed", Integer, comment="1: by her own word", info=DERIVED),
    Column("reopened", Integer, nullable=False, server_default="0", info=DERIVED),
    Column(
        "escalated_at",
        UtcTime,
        comment="the hour for which it was passed on; stays when that is taken back",
        info=DERIVED,
    ),
    Column("answered_minutes", Integer, comment="calendar", info=DERIVED),
    Column("answered_open_minutes", Integer, comment="in open hours", info=DERIVED),
    Column("settled_minutes", Integer, comment="calendar", info=DERIVED),
    Column("settled_open_minutes", Integer, comment="in open hours", info=DERIVED),
    CheckConstraint(
        "severity IN ('safety', 'severe', 'normal', 'light')", name="complaint_severity"
    ),
    CheckConstraint(
        "stage IN ('new', 'checking', 'offered', 'waiting', 'closed')", name="complaint_stage"
    ),
    Index("ix_complaint_customer", "customer_id", "received_day"),
    Index("ix_complaint_day", "received_day"),  # and the id, as every index: the list's order
    # Whole enough for every clock of the board.
    Index(
        "ix_complaint_open",
        *("stage", "severity", "received_at", "acknowledged_at", "answered_at", "promised_at"),
        *("customer_id", "escalated_to", "escalated_at", "reopened"),
        sqlite_where=text("settled_at IS NULL"),
    ),
    Index(
        "ix_complaint_passed_on",
        *("escalated_to", "received_day"),
        sqlite_where=text("escalated_to IS NOT NULL"),
    ),
    Index(
        "ix_complaint_settled",
        *("settled_at", "customer_id"),
        sqlite_where=text("settled_at IS NOT NULL"),
    ),
    Index(
        "ix_complaint_unknown",
        "customer_key",
        sqlite_where=text("customer_id IS NULL AND customer_key IS NOT NULL"),
    ),
    Index("ux_complaint_import", "import_key", unique=True),
    sqlite_autoincrement=True,
)

# When the shop is open: rows of the week (0 is Monday), and single days that differ.
opening_hours = Table(
    "opening_hours",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("weekday", Integer, nullable=False),
    Column("begins", Integer, nullable=False, comment="minutes after midnight"),
    Column("ends", Integer, nullable=False),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="opening_hours_weekday"),
    CheckConstraint("0 <= begins AND begins < ends AND ends <= 1440", name="opening_hours_span"),
    sqlite_autoincrement=True,
)

holiday = Table(
    "holiday",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("on_day", Date, nullable=False, unique=True),
    Column("name", Text),
    Column("begins", Integer, comment="open from here all the same; null: closed all day"),
    Column("ends", Integer),
    sqlite_autoincrement=True,
)

complaint_step = Table(
    "complaint_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("complaint_id", Integer, ForeignKey("complaint.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("who", Text, comment="null for an imported step"),
    Column("words", Text),
    Index("ix_complaint_step", "complaint_id", "at"),
    sqlite_autoincrement=True,
)
