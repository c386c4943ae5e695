"""The chart of growth: what new customers brought, against what kept ones did."""

from app.charts.growth_chart import Grown, growth_chart, period_name
from app.core.store.reader import Reader
from app.core.value import growth as growth_figures
from app.core.value.growth import Growth
from app.core.value.months import Span
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.navigation import people
from app.ui.revenue.answers import GrowthFound
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.figures import future_words, money, small_words

_COLUMNS = (
    N_("Period"), N_("Revenue"), N_("On period before"), N_("On year before"),
    N_("Kept customers"),
    N_("of them buyers"), N_("New customers"), N_("of them buyers"), N_("Without a name"),
)  # fmt: skip
_ALL, _NEW, _KEPT = N_("Bought in {period}"), N_("New in {period}"), N_("Kept in {period}")
_YEAR = {Span.WEEK: 52, Span.MONTH: 12, Span.QUARTER: 4, Span.YEAR: 1}


def growth_panel_chart(context: Context, found: GrowthFound) -> Chart:
    """A click lists those who were kept (below) or new (above) in a period."""
    growth = found.growth
    count = len(growth.periods)
    said = _growth_sentence(growth)
    data = Grown(growth, said)
    rows = [_period_row(growth, row) for row in range(count)]
    keys = [_period_keys(growth, row) for row in range(count)]

    drawn = count - data.first

    def name(_reader: Reader, mark: int) -> str:
        return _period_words(growth, data.first + mark % drawn)

    def open_mark(mark: int) -> None:
        row = data.first + mark % drawn
        whose = _ALL if not growth.known[row] else _KEPT if mark < drawn else _NEW
        _open_buyers(context, found, row, whose)

    return Chart(
        title=tr(N_("New and kept customers")),
        sentence=said,
        draw=lambda look, size, title: growth_chart(data, look, size, title),
        table=ChartTable(
            tuple(Column(tr(words), place > 0) for place, words in enumerate(_COLUMNS)), rows, keys
        ),
        name=name,
        open=open_mark,
        open_row=lambda row: _open_buyers(context, found, row, _ALL),
        notes=(
            *small_words(found.book.people),
            *_drawn_only(drawn, count),
            *future_words(found.in_the_future),
        ),
    )


def _growth_sentence(growth: Growth) -> str:
    return tr(
        N_(
            "Money on the day it moved, returns taken off when they happened, up to {last}. New: "
            "those who bought for the first time in that period. The first {days} days of the "
            "shop cannot tell new from kept."
        ),
        last=growth.last.isoformat(),
        days=growth_figures.TOO_EARLY_DAYS,
    )


def _drawn_only(drawn: int, count: int) -> tuple[str, ...]:
    words = N_("The picture shows the last {n} periods; the table has all {all}.")
    return (tr(words, n=drawn, all=f"{count:,}"),) if drawn < count else ()


def _period_words(growth: Growth, row: int) -> str:
    lines = [period_name(growth, row), money(int(growth.total[row]))]
    if growth.known[row]:
        new, kept = int(growth.new_buyers[row]), int(growth.kept_buyers[row])
        sums = money(int(growth.kept[row])), money(int(growth.new[row]))
        lines.append(tr(N_("kept: {sum} from {n}"), sum=sums[0], n=f"{kept:,}"))
        lines.append(tr(N_("new: {sum} from {n}"), sum=sums[1], n=f"{new:,}"))
    return "\n".join(lines)


def _open_buyers(context: Context, found: GrowthFound, row: int, whose: str) -> None:
    """List who bought in a period: the kept, the new, or both."""
    growth = found.growth
    ids = [
        each
        for new in (True, False)
        if whose in (_ALL, _NEW if new else _KEPT)
        for each in growth_figures.members(
            found.book, growth.calendar, int(growth.periods[row]), new=new
        ).tolist()
    ]
    if ids:
        context.navigation.open(people(tr(whose, period=period_name(growth, row)), ids))


def _period_row(growth: Growth, row: int) -> tuple[str, ...]:
    known = bool(growth.known[row])
    change, year = growth.change(row), growth.change(row, _YEAR[growth.calendar.span])
    return (
        period_name(growth, row),
        money(int(growth.total[row])),
        *("" if each is None else f"{float(each):+,.0%}" for each in (change, year)),
        money(int(growth.kept[row])) if known else "",
        f"{int(growth.kept_buyers[row]):,}" if known else "",
        money(int(growth.new[row])) if known else "",
        f"{int(growth.new_buyers[row]):,}" if known else "",
        money(int(growth.others[row])),
    )


def _period_keys(growth: Growth, row: int) -> tuple[object, ...]:
    known = bool(growth.known[row])
    parts = (growth.kept, growth.kept_buyers, growth.new, growth.new_buyers)
    return (
        int(growth.periods[row]),
        int(growth.total[row]),
        growth.change(row),
        growth.change(row, _YEAR[growth.calendar.span]),
        *(int(each[row]) if known else None for each in parts),
        int(growth.others[row]),
    )
