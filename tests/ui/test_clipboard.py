"""A customer's number stays in the clipboard for half a minute, and not past locking."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.clipboard import SECONDS, copy_briefly, forget_copied


@pytest.fixture
def clipboard(dressed: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    yield found
    forget_copied()
    found.clear()


def timers(application: QApplication) -> list[QTimer]:
    return [t for t in application.findChildren(QTimer) if t.interval() == SECONDS * 1000]


def test_it_goes_by_itself(dressed: QApplication, clipboard: QClipboard) -> None:
    said = copy_briefly("154 1234 5678")
    assert clipboard.text() == "154 1234 5678"
    assert str(SECONDS) in said
    (timer,) = timers(dressed)
    assert timer.isActive()
    timer.timeout.emit()
    assert clipboard.text() == ""
    assert not timer.isActive()


def test_what_was_copied_since_stays(dressed: QApplication, clipboard: QClipboard) -> None:
    copy_briefly("154 1234 5678")
    clipboard.setText("a recipe")
    forget_copied()
    assert clipboard.text() == "a recipe"


def test_the_second_copy_has_its_own_half_minute(
    dressed: QApplication, clipboard: QClipboard
) -> None:
    copy_briefly("154 1234 5678")
    copy_briefly("154 8765 4321")
    assert len(timers(dressed)) == 1
    timers(dressed)[0].timeout.emit()
    assert clipboard.text() == ""
