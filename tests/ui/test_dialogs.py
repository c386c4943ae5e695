"""The real dialogs, as their owner sees them."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.application import tell_of_crash
from app.ui.dialogs import Question, WindowDialogs
from app.ui.file_chooser import dress


def test_a_short_title_leaves_room_for_the_words(qtbot: QtBot) -> None:
    """Qt makes the box as narrow as its title and breaks every sentence into a column."""
    window, widths = QWidget(), list[int]()
    qtbot.addWidget(window)

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        words = box.findChild(QLabel, "qt_msgbox_informativelabel")
        assert isinstance(words, QLabel)
        widths.append(words.width())
        box.reject()

    QTimer.singleShot(0, look)
    WindowDialogs(window).tell("好", "首次登录的密码是 4W5C-37XB-KRWA。请告诉小李，只能用一次。")
    QTimer.singleShot(0, look)
    WindowDialogs(window).confirm(Question("删？", "就没有了。" * 9, "删"))
    assert min(widths) >= 320


def test_qts_own_chooser_shows_names_and_days_whole(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a list of all our members.xlsx").write_bytes(b"x" * 90_432)
    chooser = QFileDialog(None, "Choose a list", str(tmp_path))
    qtbot.addWidget(chooser)
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    dress(chooser)
    chooser.show()
    tree = chooser.findChild(QTreeView, "treeView")
    assert isinstance(tree, QTreeView)
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) == 1)
    for column in (1, 3):
        wanted = tree.sizeHintForColumn(column)
        qtbot.waitUntil(partial(_as_wide_as, tree, column, wanted))


def _as_wide_as(tree: QTreeView, column: int, wanted: int) -> bool:
    return tree.columnWidth(column) >= wanted


def test_its_arrows_are_drawn_in_ink(qtbot: QtBot) -> None:
    chooser = QFileDialog()
    qtbot.addWidget(chooser)
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    palette = QPalette(chooser.palette())
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ECE9E4"))
    chooser.setPalette(palette)
    dress(chooser)
    up = chooser.findChild(QToolButton, "toParentButton")
    assert isinstance(up, QToolButton)
    image = up.icon().pixmap(18, 18).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#ece9e4"}


def test_a_file_and_a_folder_are_chosen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, window = tmp_path / "members.xlsx", QWidget()
    file.write_bytes(b"x")
    qtbot.addWidget(window)
    monkeypatch.setattr(QFileDialog, "exec", lambda chooser: (chooser.selectFile(str(file)), 1)[1])
    dialogs = WindowDialogs(window)
    assert dialogs.open_file("Choose a list", tmp_path, "Lists (*.xlsx)") == file
    monkeypatch.setattr(QFileDialog, "exec", lambda chooser: 1)
    assert dialogs.save_file("Save", tmp_path / "new.xlsx", "Lists (*.xlsx)") == (
        tmp_path / "new.xlsx"
    )
    assert dialogs.folder("Where?", tmp_path) == tmp_path
    monkeypatch.setattr(QFileDialog, "exec", lambda chooser: 0)
    assert dialogs.open_file("Choose a list", tmp_path, "Lists (*.xlsx)") is None


def test_the_word_of_a_failure_has_room_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    widths = list[int]()

    def look(box: QMessageBox) -> int:
        words = box.findChild(QLabel, "qt_msgbox_informativelabel")
        assert isinstance(words, QLabel)
        widths.append(words.minimumWidth())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    tell_of_crash(ValueError("secret"), "at app/main.py:1 run\n")
    assert widths == [320]
