"""The three charts of the RFM tab: heat map, Bob Stone's points, recent buyers."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import numpy as np

from app.charts.heat_map_chart import HeatMap, cell_of, heat_map_chart
from app.charts.points_chart import STEP, Spread, bins_of, points_chart
from app.charts.trend_chart import Trend, trend_chart
from app.core.store.reader import Reader
from app.core.value.recent import FAR, NEAR, Recent
from app.core.value.rfm import PARTS, Method
from app.core.value.stone import PARTS as THOUSAND
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.navigation import Place, people
from app.ui.rfm.answers import RfmFound
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.figures import between, future_words, money, percent, small_words

_METHODS: dict[Method, str] = {
    Method.QUINTILES: N_("fifths, each digit by itself"),
    Method.NESTED: N_("fifths within fifths"),
    Method.BANDS: N_("limits of our own"),
}
_CELL_COLUMNS = (
    (N_("R"), True), (N_("F"), True), (N_("Customers"), True), (N_("Share"), True),
    (N_("Mean revenue"), True), (N_("Weighted score"), True),
)  # fmt: skip
_POINT_COLUMNS = (
    (N_("Name"), False), (N_("Number"), False), (N_("Points"), True), (N_("Recency"), True),
    (N_("Frequency"), True), (N_("Money"), True), (N_("Purchases"), True), (N_("Spent"), True),
)  # fmt: skip


_MONTH_COLUMNS = (
    (N_("Month's end"), False), (N_("Had ever bought"), True), (N_("Within 90 days"), True),
    (N_("Share"), True), (N_("Within 30 days"), True), (N_("Share"), True),
)  # fmt: skip


def columns(several: tuple[tuple[str, bool], ...]) -> tuple[Column, ...]:
    """Headings in the present language."""
    return tuple(Column(tr(words), right) for words, right in several)


def method_words(found: RfmFound) -> str:
    """How the digits were made."""
    if found.scores.few:
        return tr(N_("limits, because there are fewer than 30"))
    return tr(_METHODS[found.scores.method])


def heat_panel_chart(context: Context, found: RfmFound) -> Chart:
    """Mark n is `cell_of(n)`; row n of the table too."""
    scores, count = found.scores, len(found.scores.rfm.ids)
    said = ntr(
        "{n} customer bought {days}; digits by {method}.",
        "{n} customers bought {days}; digits by {method}.",
        count,
        days=between(scores.window),
        method=method_words(found),
    )
    data, everybody = HeatMap(found.heat, said), scores.rfm.ids
    cells = [cell_of(mark) for mark in range(PARTS * PARTS)]
    rows = [_cell_row(found, r, f) for r, f in cells]

    def name(_reader: Reader, mark: int) -> str:
        return _cell_words(found, *cells[mark])

    def open_people(mark: int) -> None:
        r, f = cells[mark]
        ids = scores.rfm.cell(r, f).tolist()
        if ids:
            context.navigation.open(people(tr(N_("RFM: R {r}, F {f}"), r=r, f=f), ids))

    keys = [_cell_keys(found, r, f) for r, f in cells]
    return Chart(
        title=tr(N_("Recency by frequency")),
        sentence=said,
        draw=lambda look, size, title: heat_map_chart(data, look, size, title),
        table=ChartTable(columns(_CELL_COLUMNS), rows, keys),
        name=name,
        open=open_people,
        whom=lambda: context.navigation.open(people(tr(N_("All who bought")), everybody.tolist())),
        notes=(*small_words(count), *future_words(found.in_the_future)),
    )


def _cell_words(found: RfmFound, r: int, f: int) -> str:
    count, mean = int(found.heat.counts[r - 1, f - 1]), found.heat.mean(r, f)
    lines = [f"R {r} · F {f}", ntr("{n} customer", "{n} customers", count)]
    if mean is not None:
        lines.append(tr(N_("{sum} each on average"), sum=money(mean)))
    return "\n".join(lines)


def _cell_keys(found: RfmFound, r: int, f: int) -> tuple[object, ...]:
    count, weight = int(found.heat.counts[r - 1, f - 1]), found.scores.weights
    return (r, f, count, count, found.heat.mean(r, f), weight.recency * r + weight.frequency * f)


def _cell_row(found: RfmFound, r: int, f: int) -> tuple[str, ...]:
    total, count = len(found.scores.rfm.ids), int(found.heat.counts[r - 1, f - 1])
    share = f"{100 * count / total:.0f}%" if total >= 5 else ""
    mean, weight = found.heat.mean(r, f), found.scores.weights
    tenths = weight.recency * r + weight.frequency * f
    composite = f"{(tenths + weight.money) / 10:g}–{(tenths + PARTS * weight.money) / 10:g}"
    return (str(r), str(f), f"{count:,}", share, "" if mean is None else money(mean), composite)


def points_panel_chart(context: Context, found: RfmFound) -> Chart:
    """Mark n is a bar of twenty points; the table lists the best customers."""
    points, count = found.points, len(found.points.ids)
    said = ntr(
        "{n} customer by Bob Stone's points: purchases of the last 24 months, "
        "5 × recency + 3 × frequency + 2 × money, 200 at most.",
        "{n} customers by Bob Stone's points: purchases of the last 24 months, "
        "5 × recency + 3 × frequency + 2 × money, 200 at most.",
        count,
    )
    data, bins = Spread(points, said), bins_of(points).astype(np.uint8)

    def words(mark: int) -> str:
        return tr(N_("{low} to {high} points"), low=STEP * mark, high=STEP * (mark + 1))

    def name(_reader: Reader, mark: int) -> str:
        number = int(np.count_nonzero(bins == mark))
        count_words = ntr("{n} customer", "{n} customers", number)
        return f"{words(mark)}\n{count_words}"

    def open_people(mark: int) -> None:
        ids = points.ids[bins == mark].tolist()
        if ids:
            context.navigation.open(people(words(mark), ids))

    rows, keys = _best(found)
    return Chart(
        title=tr(N_("Bob Stone's points")),
        sentence=said,
        draw=lambda look, size, title: points_chart(data, look, size, title),
        table=ChartTable(columns(_POINT_COLUMNS), rows, keys, personal=True),
        name=name,
        open=open_people,
        open_row=lambda row: context.navigation.open(
            Place("customer", record=int(points.ids[row]))
        ),
        whom=lambda: context.navigation.open(people(tr(N_("All who bought")), points.ids.tolist())),
        notes=small_words(count),
    )


def _best(found: RfmFound) -> tuple[list[tuple[str, ...]], list[tuple[object, ...]]]:
    points = found.points
    rows: list[tuple[str, ...]] = []
    keys: list[tuple[object, ...]] = []
    for place, thousandths in enumerate(points.thousandths[: len(found.names)].tolist()):
        who = found.names.get(int(points.ids[place]))
        score = thousandths / THOUSAND
        money_points = int(points.money[place]) / THOUSAND
        name, number = (who.name, who.number or "") if who else ("", "")
        plain = (int(points.recency[place]), int(points.frequency[place]))
        bought, spent = int(points.purchases[place]), int(points.spent[place])
        rows.append((name, number, f"{score:.1f}", *map(str, plain), f"{money_points:.1f}",
                     f"{bought:,}", money(spent)))  # fmt: skip
        keys.append((name, number, score, *plain, money_points, bought, spent))
    return rows, keys


def trend_panel_chart(found: RfmFound, show: Callable[[date, int], object]) -> Chart:
    """Marks: the months within 90 days, then those within 30; `show` lists them."""
    recent = found.recent
    now = f"{int(recent.far[-1]):,}" if len(recent.ends) else "0"
    said = tr(
        N_(
            "Of all who had ever bought by a month's end, the share whose last purchase was then "
            "at most 90 and 30 days ago. Today: {n} within 90 days. Rising is healthy."
        ),
        n=now,
    )
    data, count = Trend(recent, said), len(recent.ends)
    rows, keys = _month_rows(recent)

    def name(_reader: Reader, mark: int) -> str:
        row = rows[mark % count]
        number, share = (row[2], row[3]) if mark < count else (row[4], row[5])
        days = tr(N_("Within 90 days")) if mark < count else tr(N_("Within 30 days"))
        return f"{row[0]}\n{days}: {number} · {share}"

    return Chart(
        title=tr(N_("Recent buyers")),
        sentence=said,
        draw=lambda look, size, title: trend_chart(data, look, size, title),
        table=ChartTable(columns(_MONTH_COLUMNS), rows, keys),
        name=name,
        open=lambda mark: show(recent.ends[mark % count], FAR if mark < count else NEAR),
        open_row=lambda row: show(recent.ends[row], FAR),
        notes=small_words(int(recent.ever[-1]) if count else 0),
    )


def _month_rows(recent: Recent) -> tuple[list[tuple[str, ...]], list[tuple[object, ...]]]:
    rows: list[tuple[str, ...]] = []
    keys: list[tuple[object, ...]] = []
    for end, ever, far, near in zip(
        recent.ends, recent.ever.tolist(), recent.far.tolist(), recent.near.tolist(), strict=True
    ):
        counts = (f"{far:,}", _share(far, ever), f"{near:,}", _share(near, ever))
        rows.append((end.isoformat(), f"{ever:,}", *counts))
        keys.append((end.isoformat(), ever, far, far, near, near))
    return rows, keys


def _share(part: int, whole: int) -> str:
    return percent(Fraction(part, whole)) if whole >= 5 else ""
