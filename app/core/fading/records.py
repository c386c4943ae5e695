"""Tables of what is done about those who stay away: known reasons, win-back steps, silence."""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    cast,
    func,
    text,
)

from app.core.store.tables import metadata


def _of_customer() -> Column[int]:
    return Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False)


# A silence whose reason is known ("abroad until March"): until that day, or without one until
# she buys again, she is not slipping away; afterwards her silence counts from that day on.
known_silence = Table(
    "known_silence",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("reason", Text, nullable=False),
    Column("until", Date),
    Column("said_on", Date, nullable=False),
    Column("said_time", Text),
    Column("who", Text),
    Index("known_silence_of_customer", "customer_id", "said_on"),
    sqlite_autoincrement=True,
)

# A step to win somebody back. Whether it did is read from her purchases afterwards, never
# typed; `failed_on` is when the shop gave this step up.
win_back = Table(
    "win_back",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("way", Text, nullable=False),
    Column("plan", Text),
    Column("planned_on", Date, nullable=False),
    Column("planned_time", Text),
    Column("due_on", Date),
    Column("done_on", Date),
    Column("outcome", Text),
    Column("failed_on", Date),
    Column("who", Text),
    CheckConstraint("way IN ('call', 'visit', 'letter', 'offer')", name="win_back_way"),
    CheckConstraint("failed_on IS NULL OR done_on IS NOT NULL", name="win_back_failed_when_done"),
    Index("win_back_of_customer", "customer_id", "planned_on"),
    Index("win_back_done", "done_on", sqlite_where=text("done_on IS NOT NULL")),
    Index("win_back_open", "due_on", sqlite_where=text("done_on IS NULL")),
    sqlite_autoincrement=True,
)

# No mailings any more, after a win-back failed; over by itself when she buys again.
mailing_stop = Table(
    "mailing_stop",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("since", Date, nullable=False),
    Column("since_time", Text),
    Column("who", Text),
    Index("mailing_stop_of_customer", "customer_id", "since"),
    sqlite_autoincrement=True,
)


def as_ordinal(day: ColumnElement[Any]) -> ColumnElement[int]:
    """A column of days as purchases keep theirs: `date.toordinal()`."""
    return cast(func.julianday(day) - func.julianday("0001-01-01") + 1, Integer)
