"""Any number of ids as one bound value, for `IN (…)` without a limit."""

import json
from collections.abc import Iterable

from sqlalchemy import Integer, Select, func, select


def id_list(ids: Iterable[int]) -> Select[int]:
    """`SELECT value FROM json_each('[1,2,3]')`."""
    listed = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(listed.c.value.cast(Integer))
