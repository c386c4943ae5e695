"""What the tabs of revenue ask the shop, off the interface thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.purchases.queries import count_in_the_future
from app.core.store.reader import Reader
from app.core.value import answers, queries
from app.core.value.cohorts import Cohorts
from app.core.value.columns import Whole
from app.core.value.concentration import Concentration
from app.core.value.growth import Growth
from app.core.value.ledger import ledger
from app.core.value.months import Span
from app.core.value.window import Window
from app.ui.widgets.window_bar import Asked

MOST_LISTED = 1000


@dataclass(frozen=True, eq=False)
class SpreadFound:
    """How unevenly the revenue of some days is spread; names of the largest."""

    asked: Asked
    window: Window
    spread: Concentration
    in_the_future: int
    names: Mapping[int, queries.Named]


@dataclass(frozen=True, eq=False)
class GrowthFound:
    """Growth by period, the triangle of cohorts, and the ledger behind both."""

    asked: Asked
    growth: Growth
    cohorts: Cohorts
    book: Whole
    in_the_future: int


def ask_spread(reader: Reader, asked: Asked) -> SpreadFound:
    """Pareto, ABC, Gini of the chosen days and customers."""
    window = asked.window(reader.today)
    spread = answers.spread(reader, window, companies=asked.companies)
    names = queries.named(reader, spread.ids[:MOST_LISTED].tolist())
    return SpreadFound(asked, window, spread, count_in_the_future(reader), names)


def ask_growth(reader: Reader, asked: Asked, span: Span) -> GrowthFound:
    """New against kept, and who comes again."""
    return GrowthFound(
        asked,
        answers.grown(reader, span),
        answers.returning(reader, companies=asked.companies),
        ledger(reader),
        count_in_the_future(reader),
    )
