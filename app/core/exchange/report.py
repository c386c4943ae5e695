"""What an import came to, before it is done and after: counts, reasons, doubtful rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.core.exchange.layout import What


class Status(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    HELD_BACK = "held_back"
    REJECTED = "rejected"


Duplicate = tuple[str, str, str]
"""Two customers (their numbers, or the names of those without) and why they look the same."""


@dataclass(frozen=True)
class Report:
    """The outcome of a dry run or of an import."""

    what: What
    counts: Mapping[Status, int]
    warnings: Mapping[str, int]
    reasons: Mapping[str, int]
    mapping: Mapping[str, str | None]
    duplicates: tuple[Duplicate, ...] = ()
    walk_ins: int = 0
    unknown_customers: Mapping[str, int] = field(default_factory=dict)
    blank_rows: int = 0
    receipts: int = 0
    new_customers: int = 0
    batch: int | None = None
    done: bool = False

    @property
    def rows(self) -> int:
        """All rows but blank ones."""
        return sum(self.counts.values())

    def as_dict(self) -> dict[str, Any]:
        """The command line's JSON."""
        found: dict[str, Any] = {"what": str(self.what), "rows": self.rows}
        found |= {str(status): self.counts.get(status, 0) for status in Status}
        found |= {"blank_rows": self.blank_rows, "warnings": dict(self.warnings)}
        found |= {"reasons": dict(self.reasons), "mapping": dict(self.mapping)}
        found |= {"duplicates": [list(each) for each in self.duplicates]}
        if self.what is What.PURCHASES:
            found |= {"walk_ins": self.walk_ins, "receipts": self.receipts}
            found |= {"unknown_customers": dict(self.unknown_customers)}
            found |= {"new_customers": self.new_customers}
        if self.what is What.COMPLAINTS:
            found |= {"unknown_customers": dict(self.unknown_customers)}
        return {**found, "batch": self.batch}


class Tally:
    """Counts while rows go by."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.counts: Counter[Status] = Counter()
        self.warnings: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.blank_rows = 0

    def note(self, status: Status, reason: str = "") -> None:
        """One row, and why when it was held back or rejected."""
        self.counts[status] += 1
        if reason:
            self.reasons[reason] += 1
