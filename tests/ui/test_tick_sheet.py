"""A sheet of entries to tick: short however many there are, and walked by arrows."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.looks import Looks
from app.ui.widgets.layout import column
from app.ui.widgets.tick_sheet import TickSheet, across

MONTHS = [(str(n), f"month {n}") for n in range(1, 25)]


@pytest.fixture
def button(shown: Callable[[QWidget], QWidget]) -> Iterator[QPushButton]:
    made = QPushButton("Choose")
    page = QWidget()
    page.setLayout(column(made, None))
    shown(page)
    page.activateWindow()
    yield made
    page.close()


def sheet(looks: Looks, button: QPushButton, entries: list[tuple[str, str]]) -> TickSheet:
    made = TickSheet("Months", looks.theme, button)
    made.offer(entries)
    button.clicked.connect(made.toggle)
    button.click()
    return made


@pytest.mark.parametrize(
    ("count", "widest", "columns"), [(8, 50, 1), (24, 100, 4), (24, 300, 2), (9, 900, 1)]
)
def test_columns_by_count_and_width(count: int, widest: int, columns: int) -> None:
    assert across(count, widest, 720) == columns


def test_months_leave_half_of_the_window_free(looks: Looks, button: QPushButton) -> None:
    made = sheet(looks, button, MONTHS)
    assert made.height() <= button.window().height() // 2
    assert button.window().rect().contains(made.geometry())
    assert made.boxes[-1].visibleRegion().boundingRect() == made.boxes[-1].rect()
    assert not made._area.verticalScrollBar().isVisible()


def test_hundreds_scroll(looks: Looks, button: QPushButton, qtbot: QtBot) -> None:
    made = sheet(looks, button, [(str(n), f"trade {n}") for n in range(300)])
    assert made.height() <= button.window().height() // 2
    for _ in range(70):
        key(made, qtbot, Qt.Key.Key_Down)
    assert made.boxes[280].visibleRegion().boundingRect().height() > 0


def key(made: TickSheet, qtbot: QtBot, pressed: Qt.Key) -> None:
    focused = made.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, pressed)


def test_arrows_walk_and_space_ticks(looks: Looks, button: QPushButton, qtbot: QtBot) -> None:
    made = sheet(looks, button, MONTHS)
    told: list[tuple[str, ...]] = []
    made.ticked.connect(lambda: told.append(made.codes()))
    key(made, qtbot, Qt.Key.Key_Up)  # there is nothing above
    for pressed in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Space):
        key(made, qtbot, pressed)
    assert told == [("5",)]
    key(made, qtbot, Qt.Key.Key_Up)
    key(made, qtbot, Qt.Key.Key_Space)
    assert told[-1] == ("1", "5")
    key(made, qtbot, Qt.Key.Key_Return)
    assert not made.isVisible()
    assert button.hasFocus()


def test_it_goes_when_the_cursor_goes_elsewhere(
    looks: Looks, shown: Callable[[QWidget], QWidget]
) -> None:
    outside = QLineEdit()
    button = QPushButton("Choose")
    page = QWidget()
    page.setLayout(column(outside, button, None))
    shown(page)
    page.activateWindow()
    made = sheet(looks, button, MONTHS)
    outside.setFocus()
    assert not made.isVisible()
    assert outside.hasFocus()
    button.click()
    button.click()
    assert not made.isVisible()


def test_own_words_are_added_and_ticked(looks: Looks, button: QPushButton) -> None:
    made = sheet(looks, button, MONTHS)
    made.put(("3", "our own"))
    assert made.codes() == ("3", "our own")
    made.put(())
    assert made.codes() == ()


def test_it_opens_above_where_there_is_no_room_below(
    looks: Looks, shown: Callable[[QWidget], QWidget]
) -> None:
    button = QPushButton("Choose")
    page = QWidget()
    page.setLayout(column(None, button))
    shown(page)
    made = sheet(looks, button, MONTHS)
    assert made.geometry().bottom() < button.geometry().top()
