"""How long work tells how far it is, and hears that it should stop."""

from typing import Protocol

from app.core.errors import Cancelled


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
