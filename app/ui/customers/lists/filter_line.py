"""The line above the list: what is typed narrows it, letter by letter."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit


class FilterLine(QLineEdit):
    """Asks only for what an input method has committed."""

    def __init__(self) -> None:
        """Not composing."""
        super().__init__()
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
