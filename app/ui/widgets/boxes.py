"""Boxes to choose from and lines for numbers that the wheel leaves alone: it scrolls the page.

Qt's own change their value when the wheel turns over them, and what is changed here is saved.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox


class ChoiceBox(QComboBox):
    """One of several, chosen by mouse or by the arrow keys."""

    def __init__(self) -> None:
        """The wheel does not bring the cursor here either."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """For the page around it."""
        event.ignore()


class WholeLine(QSpinBox):
    """A whole number."""

    def __init__(self) -> None:
        """The wheel does not bring the cursor here either."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """For the page around it."""
        event.ignore()


class BrokenLine(QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self) -> None:
        """The wheel does not bring the cursor here either."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """For the page around it."""
        event.ignore()
