"""Hidden values: shown when somebody asks for them, and the audit trail hears of it first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from app.core.actor import Right
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.buttons import button

LOOK, SHOW = N_("Look at hidden values"), N_("Show what is hidden")
Note = Callable[[Unit], object]


class Revealing:
    """Of one screen; `on` until another file is shown there."""

    def __init__(
        self, context: Context, note: Callable[[], Note | None], then: Callable[[], object]
    ) -> None:
        """`note` gives what tells of the values shown now, None for nobody's; `then` shows them."""
        self._context, self._note, self._then = context, note, then
        self._whose = object()
        self.on = False

    def ask(self) -> None:
        """Note it, then show them; whoever opened another file meanwhile is shown nothing."""
        note = self._note()
        if note is not None:
            noted = partial(self._noted, self._whose)
            self._context.jobs.write(LOOK, note, noted, on_written=lambda _: None)

    def forget(self) -> None:
        """Another file: hidden again."""
        self.on, self._whose = False, object()

    def button(self) -> QPushButton:
        """Asks when pressed; `offer` says when it is to be seen."""
        self._button = button(tr(SHOW), self.ask, theme=self._context.theme, image="eye")
        self._button.hide()
        return self._button

    def offer(self, hidden: bool) -> None:
        """Show the button where something is hidden that this person may see."""
        may = self._context.may(Right.SEE_SEALED)
        self._button.setVisible(hidden and not self.on and may)

    def _noted(self, whose: object, _: object) -> None:
        if whose is self._whose:
            self.on = True
            self._then()
