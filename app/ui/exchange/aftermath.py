"""What can be done once an import was checked or is in: save the rejected rows, take it back."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import Cancelled, Conflict
from app.core.exchange.batches import PastImport
from app.core.store.undo import Undone, undo_batch
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.exchange.done_step import DoneStep
from app.ui.exchange.work import Work


class Aftermath(QObject):
    """Asks where needed, does it off the interface thread, and says how it went."""

    failed = Signal(object)  # exception
    ended = Signal()

    def __init__(self, context: Context, work: Work, done: DoneStep, parent: QObject) -> None:
        """`done` shows what was taken back."""
        super().__init__(parent)
        self._context, self._work, self._done = context, work, done

    def save_rejects(self) -> None:
        """Ask where, and write the rejected and held back rows with their reasons."""
        path = self._work.held.open().path
        name = tr("{name} rejected rows", name=path.stem) + ".xlsx"
        chosen = self._context.dialogs.save_file(
            tr("Save rejected rows"), path.parent / name, tr("Excel workbook (*.xlsx)")
        )
        if chosen is not None:
            file = chosen if chosen.suffix else chosen.with_suffix(".xlsx")
            self._work.save_rejects(file, lambda count: self._saved(file, count))

    def undo(self, *, keep_changed: bool = False) -> None:
        """Take the import back as a whole."""
        report = self._done.report
        if report is None or report.batch is None:
            return
        batch = report.batch
        self._done.show_undoing(under_way=True)
        self._context.jobs.long_write(
            N_("Undo an import"),
            lambda unit, progress: undo_batch(unit, batch, keep_changed, progress=progress),
            self._undone,
            on_error=self._undo_failed,
        )

    def take_back(self, past: PastImport) -> None:
        """Take an earlier import back, after a yes."""
        words = tr("What came in with it goes, as if it had never been imported.")
        title = tr("Take back the import of {name}?", name=past.file)
        if self._context.dialogs.confirm(Question(title, words, tr("Take it back"), danger=True)):
            self._take_back(past, keep_changed=False)

    def _take_back(self, past: PastImport, *, keep_changed: bool) -> None:
        def failed(problem: Exception) -> None:
            if isinstance(problem, Conflict) and self._keeps(problem):
                self._take_back(past, keep_changed=True)
            elif not isinstance(problem, Conflict | Cancelled):
                self.failed.emit(problem)

        words = tr("The import of {name} was taken back.", name=past.file)
        self._context.jobs.long_write(
            N_("Undo an import"),
            lambda unit, progress: undo_batch(unit, past.batch, keep_changed, progress=progress),
            lambda _: self._context.messages.toast(words, self._context.undo.last()),
            on_error=failed,
        )

    def _saved(self, path: Path, count: int) -> None:
        words = ntr(
            "{n} row with its reason is in {name}.",
            "{n} rows with their reasons are in {name}.",
            count,
            name=path.name,
        )
        self._context.messages.toast(words)

    @Slot(object)
    def _undone(self, undone: Undone) -> None:
        self._done.show_undone(undone.kept)
        self.ended.emit()

    @Slot(object)
    def _undo_failed(self, problem: Exception) -> None:
        self._done.show_undoing(under_way=False)
        if isinstance(problem, Cancelled):
            return  # nothing was taken back
        if not isinstance(problem, Conflict):
            self.failed.emit(problem)
            return
        if self._keeps(problem):
            self.undo(keep_changed=True)

    def _keeps(self, problem: Conflict) -> bool:
        """Shall what was changed since stay, and the rest go?"""
        what, _, _ = problem.sentences()
        words = tr("{what} Take back everything else, and leave these as they are?", what=what)
        question = Question(tr("Some of it was changed since"), words, tr("Take the rest back"))
        return self._context.dialogs.confirm(question)
