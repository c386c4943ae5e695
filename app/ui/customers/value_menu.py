"""The menus of a file: what can be done with one value, and what other screens lend to it."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import N_, tr
from app.ui.clipboard import copy_briefly
from app.ui.context import Context
from app.ui.customers.value_line import ValueLine
from app.ui.icons import icon
from app.ui.lending import Entry, PartPlace, ValuePlace
from app.ui.shortcuts import in_menu

T = TypeVar("T")
_DELETE = "Del"


def value_menu(
    context: Context, line: ValueLine, record: int, entries: Sequence[Entry[ValuePlace]]
) -> QMenu:
    """Copy and edit, then whatever else others do with a value; goes away when closed."""
    menu = QMenu(line)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copy = menu.addAction(tr(N_("Copy")), partial(_copy, context, line.shown.words))
    copy.setEnabled(bool(line.shown.words))
    edit = in_menu(tr(N_("Edit")), "edit")
    menu.addAction(tr("Show what is hidden") if line.shown.masked else edit, line.edit)
    empty = tr(N_("Empty this value"))
    clear = menu.addAction(f"{empty}\t{_DELETE}", line.clear_value)
    clear.setEnabled(bool(line.shown.words or line.shown.doubts))
    menu.addSeparator()
    add_entries(menu, context, entries, ValuePlace(record, line.shown.field, line.row_id or 0))
    return menu


def part_menu(
    over: QWidget, context: Context, place: PartPlace, entries: Sequence[Entry[PartPlace]]
) -> QMenu:
    """What others do with a whole part; goes away when closed."""
    menu = QMenu(over)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_entries(menu, context, entries, place)
    return menu


def add_entries(menu: QMenu, context: Context, entries: Sequence[Entry[T]], on: T) -> None:
    """Add the lent entries this person may use."""
    for entry in entries:
        if entry.is_for(context.actor):
            words = in_menu(tr(entry.title), entry.keys) if entry.keys else tr(entry.title)
            action = QAction(icon(entry.icon, context.theme, "muted"), words, menu)
            action.triggered.connect(partial(_run, entry, context, on))
            menu.addAction(action)


def _run(entry: Entry[T], context: Context, on: T, _checked: bool = False) -> None:
    entry.run(context, on)


def _copy(context: Context, words: str) -> None:
    context.messages.toast(copy_briefly(words))
