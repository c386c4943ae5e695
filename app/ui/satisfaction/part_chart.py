"""A wave by who answered: everybody, the value groups, the groups that the shop saved."""

from fractions import Fraction

from app.charts.board import Heading
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.survey_charts import Spoke, item_bars_chart
from app.core.surveys.distribution import Distribution
from app.core.surveys.results import Results
from app.i18n import N_, tr
from app.ui.satisfaction.answers import Part, Shown
from app.ui.satisfaction.chart_words import Open, said_of, scale_of, two
from app.ui.satisfaction.words import few_words, interval, of, percent, points
from app.ui.widgets.chart import Chart, ChartTable, Column


def parts_chart(found: Shown, now: Results, _: Open) -> Chart:
    """How satisfied each group is, the weak first; who gave no name is among everybody alone."""
    parts = [each for each in found.parts if each.figures.respondents]
    told = said_of(found, found.parts[0].figures.respondents if found.parts else 0)
    title = tr(N_("How satisfied each group is"))
    spokes, scale = [_spoke(each) for each in parts], _scale(now)

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        return item_bars_chart(spokes, scale, look, size, Heading(title, told) if titled else None)

    return Chart(
        title,
        told,
        draw,
        _table(found.parts),
        name=lambda _, mark: f"{spokes[mark].words}: {two(spokes[mark].value)}",
        notes=(_explained(now), *few_words(each.figures.respondents for each in parts)),
    )


def _figure(now: Results) -> Distribution | None:
    """The question that says it all: overall, else how easy it was."""
    return now.overall if now.overall.n else now.effort if now.effort.n else None


def _spoke(part: Part) -> Spoke:
    now, figure = part.figures, _figure(part.figures)
    if figure is not None:
        return Spoke(part.words, figure.mean, None, figure.n, figure.interval())
    if now.index.score is not None:
        return Spoke(part.words, now.index.score, None, now.respondents)
    known = [each.score.mean for each in now.items if each.score.mean is not None]
    if known:
        return Spoke(part.words, sum(known, Fraction(0)) / len(known), None, now.respondents)
    score = now.promoters.score if now.promoters else None
    return Spoke(part.words, score, None, now.promoters.n if now.promoters else 0)


def _scale(now: Results) -> tuple[int, int]:
    if now.items or now.overall.n:
        return scale_of(now)
    return (1, 7) if now.effort.n else (-100, 100)


def _explained(now: Results) -> str:
    if _figure(now) is not None:
        return tr(N_("The bars are the means of the overall question, with 95% intervals."))
    if now.index.score is not None:
        return tr(N_("The bars are the satisfaction index on the items' own scale."))
    if now.items:
        return tr(N_("The bars are the means of all items."))
    return tr(N_("The bars are the net promoter score."))


def _table(parts: tuple[Part, ...]) -> ChartTable:
    columns = (
        Column(tr(N_("Group"))),
        Column(tr(N_("Sheets")), right=True),
        Column(tr(N_("Satisfied all in all")), right=True),
        Column(tr(N_("Interval"))),
        Column(tr(N_("Index, of the highest")), right=True),
        Column(tr(N_("Net promoter score")), right=True),
    )
    return ChartTable(columns, [_row(each) for each in parts])


def _row(part: Part) -> tuple[str, ...]:
    now = part.figures
    nps = now.promoters
    return (
        part.words,
        f"{now.respondents:,}",
        f"{two(now.overall.mean)} ({of(now.overall.n)})" if now.overall.n else "–",
        interval(now.overall.interval()),
        percent(now.index.raw, now.respondents),
        f"{points(nps.score, nps.n)} ({of(nps.n)})" if nps and nps.n else "–",
    )
