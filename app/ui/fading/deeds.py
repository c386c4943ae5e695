"""What is done about people who stay away: each deed says so in a toast, with its undo."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.fading import service
from app.core.fading.win_backs import WinBack
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.fading.ask_dialogs import PlanDialog, ReasonDialog, TriedDialog


class Deeds:
    """Carries out what buttons ask for."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Dialogs open over the parent's window."""
        self._context, self._parent = context, parent

    def plan(self, ids: Sequence[int], way: str = "call") -> PlanDialog:
        """Ask how and until when to win these back."""
        made = PlanDialog(self._context, self._parent, tuple(ids), way)
        made.open()
        return made

    def tried(
        self, ids: Sequence[int], way: str = "call", step: WinBack | None = None
    ) -> TriedDialog:
        """Ask what came of a call or visit; of the planned `step`, if there was one."""
        made = TriedDialog(self._context, self._parent, tuple(ids), way, step)
        made.open()
        return made

    def reason(self, ids: Sequence[int]) -> ReasonDialog:
        """Ask why these are not slipping away."""
        made = ReasonDialog(self._context, self._parent, tuple(ids))
        made.open()
        return made

    def give_up(self, step: WinBack) -> None:
        """It did not win her back."""
        self._write(
            N_("Give up a win-back"),
            lambda unit: service.give_up(unit, step.id),
            tr(N_("The win-back is given up")),
        )

    def stop_mailings(self, record: int) -> None:
        """No letters to many any more."""
        self._write(
            N_("Stop mailings"),
            lambda unit: service.stop_mailings(unit, record),
            tr(N_("Mailings stopped until she buys again")),
        )

    def allow_mailings(self, record: int) -> None:
        """Letters to many may go on."""
        self._write(
            N_("Allow mailings"),
            lambda unit: service.allow_mailings(unit, record),
            tr(N_("Mailings go on")),
        )

    def forget_reason(self, silence_id: int) -> None:
        """The reason does not hold."""
        self._write(
            N_("Forget why she stays away"),
            lambda unit: service.forget_reason(unit, silence_id),
            tr(N_("The reason is forgotten")),
        )

    def _write(self, title: str, deed: Callable[[Unit], object], said: str) -> None:
        def done(_: object) -> None:
            self._context.messages.toast(said, self._context.undo.last())

        self._context.jobs.write(title, deed, done)


def chosen_words(count: int) -> str:
    """How many are meant."""
    return ntr("{n} customer chosen", "{n} customers chosen", count)
