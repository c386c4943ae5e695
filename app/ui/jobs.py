"""Work off the interface thread, answers back on it.

For screen makers, with `jobs = context.jobs`:

    self._question = Topic(self)                       # once, in the page
    jobs.read(lambda reader: queries.card(reader, 7), self._show, topic=self._question)
    jobs.write(N_("Edit customer"), lambda unit: service.edit(unit, 7, values), self._saved)
    jobs.long(N_("Importing"), lambda progress: run(shop, actor, progress), self._done)

The first argument runs on another thread: it may touch core, never a widget; take what it
needs from widgets *before*. The answer comes back on the interface thread; it is dropped when
the topic was asked again meanwhile or its owner is gone. After each commit, whoever wrote,
`jobs.changed` tells every page which tables and ids changed, before the answer comes; of a
write, `written` comes before that, so that no page shows what an undo does not know.
Failures go to `on_error`, else to the window.

What core refuses because the password was given too long ago (`PasswordNeeded`) goes to
`ask_password`, and is done once more when it was given now; screens need not know of it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.actor import Actor
from app.core.errors import Cancelled, PasswordNeeded
from app.core.progress import Progress
from app.core.store.changes import ChangeSet
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.ui.background import Background, OnDone, OnError, Topic, alive
from app.ui.garbage import collector
from app.ui.long_job import LongJob, Question
from app.ui.system_memory import Growth

__all__ = ["Jobs", "Topic", "Written"]
T = TypeVar("T")
OnWritten = Callable[["Written"], object]
Act = Callable[[], object]
_READERS = 2


@dataclass(frozen=True)
class Written:
    """One write that is on disk."""

    title: str
    changes: ChangeSet


@runtime_checkable
class Waiting(Protocol):
    """Who asks, and would ask again."""

    def ask_again(self) -> None:
        """The question was cancelled: ask it when somebody looks the next time."""


class Jobs(QObject):
    """One writer thread, two readers and long jobs for one open shop and one person."""

    changed = Signal(object)  # ChangeSet: what a write or long job changed
    written = Signal(object)  # Written: for the undo stack
    saving = Signal(int)  # how many writes are under way
    long_started = Signal(object)  # LongJob
    long_ended = Signal(object)  # LongJob
    failed = Signal(object)  # an exception that no `on_error` took
    unwritten = Signal()  # a write has failed
    _committed = Signal(object, object)
    _began = Signal(object)  # LongJob: a question takes long
    _over = Signal(object)

    def __init__(self, shop: Shop, actor: Actor) -> None:
        """Work for this person on this shop until `close`."""
        super().__init__()
        self.shop, self.actor = shop, actor
        self.ask_password: Callable[[PasswordNeeded, Act, Act], object] | None = None
        self._readers = Background(_READERS, "reader")
        self._writer = Background(1, "writer")
        self._worker = Background(1, "long")
        self._writes = 0
        self._long_jobs: list[LongJob] = []
        self._growth = Growth()
        self._here = threading.local()  # the write under way in this thread
        for each in (self._readers, self._writer, self._worker):
            each.failed.connect(self._fail)
        queued = Qt.ConnectionType.QueuedConnection
        self._committed.connect(self._tell, queued)
        self._began.connect(self._begin, queued)
        self._over.connect(self._end, queued)
        shop.listeners.append(self._after_commit)

    def read(
        self,
        question: Callable[[Reader], T],
        on_done: OnDone[T],
        *,
        topic: Topic | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Ask the shop; `on_done(answer)` comes on the interface thread, unless stale.

        A question that reports to `reader.progress` has a bar with Cancel like a long job; a
        page whose question was cancelled asks again when it is next shown.
        """

        def run() -> T:
            asking = Question(self._tell_began)
            try:
                with self.shop.read(self.actor) as reader:
                    reader.progress = asking
                    return question(reader)
            finally:
                self._growth.look()
                if asking.told:
                    self._tell_over(asking)

        def unanswered(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                _tell(topic, failed=True)
                self.failed.emit(problem)
            elif topic is not None and isinstance(topic.owner, Waiting):
                topic.owner.ask_again()

        def again() -> None:
            if topic is None or topic.asked == asked:  # else another question came meanwhile
                self.read(question, on_done, topic=topic, on_error=on_error)

        _tell(topic, failed=False)
        self._readers.run(run, on_done, self._asking(again, on_error or unanswered), topic)
        asked = topic.asked if topic is not None else 0

    def write(
        self,
        title: str,
        act: Callable[[Unit], T],
        on_done: OnDone[T] | None = None,
        *,
        on_error: OnError | None = None,
        on_written: OnWritten | None = None,
    ) -> None:
        """Change the shop in one unit, after all writes asked before it; never dropped.

        `title` is marked (`N_`) and names the undo step.
        """

        def run() -> T:
            return self._written(title, act, on_written)

        def done(outcome: T) -> None:
            self._count_writes(-1)
            _answer(on_done, outcome)

        def again() -> None:
            self.write(title, act, on_done, on_error=on_error, on_written=on_written)

        asking = self._asking(again, on_error or self.failed.emit)

        def error(problem: Exception) -> None:
            self.unwritten.emit()
            self._count_writes(-1)
            asking(problem)

        if not self._writer.closed:
            self._count_writes(1)
            self._writer.run(run, done, error)

    def beside(self, work: Callable[[], object], on_error: OnError) -> None:
        """A short write that is no act, such as what is half typed; nobody is told of it."""
        if not self._writer.closed:
            self._writer.run(work, lambda _: None, on_error)

    def long(
        self,
        title: str,
        work: Callable[[Progress], T],
        on_done: OnDone[T] | None = None,
        *,
        on_error: OnError | None = None,
    ) -> LongJob:
        """Work that takes seconds or more, one at a time; it opens its own units.

        The window shows a bar with Cancel after 0.3 s. Cancelling goes to `on_error` as
        `Cancelled`; without `on_error` it is silent.
        """
        job = LongJob(title)
        if self._worker.closed:  # a shop that is being closed takes no more work
            return job

        def done(outcome: T) -> None:
            self._end(job)
            _answer(on_done, outcome)

        asking = self._asking(
            lambda: self.long(title, work, on_done, on_error=on_error),
            on_error or self._fail_unless_cancelled,
        )

        def error(problem: Exception) -> None:
            self._end(job)
            asking(problem)

        self._begin(job)
        self._worker.run(lambda: work(job), done, error)
        return job

    def long_write(
        self,
        title: str,
        act: Callable[[Unit, Progress], T],
        on_done: OnDone[T] | None = None,
        *,
        on_error: OnError | None = None,
    ) -> LongJob:
        """A write that takes seconds or more, with its bar and Cancel; one unit, whole or not.

        `title` is marked (`N_`) and names the undo step.
        """

        def work(progress: Progress) -> T:
            return self._written(title, lambda unit: act(unit, progress))

        return self.long(title, work, on_done, on_error=on_error)

    def busy(self) -> bool:
        """Is anything under way?"""
        return any(each.busy() for each in (self._readers, self._writer, self._worker))

    def writing(self) -> bool:
        """Is a write under way?"""
        return self._writes > 0

    def long_jobs(self) -> tuple[LongJob, ...]:
        """The long jobs under way."""
        return tuple(self._long_jobs)

    def close(self) -> None:
        """Finish every write, cancel long jobs and questions, end the threads."""
        for job in self._long_jobs:
            job.cancel()
        self._readers.close(drop_waiting=True)
        self._worker.close(drop_waiting=True)
        self._writer.close(drop_waiting=False)
        if self._after_commit in self.shop.listeners:  # closing twice is closing once
            self.shop.listeners.remove(self._after_commit)

    def _written(
        self, title: str, act: Callable[[Unit], T], on_written: OnWritten | None = None
    ) -> T:
        told = on_written or self.written.emit
        self._here.told = lambda changes: told(Written(title, changes))
        try:
            with self.shop.write(self.actor, title) as unit:
                return act(unit)
        finally:
            self._here.told = None

    def _after_commit(self, changes: ChangeSet) -> None:
        if shiboken6.isValid(self):  # called in the thread that wrote
            self._committed.emit(changes, getattr(self._here, "told", None))

    @Slot(object, object)
    def _tell(self, changes: ChangeSet, told: Callable[[ChangeSet], object] | None) -> None:
        if told is not None:
            told(changes)
        self.changed.emit(changes)

    def _asking(self, again: Act, on_error: OnError) -> OnError:
        """`on_error`, but what only lacks the password is done again once it is given."""

        def error(problem: Exception) -> None:
            if isinstance(problem, PasswordNeeded) and self.ask_password is not None:
                self.ask_password(problem, again, lambda: on_error(problem))
            else:
                on_error(problem)

        return error

    def _fail_unless_cancelled(self, problem: Exception) -> None:
        if not isinstance(problem, Cancelled):
            self.failed.emit(problem)

    @Slot(object)
    def _fail(self, problem: Exception) -> None:
        self.failed.emit(problem)

    def _tell_began(self, asking: LongJob) -> None:
        if shiboken6.isValid(self):  # called in the thread that reads
            self._began.emit(asking)

    def _tell_over(self, asking: LongJob) -> None:
        if shiboken6.isValid(self):
            self._over.emit(asking)

    @Slot(object)
    def _begin(self, job: LongJob) -> None:
        self._long_jobs.append(job)
        collecting = collector()
        if collecting is not None:
            collecting.hold()
        self.long_started.emit(job)

    @Slot(object)
    def _end(self, job: LongJob) -> None:
        self._long_jobs.remove(job)
        collecting = collector()
        if collecting is not None:
            collecting.release()
        self.long_ended.emit(job)

    def _count_writes(self, step: int) -> None:
        self._writes += step
        self.saving.emit(self._writes)


def _answer(on_done: OnDone[T] | None, value: T) -> None:
    if on_done is not None and alive(getattr(on_done, "__self__", None)):
        on_done(value)


def _tell(topic: Topic | None, *, failed: bool) -> None:
    """Whoever asks may show what became of it."""
    if topic is not None:
        topic.tell(failed)
