"""Functions run on other threads, their answers delivered on the interface thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
OnDone = Callable[[T], object]
OnError = Callable[[Exception], object]


class Topic:
    """A question asked again and again: only the answer to the newest asking counts."""

    def __init__(self, owner: QObject | None = None) -> None:
        """With an owner, answers also drop when the owner is destroyed."""
        self.owner = owner
        self.asked = 0
        self.troubled: Callable[[bool], object] | None = None
        """Told True when the newest asking failed, and False when it is asked again."""

    def tell(self, failed: bool) -> None:
        """Whoever asks may say so where the answer would stand."""
        if self.troubled is not None and alive(self.owner):
            self.troubled(failed)

    def drop(self) -> None:
        """No answer under way is wanted any more."""
        self.asked += 1


@dataclass
class _Task:
    run: Callable[[], Any]
    on_done: OnDone[Any]
    on_error: OnError
    topic: Topic | None = None
    number: int = 0
    outcome: Any = None
    error: Exception | None = None

    def current(self) -> bool:
        """Was it not asked again meanwhile?"""
        return self.topic is None or self.number == self.topic.asked

    def wanted(self) -> bool:
        """Is somebody still waiting for just this answer?"""
        owner = self.topic.owner if self.topic else getattr(self.on_done, "__self__", None)
        return self.current() and alive(owner)

    def release(self) -> None:
        """Let go of what it holds here, on the interface thread.

        The thread that ran it may be the last to hold the task; a Qt object that died with
        it there would take the program along.
        """
        self.run = self.on_done = self.on_error = _nothing
        self.topic = self.outcome = self.error = None


def _nothing(*_: object) -> None:
    pass


class Background(QObject):
    """Some threads; work comes back in the order in which it ends."""

    failed = Signal(object)  # an exception that no `on_error` took
    _returned = Signal(object)

    def __init__(self, threads: int, name: str) -> None:
        """Start no thread yet; they come with the first work."""
        super().__init__()
        self._threads = ThreadPoolExecutor(threads, name)
        self._pending = 0
        self.closed = False
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        on_done: OnDone[T],
        on_error: OnError | None = None,
        topic: Topic | None = None,
    ) -> None:
        """Run `work()` elsewhere, then `on_done(its outcome)` here, unless stale.

        Once closed, nothing is taken any more: the shop is gone, and so is who asks.
        """
        if self.closed:
            return
        task = _Task(work, on_done, on_error or self.failed.emit, topic)
        if topic is not None:
            topic.asked += 1
            task.number = topic.asked
        self._pending += 1
        self._threads.submit(_work, task).add_done_callback(lambda _: self._return(task))

    def busy(self) -> bool:
        """Is anything under way or not yet delivered?"""
        return self._pending > 0

    def close(self, *, drop_waiting: bool) -> None:
        """Wait for what runs (and for what waits, unless dropped), then end the threads."""
        self.closed = True
        self._threads.shutdown(wait=True, cancel_futures=drop_waiting)

    def _return(self, task: _Task) -> None:
        if shiboken6.isValid(self):
            self._returned.emit(task)

    @Slot(object)
    def _deliver(self, task: _Task) -> None:
        self._pending -= 1
        wanted, on_done, on_error = task.wanted(), task.on_done, task.on_error
        outcome, error = task.outcome, task.error
        task.release()
        if not wanted:
            return
        if error is not None:
            on_error(error)
        else:
            on_done(outcome)


def alive(owner: object) -> bool:
    """Is this no Qt object, or one that still exists?"""
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _work(task: _Task) -> None:
    if not task.current():
        return  # asked again before its turn came: not worth the query
    try:
        task.outcome = task.run()
    except Exception as error:  # every failure goes back to the one who asked
        task.error = error
