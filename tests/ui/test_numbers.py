"""Lines for numbers: room for what is typed, ranges, and settings larger than a year of days."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.core.settings import declared
from app.core.settings.declared import Setting
from app.ui.looks import Looks
from app.ui.settings.editors import editor
from app.ui.widgets.numbers import Range, broken, whole


def inner(made: QAbstractSpinBox) -> QLineEdit:
    found = made.findChild(QLineEdit)
    assert found is not None
    return found


@pytest.mark.parametrize("width", [70, 260])
def test_the_style_sheet_leaves_the_number_its_room(
    looks: Looks, shown: Callable[[QWidget], QWidget], width: int
) -> None:
    for made in (whole(Range(0, 1000), 365), broken(Range(0, 100, decimals=2), 2.5)):
        shown(made)
        made.setFixedWidth(width)
        made.resize(width, 36)
        assert inner(made).width() > width / 2
        assert inner(made).textMargins().left() > 0


def test_what_stands_around_the_number_and_what_it_takes(looks: Looks, qtbot: QtBot) -> None:
    made = whole(Range(1, 1_000_000, prefix="¥"), 1500)
    qtbot.addWidget(made)
    assert made.text() == "¥1,500"
    made.setValue(10**7)
    assert made.value() == 1_000_000
    share = broken(Range(0, 100, suffix="%", decimals=1, step=0.5), 80)
    qtbot.addWidget(share)
    assert share.text() == "80.0%"
    share.stepUp()
    assert share.value() == 80.5


def test_it_goes_by_the_arrow_keys(
    looks: Looks, shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    made = whole(Range(0, 10), 5)
    shown(made)
    qtbot.keyClick(made, Qt.Key.Key_Up)
    qtbot.keyClick(made, Qt.Key.Key_Up)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.value() == 6


@pytest.mark.parametrize("setting", [declared.MUCH_PLANNED, declared.MARGIN, declared.PLAN_MONTHS])
def test_leaving_the_line_of_a_setting_never_cuts_a_large_value(
    looks: Looks, qtbot: QtBot, setting: Setting[int]
) -> None:
    kept: list[int] = []
    made = editor(setting, 900_000_000, kept.append)
    qtbot.addWidget(made)
    assert isinstance(made, QSpinBox)
    made.editingFinished.emit()
    assert kept == [900_000_000]
    assert setting.fits(900_000_000) is (setting is declared.MUCH_PLANNED)
