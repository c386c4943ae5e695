"""A button that writes a page's table of figures to a file; the shop's log keeps that it was."""

from collections.abc import Callable

from PySide6.QtWidgets import QToolButton

from app.core.actor import Right
from app.core.exchange import service
from app.core.exchange.service import FIGURES, Exported, Figure
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.shelves import documents, file_name
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.layout import hide_unless

_KINDS = "Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)"


def take_table(context: Context, figure: Figure | Callable[[], Figure]) -> QToolButton:
    """Asks where, writes the whole table (the one shown now), and says what it is called."""
    words = tr(N_("Export this table…"))

    def take() -> None:
        _take(context, figure if isinstance(figure, Figure) else figure())

    made = icon_button("download", words, take, context.theme)
    hide_unless(made, context.may(Right.EXPORT))
    return made


def _take(context: Context, figure: Figure) -> None:
    title = tr(FIGURES[figure])
    today = context.clock.today().isoformat()
    start = documents() / f"{file_name(f'{context.shop.name} {title} {today}')}.xlsx"
    chosen = context.dialogs.save_file(words_of(title), start, _KINDS)
    if chosen is None:
        return
    path = chosen if chosen.suffix else chosen.with_suffix(".xlsx")
    shop, actor = context.shop, context.actor

    def done(_: Exported) -> None:
        context.messages.toast(tr(N_("Saved as {file}"), file=path.name))

    context.jobs.long(
        N_("Writing a list"),
        lambda progress: service.export(
            actor, shop, path, figure, words_of(title), progress=progress
        ),
        done,
    )


def words_of(title: str) -> str:
    """What the log says it was for."""
    return tr(N_("Table of the page “{title}”"), title=title)
