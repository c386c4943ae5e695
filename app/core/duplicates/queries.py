"""What merging two files would come to, before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.catalogue.field import Catalogue
from app.core.actor import Right, needs, require
from app.core.duplicates.files import both_files
from app.core.duplicates.finding import like_this, scan
from app.core.duplicates.plan import MergePlan, Take, merge_plan
from app.core.purchases import queries as purchases
from app.core.store.profiles import Stored
from app.core.store.reader import Reader

__all__ = ["Comparison", "Side", "compare", "like_this", "scan"]


@dataclass(frozen=True)
class Side:
    """One of the two files, as the head of its column says it."""

    id: int
    number: str | None
    name: str
    purchases: int
    filled: int  # how many fields hold something


@dataclass(frozen=True)
class Comparison:
    """Both files beside one another, and what they make together."""

    ours: Side
    theirs: Side
    plan: MergePlan
    catalogue: Catalogue


@needs(Right.EDIT_CUSTOMERS)
def compare(
    reader: Reader,
    ours: int,
    theirs: int,
    chosen: Mapping[str, Take] | None = None,
    *,
    reveal: bool = False,
) -> Comparison:
    """Both files and the plan of their merging, hidden values only with `reveal`.

    Whoever reveals tells the audit trail: `customers.service.note_reveal`.
    """
    require(reader.actor, Right.SEE_SEALED, asks=reveal)
    mine, other = both_files(reader, ours, theirs)
    plan = merge_plan(mine, other, chosen)
    plan = plan if reveal else plan.masked()
    return Comparison(_side(reader, mine), _side(reader, other), plan, mine.catalogue)


def _side(reader: Reader, stored: Stored) -> Side:
    record = stored.record
    count = purchases.count_of_customer(reader, record["id"])
    filled = len(stored.values) + sum(map(bool, stored.rows.values()))
    return Side(record["id"], record["number"], record["name"], count, filled)
