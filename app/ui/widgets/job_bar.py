"""The foot of the window while something long is under way: how far, and Cancel."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton

from app.i18n import N_, tr
from app.ui.jobs import Jobs
from app.ui.long_job import LongJob, Question
from app.ui.messages import Messages
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import ElidedLabel, label

_SHOWN_AFTER = 0.3
_TOAST_AFTER = 10
_LOOK_EVERY_MS = 100
_PARTS = 1000


class JobBar(QFrame):
    """Appears 0.3 s after a long job began; looks at it ten times a second."""

    def __init__(self, jobs: Jobs, messages: Messages) -> None:
        """Follow these jobs."""
        super().__init__()
        self._jobs, self._messages = jobs, messages
        self.setProperty("look", "top")
        self.words = label("")
        self.far = ElidedLabel("", "small")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.cancel: QPushButton = button(tr("Cancel"), self._cancel)
        inside = row(
            column(row(self.words, self.far, None, space=SPACE.medium), self.progress, space=4),
            self.cancel,
            space=SPACE.large,
        )
        inside.setContentsMargins(SPACE.section, SPACE.small, SPACE.section, SPACE.small)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        jobs.long_started.connect(self._started)
        jobs.long_ended.connect(self._ended)
        self.hide()
        if jobs.long_jobs():
            self._timer.start()

    @Slot(object)
    def _started(self, _job: LongJob) -> None:
        self._timer.start()

    @Slot(object)
    def _ended(self, job: LongJob) -> None:
        if not self._jobs.long_jobs():
            self._timer.stop()
            self.hide()
        if isinstance(job, Question) and job.is_cancelled():
            words = N_("Stopped. Open the page again to see its figures.")
            self._messages.toast(tr(words))
        elif job.seconds() > _TOAST_AFTER and not job.is_cancelled():
            self._messages.toast(tr("Finished: {title}", title=tr(job.title)))

    @Slot()
    def _look(self) -> None:
        job = next(iter(self._jobs.long_jobs()), None)
        if job is None or job.seconds() < _SHOWN_AFTER or job.shown_elsewhere():
            self.hide()
            return
        done, total, text = job.far()
        self.words.setText(tr(job.title))
        self.far.setText(text or _count(done, total))
        self.progress.setRange(0, _PARTS if total else 0)
        self.progress.setValue(done * _PARTS // total if total else 0)
        self.cancel.setEnabled(not job.is_cancelled())
        self.progress.setAccessibleName(tr(job.title))
        self.show()

    def _cancel(self) -> None:
        for job in self._jobs.long_jobs():
            job.cancel()
        self.cancel.setEnabled(False)


def _count(done: int, total: int) -> str:
    if not total:
        return ""
    return tr(N_("{done} of {total}"), done=f"{done:,}", total=f"{total:,}")
