"""What is copied from a customer's file leaves the clipboard again by itself."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from app.i18n import tr

SECONDS = 30


class _Copied(QObject):
    """The last text that was copied, until it is taken away."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.forget)

    def keep(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._text = text
        self._timer.start()

    @Slot()
    def forget(self) -> None:
        """Whatever else was copied since is somebody else's and stays."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""


def copy_briefly(text: str) -> str:
    """Copy for half a minute; returns the sentence that says so."""
    _copied().keep(text)
    return tr("Copied; it leaves the clipboard in {n} seconds", n=SECONDS)


def forget_copied() -> None:
    """The shop is being locked: take away at once what was copied from it."""
    _copied().forget()


def _copied() -> _Copied:
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChild(_Copied) or _Copied(application)
