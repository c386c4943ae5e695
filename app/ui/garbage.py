"""Python's cyclic garbage is collected on the interface thread alone.

Left to itself, the collector runs in whichever thread allocates. A Qt object that is part of
a cycle would then be destroyed on a worker thread, its timers still running: a crash some
seconds later, somewhere else.
"""

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

_EVERY_MS = 500


class Collector(QObject):
    """Looks twice a second whether a collection is due, as the collector itself would."""

    def __init__(self, parent: QObject) -> None:
        """Switch the automatic collector off."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return


def collect_here(application: QCoreApplication) -> None:
    """Make the interface thread the only one that collects; once an application."""
    if application.findChild(Collector) is None:
        Collector(application)


def collect_anywhere(application: QCoreApplication) -> None:
    """Give collecting back to Python, with nothing of Qt's left to collect (after a test)."""
    found = application.findChild(Collector)
    if found is not None:
        found.setParent(None)
        found.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
