"""Keeps the ledger's pieces in the file fresh, some at a time, while nothing else runs."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.core.store.changes import ALL, ChangeSet
from app.core.store.reader import Reader
from app.core.value import keeping
from app.ui.context import Context
from app.ui.jobs import Topic

QUIET, BUSY, NEXT = 20_000, 2_000, 250
"""Milliseconds: after the day begins or somebody bought; while others work, and after an import;
between two steps."""


class Watch(QObject):
    """Lives as long as the session; in a shop whose receipts are few it finds nothing to do."""

    def __init__(self, context: Context) -> None:
        """Wait until the first look at everything is over."""
        super().__init__()
        self._context = context
        self._topic = Topic(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)
        if not context.shop.read_only:
            context.jobs.changed.connect(self._changed)
            self._timer.start(QUIET)

    @Slot()
    def step(self) -> None:
        """Some pieces, unless somebody waits for something else."""
        if self._context.jobs.busy():
            self._timer.start(BUSY)
            return
        shop, actor = self._context.shop, self._context.actor

        def keep(_: Reader) -> bool:
            return keeping.keep_next(shop, actor)

        self._context.jobs.read(keep, self._kept, topic=self._topic, on_error=self._failed)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        """After a large import at once: until then each question reads all that it brought."""
        if changes.tables.get("purchase_summary") is ALL:
            self._timer.start(BUSY)
        elif changes.touches("purchase_summary") or changes.touches("customer"):
            self._timer.start(QUIET)

    def _kept(self, more: bool) -> None:
        if more:
            self._timer.start(NEXT)

    def _failed(self, _problem: Exception) -> None:
        """A full disk, a busy file: the receipts are read as before, and tried again tomorrow."""


def make_watch(context: Context) -> QObject:
    """Made by the joints."""
    return Watch(context)
