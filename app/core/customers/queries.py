"""Everything that reads customers: one file, lists, search, numbers."""

from app.core.customers.bulk import taken_numbers
from app.core.customers.field_columns import list_columns
from app.core.customers.field_order import BY_FIELD
from app.core.customers.list_rows import CustomerRow, list_rows
from app.core.customers.lists import (
    SORTS,
    ListQuery,
    by_number,
    count,
    first_ids,
    list_ids,
    tags_in_use,
)
from app.core.customers.numbers import next_number
from app.core.customers.own_columns import own_columns
from app.core.customers.profile import Doubt, Fact, GroupRow, Profile, last_entered, profile
from app.core.customers.search import Hit, SearchResult, search

__all__ = [
    "BY_FIELD",
    "SORTS",
    "CustomerRow",
    "Doubt",
    "Fact",
    "GroupRow",
    "Hit",
    "ListQuery",
    "Profile",
    "SearchResult",
    "by_number",
    "count",
    "first_ids",
    "last_entered",
    "list_columns",
    "list_ids",
    "list_rows",
    "next_number",
    "own_columns",
    "profile",
    "search",
    "tags_in_use",
    "taken_numbers",
]
