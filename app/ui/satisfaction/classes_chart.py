"""The self-assessment: how many of each class's points the shop gives itself (definition D13)."""

from fractions import Fraction

from app.charts.board import Heading
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.survey_charts import Spoke, radar_chart
from app.core.surveys.results import Results
from app.core.surveys.together import Assessed, Together
from app.i18n import N_, ntr, tr
from app.ui.satisfaction.answers import Shown
from app.ui.satisfaction.chart_words import Open, said, scale_of, waves_named
from app.ui.satisfaction.words import group_words, of, share_of
from app.ui.widgets.chart import Chart, ChartTable, Column


def classes_chart(found: Shown, now: Results, _: Open) -> Chart:
    """The self-assessment: each class's points as a share of the most it could have."""
    told, before = found.together or Together(), found.earlier or Together()
    old = {each.group: each.index.raw for each in before.classes}
    spokes = [
        Spoke(group_words(each.group), _hundred(each.index.raw), _hundred(old.get(each.group)),
              each.complete)
        for each in told.classes
    ]  # fmt: skip
    title, sheets, named = tr(N_("How customer-oriented we are")), said(found), waves_named(found)

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        heading = Heading(title, sheets) if titled else None
        return radar_chart(spokes, (0, 100), named, look, size, heading)

    return Chart(
        title,
        sheets,
        draw,
        _classes_table(told, scale_of(now)[1]),
        name=lambda _, mark: _class_tip(told.classes[mark]),
        notes=_assessing(told),
    )


def _hundred(share: Fraction | None) -> Fraction | None:
    return None if share is None else 100 * share


def _classes_table(told: Together, high: int) -> ChartTable:
    columns = (
        Column(tr(N_("Class"))),
        Column(tr(N_("Points")), right=True),
        Column(tr(N_("at most")), right=True),
        Column(tr(N_("Of the highest")), right=True),
        Column(tr(N_("Of the range")), right=True),
        Column(tr(N_("Whole sheets")), right=True),
        Column(tr(N_("Left out")), right=True),
    )
    rows = [(group_words(each.group), *_class_cells(each, high)) for each in told.classes]
    if told.whole is not None:
        rows.append((tr(N_("All classes")), *_class_cells(told.whole, high)))
    return ChartTable(columns, rows)


def _class_cells(each: Assessed, high: int) -> tuple[str, ...]:
    """Points are the mean of the whole sheets."""
    score = each.index.score
    return (
        "–" if score is None else f"{float(score * each.statements):.1f}",
        f"{high * each.statements}",
        share_of(each.index.raw),
        share_of(each.index.rescaled),
        f"{each.complete:,}",
        f"{each.begun - each.complete:,}",
    )


def _class_tip(each: Assessed) -> str:
    return "\n".join((group_words(each.group), share_of(each.index.raw), of(each.complete)))


def _assessing(told: Together) -> tuple[str, ...]:
    """A percent of points, not of people: it stands for one sheet too."""
    lines = [
        tr(N_("Percent of the points there are, not of people: it counts from the first sheet."))
    ]
    if told.whole is not None:
        whole = told.whole
        lines.append(
            tr(
                N_("All classes together: {raw} of the highest, {range} of the range."),
                raw=share_of(whole.index.raw),
                range=share_of(whole.index.rescaled),
            )
        )
        left = max((each.begun - each.complete for each in told.classes), default=0)
        if left:
            lines.append(ntr(
                "{n} sheet left a statement blank: its class is not scored.",
                "Up to {n} sheets left a statement blank: those classes are not scored.", left,
            ))  # fmt: skip
    return tuple(lines)
