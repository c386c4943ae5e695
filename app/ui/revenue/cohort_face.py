"""The chart of cohorts: who came again, by the month in which they came first."""

from fractions import Fraction

from app.charts.cohort_chart import MOST, TOO_FEW, Triangle, cohort_chart
from app.core.store.reader import Reader
from app.core.value import cohorts as cohort_figures
from app.core.value.cohorts import Cohorts
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.navigation import people
from app.ui.revenue.answers import GrowthFound
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.figures import month_words, percent, small_words


def cohort_panel_chart(context: Context, found: GrowthFound) -> Chart:
    """Mark n is cell n of the triangle; a click lists those who bought then."""
    cohorts = found.cohorts
    said = _cohort_sentence(cohorts)
    data = Triangle(cohorts, said)
    cells = data.cells()

    def name(_reader: Reader, mark: int) -> str:
        return _cell_words(cohorts, *cells[mark])

    def open_cell(row: int, since: int) -> None:
        month, companies = int(cohorts.months[row]), found.asked.companies
        ids = cohort_figures.members(found.book, month, since, companies=companies).tolist()
        if ids:
            words = ntr(
                "First bought in {month}, bought again {n} month later",
                "First bought in {month}, bought again {n} months later",
                since,
                month=month_words(cohorts.first_day(row)),
            )
            context.navigation.open(people(words, ids))

    def list_all() -> None:
        ids = cohort_figures.everybody(found.book, companies=found.asked.companies)
        context.navigation.open(people(tr(N_("All who bought")), ids.tolist()))

    return Chart(
        title=tr(N_("Cohorts")),
        sentence=said,
        draw=lambda look, size, title: cohort_chart(data, look, size, title),
        table=_table(cohorts),
        name=name,
        open=lambda mark: open_cell(*cells[mark]),
        open_row=lambda row: open_cell(row, 0) if row < cohorts.count else list_all(),
        whom=list_all,
        notes=(*small_words(int(cohorts.sizes.sum())), *_left_out(data)),
    )


def _left_out(data: Triangle) -> tuple[str, ...]:
    if not data.leaves_out:
        return ()
    count = f"{data.cohorts.count:,}"
    if data.skips:
        words = N_(
            "The picture shows the latest months in which somebody was new, each for {n} months "
            "at most; the table has all {all}."
        )
        return (tr(words, n=MOST, all=count),)
    words = N_("The picture shows the last {n} months; the table has all {all}.")
    return (tr(words, n=MOST, all=count),)


def _cohort_sentence(cohorts: Cohorts) -> str:
    pooled = _pooled(cohorts, 1) if cohorts.count > 1 else None
    if pooled is None:
        return ntr(
            "{n} customer by the month of the first purchase, up to {last}: who bought again so "
            "many months later, in numbers where fewer than {few} began. {month} is not over yet.",
            "{n} customers by the month of their first purchase, up to {last}: who bought again "
            "so many months later, in numbers where fewer than {few} began. {month} is not over "
            "yet.",
            int(cohorts.sizes.sum()),
            last=cohorts.last.isoformat(),
            few=TOO_FEW,
            month=month_words(cohorts.last),
        )
    return ntr(
        "{n} customer by the month of the first purchase, up to {last}: the share that "
        "bought again so many months later; in all, {share} in the month after the first. "
        "{month} is not over yet.",
        "{n} customers by the month of their first purchase, up to {last}: the share that "
        "bought again so many months later; in all, {share} in the month after the first. "
        "{month} is not over yet.",
        int(cohorts.sizes.sum()),
        last=cohorts.last.isoformat(),
        share=percent(pooled),
        month=month_words(cohorts.last),
    )


def _cell_words(cohorts: Cohorts, row: int, since: int) -> str:
    bought = ntr("{n} customer", "{n} customers", int(cohorts.buyers[row, since]))
    if cohorts.sizes[row] >= TOO_FEW:
        bought += f" · {percent(cohorts.share(row, since))}"
    later = ntr("{n} month later", "{n} months later", since)
    return "\n".join((month_words(cohorts.first_day(row)), later, bought))


def _table(cohorts: Cohorts) -> ChartTable:
    """Every cohort a row, the pooled one last."""
    shown = range(cohorts.count)
    headings = [tr(N_("First purchase")), tr(N_("Customers")), *map(str, shown)]
    rows: list[tuple[str, ...]] = []
    keys: list[tuple[object, ...]] = []
    for row in shown:
        size, month = int(cohorts.sizes[row]), month_words(cohorts.first_day(row))
        shares = [_told(cohorts, row, since) for since in shown]
        rows.append((month, f"{size:,}", *(_percent(each) for each in shares)))
        keys.append((month, size, *shares))
    pooled = [_pooled(cohorts, since) for since in shown]
    whole, total = tr(N_("All together")), int(cohorts.sizes.sum())
    rows.append((whole, f"{total:,}", *(_percent(each) for each in pooled)))
    keys.append(("~", total, *pooled))
    columns = tuple(Column(words, place > 0) for place, words in enumerate(headings))
    return ChartTable(columns, rows, keys)


def _pooled(cohorts: Cohorts, since: int) -> Fraction | None:
    """Of all together; None where too few have come so far to say a percent."""
    reached = cohorts.buyers[:, since] >= 0
    return cohorts.pooled(since) if int(cohorts.sizes[reached].sum()) >= TOO_FEW else None


def _told(cohorts: Cohorts, row: int, since: int) -> object:
    return cohorts.share(row, since) if cohorts.sizes[row] >= TOO_FEW else None


def _percent(share: object) -> str:
    return percent(share) if isinstance(share, Fraction) else ""
