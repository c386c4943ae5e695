"""Tables of share of wallet: what a customer spends in all, what she plans, how she moved."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text, text

from app.core.store.tables import metadata


def _of_customer() -> Column[int]:
    return Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False)


# One row is one estimate; every one is kept, the newest of a category counts. Without
# `category` it is about everything she buys of what we sell. `total` is her spending with us
# and elsewhere, null when unknown; a `rank` among `shops` tells a share without any total.
wallet_estimate = Table(
    "wallet_estimate",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("category", Text),
    Column("category_key", Text, comment="folded; null for everything"),
    Column("ours", Integer, comment="fen"),
    Column("counted_from", Date, comment="of purchases added up; null when typed"),
    Column("counted_to", Date),
    Column("total", Integer, comment="fen; null when unknown"),
    Column("made_by", Text, nullable=False),
    Column("rank", Integer),
    Column("shops", Integer),
    Column("at_day", Date, nullable=False),
    Column("at_time", Text),
    Column("source", Text, comment="a channel's code"),
    Column("note", Text),
    Column("who", Text),
    CheckConstraint("made_by IN ('said', 'guess', 'rank', 'document')", name="wallet_made_by"),
    CheckConstraint("total IS NULL OR total >= 0", name="wallet_total"),
    CheckConstraint("(rank IS NULL) = (shops IS NULL)", name="wallet_rank_of_shops"),
    Index("wallet_estimate_of_customer", "customer_id", "at_day"),
    Index(
        "wallet_estimate_of_category",
        "category_key",
        sqlite_where=text("category_key IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

# What a customer means to buy; an amount, or just whether it is much (high) or little (low).
purchase_plan = Table(
    "purchase_plan",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("what", Text, nullable=False),
    Column("amount", Integer, comment="fen"),
    Column("level", Text),
    Column("due_on", Date),
    Column("chance", Integer, comment="percent"),
    Column("chance_words", Text),
    Column("made_on", Date, nullable=False),
    Column("made_time", Text),
    Column("state", Text, nullable=False, server_default="open"),
    Column("settled_on", Date),
    Column("lost_where", Text),
    Column("lost_why", Text),
    Column("who", Text),
    CheckConstraint("level IS NULL OR level IN ('high', 'low')", name="plan_level"),
    CheckConstraint("state IN ('open', 'bought', 'lost')", name="plan_state"),
    CheckConstraint("chance IS NULL OR chance BETWEEN 0 AND 100", name="plan_chance"),
    Index("purchase_plan_of_customer", "customer_id", "made_on"),
    sqlite_autoincrement=True,
)

# A customer's move from one class to another, written with the entry that caused it. A class
# is R, A, D or O (observe); null is no class yet.
rad_move = Table(
    "rad_move",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("at_day", Date, nullable=False),
    Column("at_time", Text),
    Column("was", Text),
    Column("became", Text),
    Column("cause", Text, nullable=False),
    Column("who", Text),
    CheckConstraint("cause IN ('share', 'plan')", name="rad_move_cause"),
    Index("rad_move_of_customer", "customer_id", "id"),
    sqlite_autoincrement=True,
)
