"""Tables of the shop's rules and of what each of them has found, once."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text, text

from app.core.store.tables import metadata

# A rule: its kind, what the shop calls it, over which time it looks, and its own terms as
# JSON (`terms.py` checks them). A rule that found something is put away, never deleted.
rule = Table(
    "rule",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("active", Integer, nullable=False, server_default=text("1")),
    Column("period", Text, nullable=False, server_default="all"),
    Column("period_months", Integer),
    Column("terms", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("retired_on", Date),
    CheckConstraint(
        "kind IN ('threshold', 'abnormal', 'replacement', 'life_stage')", name="rule_kind"
    ),
    CheckConstraint(
        "period IN ('all', 'calendar_year', 'fiscal_year', 'months')", name="rule_period"
    ),
    sqlite_autoincrement=True,
)

# What a rule found about a customer: `key` tells the level and period, the receipt, the unit
# or the child, so that nothing is found twice. The finding itself is written without history
# (it follows from the book); what people do about it has history and can be undone.
# `reason` holds figures, never words, and nothing that is sealed.
firing = Table(
    "firing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("rule_id", ForeignKey("rule.id", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("reason", Text, nullable=False, comment="JSON; see reasons.py"),
    Column("stake", Integer, nullable=False, server_default=text("0"), comment="fen"),
    Column("found_on", Date, nullable=False),
    Column("due_on", Date),
    Column("about_id", Integer, comment="the receipt that set it off"),
    Column("gone_on", Date, comment="since then the reason no longer holds"),
    Column("state", Text, nullable=False, server_default="open"),
    Column("until", Date, comment="a snoozed one comes back on this day"),
    Column("outcome", Text),
    Column("cause", Text, comment="of an abnormal amount: why"),
    Column("given", Text, comment="the offer or service she was given"),
    Column("settled_on", Date),
    Column("settled_time", Text),
    Column("who", Text),
    # The rule again, once somebody did something about it: then an undo cannot take the rule.
    Column("kept_rule_id", ForeignKey("rule.id")),
    CheckConstraint(
        "state IN ('open', 'done', 'snoozed', 'dismissed', 'logged')", name="firing_state"
    ),
    Index("firing_once", "rule_id", "customer_id", "key", unique=True),
    Index("firing_of_customer", "customer_id"),
    Index("firing_kept", "kept_rule_id", sqlite_where=text("kept_rule_id IS NOT NULL")),
    Index(
        "firing_open",
        "rule_id",
        "stake",
        sqlite_where=text("state IN ('open', 'snoozed')"),
    ),
    sqlite_autoincrement=True,
)
