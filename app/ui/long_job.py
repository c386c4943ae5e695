"""A long job as the window sees it: title, how far it is, and Cancel."""

from collections.abc import Callable
from threading import Event
from time import monotonic

from app.i18n import N_


class LongJob:
    """A `Progress`: written by the working thread, looked at by the window's timer."""

    def __init__(self, title: str) -> None:
        """Named by a marked (`N_`) title."""
        self.title = title
        self.started = monotonic()
        self.shown_elsewhere: Callable[[], bool] = lambda: False  # a page that shows it itself
        self._far: tuple[int, int, str] = (0, 0, "")
        self._cancelled = Event()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far; `total` 0 means unknown."""
        self._far = (done, total, text)

    def is_cancelled(self) -> bool:
        """Has the user pressed Cancel?"""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; it rolls back by itself."""
        self._cancelled.set()

    def far(self) -> tuple[int, int, str]:
        """Done, total, and what it is at."""
        return self._far

    def seconds(self) -> float:
        """How long it has been running."""
        return monotonic() - self.started


class Question(LongJob):
    """A question that may turn out to take long: it is told of with its first word of progress."""

    def __init__(self, began: Callable[["Question"], object]) -> None:
        """`began` is called in the thread that works."""
        super().__init__(N_("Looking through the whole shop"))
        self._began = began
        self.told = False

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far; the first time, that it takes long."""
        super().report(done, total, text)
        if not self.told:
            self.told = True
            self._began(self)
