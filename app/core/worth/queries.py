"""Everything that reads what customers are worth: tiers, the best, privileges, own numbers."""

from collections.abc import Iterable

import numpy as np

from app.core.actor import Right, needs
from app.core.store.reader import Reader
from app.core.value.ledger import ledger
from app.core.worth import observed as numbers
from app.core.worth.observed import History, Observed, Whom, Year
from app.core.worth.privileges import Given, Privilege, given_to, privileges
from app.core.worth.standing import (
    ByHand,
    ByRule,
    Grade,
    Tiers,
    grade,
    rule,
    tier_names,
    tiers,
    vip_percent,
)

__all__ = [
    "ByHand",
    "ByRule",
    "Given",
    "Grade",
    "History",
    "Observed",
    "Privilege",
    "Tiers",
    "Whom",
    "Year",
    "given_to",
    "grade",
    "history",
    "observed",
    "privileges",
    "rule",
    "tier_names",
    "tiers",
    "vip_percent",
    "whom",
]


@needs(Right.SEE_FIGURES)
def observed(
    reader: Reader, ids: Iterable[int] | None = None, *, companies: bool | None = None
) -> Observed:
    """Revenue and kept-rate of these customers (None: of all), from the last two years."""
    among = None if ids is None else np.fromiter(ids, np.int64)
    return numbers.observed(ledger(reader), among, companies=companies)


@needs(Right.SEE_FIGURES)
def whom(
    reader: Reader, ids: Iterable[int] | None = None, *, companies: bool | None = None
) -> Whom:
    """The customers whom `observed` counts."""
    among = None if ids is None else np.fromiter(ids, np.int64)
    return numbers.whom(ledger(reader), among, companies=companies)


@needs(Right.SEE_FIGURES)
def history(reader: Reader, customer_id: int) -> History:
    """One customer's years."""
    return numbers.history(ledger(reader), customer_id)
