"""The line above the list: what is typed narrows it, letter by letter."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit

from app.i18n import tr
from app.ui.icons import icon
from app.ui.shortcuts import with_keys
from app.ui.theme import Theme

_WIDE = 280


class FilterLine(QLineEdit):
    """Asks only for what an input method has committed."""

    def __init__(self, theme: Theme) -> None:
        """Not composing."""
        super().__init__()
        self.composing = False
        self.setProperty("look", "search")
        words = tr("Name, pinyin, phone tail, number, tag")
        self.setPlaceholderText(words)
        self.setAccessibleName(tr("Filter customers"))
        self.setToolTip(with_keys(words, "find"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", theme, "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(theme.px(_WIDE))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
