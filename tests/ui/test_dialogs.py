"""The real dialogs, as their owner sees them."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs import Question, WindowDialogs


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
