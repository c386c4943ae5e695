"""The cursor stays where it was when what is under it is made anew or switched off a while."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.buttons import button
from app.ui.widgets.kept_cursor import put_cursor, spot_of_cursor
from app.ui.widgets.layout import clear, column, holder, scrolling


class Desk(QWidget):
    """A page with a sidebar before it and a list that is made anew."""

    def __init__(self) -> None:
        super().__init__()
        self.aside, self.lines = button("Today"), QVBoxLayout()
        self.page = holder(column(self.lines))
        self.area = scrolling(self.page)
        self.setLayout(column(self.aside, self.area))

    def fill(self, *words: str) -> None:
        clear(self.lines)
        for each in words:
            self.lines.addWidget(button(each))

    def made(self, words: str) -> QPushButton:
        found = [each for each in self.page.findChildren(QPushButton) if not each.isHidden()]
        return next(each for each in found if each.text() == words)

    def where(self) -> str:
        focused = self.focusWidget()
        return focused.text() if isinstance(focused, QPushButton) else ""


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.fill("one", "two", "three")
    made.show()
    return made


def test_what_bears_the_same_name_gets_the_cursor(qtbot: QtBot, desk: Desk) -> None:
    desk.made("two").setFocus()
    desk.fill("zero", "one", "two", "three")
    qtbot.waitUntil(lambda: desk.where() == "two")


def test_what_follows_gets_the_cursor_of_what_is_gone(qtbot: QtBot, desk: Desk) -> None:
    desk.made("two").setFocus()
    desk.fill("one", "three", "four")
    qtbot.waitUntil(lambda: desk.where() == "three")
    desk.fill("one")
    qtbot.waitUntil(lambda: desk.where() == "one")


def test_what_is_off_does_not_count(qtbot: QtBot, desk: Desk) -> None:
    desk.made("one").setEnabled(False)
    desk.made("two").setFocus()
    spot = spot_of_cursor(desk)
    assert spot is not None
    desk.aside.setFocus()
    assert put_cursor(desk, replace(spot, name=""), near=False)  # in another language
    assert desk.where() == "two"


def test_the_page_does_not_move_meanwhile(qtbot: QtBot, desk: Desk) -> None:
    desk.resize(300, 200)
    words = [str(number) for number in range(40)]
    desk.fill(*words)
    qtbot.waitUntil(lambda: desk.area.verticalScrollBar().maximum() > 0)
    desk.made("0").setFocus()
    desk.fill(*words[1:])
    qtbot.waitUntil(lambda: desk.where() == "1")
    assert desk.area.verticalScrollBar().value() == 0


def test_somebody_put_it_elsewhere(desk: Desk) -> None:
    desk.made("two").setFocus()
    desk.fill("one", "two")
    desk.aside.setFocus()
    for _ in range(3):
        QApplication.processEvents()
    assert desk.where() == "Today"


def test_a_cursor_elsewhere_is_left_alone(desk: Desk) -> None:
    desk.aside.setFocus()
    desk.fill("one")
    for _ in range(3):
        QApplication.processEvents()
    assert desk.where() == "Today"


def test_what_is_switched_off_at_work_gets_the_cursor_back(desk: Desk) -> None:
    at_work = desk.made("two")
    at_work.setFocus()
    at_work.setEnabled(False)
    assert desk.where() != "two"
    at_work.setEnabled(True)
    assert desk.where() == "two"


def test_whoever_went_on_meanwhile_stays_there(desk: Desk) -> None:
    at_work = desk.made("two")
    at_work.setFocus()
    at_work.setEnabled(False)
    desk.made("one").setFocus()
    at_work.setEnabled(True)
    assert desk.where() == "one"


def test_a_window_that_rests_whole_gives_it_back(desk: Desk) -> None:
    desk.made("two").setFocus()
    desk.setEnabled(False)
    desk.setEnabled(True)
    assert desk.where() == "two"
