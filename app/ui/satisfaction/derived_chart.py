"""What weighs: how closely each item goes with overall satisfaction (definition D15)."""

from fractions import Fraction

from app.charts.board import Heading
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.signed_bars import Signed, signed_bars_chart
from app.core.surveys.indices import Scale, csi
from app.core.surveys.quadrants import QUADRANT_WORDS, at_means, quadrants
from app.core.surveys.results import ItemResult, Results
from app.core.surveys.together import Derived, Together
from app.i18n import N_, tr
from app.ui.satisfaction.answers import Shown
from app.ui.satisfaction.chart_words import Open, said
from app.ui.satisfaction.words import TOO_FEW, few_words, interval, mean, of, percent, signed
from app.ui.widgets.chart import Chart, ChartTable, Column


def derived_chart(found: Shown, now: Results, open_item: Open) -> Chart:
    """How closely each item goes with overall satisfaction, the closest on top."""
    told = found.together or Together()
    items = [each for each in now.items if each.item.id in told.derived]
    items.sort(key=lambda each: -(told.derived[each.item.id].r or -2.0))
    derived = [told.derived[each.item.id] for each in items]
    title, sheets = tr(N_("What goes with overall satisfaction")), said(found)
    bars = [
        Signed(item.item.words, _kept(each), f"{signed(_kept(each))}  n={each.n:,}", each.n,
               each.interval if each.n >= TOO_FEW else None)
        for item, each in zip(items, derived, strict=True)
    ]  # fmt: skip
    nothing = tr(N_("No item moved together with overall satisfaction yet: ask a few more."))

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        heading = Heading(title, sheets) if titled else None
        return signed_bars_chart(bars, look, size, heading, nothing, (0.0, 1.0))

    return Chart(
        title,
        sheets,
        draw,
        _derived_table(items, derived),
        name=lambda _, mark: f"{items[mark].item.words}\n{_r(derived[mark])}",
        open=lambda mark: open_item(items[mark]),
        notes=(*_weighing(items, derived, now), *few_words(each.n for each in derived)),
    )


def _kept(each: Derived) -> float | None:
    """A correlation of fewer than five sheets says nothing."""
    return each.r if each.n >= TOO_FEW else None


def _r(each: Derived) -> str:
    return f"r = {signed(_kept(each))} · {of(each.n)}"


def _derived_table(items: list[ItemResult], derived: list[Derived]) -> ChartTable:
    columns = (
        Column(tr(N_("Item"))),
        Column(tr(N_("Derived importance")), right=True),
        Column(tr(N_("Interval"))),
        Column(tr(N_("Stated importance")), right=True),
        Column(tr(N_("Satisfaction")), right=True),
        Column("n", right=True),
        Column(tr(N_("What to do"))),
    )
    pairs = [(_exact(_kept(d)), item.score.mean) for item, d in zip(items, derived, strict=True)]
    fields = quadrants(pairs, at_means([(w, s) for w, s in pairs if w is not None]))
    rows = [
        (
            item.item.words,
            signed(_kept(each)),
            interval(each.interval if each.n >= TOO_FEW else None),
            mean(item.weight) if item.weight else "–",
            mean(item.score),
            f"{each.n:,}",
            tr(QUADRANT_WORDS[field]) if field else "",
        )
        for item, each, field in zip(items, derived, fields, strict=True)
    ]
    keys = [
        (item.item.words, _kept(each), None, item.weight and item.weight.mean, item.score.mean,
         each.n, row[6])
        for item, each, row in zip(items, derived, rows, strict=True)
    ]  # fmt: skip
    return ChartTable(columns, rows, keys)


def _exact(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _weighing(items: list[ItemResult], derived: list[Derived], now: Results) -> tuple[str, ...]:
    told = [
        tr(
            N_(
                "Derived importance is the correlation of an item with overall satisfaction: "
                "+1 goes wholly along, 0 not at all."
            )
        )
    ]
    scales = {(each.item.low, each.item.high) for each in items}
    if len(scales) == 1:
        pairs = [
            (_exact(_kept(d)), item.score.mean) for item, d in zip(items, derived, strict=True)
        ]
        index = csi(pairs, Scale(*scales.pop()))
        if index.raw is not None:
            words = N_(
                "Index weighted by derived importance: {raw} of the highest, {range} of the range."
            )
            told.append(
                tr(words, raw=percent(index.raw, now.respondents),
                   range=percent(index.rescaled, now.respondents))
            )  # fmt: skip
    if any(each.r is None and each.n >= TOO_FEW for each in derived):
        told.append(tr(N_("Where all answered alike nothing can go along: a dash.")))
    return tuple(told)
