"""Python's cyclic garbage is collected on the interface thread alone.

Left to itself, the collector runs in whichever thread allocates. A Qt object that is part of
a cycle would then be destroyed on a worker thread, its timers still running: a crash some
seconds later, somewhere else.
"""

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

_EVERY_MS, _EVERY_MS_HELD = 500, 50
_LOOKS_BETWEEN = 12_000
"""While held, so many looks at the newest objects alone: ten minutes."""


class Collector(QObject):
    """Looks twice a second whether a collection is due, as the collector itself would.

    Everything stands still while it collects, the window too, for as long as there are objects
    to look at. So while a long job makes them by the hundred thousand it is held: what was
    there before is left alone, and of the new ones only the newest are looked at, often.
    """

    def __init__(self, parent: QObject) -> None:
        """Switch the automatic collector off."""
        super().__init__(parent)
        gc.disable()
        self._held, self._looks = 0, 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def hold(self) -> None:
        """A long job begins."""
        self._held += 1
        gc.freeze()
        self._timer.setInterval(_EVERY_MS_HELD)

    def release(self) -> None:
        """It has ended; what was left alone counts again."""
        self._held -= 1
        if not self._held:
            gc.freeze()  # what the job left behind is old now: no look at it at once
            gc.unfreeze()
            self._timer.setInterval(_EVERY_MS)

    @property
    def held(self) -> bool:
        """Is a long job under way?"""
        return self._held > 0

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        self._looks += 1
        if self._held:
            gc.collect(0 if self._looks % _LOOKS_BETWEEN else 2)
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return


def collector() -> Collector | None:
    """The one of the application, if it has one."""
    application = QCoreApplication.instance()
    return application.findChild(Collector) if application is not None else None


def collect_here(application: QCoreApplication) -> None:
    """Make the interface thread the only one that collects; once an application."""
    if application.findChild(Collector) is None:
        Collector(application)


def collect_anywhere(application: QCoreApplication) -> None:
    """Give collecting back to Python, with nothing of Qt's left to collect (after a test)."""
    found = application.findChild(Collector)
    if found is not None:
        if found.held:
            gc.unfreeze()
        found.setParent(None)
        found.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
