"""The value page's own words: windows of days, the point under the pointer, emptiness."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.charts.matrix_words import money
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.value.answers import Question, ValueRow
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import hide_unless

KINDS: dict[bool, str] = {False: N_("Individuals"), True: N_("Companies")}
_PERIODS: dict[int | None, str] = {
    90: N_("90 days"),
    365: N_("1 year"),
    1095: N_("3 years"),
    None: N_("All time"),
}


def period_words(days: int | None) -> str:
    """What a window of days is called."""
    return tr(_PERIODS[days])


def name_of_point(who: ValueRow) -> str:
    """Who stands there, how often she bought and for how much at a time."""
    bought = ntr("{n} purchase", "{n} purchases", who.purchases)
    each = tr("{amount} at a time", amount=money(who.average))
    named = " ".join(part for part in (who.name, who.number) if part)
    return f"{named}\n{bought} · {each}\n{who.group}"


def no_purchases(
    context: Context, question: Question, look_longer: Callable[[], object]
) -> QWidget:
    """What to do where nobody bought anything."""
    bring = button(
        tr("Bring your purchases"),
        lambda: context.navigation.open(Place("import")),
        "primary",
        theme=context.theme,
        image="download",
    )
    longer = button(tr("Look at all time"), look_longer)
    hide_unless(longer, question.days is not None)
    return EmptyState(
        context.theme,
        "chart-scatter",
        tr("No purchases in these days."),
        tr("The matrix needs purchases: bring the till's export, or enter them by hand."),
        bring,
        longer,
    )
