"""What every editor is: it takes and gives text as a person types it, and says what it read.

Saving goes through the same reading as an import, so an editor never holds a value of its
own: `typed()` is text that the field's kind reads.
"""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.catalogue.kind import Kind, Rules
from app.ui.theme import Theme


class Editor(QWidget):
    """Base of the editors; `finished` when it is left or Enter is pressed."""

    changed = Signal()  # the text as it stands is another
    finished = Signal()  # left, or Enter: save
    abandoned = Signal()  # Esc: restore

    def __init__(self, kind: Kind[Any], rules: Rules, theme: Theme) -> None:
        """For values of this kind, read under these rules."""
        super().__init__()
        self.kind, self.rules, self.theme = kind, rules, theme

    def typed(self) -> str:
        """The text as it stands; "" for nothing."""
        raise NotImplementedError

    def put(self, typed: str) -> None:
        """Show a text without telling anybody."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The widget that takes the cursor."""
        raise NotImplementedError

    def watch(self, *widgets: QWidget, enter: bool = True) -> None:
        """Notice when these are left, and Enter and Esc in them.

        `enter` False where Enter belongs to the text (several lines): Ctrl+Enter then.
        """
        for each in widgets:
            each.setProperty("enter_finishes", enter)
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the last of the widgets finishes; so does Enter; Esc abandons."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self._left()
        return False

    def commit_composing(self) -> None:
        """Take over what an input method is still composing, so that it is not lost."""
        QApplication.inputMethod().commit()

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not control and not watched.property("enter_finishes"):
            return False
        self.finished.emit()
        return True

    def _left(self) -> None:
        # The new focus widget is known only after the event; popups do not count.
        focused = QApplication.focusWidget()
        inside = focused is not None and (focused is self or self.isAncestorOf(focused))
        if not inside and QApplication.activePopupWidget() is None:
            self.commit_composing()
            self.finished.emit()
