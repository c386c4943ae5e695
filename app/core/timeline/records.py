"""Tables of what was said and promised: notes, contacts and visits, promises."""

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

from app.core.store.tables import metadata

# Days are the shop's own; `at_time` is the local HH:MM:SS of what was written down on its
# own day, and empty for what was written down later.


def _of_customer() -> Column[int]:
    return Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False)


# What she likes, what to avoid, and what is simply worth knowing.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at_day", Date, nullable=False),
    Column("at_time", Text),
    Column("source", Text),
    Column("who", Text),
    CheckConstraint("kind IN ('preference', 'avoid', 'note')", name="note_kind"),
    Index("note_of_customer", "customer_id", "at_day"),
    sqlite_autoincrement=True,
)

# A contact is a call, a letter, a talk; a visit also answers the course's two questions.
# `mass` is a letter sent to many: it is kept, but it is no real touch.
touch = Table(
    "touch",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("kind", Text, nullable=False),
    Column("at_day", Date, nullable=False),
    Column("at_time", Text),
    Column("way", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("topic", Text),
    Column("outcome", Text),
    Column("same_as_others", Text),
    Column("unlike_others", Text),
    Column("next_step", Text),
    Column("next_due", Date),
    Column("next_done_on", Date),
    Column("who", Text),
    Column("mass", Integer, nullable=False, server_default="0"),
    CheckConstraint("kind IN ('contact', 'visit')", name="touch_kind"),
    CheckConstraint("direction IN ('in', 'out')", name="touch_direction"),
    Index("touch_of_customer", "customer_id", "at_day"),
    Index("touch_step_open", "next_due", sqlite_where=text("next_due IS NOT NULL")),
    sqlite_autoincrement=True,
)

# `to_whom` and `who` are names; empty means the customer herself.
promise = Table(
    "promise",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("what", Text, nullable=False),
    Column("to_whom", Text),
    Column("due_on", Date),
    Column("made_on", Date, nullable=False),
    Column("made_time", Text),
    Column("state", Text, nullable=False, server_default="open"),
    Column("settled_on", Date),
    Column("word", Text),
    Column("who", Text),
    CheckConstraint("state IN ('open', 'kept', 'broken')", name="promise_state"),
    Index("promise_of_customer", "customer_id", "made_on"),
    Index("promise_by_state", "state", "due_on"),
    Index("promise_settled", "settled_on", sqlite_where=text("settled_on IS NOT NULL")),
    sqlite_autoincrement=True,
)
