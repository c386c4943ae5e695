"""A button that has the cursor is pressed by Enter, as everybody expects, and by Space."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.ui.looks import Looks
from app.ui.widgets.buttons import button, icon_button


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
    made = button("Dark")
    made.setCheckable(True)
    made.setParent(page)
    made.show()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert not made.isChecked()


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
