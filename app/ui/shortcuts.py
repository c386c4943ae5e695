"""Every keyboard shortcut of the program in one table; menus, tooltips and tests read it.

    bind(page, "find", self._focus_filter)                 # live while focus is inside `page`
    bind(window, "lock", window.lock, everywhere=True)
    button.setToolTip(with_keys(tr("Lock"), "lock"))

No single letters: they fight input methods.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.i18n import N_, tr


@dataclass(frozen=True)
class Keys:
    """One shortcut: what it does, and its key sequences in portable text."""

    does: str
    keys: tuple[str, ...]


TABLE: dict[str, Keys] = {
    "search": Keys(N_("Search everywhere"), ("Ctrl+K",)),
    "find": Keys(N_("Filter this list"), ("Ctrl+F",)),
    "filter_rows": Keys(N_("Conditions on any field"), ("Ctrl+Shift+F",)),
    "tag": Keys(N_("Tags of the chosen customers"), ("Ctrl+T",)),
    "star": Keys(N_("Star, or take the star away"), ("Ctrl+D",)),
    "new_customer": Keys(N_("New customer"), ("Ctrl+N",)),
    "new_company": Keys(N_("New company"), ("Ctrl+Shift+N",)),
    "new_purchase": Keys(N_("New purchase"), ("Ctrl+B",)),
    "new_complaint": Keys(N_("New complaint"), ("Ctrl+Shift+C",)),
    "back": Keys(N_("Back"), ("Alt+Left",)),
    "forward": Keys(N_("Forward"), ("Alt+Right",)),
    "undo": Keys(N_("Undo"), ("Ctrl+Z",)),
    "redo": Keys(N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    "lock": Keys(N_("Lock now"), ("Ctrl+L",)),
    "settings": Keys(N_("Settings"), ("Ctrl+,",)),
    "refresh": Keys(N_("Refresh"), ("F5",)),
    "note": Keys(N_("Quick note on this customer"), ("Ctrl+J",)),
    "add_field": Keys(N_("Fill in a field by its name"), ("Ctrl+Shift+A",)),
    "counter": Keys(N_("Counter card"), ("Ctrl+G",)),
    "previous": Keys(N_("Previous customer of the list"), ("Ctrl+PgUp",)),
    "next": Keys(N_("Next customer of the list"), ("Ctrl+PgDown",)),
    "print": Keys(N_("Print"), ("Ctrl+P",)),
    "labels": Keys(N_("Print labels or envelopes"), ("Ctrl+Shift+P",)),
    "edit": Keys(N_("Edit this value"), ("F2",)),
    "still_true": Keys(N_("Still true: confirm this value"), ("Ctrl+Shift+T",)),
    "to_bin": Keys(N_("Move to the bin"), ("Delete",)),
    "all_matching": Keys(N_("Select everything found"), ("Ctrl+A",)),
    "save_next": Keys(N_("Save and next"), ("Ctrl+Return",)),
    "larger": Keys(N_("Larger text"), ("Ctrl+=", "Ctrl++")),
    "smaller": Keys(N_("Smaller text"), ("Ctrl+-",)),
    "normal_size": Keys(N_("Normal text size"), ("Ctrl+0",)),
    "full_screen": Keys(N_("Full screen"), ("F11",)),
    "quit": Keys(N_("Quit"), ("Ctrl+Q",)),
    "keys": Keys(N_("Keyboard shortcuts"), ("F1",)),
    **{f"page_{n}": Keys(N_("Page of the sidebar"), (f"Alt+{n}",)) for n in range(1, 10)},
    **{f"part_{n}": Keys(N_("Part of the profile"), (f"Ctrl+{n}",)) for n in range(1, 8)},
}


def bind(
    widget: QWidget, name: str, do: Callable[[], object], *, everywhere: bool = False
) -> list[QShortcut]:
    """Make a shortcut of the table work inside `widget`, or in its whole window."""
    context = (
        Qt.ShortcutContext.WindowShortcut
        if everywhere
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    made = []
    for keys in TABLE[name].keys:
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(do)
        made.append(shortcut)
    return made


def shown(name: str) -> str:
    """The first key sequence as this system writes it: "Ctrl+K" or "⌘K"."""
    return QKeySequence(TABLE[name].keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(words: str, name: str) -> str:
    """Translated words with the keys behind them, for a tooltip."""
    return tr(N_("{words}  ({keys})"), words=words, keys=shown(name))


def in_menu(words: str, name: str) -> str:
    """Translated words with the keys at the menu's right edge.

    Only shown: a menu's own shortcut and ours would be ambiguous, and Qt would do neither.
    """
    return f"{words}\t{shown(name)}"
