"""Hidden values: shown when somebody asks for them, and the audit trail hears of it first.

They are hidden again when the password was given too long ago: what the page shows is what
core would show it.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from app.core.actor import Right
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.buttons import button

LOOK, SHOW = N_("Look at hidden values"), N_("Show what is hidden")
Note = Callable[[Unit], object]
# A question asked now is answered a little later: it must not be refused then.
_MARGIN = timedelta(seconds=2)
_LOOK_AGAIN_MS = 1000


class Revealing:
    """Of one screen; `on` until another file is shown there, or the password counts no more."""

    def __init__(
        self,
        owner: QObject,
        context: Context,
        note: Callable[[], Note | None],
        then: Callable[[], object],
        hold: Callable[[], bool] = lambda: False,
    ) -> None:
        """`note` gives what tells of the values shown now, None for nobody's; `then` shows them.

        While `hold` says that one of them is being edited, nothing is hidden.
        """
        self._context, self._note, self._then, self._hold = context, note, then, hold
        self._whose = object()
        self._asked = False
        self._hiding = QTimer(owner)
        self._hiding.setSingleShot(True)
        self._hiding.timeout.connect(self._look)

    @property
    def on(self) -> bool:
        """May a question asked now show what is hidden?"""
        return self._asked and self._context.actor.proof.left > _MARGIN

    @property
    def held(self) -> bool:
        """Is it over, but for somebody who is editing? Then the page stays as it is."""
        return self._asked and not self.on and self._hold()

    def ask(self) -> None:
        """Note it, then show them; whoever opened another file meanwhile is shown nothing."""
        note = self._note()
        if note is not None:
            noted = partial(self._noted, self._whose)
            self._context.jobs.write(LOOK, note, noted, on_written=lambda _: None)

    def forget(self) -> None:
        """Another file: hidden again."""
        self._asked, self._whose = False, object()
        self._hiding.stop()

    def go_on(self) -> None:
        """The same file in another order: shown as before `forget`."""
        self._asked = True
        self._wait()

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
            self._asked = True
            self._wait()
            self._then()

    def _wait(self) -> None:
        left = self._context.actor.proof.left - _MARGIN
        self._hiding.start(max(int(left.total_seconds() * 1000), 0) + 1)

    def _look(self) -> None:
        if self.on:  # given again meanwhile
            self._wait()
        elif self._hold():
            self._hiding.start(_LOOK_AGAIN_MS)
        else:
            self.forget()
            self._then()
