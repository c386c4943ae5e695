"""What an import is at while it runs, said in the progress of each of its phases."""

from app.core.progress import Progress
from app.i18n import N_, tr

SAFETY_COPY = N_("making a safety copy of the shop first")
SAVING = N_("saving…")


class Phase:
    """A `Progress` whose reports all say which phase it is."""

    def __init__(self, progress: Progress, words: str) -> None:
        """`words` are marked (`N_`)."""
        self._progress, self._words = progress, tr(words)
        self.report(0, 0)

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far, and at what."""
        self._progress.report(done, total, text or self._words)

    def is_cancelled(self) -> bool:
        """Has the user pressed Cancel?"""
        return self._progress.is_cancelled()
