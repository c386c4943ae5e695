"""The figures on top: how many, how fast, what it cost, what she says of it, who came back."""

from PySide6.QtWidgets import QWidget

from app.catalogue.currency import money, whole_money
from app.core.complaints.figures import Durations, Figures
from app.core.complaints.recovery import Recovered
from app.i18n import N_, ntr, tr
from app.ui.complaints.words import length
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column, frame
from app.ui.widgets.text import label, sentence

_CAME_BACK = N_(
    "Of the customers whose complaint came in these days and was settled {days} days ago or "
    "more: how many bought within {days} days of the end, and what all of them bought in the "
    "{days} days before the complaint and in the {days} days after the end."
)


def number_tiles(found: Figures, back: Recovered) -> list[QWidget]:
    """One small card for each."""
    grade = "–" if found.grade is None else f"{float(found.grade):.1f}"
    cost = "–" if found.cost is None else money(found.cost)
    told = (
        (tr(N_("Received")), f"{found.received:,}",
         ntr("{n} reopened", "{n} reopened", found.reopened)),
        (tr(N_("Settled")), f"{found.settled:,}",
         tr(N_("{n} by her own word"), n=found.confirmed)),
        (tr(N_("First answer, median")), length(found.answered.median), _slow_end(found.answered)),
        (tr(N_("Until settled, median")), length(found.settled_calendar.median),
         _open_end(found.settled_calendar, found.settled_open)),
        (tr(N_("Cost")), cost, ntr("known of {n}", "known of {n}", found.cost_known)),
        (tr(N_("Her grade")), grade, tr(N_("1 to 5, n = {n}"), n=len(found.grades))),
    )  # fmt: skip
    return [*(_tile(*each) for each in told), _came_back(back)]


def _came_back(back: Recovered) -> QWidget:
    said = tr(
        N_("{before} before, {after} after"),
        before=whole_money(back.before),
        after=whole_money(back.after),
    )
    if not back.customers:
        said = tr(N_("{days} days are not over"), days=back.days)
    again = f"{back.bought_again} / {back.customers}" if back.customers else "–"
    made = _tile(tr(N_("Came back")), again, said)
    made.setToolTip(tr(_CAME_BACK, days=back.days))
    return made


def _tile(name: str, value: str, said: str) -> QWidget:
    inside = column(
        label(name, "small"), label(value, "strong"), sentence(said, "small"), None, space=2
    )
    inside.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
    return frame(inside, "card")


def _slow_end(found: Durations) -> str:
    if not found.n:
        return ""
    said = N_("nine of ten within {length}, n = {n}")
    return tr(said, length=length(found.p90), n=found.n)


def _open_end(calendar: Durations, open_hours: Durations) -> str:
    if not calendar.n:
        return ""
    said = N_("nine of ten within {length}; {open} of open hours")
    return tr(said, length=length(calendar.p90), open=length(open_hours.median))
