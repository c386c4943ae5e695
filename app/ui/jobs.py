"""Work off the interface thread, answers back on it.

For screen makers, with `jobs = context.jobs`:

    self._question = Topic(self)                       # once, in the page
    jobs.read(lambda reader: queries.card(reader, 7), self._show, topic=self._question)
    jobs.write(N_("Edit customer"), lambda unit: service.edit(unit, 7, values), self._saved)
    jobs.long(N_("Importing"), lambda progress: run(shop, actor, progress), self._done)

The first argument runs on another thread: it may touch core, never a widget; take what it
needs from widgets *before*. The answer comes back on the interface thread; it is dropped when
the topic was asked again meanwhile or its owner is gone. After each commit, whoever wrote,
`jobs.changed` tells every page which tables and ids changed. Failures go to `on_error`, else to the window.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.actor import Actor
from app.core.errors import Cancelled
from app.core.store.changes import ChangeSet
from app.core.store.shop import Shop
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.ui.long_job import LongJob

T = TypeVar("T")
OnDone = Callable[[T], object]
OnError = Callable[[Exception], object]
_READERS = 2


class Topic:
    """A question asked again and again: only the answer to the newest asking counts."""

    def __init__(self, owner: QObject | None = None) -> None:
        """With an owner, answers also drop when the owner is destroyed."""
        self.owner = owner
        self.asked = 0

    def drop(self) -> None:
        """No answer under way is wanted any more."""
        self.asked += 1


@dataclass(frozen=True)
class Written:
    """One write that is on disk."""

    title: str
    changes: ChangeSet


@dataclass
class _Task:
    run: Callable[[], Any]
    on_done: OnDone[Any] | None
    on_error: OnError | None
    topic: Topic | None = None
    number: int = 0
    outcome: Any = None
    error: Exception | None = None

    def wanted(self) -> bool:
        """Is somebody still waiting for just this answer?"""
        if self.topic is None:
            return _alive(getattr(self.on_done, "__self__", None))
        return self.number == self.topic.asked and _alive(self.topic.owner)


class Jobs(QObject):
    """One writer thread, two readers and long jobs for one open shop and one person."""

    changed = Signal(object)  # ChangeSet: what a write or long job changed
    written = Signal(object)  # Written: for the undo stack and the "saved" mark
    saving = Signal(int)  # how many writes are under way
    long_started = Signal(object)  # LongJob
    long_ended = Signal(object)  # LongJob
    failed = Signal(object)  # an exception that no `on_error` took
    _returned = Signal(object)
    _committed = Signal(object)

    def __init__(self, shop: Shop, actor: Actor) -> None:
        """Start no thread yet; they come with the first work."""
        super().__init__()
        self.shop, self.actor = shop, actor
        self._readers = ThreadPoolExecutor(_READERS, "reader")
        self._writer = ThreadPoolExecutor(1, "writer")
        self._long = ThreadPoolExecutor(1, "long")
        self._writes = self._pending = 0
        self._long_jobs: list[LongJob] = []
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._committed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        shop.listeners.append(self._after_commit)

    def read(
        self,
        question: Callable[[Reader], T],
        on_done: OnDone[T],
        *,
        topic: Topic | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Ask the shop; `on_done(answer)` comes on the interface thread, unless stale."""

        def run() -> T:
            with self.shop.read(self.actor) as reader:
                return question(reader)

        self._submit(self._readers, _asked(_Task(run, on_done, on_error, topic)))

    def write(
        self,
        title: str,
        act: Callable[[Unit], T],
        on_done: OnDone[T] | None = None,
        *,
        on_error: OnError | None = None,
    ) -> None:
        """Change the shop in one unit, after all writes asked before it; never dropped."""

        def run() -> tuple[T, ChangeSet]:
            with self.shop.write(self.actor, title) as unit:
                outcome = act(unit)
            return outcome, unit.changes

        def done(outcome: tuple[T, ChangeSet]) -> None:
            value, changes = outcome
            self._count_writes(-1)
            if changes:
                self.written.emit(Written(title, changes))
            if on_done is not None and _alive(getattr(on_done, "__self__", None)):
                on_done(value)

        def error(problem: Exception) -> None:
            self._count_writes(-1)
            (on_error or self.failed.emit)(problem)

        self._count_writes(1)
        self._submit(self._writer, _Task(run, done, error))

    def long(
        self,
        title: str,
        work: Callable[[LongJob], T],
        on_done: OnDone[T] | None = None,
        *,
        on_error: OnError | None = None,
    ) -> LongJob:
        """Work that takes seconds or more, one at a time; it opens its own units.

        `work` gets a `Progress`. The window shows a bar with Cancel after 0.3 s.
        """
        job = LongJob(title)
        self._long_jobs.append(job)

        def done(outcome: T) -> None:
            self._end(job)
            if on_done is not None and _alive(getattr(on_done, "__self__", None)):
                on_done(outcome)

        def error(problem: Exception) -> None:
            self._end(job)
            if on_error is not None:
                on_error(problem)
            elif not isinstance(problem, Cancelled):
                self.failed.emit(problem)

        self.long_started.emit(job)
        self._submit(self._long, _Task(lambda: work(job), done, error))
        return job

    def busy(self) -> bool:
        """Is anything under way?"""
        return self._pending > 0

    def writing(self) -> bool:
        """Is a write under way?"""
        return self._writes > 0

    def close(self) -> None:
        """Finish every write, cancel long jobs and questions, end the threads."""
        for job in self._long_jobs:
            job.cancel()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._long.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self.shop.listeners.remove(self._after_commit)

    def _after_commit(self, changes: ChangeSet) -> None:
        if shiboken6.isValid(self):  # called in the thread that wrote
            self._committed.emit(changes)

    @Slot(object)
    def _tell(self, changes: ChangeSet) -> None:
        self.changed.emit(changes)

    def _end(self, job: LongJob) -> None:
        self._long_jobs.remove(job)
        self.long_ended.emit(job)

    def _count_writes(self, step: int) -> None:
        self._writes += step
        self.saving.emit(self._writes)

    def _submit(self, threads: ThreadPoolExecutor, task: _Task) -> None:
        self._pending += 1
        future: Future[None] = threads.submit(_work, task)
        future.add_done_callback(lambda _: self._return(task))

    def _return(self, task: _Task) -> None:
        if shiboken6.isValid(self):
            self._returned.emit(task)

    @Slot(object)
    def _deliver(self, task: _Task) -> None:
        self._pending -= 1
        if not task.wanted():
            return
        if task.error is not None:
            (task.on_error or self.failed.emit)(task.error)
        elif task.on_done is not None:
            task.on_done(task.outcome)


def _asked(task: _Task) -> _Task:
    if task.topic is not None:
        task.topic.asked += 1
        task.number = task.topic.asked
    return task


def _work(task: _Task) -> None:
    if task.topic is not None and task.number != task.topic.asked:
        return  # asked again before its turn came: not worth the query
    try:
        task.outcome = task.run()
    except Exception as error:  # every failure goes back to the one who asked
        task.error = error


def _alive(owner: object) -> bool:
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
