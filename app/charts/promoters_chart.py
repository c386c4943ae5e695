"""Detractors, passives and promoters of each wave as shares of a bar."""

from collections.abc import Sequence

from app.charts.board import PALETTE, Heading, Margins
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.stacked_chart import Part, Stacked, stacked_chart
from app.charts.survey_charts import HIDDEN_BELOW, with_room_beside
from app.core.surveys.promoters import Promoters
from app.i18n import N_, tr

_MARGINS = Margins(left=1.5, right=0.95, bottom=0.5, top=0.5)


def promoters_chart(
    waves: Sequence[tuple[str, Promoters]], look: ChartLook, size: Size, heading: Heading | None
) -> Picture:
    """A bar for each wave that was answered, its score at the right; mark n is wave n."""
    parts = (
        Part(tr(N_("Detractors, 0-6")), PALETTE[5]),
        Part(tr(N_("Passives, 7-8")), "#B8B5AE"),
        Part(tr(N_("Promoters, 9-10")), PALETTE[2]),
    )
    bars = [_bar(name, each) for name, each in waves]
    nothing = tr(N_("Nobody answered yet."))
    margins = with_room_beside(_MARGINS, (each.told for each in bars))
    return stacked_chart(bars, parts, look, size, heading, nothing, margins)


def _bar(name: str, each: Promoters) -> Stacked:
    score = each.score if each.n >= HIDDEN_BELOW else None
    words = "–" if score is None else f"{float(score):+.0f}"
    return Stacked(name, (each.detractors, each.passives, each.promoters), f"{words}  n={each.n:,}")
