"""Acts on many customers at once: one unit, with progress and Cancel, undone in one step."""

from collections.abc import Callable

from app.core.progress import Progress
from app.core.segments.bulk_preview import Chosen as CoreChosen
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.lending import Chosen

Act = Callable[[Unit, CoreChosen, Progress], int]


def chosen_of(chosen: Chosen) -> CoreChosen:
    """The chosen ones as the core takes them."""
    return CoreChosen(chosen.query, chosen.ids)


def chosen_words(count: int) -> str:
    """How many are chosen."""
    told = number(count)
    return ntr("{count} customer chosen", "{count} customers chosen", count, count=told)


def changed_words(count: int) -> str:
    """How many were changed."""
    told = number(count)
    return ntr("{count} customer changed", "{count} customers changed", count, count=told)


def run(
    context: Context, title: str, chosen: Chosen, act: Act, done: Callable[[], object] | None = None
) -> None:
    """Do it behind whatever long job is under way, and say so."""
    whom, waiting = chosen_of(chosen), context.jobs.long_jobs()

    def told(changed: int) -> None:
        words = changed_words(changed)
        context.messages.toast(words, context.undo.last() if changed else None)
        if done is not None:
            done()

    context.jobs.long_write(title, lambda unit, progress: act(unit, whom, progress), told)
    if waiting:
        words = tr(N_("Waits until this is done: {title}"), title=tr(waiting[0].title))
        context.messages.toast(words, tone="plain")
