"""The list of keyboard shortcuts, from the one table."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.i18n import tr
from app.ui.shortcuts import TABLE, Keys, shown
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import heading, label

_COLUMNS = 2
_SERIES = {"page_1": "page_9", "part_1": "part_7"}


def lines() -> list[tuple[str, str]]:
    """What each shortcut does, and its keys; a series stands on one line."""
    ends = set(_SERIES.values())
    found = []
    for name, each in TABLE.items():
        series = name.startswith(("page_", "part_"))
        if not series:
            found.append((tr(each.does), _all_keys(each)))
        elif name in _SERIES:
            found.append((tr(each.does), f"{shown(name)} … {TABLE[_SERIES[name]].keys[0][-1]}"))
    assert ends <= TABLE.keys()
    return found


def keys_widget(theme: Theme) -> QWidget:
    """The list as a widget of two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.medium)
    grid.setVerticalSpacing(SPACE.small)
    every = lines()
    height = -(-len(every) // _COLUMNS)
    for number, (does, keys) in enumerate(every):
        side = number // height * 3
        grid.addLayout(row(label(keys, "key"), None), number % height, side)
        grid.addWidget(label(does), number % height, side + 1)
    grid.setColumnMinimumWidth(2, theme.px(SPACE.page))
    grid.setColumnStretch(4, 1)
    grid.setRowStretch(height, 1)
    return holder(grid)


def show_keys(parent: QWidget, theme: Theme) -> None:
    """Open the list over the window."""
    dialog = make_dialog(parent, theme)
    dialog.exec()
    dialog.deleteLater()


def make_dialog(parent: QWidget | None, theme: Theme) -> QDialog:
    """The dialog, not yet shown."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("Keyboard shortcuts"))
    close = button(tr("Close"), dialog.accept)
    dialog.setLayout(
        column(
            heading(tr("Keyboard shortcuts")),
            keys_widget(theme),
            row(None, close),
            space=SPACE.large,
            margin=SPACE.section,
        )
    )
    return dialog


def _all_keys(each: Keys) -> str:
    text = QKeySequence.SequenceFormat.NativeText
    return " / ".join(QKeySequence(keys).toString(text) for keys in each.keys[:1])
