"""The list for the telephone, on paper: whom to call, at which number, and why."""

from collections.abc import Callable, Sequence

from app.catalogue.currency import whole_money
from app.core.exchange.paper_trail import note_paper
from app.core.progress import Progress
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.fading.answers import FadeRow
from app.ui.fading.words import step_words
from app.ui.widgets.list_paper import ListColumn, ListPaper
from app.ui.widgets.paper_dialog import show_paper
from app.ui.widgets.paper_foot import foot

_COLUMNS = (
    (N_("Name"), 2.0, False),
    (N_("Phone"), 2.2, False),
    (N_("Why"), 7.0, False),
    (N_("Worth a year"), 1.8, True),
    (N_("Win-back"), 2.6, False),
)


def show_list(context: Context, title: str, read: Callable[[Reader], Sequence[FadeRow]]) -> None:
    """Lay the rows out away from the window, then preview them."""
    shop, actor = context.shop, context.actor
    below = foot(context)

    def work(progress: Progress) -> ListPaper:
        with shop.read(actor) as reader:
            rows = [_cells(context, each) for each in read(reader)]
        columns = [ListColumn(tr(words), share, right) for words, share, right in _COLUMNS]
        return ListPaper(title, columns, rows, below, progress)

    context.jobs.long(N_("Laying out the list"), work, lambda paper: _preview(context, paper))


def _preview(context: Context, paper: ListPaper) -> None:
    rows = sum(len(paper.rows_on(page)) for page in range(paper.count()))

    def leave(how: str, go_on: Callable[[], object]) -> None:
        context.jobs.write(
            N_("Print"),
            lambda unit: note_paper(unit, "list", rows, how, paper.title),
            lambda _: go_on(),
            on_written=lambda _: None,
        )

    show_paper(context, paper, paper.title, leave=leave)


def _cells(context: Context, row: FadeRow) -> tuple[str, ...]:
    step = "" if row.step is None else step_words(row.step, context)
    return row.name, row.phone, row.why, whole_money(row.yearly), step
