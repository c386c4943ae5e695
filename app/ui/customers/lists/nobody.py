"""What stands where nobody fits: what narrows the list, and the way to clear it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.actor import Right
from app.core.errors import Refused
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.theme import Theme
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, hide_unless


class Nobody(QWidget):
    """Made anew for each reason."""

    def __init__(self, theme: Theme, clear: Callable[[], object]) -> None:
        """`clear` takes everything away that narrows."""
        super().__init__()
        self._theme, self._clear = theme, clear
        self._inside = column()
        self.setLayout(self._inside)
        self._state: EmptyState | None = None
        self.say(())

    def say(self, narrowed_by: Sequence[str]) -> None:
        """Nobody fits these conditions, or no name the letters typed."""
        if not narrowed_by:
            words = tr(N_("Try fewer letters, or another spelling."))
        else:
            words = tr(N_("Nobody fits: {conditions}"), conditions="; ".join(narrowed_by))
        self._put(tr(N_("Nobody found")), words)

    def refuse(self, problem: Refused) -> None:
        """The filter cannot be asked."""
        what, _, todo = problem.sentences()
        self._put(what, todo)

    def _put(self, head: str, words: str) -> None:
        old = self._state
        if old is not None:
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()
        clear = button(tr(N_("Show everybody")), self._clear)
        self._state = EmptyState(self._theme, "search", head, words, clear)
        self._inside.addWidget(self._state)


def empty_book(context: Context, go: Callable[[str], object]) -> EmptyState:
    """Nobody was ever entered: the two ways to begin."""
    new = button(tr("New customer"), lambda: go("new_customer"))
    bring = button(tr("Bring my Excel"), lambda: go("import"), "primary")
    hide_unless(new, context.may(Right.EDIT_CUSTOMERS))
    hide_unless(bring, context.may(Right.IMPORT))
    return EmptyState(
        context.theme,
        "book-user",
        tr("Nobody is in the book yet"),
        tr("Bring the lists you have always kept, or write the first customer by hand."),
        bring,
        new,
    )
