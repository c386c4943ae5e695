"""The value tabs' own words: the point under the pointer, where somebody went, emptiness."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.catalogue.currency import whole_money as money
from app.core.value.groups import WORDS, Group
from app.core.value.movement import NOBODY, Way
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.value.answers import ValueRow
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import hide_unless

WAYS: dict[Way, str] = {
    Way.UP: N_("moved up"),
    Way.DOWN: N_("moved down"),
    Way.ACROSS: N_("moved across"),
    Way.NEW: N_("new or back"),
    Way.GONE: N_("bought nothing this time"),
    Way.STAYED: N_("stayed"),
}


def state_name(state: int) -> str:
    """A group's name, or that somebody bought nothing."""
    return tr(N_("No purchase")) if state == NOBODY else tr(WORDS[Group(state)].name)


def name_of_point(who: ValueRow) -> str:
    """Who stands there, how often she bought and for how much at a time."""
    bought = ntr("{n} purchase", "{n} purchases", who.purchases)
    each = tr("{amount} at a time", amount=money(who.average))
    named = " ".join(part for part in (who.name, who.number) if part)
    return f"{named}\n{bought} · {each}\n{who.group}"


def no_purchases(context: Context, *, longer: bool, look_longer: Callable[[], object]) -> QWidget:
    """What to do where nobody bought anything; `longer`: other days may tell more."""
    bring = button(
        tr("Bring your purchases"),
        lambda: context.navigation.open(Place("import")),
        "primary",
        theme=context.theme,
        image="download",
    )
    more = button(tr("Look at all time"), look_longer)
    hide_unless(more, longer)
    return EmptyState(
        context.theme,
        "chart-scatter",
        tr("No purchases in these days."),
        tr("Purchases are needed here: bring the till's export, or enter them by hand."),
        bring,
        more,
    )
