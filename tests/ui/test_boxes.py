"""Turning the wheel over the settings scrolls them; no setting changes on the way."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QSpinBox, QWidget

from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.settings.page import SettingsPage
from app.ui.shell import Shell


def turn(over: QWidget) -> None:
    """One notch down, as the window gives it: to the box, then to what is around it."""
    at = QPointF(over.rect().center())
    wheel = QWheelEvent(
        at, over.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(over, wheel)
    assert not wheel.isAccepted()  # so Qt gives it to the scroll area


def test_the_wheel_changes_no_setting(
    context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    shell = Shell(context)
    shown(shell)
    context.navigation.open(Place("settings"))
    assert settle(context.jobs.busy)
    page = shell.page()
    assert isinstance(page, SettingsPage)
    assert page.findChild(QScrollArea) is not None
    lines, boxes = page.findChildren(QSpinBox), page.findChildren(QComboBox)
    before = [each.value() for each in lines], [each.currentIndex() for each in boxes]
    assert lines
    assert boxes
    for each in (*lines, *boxes):
        turn(each)
        assert not each.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
    assert ([each.value() for each in lines], [each.currentIndex() for each in boxes]) == before
