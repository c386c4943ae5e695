"""Over the waves: the overall question, the index, or the one question that a short sheet asks."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from app.charts.board import Heading
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.survey_charts import Line, Point, waves_chart
from app.core.surveys.distribution import Distribution
from app.core.surveys.intervals import normal_quantile
from app.core.surveys.results import Results
from app.i18n import N_, tr
from app.ui.satisfaction.answers import Shown
from app.ui.satisfaction.chart_words import Open, said
from app.ui.satisfaction.words import TOO_FEW
from app.ui.widgets.chart import Chart, ChartTable, Column


def waves_line(found: Shown, now: Results, _: Open) -> Chart:
    """The index, and the overall question with its interval, wave by wave."""
    lines = _wave_lines(found)
    title, told = tr(N_("Over the waves")), said(found)

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        return waves_chart(lines, look, size, Heading(title, told) if titled else None)

    columns = (Column(tr(N_("Wave"))), *(Column(line.words, right=True) for line in lines),
               Column(tr(N_("Sheets")), right=True))  # fmt: skip
    rows = [
        (
            wave.name,
            *("–" if line.points[at].value is None else f"{line.points[at].value:.2f}"
              for line in lines),
            f"{each.respondents:,}",
        )
        for at, (wave, each) in enumerate(found.line)
    ]  # fmt: skip
    return Chart(
        title,
        told,
        draw,
        ChartTable(columns, rows),
        name=lambda _, mark: " · ".join(rows[mark]),
        notes=(tr(N_("Upright lines: 95% intervals of the means.")),),
    )


Value = tuple[float | None, float | None, float | None]
"""A figure and between what it lies."""
Figure = Callable[[Results], Value]


def _wave_lines(found: Shown) -> list[Line]:
    """What shares the items' scale; else the mean of all items, ease, or the promoters."""
    several: tuple[tuple[str, Figure], ...] = (
        (N_("Satisfied all in all"), lambda each: _of_mean(each.overall)),
        (N_("Satisfaction index"), lambda each: (_float(each.index.score), None, None)),
    )
    lines = list(_drawn(found, several))
    instead: tuple[tuple[str, Figure], ...] = (
        (N_("Mean of all items"), lambda each: (_item_mean(each), None, None)),
        (N_("How easy it was, 1 to 7"), lambda each: _of_mean(each.effort)),
        (N_("Net promoter score"), _of_promoters),
    )
    return lines or list(_drawn(found, instead))[:1]


def _drawn(found: Shown, several: tuple[tuple[str, Figure], ...]) -> Iterator[Line]:
    """Those that some wave has."""
    for words, figure in several:
        points = tuple(Point(wave.name, *figure(each)) for wave, each in found.line)
        if any(each.value is not None for each in points):
            yield Line(tr(words), points)


def _of_mean(found: Distribution) -> Value:
    return (_float(found.mean), *(found.interval() or (None, None)))


def _of_promoters(found: Results) -> Value:
    """95 % of its standard error to both sides; hidden below five."""
    nps = found.promoters
    if nps is None or nps.score is None or nps.standard_error is None or nps.n < TOO_FEW:
        return None, None, None
    score, reach = float(nps.score), normal_quantile() * nps.standard_error
    return score, score - reach, score + reach


def _item_mean(found: Results) -> float | None:
    known = [each.score.mean for each in found.items if each.score.mean is not None]
    return float(sum(known, Fraction(0)) / len(known)) if known else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
