"""What the RFM tab asks the shop, off the interface thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.purchases.queries import count_in_the_future
from app.core.store.reader import Reader
from app.core.value import answers, queries
from app.core.value.answers import Scores
from app.core.value.recent import Recent
from app.core.value.rfm import Heat, heat
from app.core.value.stone import Points
from app.ui.widgets.window_bar import Asked

MOST_LISTED = 500
"""So many of the best by points stand in the table."""


@dataclass(frozen=True, eq=False)
class RfmFound:
    """Scores with their heat map, points, and the trend of recent buyers."""

    asked: Asked
    scores: Scores
    heat: Heat
    points: Points
    recent: Recent
    in_the_future: int
    names: Mapping[int, queries.Named]


def ask(reader: Reader, asked: Asked) -> RfmFound:
    """All three faces of the tab: they share the ledger."""
    scores = answers.rfm_scores(reader, asked.window(reader.today), companies=asked.companies)
    points = answers.points(reader, companies=asked.companies)
    recent = answers.recent(reader, companies=asked.companies)
    names = queries.named(reader, points.ids[:MOST_LISTED].tolist())
    late = count_in_the_future(reader)
    return RfmFound(asked, scores, heat(scores.rfm), points, recent, late, names)
