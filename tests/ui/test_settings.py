"""The settings: each card has its lines, and turning the wheel over them changes none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QSpinBox, QWidget

from app.core.actor import Actor
from app.core.settings.declared import ESCALATE_HOURS, ESCALATE_TO, SETTINGS
from app.core.settings.queries import get
from app.core.store.shop import Shop
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


def test_every_setting_can_be_changed(page: SettingsPage, shop: Shop, owner: Actor) -> None:
    assert page.shop_cards is not None
    lines = page.shop_cards.lines
    elsewhere = {key for key, each in SETTINGS.items() if each.shape == "by_field"}
    assert lines.keys() == SETTINGS.keys() - elsewhere  # those have dialogs of their own
    to, hours = lines[ESCALATE_TO.key].editor, lines[ESCALATE_HOURS.key].editor
    assert isinstance(to, QLineEdit)
    assert isinstance(hours, QSpinBox)
    to.setText("小周")
    to.editingFinished.emit()
    hours.setValue(8)
    hours.editingFinished.emit()
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        assert (get(reader, ESCALATE_TO), get(reader, ESCALATE_HOURS)) == ("小周", 8)


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
