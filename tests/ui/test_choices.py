"""A row of choices: one stop of the Tab key, at what is chosen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.layout import column, holder


def test_tab_comes_to_what_is_chosen(shown: Callable[[QWidget], QWidget]) -> None:
    heard: list[str] = []
    offered = [Choice(each, each) for each in ("light", "dark", "system")]
    line, made = QLineEdit(), choices("Theme", offered, "system", heard.append)
    page = shown(holder(column(line, made)))
    page.activateWindow()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "system"
    made.show_value("light")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "light"
    assert heard == []


def test_where_nothing_is_chosen_tab_comes_to_the_first(
    shown: Callable[[QWidget], QWidget],
) -> None:
    line = QLineEdit()
    made = choices("Paid by", [Choice(1, "cash"), Choice(2, "card")], None, lambda _: None)
    page = shown(holder(column(line, made)))
    page.activateWindow()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "cash"
