"""A second start: the first window comes forward, a dead one's socket is in nobody's way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.first_window import FirstWindow, bring_forward, call_first


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[FirstWindow]:
    """A first window that listens."""
    made = FirstWindow(tmp_path)
    yield made
    made.stop()


def test_nobody_is_there(tmp_path: Path) -> None:
    assert not call_first(tmp_path)


def test_the_first_is_told_each_time(qtbot: QtBot, first: FirstWindow, tmp_path: Path) -> None:
    for _ in range(2):
        with qtbot.waitSignal(first.wanted):
            assert call_first(tmp_path)


def test_another_user_has_another_first(first: FirstWindow, tmp_path: Path) -> None:
    assert not call_first(tmp_path / "other")


def test_a_dead_ones_socket_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "window.socket").write_bytes(b"")
    assert not call_first(tmp_path)
    first = FirstWindow(tmp_path)
    with qtbot.waitSignal(first.wanted):
        assert call_first(tmp_path)
    first.stop()
    assert not call_first(tmp_path)


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_minimised_window_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_forward(window)
    assert window.isVisible()
    assert not window.isMinimized()
