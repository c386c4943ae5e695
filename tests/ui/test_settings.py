"""The settings: each card has its lines, and turning the wheel over them changes none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QSpinBox, QWidget

from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.settings import shop_cards
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


@pytest.fixture
def page(context: Context, shown: Callable[[QWidget], QWidget]) -> SettingsPage:
    """The settings in the owner's window."""
    shell = Shell(context)
    shown(shell)
    context.navigation.open(Place("settings"))
    assert settle(context.jobs.busy)
    found = shell.page()
    assert isinstance(found, SettingsPage)
    return found


def test_no_card_is_empty(page: SettingsPage) -> None:
    assert page.shop_cards is not None
    keys = tuple(page.shop_cards.lines)
    for prefix, words, _ in shop_cards.GROUPS:
        assert any(key.startswith(prefix) for key in keys), words


def test_the_wheel_changes_no_setting(page: SettingsPage) -> None:
    assert page.findChild(QScrollArea) is not None
    lines, boxes = page.findChildren(QSpinBox), page.findChildren(QComboBox)
    before = [each.value() for each in lines], [each.currentIndex() for each in boxes]
    assert lines
    assert boxes
    for each in (*lines, *boxes):
        turn(each)
        assert not each.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
    assert ([each.value() for each in lines], [each.currentIndex() for each in boxes]) == before
