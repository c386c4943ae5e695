"""Links to the customers on whom own numbers rest: who bought, who did before, who stayed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.worth.queries import Whom
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.navigation import people
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, row

_WORDS = {
    "bought": N_("Bought in the last 365 days"),
    "before": N_("Bought the year before"),
    "stayed": N_("Bought in both years"),
}


class Behind(QWidget):
    """A link with its number for each; empty while the numbers are nobody's."""

    def __init__(self, context: Context) -> None:
        """Nobody yet."""
        super().__init__()
        self._context = context
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)

    def show_whom(self, found: Whom | None) -> None:
        """Offer to list them."""
        clear(self._inside)
        for name, words in _WORDS.items():
            ids = getattr(found, name) if found is not None else ()
            if len(ids):
                self._inside.addLayout(row(self._link(tr(words), ids), None))

    def _link(self, words: str, ids: Sequence[int]) -> QWidget:
        def show() -> None:
            self._context.navigation.open(people(words, ids))

        said = tr(N_("{title}  {count}"), title=words, count=f"{len(ids):,}")
        made = button(said, show, "link")
        made.setAccessibleName(tr(N_("Show these customers: {group}"), group=words))
        return made
