"""What a write touched: read by the screens, which reload what they show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal


class Every(Enum):
    """The one value that stands for 'any row of the table'."""

    ROW = "every row"


ALL: Literal[Every.ROW] = Every.ROW
TooMany = Literal[Every.ROW]
MOST_IDS = 1000  # above this a page reloads everything anyway


@dataclass
class ChangeSet:
    """Tables and row ids that one write touched."""

    act_id: int
    title: str
    tables: dict[str, set[int] | TooMany] = field(default_factory=dict)

    def add(self, table: str, ids: Iterable[int] | TooMany) -> None:
        """Note rows of a table, or `ALL`."""
        before = self.tables.get(table)
        if before is ALL or ids is ALL:
            self.tables[table] = ALL
            return
        merged = (before or set()) | set(ids)
        self.tables[table] = merged if len(merged) <= MOST_IDS else ALL

    def touches(self, table: str, row_id: int | None = None) -> bool:
        """Was this table, or this row of it, touched?"""
        found = self.tables.get(table)
        if found is None:
            return False
        return found is ALL or row_id is None or row_id in found

    def __bool__(self) -> bool:
        """Did anything change at all?"""
        return bool(self.tables)
