"""Every shortcut of the table works somewhere, and nothing works that is not in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.demo.filling import Size, fill
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.registry import SCREENS
from app.ui.screens import settle
from app.ui.shell import Shell
from app.ui.shortcuts import TABLE, shown, with_keys

BY_HAND = {"edit"}  # a value's own key press: F2 belongs to whatever has the focus


def bound(root: QWidget) -> set[str]:
    """Key sequences of every shortcut inside."""
    return {each.key().toString() for each in root.findChildren(QShortcut)}


def test_every_shortcut_is_bound_somewhere(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    fill(context.shop, context.actor, Size(customers=12, purchases=20))
    shell = Shell(context)
    shown(shell)
    for screen in SCREENS:
        context.navigation.open(Place(screen.key, record=1 if screen.key == "customer" else None))
        settle(context.jobs.busy)
    found = bound(shell)
    sidebar = sum(each.sidebar for each in SCREENS)
    idle = {f"page_{n}" for n in range(sidebar + 1, 10)}  # room for more screens
    missing = [
        name
        for name, each in TABLE.items()
        if name not in BY_HAND | idle
        and not any(QKeySequence(keys).toString() in found for keys in each.keys)
    ]
    assert missing == []
    known = {QKeySequence(keys).toString() for each in TABLE.values() for keys in each.keys}
    assert found - known == set()


def test_ctrl_k_puts_the_cursor_in_the_search_box(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    shell = Shell(context)
    shown(shell)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    qtbot.keyClick(shell.top.more, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shell.search.hasFocus)


def test_tooltips_name_the_keys() -> None:
    assert shown("search") == "Ctrl+K"
    assert with_keys("Lock", "lock") == "Lock  (Ctrl+L)"
