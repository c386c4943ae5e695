"""What was done in this window, to be taken back and done again, step by step, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.store.undo import undo_act
from app.i18n import N_, tr
from app.ui.jobs import Jobs, Written
from app.ui.messages import Action, Messages

_MOST_STEPS = 200


@dataclass(frozen=True)
class Step:
    """One act and its marked title; `of` is the act that this one took back."""

    act: int
    title: str
    of: int = 0

    def taken_back_by(self, act: int) -> "Step":
        """The step that stands for it on the other stack: redoing makes the first act live."""
        return Step(self.of, self.title) if self.of else Step(act, self.title, of=self.act)


class UndoStack(QObject):
    """Undo and redo of acts; redoing is taking an undo back."""

    changed = Signal()

    def __init__(self, jobs: Jobs, messages: Messages) -> None:
        """Follow the writes of these jobs."""
        super().__init__()
        self._jobs, self._messages = jobs, messages
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._under_way = False
        self._wish: Callable[[], object] | None = None
        jobs.written.connect(self._written)
        jobs.unwritten.connect(self._forget_wish)
        # Queued: an undo begun within the signal would be counted before all heard of this.
        jobs.saving.connect(self._grant_wish, Qt.ConnectionType.QueuedConnection)

    def next_undo(self) -> Step | None:
        """What Ctrl+Z would take back."""
        return self._done[-1] if self._done else None

    def next_redo(self) -> Step | None:
        """What redo would do again."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> None:
        """Take the last step back; that is what is being saved, if anything is."""
        self._when_saved(lambda: self._take(self._done, self._undone, N_("Undone: {title}")))

    def redo(self) -> None:
        """Do the last undone step again."""
        self._when_saved(lambda: self._take(self._undone, self._done, N_("Done again: {title}")))

    def last(self) -> Action | None:
        """An "Undo" for the message about the act just written."""
        step = self.next_undo()
        if step is None:
            return None
        return Action(
            tr("Undo"),
            lambda: self._when_saved(lambda: self._undo_only(step)),
            still=lambda: self.next_undo() == step,
        )

    def _undo_only(self, step: Step) -> None:
        if self.next_undo() == step:
            self.undo()

    def _when_saved(self, take: Callable[[], object]) -> None:
        if self._under_way:
            return
        if self._jobs.writing():
            self._wish = take
        else:
            take()

    @Slot(int)
    def _grant_wish(self, _writes: int) -> None:
        wish = self._wish
        if wish is not None and not self._jobs.writing():
            self._wish = None
            wish()

    @Slot()
    def _forget_wish(self) -> None:
        self._wish = None

    def _take(self, source: list[Step], target: list[Step], words: str) -> None:
        if not source:
            return
        step = source[-1]
        self._under_way = True

        def written(found: Written) -> None:
            source.remove(step)
            target.append(step.taken_back_by(found.changes.act_id))

        def done(_: object) -> None:
            self._settle()
            self._messages.toast(tr(words, title=tr(step.title)))

        def error(problem: Exception) -> None:
            source.remove(step)
            self._settle()
            self._jobs.failed.emit(problem)

        self._jobs.write(
            step.title,
            lambda unit: undo_act(unit, step.act),
            done,
            on_error=error,
            on_written=written,
        )

    def _settle(self) -> None:
        self._under_way = False
        self.changed.emit()

    @Slot(object)
    def _written(self, found: Written) -> None:
        self._done.append(Step(found.changes.act_id, found.title))
        del self._done[:-_MOST_STEPS]
        self._undone.clear()
        self.changed.emit()
