"""The gaps of a SERVQUAL wave: perceived less expected, by dimension, weighted and not."""

from dataclasses import dataclass
from fractions import Fraction

from app.charts.board import Heading
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.signed_bars import Signed, signed_bars_chart
from app.core.surveys.results import ItemResult, Results
from app.i18n import N_, tr
from app.ui.satisfaction.answers import Shown
from app.ui.satisfaction.chart_words import Open, notes, said, two
from app.ui.satisfaction.words import group_words, of, signed
from app.ui.widgets.chart import Chart, ChartTable, Column


@dataclass(frozen=True)
class Dimension:
    """One row: a dimension with its points of 100, and the least answers of its items."""

    words: str
    perceived: Fraction | None
    expected: Fraction | None
    gap: Fraction | None
    weight: int | None
    n: int


def gaps_chart(found: Shown, now: Results, _: Open) -> Chart:
    """A bar a dimension; the table ends with the mean of all and the weighted mean."""
    rows = dimensions(now)
    title, told = tr(N_("Gaps: perceived less expected")), said(found)
    bars = [
        Signed(each.words, _float(each.gap), f"{signed(each.gap)}  n={each.n:,}", each.n)
        for each in rows
    ]
    nothing = tr(N_("Nobody answered both halves yet."))

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        heading = Heading(title, told) if titled else None
        return signed_bars_chart(bars, look, size, heading, nothing, (-1.0, 0.0))

    return Chart(
        title,
        told,
        draw,
        _table(rows, now),
        name=lambda _, mark: _tip(rows[mark]) if mark < len(rows) else "",
        notes=(*_explained(now), *notes(now)),
    )


def dimensions(now: Results) -> list[Dimension]:
    """The dimensions in the order of the sheet."""
    groups: dict[str, list[ItemResult]] = {}
    for each in now.items:
        if each.weight is not None:
            groups.setdefault(each.item.group or "", []).append(each)
    return [_dimension(key, several, now) for key, several in groups.items()]


def _dimension(key: str, several: list[ItemResult], now: Results) -> Dimension:
    """Means over the items that have both halves, as the gap itself."""
    both = [
        (each.score.mean, each.weight.mean)
        for each in several
        if each.weight and each.score.mean is not None and each.weight.mean is not None
    ]
    found = now.gaps.get(key)
    ns = [min(each.score.n, each.weight.n) for each in several if each.weight]
    return Dimension(
        group_words(key),
        sum((p for p, _ in both), Fraction(0)) / len(both) if both else None,
        sum((e for _, e in both), Fraction(0)) / len(both) if both else None,
        found.gap if found else None,
        next((each.item.weight for each in several if each.item.weight), None),
        min(ns, default=0),
    )


def _table(rows: list[Dimension], now: Results) -> ChartTable:
    columns = (
        Column(tr(N_("Dimension"))),
        Column(tr(N_("Perceived")), right=True),
        Column(tr(N_("Expected by them")), right=True),
        Column(tr(N_("Gap")), right=True),
        Column(tr(N_("Points of 100")), right=True),
        Column(tr(N_("Gap times points")), right=True),
        Column(tr(N_("least n")), right=True),
    )
    shown = [
        (each.words, two(each.perceived), two(each.expected), signed(each.gap),
         "–" if each.weight is None else str(each.weight), signed(_weighed(each)), f"{each.n:,}")
        for each in rows
    ]  # fmt: skip
    least = f"{min((each.n for each in rows), default=0):,}"
    points = sum(each.weight or 0 for each in rows)
    shown.append((tr(N_("All dimensions alike")), "", "", signed(now.gap), "", "", least))
    shown.append(
        (tr(N_("Weighted by the points")), "", "", signed(now.weighted_gap), str(points), "", least)
    )
    return ChartTable(columns, shown)


def _weighed(each: Dimension) -> Fraction | None:
    return None if each.gap is None or each.weight is None else each.gap * each.weight / 100


def _explained(now: Results) -> tuple[str, ...]:
    told = [
        tr(N_("Below zero: customers found less than such a shop should give, so begin there.")),
        tr(N_("Points say how much a dimension weighs; change them under “Questions…”.")),
    ]
    if now.gap is not None:
        told.append(
            tr(
                N_("All dimensions alike: {gap}; weighted by the points: {weighted}."),
                gap=signed(now.gap),
                weighted=signed(now.weighted_gap),
            )
        )
    return tuple(told)


def _tip(each: Dimension) -> str:
    between = f"{two(each.perceived)} − {two(each.expected)} = {signed(each.gap)}"
    return "\n".join((each.words, between, of(each.n)))


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
