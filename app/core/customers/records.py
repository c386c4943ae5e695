"""Tables of customers: the narrow row that lists show, and what hangs on it."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from app.core.store.column_types import UtcTime
from app.core.store.tables import DERIVED, metadata

KINDS = ("individual", "company")
# The columns that a list can be sorted by, each with an index that answers alone.
SORTABLE = (
    "sort_key",
    "number_key",
    "phone",
    "joined_on",
    "last_purchase_day",
    "purchases",
    "revenue",
)


def _of_customer() -> Column[int]:
    return Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False)


# All that lists show, sort and filter by, and nothing wide: a condition over wide rows
# costs twenty times as much. `name`, `number`, `tags` and `handler` live here; columns
# marked DERIVED are copies of values that live in the wide rows.
customer = Table(
    "customer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # Prospect, target, current or lapsed as somebody said, with since when and by whom;
    # empty where the rule decides, which asks `target_on` (timeline/status.py).
    Column("status", Text),
    Column("status_since", Date),
    Column("status_by", Text),
    Column("target_on", Date),
    Column("number", Text),
    Column("number_key", Text),
    Column("name", Text, nullable=False, server_default=""),
    Column("sort_key", Text, nullable=False, server_default="", info=DERIVED),
    Column("tags", Text),
    Column("handler", Text),
    Column("phone", Text, info=DERIVED),
    Column("company", Text, info=DERIVED),
    Column("deceased", Integer, nullable=False, server_default="0", info=DERIVED),
    Column("joined_on", Date, info=DERIVED),
    Column("last_purchase_day", Integer, info=DERIVED),
    Column("purchases", Integer, nullable=False, server_default="0", info=DERIVED),
    Column("revenue", Integer, nullable=False, server_default="0", info=DERIVED),
    Column("doubts", Integer, nullable=False, server_default="0", info=DERIVED),
    Column("source", Text),
    Column("learnt_on", Date),
    Column("verified_on", Date),
    Column("purpose", Text),
    Column("confidence", Text),
    Column("basis", Text),
    Column("binned_on", UtcTime),
    # The file that took this one in; its number goes on finding that one.
    Column("merged_into", Integer),
    Column("created_at", UtcTime, nullable=False),
    CheckConstraint("kind IN ('individual', 'company')", name="customer_kind"),
    Index(
        "customer_number",
        "number_key",
        unique=True,
        sqlite_where=text("binned_on IS NULL"),
    ),
    *(
        Index(f"customer_by_{column}", column, sqlite_where=text("binned_on IS NULL"))
        for column in SORTABLE
        if column != "number_key"  # the one above: any number of customers may have none
    ),
    Index("customer_in_bin", "binned_on", sqlite_where=text("binned_on IS NOT NULL")),
    Index("customer_merged", "merged_into", sqlite_where=text("merged_into IS NOT NULL")),
    Index("customer_company", "kind", sqlite_where=text("kind = 'company'")),
    Index("customer_with_doubts", "id", sqlite_where=text("doubts > 0")),
    # Answers "whose values are old, the most valuable customers first" by itself.
    Index(
        "customer_by_age",
        *("revenue", "verified_on", "learnt_on", "deceased", "binned_on"),
        sqlite_where=text("binned_on IS NULL"),
    ),
    sqlite_autoincrement=True,
)

# The text that triggers copy into the search index; absent while in the bin. Rows written
# `in_bulk` are copied by one statement at the end instead, at half the cost.
search_text = Table(
    "search_text",
    metadata,
    Column("id", ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    Column("terms", Text, nullable=False),
    Column("in_bulk", Integer, nullable=False, server_default="0"),
    info=DERIVED,
)

# Phones and e-mails, for duplicates and for an exact look-up.
contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Index("contact_of_customer", "customer_id"),
    Index("contact_by_value", "value"),
    info=DERIVED,
)

# One encrypted JSON per customer and sensitive group; `filled` names the fields inside.
sensitive = Table(
    "sensitive",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("seal", Text, nullable=False),
    Column("filled", Text, nullable=False, server_default=""),
    Column("body", LargeBinary),  # key generation, nonce, ciphertext; empty when nothing is in it
    Index("sensitive_of_customer", "customer_id", "seal", unique=True),
)

# Whom the shop keeps an eye on; no part of what is known of her.
star = Table(
    "star",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("starred_at", UtcTime, nullable=False),
    Index("star_of_customer", "customer_id", unique=True),
    sqlite_autoincrement=True,
)

# Where a value comes from, when it differs from what its part or its record says.
# `scope` is a field's or a part's key; `row_id` 0 means the customer's own value.
fact = Table(
    "fact",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("scope", Text, nullable=False),
    Column("row_id", Integer, nullable=False, server_default="0"),
    Column("source", Text),
    Column("learnt_on", Date),
    Column("verified_on", Date),
    Column("purpose", Text),
    Column("confidence", Text),
    Column("basis", Text),
    Index("fact_of_customer", "customer_id", "scope", "row_id", unique=True),
    Index("fact_by_age", "verified_on", "learnt_on", "customer_id"),
    sqlite_autoincrement=True,
)

# What could not be read, was taken over with a question, or differs from a better-sourced
# value (then with where it comes from); `typed` is empty for sealed fields, whose text lies
# in the sealed blob.
doubt = Table(
    "doubt",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("field", Text, nullable=False),
    Column("row_id", Integer, nullable=False, server_default="0"),
    Column("typed", Text),
    Column("reason", Text, nullable=False),
    Column("taken", Integer, nullable=False, server_default="0"),
    Column("source", Text),
    Column("learnt_on", Date),
    Column("purpose", Text),
    Column("confidence", Text),
    Column("basis", Text),
    Index("doubt_of_customer", "customer_id", "field"),
    Index("doubt_that_differs", "customer_id", sqlite_where=text("reason = 'differs'")),
    sqlite_autoincrement=True,
)
