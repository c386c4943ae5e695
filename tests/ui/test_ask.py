"""The frame of dialogs: its heading is never cut, however long."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.context import Context
from app.ui.screens import settle
from app.ui.widgets.ask import Ask


@pytest.mark.parametrize("words", ["How customer-oriented are we? " * 3, "您愿意推荐我们吗？" * 8])
def test_a_long_heading_breaks(qtbot: QtBot, context: Context, words: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = Ask(context, window, words.strip(), "Keep")
    dialog.fill(QLabel("one line"))
    dialog.open()
    assert settle(context.jobs.busy)
    head = next(each for each in dialog.findChildren(QLabel) if each.text() == words.strip())
    assert head.width() >= head.minimumSizeHint().width()
    assert head.height() >= head.heightForWidth(head.width()) > head.fontMetrics().height()
    assert dialog.rect().contains(head.geometry())
    dialog.reject()
