"""Asks whom a list holds: the first few at once, then everybody, with progress and Cancel."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from app.core.customers import queries
from app.core.customers.queries import ListQuery
from app.core.errors import Cancelled, Refused
from app.core.progress import Progress
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.long_job import LongJob
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import row
from app.ui.widgets.text import label

_SHOWN_AFTER = 0.3
_LOOK_EVERY_MS = 100
_PARTS = 1000


@dataclass(frozen=True)
class Found:
    """Whom a query finds; `whole` False while it is still being looked."""

    ids: "array[int]"
    query: ListQuery
    anybody: bool
    whole: bool = True


class Asking(QWidget):
    """The line that says how far the looking is; hidden when the answer comes soon."""

    def __init__(
        self,
        context: Context,
        topic: Topic,
        show: Callable[[Found], object],
        refused: Callable[[Refused], object],
    ) -> None:
        """`show` gets every answer, `refused` what cannot be asked."""
        super().__init__()
        self._context, self._show, self._refused = context, show, refused
        self._topic, self._first_topic = topic, Topic(self)
        self._job: LongJob | None = None
        self.words = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(context.theme.px(220))
        self.stop = button(tr(N_("Cancel")), self.cancel, "quiet")
        self.setLayout(row(self.words, self.bar, self.stop, None, space=SPACE.medium))
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.hide()

    def ask(self, query: ListQuery) -> None:
        """Ask anew; what was asked before is given up."""
        if self._job is not None:
            self._job.cancel()
        job = self._job = LongJob(N_("Looking through the customers"))
        if query.filter or query.sort.startswith(queries.BY_FIELD):
            self._timer.start()
        if query.filter:
            self._context.jobs.read(
                lambda reader: queries.first_ids(reader, query),
                lambda ids: self._first(job, ids, query),
                topic=self._first_topic,
                on_error=lambda _: None,
            )
        self._context.jobs.read(
            lambda reader: _ask(reader, query, job),
            lambda found: self._whole(job, found),
            topic=self._topic,
            on_error=lambda problem: self._failed(job, problem),
        )

    @Slot()
    def cancel(self) -> None:
        """Stop looking; the list stays as it is."""
        if self._job is not None:
            self._job.cancel()

    def _first(self, job: LongJob, ids: "array[int]", query: ListQuery) -> None:
        if self._job is job and ids:
            self._show(Found(ids, query, anybody=True, whole=False))

    def _whole(self, job: LongJob, found: Found) -> None:
        if self._job is job:
            self._end()
            self._show(found)

    def _failed(self, job: LongJob, problem: Exception) -> None:
        if self._job is not job:
            return  # given up for a newer question
        self._end()
        if isinstance(problem, Refused):
            self._refused(problem)
        elif isinstance(problem, Cancelled):
            self._context.messages.toast(tr(N_("Stopped looking.")), tone="plain")
        else:
            self._context.jobs.failed.emit(problem)

    def _end(self) -> None:
        self._job = None
        self._timer.stop()
        self.hide()

    @Slot()
    def _look(self) -> None:
        job = self._job
        if job is None or job.seconds() < _SHOWN_AFTER:
            return
        done, total, words = job.far()
        self.words.setText(words or tr(job.title))
        self.bar.setAccessibleName(self.words.text())
        self.bar.setRange(0, _PARTS if total else 0)
        self.bar.setValue(done * _PARTS // total if total else 0)
        self.show()


def _ask(reader: Reader, query: ListQuery, progress: Progress) -> Found:
    ids = queries.list_ids(reader, query, progress)
    return Found(ids, query, bool(ids) or queries.count(reader, ListQuery()) > 0)
