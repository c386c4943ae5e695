"""Fixtures for whole stories: the window of `tests/ui`, and hands that only know a keyboard."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.main_window import Window
from tests.journeys.keyboard import Keyboard
from tests.ui.conftest import app_state, dialogs, dressed, house, looks, qtbot, window

__all__ = ["app_state", "dialogs", "dressed", "house", "keyboard", "looks", "qtbot", "window"]


@pytest.fixture
def keyboard(qtbot: QtBot, window: Window) -> Keyboard:
    """The keyboard in front of the window."""
    return Keyboard(qtbot, window)
