"""What the pages about those who stay away say: gaps, days, steps, and of whom a list tells."""

from app.core.actor import spoken_name
from app.core.fading.hints import Fading, Thresholds
from app.core.fading.ways import FAILED, PLANNED, STATES, WAYS, WON
from app.core.fading.win_backs import WinBack, Worked
from app.core.fading.words import usual_words
from app.i18n import N_, language, ntr, tr
from app.ui.context import Context
from app.ui.formats import day, number
from app.ui.widgets.figures import small_words

_BETWEEN = {"zh": "、", "en": ", "}
FEW, SOME = 5, 30
"""Below the first number no percent is told, below the second it is said that they are few."""


def usual(doubled: int) -> str:
    """A median gap; a dash where there is no rhythm."""
    return usual_words(doubled) if doubled else "–"


def rule_words(limits: Thresholds) -> str:
    """When somebody is on the list."""
    return tr(
        N_(
            "Silent for more than {times} usual gaps (without a rhythm {hiatus} days), and at most "
            "{percent}% bought of the {window} days before. Who would be missed most comes first; "
            "whoever complained lately counts double."
        ),
        times=limits.times,
        hiatus=limits.hiatus,
        window=limits.window,
        percent=limits.percent,
    )


def of_whom(found: Fading) -> str:
    """The window, and how many it looks at."""
    (first, last), (before, until) = found.thresholds.spans(found.today)
    said = ntr(
        "{first} to {last} against {before} to {until}; {n} customer who ever bought.",
        "{first} to {last} against {before} to {until}; {n} customers who ever bought.",
        len(found.ids),
        first=first.isoformat(),
        last=last.isoformat(),
        before=before.isoformat(),
        until=until.isoformat(),
    )
    return ("" if language() == "zh" else " ").join((said, *small_words(len(found.ids))))


def worked_words(by_way: dict[str, Worked]) -> str:
    """How the win-backs of a year went, and by which way how many came."""
    found = by_way[""]
    if not found.tried:
        return tr(N_("Nobody has been asked back in the last year."))
    said = [
        ntr(
            "{n} customer asked back in the last year, {won} came.",
            "{n} customers asked back in the last year, {won} came.",
            found.tried,
            won=number(found.won),
        )
    ]
    if found.tried >= FEW:
        said.append(tr(N_("That is {percent}%."), percent=round(100 * found.won / found.tried)))
    ways = [
        tr(
            N_("{way} {won} of {tried}"),
            way=tr(words),
            won=by_way[way].won,
            tried=by_way[way].tried,
        )
        for way, words in WAYS.items()
        if by_way[way].tried
    ]
    if len(ways) > 1:
        said.append(tr(N_("By way: {ways}."), ways=_BETWEEN[language()].join(ways)))
    if found.tried < SOME:
        said.append(tr(N_("These are few to judge by.")))
    return ("" if language() == "zh" else " ").join(said)


def step_words(step: WinBack, context: Context) -> str:
    """A step in a cell: planned for a day, done, won, given up."""
    today, way = context.clock.today(), tr(WAYS[step.way])
    if step.state == PLANNED:
        if step.due_on is None:
            return tr(N_("{way} planned"), way=way)
        return tr(N_("{way} by {day}"), way=way, day=day(step.due_on, today))
    when = {WON: step.won_on, FAILED: step.failed_on}.get(step.state) or step.done_on
    assert when is not None
    state = tr(STATES[step.state])
    return tr(N_("{way} {day}: {state}"), way=way, day=day(when, today), state=state)


def step_line(step: WinBack, context: Context) -> str:
    """The same with what was planned or came of it, and by whom."""
    more = (step.plan if step.state == PLANNED else step.outcome) or ""
    who = spoken_name(step.who) if step.who else ""
    return " · ".join(part for part in (step_words(step, context), more, who) if part)
