"""Tables of the people around customers: links, light people, households and own kinds."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from app.core.store.column_types import UtcTime
from app.core.store.tables import metadata

# A row that means nothing without this other record goes when that one goes.
GOES_WITH = {"goes_with": True}
PLACES = ("spouse", "child", "person")


def _of_customer() -> Column[int]:
    return Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False)


def _other() -> Column[int]:
    link = ForeignKey("customer.id", ondelete="SET NULL")
    return Column("other_id", Integer, link, info=GOES_WITH)


# One row is one link, seen from both sides: `customer_id` is the first end of `kind`,
# `other_id` the second. Of a mirror the lower id is the first, so that no link is there twice.
customer_link = Table(
    "customer_link",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    _other(),
    Column("kind", Text, nullable=False),
    Column("roles", Text),  # JSON: what a person in charge is (owner, legal representative …)
    Column("since", Text),  # the code of a day, perhaps only its year
    Column("until", Text),
    Column("note", Text),
    Column("made_at", UtcTime, nullable=False),
    CheckConstraint("customer_id <> other_id", name="link_not_to_oneself"),
    # One that has ended may be made again: twice married to the same, back at the old firm.
    Index(
        "link_once",
        "customer_id",
        "other_id",
        "kind",
        unique=True,
        sqlite_where=text("until IS NULL"),
    ),
    Index("customer_link_other", "other_id", "kind"),
    Index("customer_link_kind", "kind", "customer_id", "other_id"),
)

# Somebody around a customer who is no customer: known by name, with a day of her own.
relative = Table(
    "relative",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("name", Text, nullable=False),
    Column("relation", Text),  # the key of a link's end, or the shop's own words
    Column("phone", Text),
    Column("phone_extension", Text),
    Column("phone_typed", Text),
    Column("birthday", Text),
    Column("birthday_typed", Text),
    Column("birthday_on", Text),
    Column("note", Text),
    Index("relative_of_customer", "customer_id"),
)

# "The spouse (the child, the person in charge, the light person) in her file is that
# customer": such a person's day is reminded of once, under the customer that she is.
# `row_id` is an occasion's: 0 the spouse, negative a light person.
stand_in = Table(
    "stand_in",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    _other(),
    Column("place", Text, nullable=False),
    Column("row_id", Integer, nullable=False, server_default="0"),
    UniqueConstraint("customer_id", "place", "row_id", name="stand_in_of_entry"),
    CheckConstraint("place IN ('spouse', 'child', 'person')", name="stand_in_place"),
    Index("stand_in_other", "other_id"),
)

# Two customers of whom somebody said that they are not one household.
not_household = Table(
    "not_household",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    _other(),
    UniqueConstraint("customer_id", "other_id", name="not_household_once"),
    Index("not_household_other", "other_id"),
)

# The shop's own kinds of links, with both names in both languages.
link_kind = Table(
    "link_kind",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("first_zh", Text, nullable=False, server_default=""),
    Column("first_en", Text, nullable=False, server_default=""),
    Column("second_zh", Text, nullable=False, server_default=""),
    Column("second_en", Text, nullable=False, server_default=""),
)
