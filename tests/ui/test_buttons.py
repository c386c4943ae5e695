"""A button that has the cursor is pressed by Enter, as everybody expects, and by Space."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.looks import Looks
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.choices import Choice, Choices


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Something that buttons stand on, and that is no dialog."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button(qtbot: QtBot, page: QWidget, key: Qt.Key) -> None:
    pressed: list[int] = []
    made = button("Backups", lambda: pressed.append(1))
    made.setParent(page)
    made.show()
    qtbot.keyClick(made, key)
    assert pressed == [1]
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]


def test_enter_presses_an_icon(qtbot: QtBot, page: QWidget, looks: Looks) -> None:
    pressed: list[int] = []
    made = icon_button("lock", "Lock", lambda: pressed.append(1), looks.theme)
    made.setParent(page)
    made.show()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert pressed == [1]


def test_enter_leaves_a_choice_as_it_is(qtbot: QtBot, page: QWidget) -> None:
    made = Choices("Theme", [Choice("light", "Light"), Choice("dark", "Dark")], "light")
    made.setParent(page)
    made.show()
    dark = made.findChildren(QPushButton)[1]
    qtbot.keyClick(dark, Qt.Key.Key_Return)
    assert not dark.isChecked()


def test_enter_opens_what_stays_down_alone(qtbot: QtBot, page: QWidget) -> None:
    made = button("Filter")
    made.setCheckable(True)
    made.setParent(page)
    made.show()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert made.isChecked()


def test_enter_goes_to_a_place_of_the_sidebar(qtbot: QtBot, page: QWidget) -> None:
    gone, group = list[int](), QButtonGroup(page)
    made = button("Customers", lambda: gone.append(1), "place")
    made.setCheckable(True)
    group.addButton(made)
    made.setParent(page)
    made.show()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert gone == [1]


def test_enter_opens_a_menu(qtbot: QtBot, page: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    made, shown = button("More", look="menu"), list[bool]()
    made.setMenu(QMenu(made))
    made.menu().aboutToShow.connect(lambda: shown.append(True))
    made.menu().aboutToShow.connect(made.menu().deleteLater)  # it would wait for a choice
    made.setParent(page)
    made.show()
    monkeypatch.setattr(made, "showMenu", lambda: made.menu().aboutToShow.emit())
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert shown == [True]
