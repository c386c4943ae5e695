"""Any number of ids as one bound value, for `IN (…)` without a limit."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, Select, TextClause, bindparam, func, select
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.sql.operators import in_op, not_in_op

# As text: SQLAlchemy's own table of json_each takes three times as long to put together.
LISTED = "SELECT CAST(value AS INTEGER) FROM json_each(?)"
"""For a statement that is text itself; its value is a `listed`."""


class ListedIds(TextClause):
    """Stands behind IN and, which SQLAlchemy forgot for its own text, behind NOT IN."""

    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """In brackets there."""
        return Grouping(self) if against in (in_op, not_in_op) else self


_HERE = ListedIds(LISTED.replace("?", ":ids"))


def id_list(ids: Iterable[int]) -> ListedIds:
    """`SELECT value FROM json_each('[1,2,3]')`."""
    return _HERE.bindparams(bindparam("ids", listed(ids), unique=True))


def select_ids(ids: Iterable[int]) -> Select[int]:
    """The same as a whole SELECT, to be joined, limited or counted."""
    found = func.json_each(listed(ids)).table_valued("value")
    return select(found.c.value.cast(Integer))


def asked_ids(name: str) -> ListedIds:
    """The same in a statement that is made once; it runs with `{name: listed(ids)}`."""
    return ListedIds(LISTED.replace("?", f":{name}"))


def listed(ids: Iterable[int]) -> str:
    """Ids as the value of an `asked_ids`."""
    return json.dumps(list(ids))
