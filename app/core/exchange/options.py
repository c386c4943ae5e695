"""What the user chose for an import."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.sources.origin import Origin

IMPORTED = Origin("import")  # a list that does not say where it comes from


class Existing(StrEnum):
    """What happens to customers (or receipts) that are here already."""

    FILL = "fill"  # blanks are filled, what differs is kept beside ours
    UPDATE = "update"  # the file wins
    SKIP = "skip"  # ours stay as they are


class Unknown(StrEnum):
    """What happens to a customer number in a till export that nobody here bears."""

    KEEP = "keep"  # the line waits for that customer
    CREATE = "create"  # the customer is made


@dataclass(frozen=True)
class Options:
    """The choices of one import; the defaults are the careful ones."""

    sheet: str | None = None
    existing: Existing = Existing.FILL
    unknown: Unknown = Unknown.KEEP
    encoding: str | None = None
    separator: str | None = None
    survey: str | None = None  # the name of the survey that filled sheets belong to
    origin: Origin = IMPORTED  # of every value in the list
