"""How long work tells how far it is, and hears that it should stop."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from app.core.errors import Cancelled

T = TypeVar("T")
_LOOK_EVERY = 1000


class Progress(Protocol):
    """Passed into long work; called from the working thread."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far; `total` 0 means unknown."""

    def is_cancelled(self) -> bool:
        """Has the user pressed Cancel?"""


class Silent:
    """Progress that nobody watches."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say nothing."""

    def is_cancelled(self) -> bool:
        """Never."""
        return False


SILENT: Progress = Silent()


def stop_if_cancelled(progress: Progress) -> None:
    """Raise `Cancelled` when the user asked for it."""
    if progress.is_cancelled():
        raise Cancelled


def stoppable(several: Iterable[T], progress: Progress) -> Iterator[T]:
    """The same one by one, until the user has pressed Cancel."""
    for number, each in enumerate(several):
        if number % _LOOK_EVERY == 0:
            stop_if_cancelled(progress)
        yield each
