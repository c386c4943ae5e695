"""What screens say to the user outside themselves; the window shows it.

A toast for what is done (with Undo where there is one), a banner for a warning that stays
until closed, a dialog (`dialogs.py`) only for a decision.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

Tone = Literal["plain", "good", "warn", "danger"]


@dataclass(frozen=True)
class Action:
    """A button on a message: its (translated) words, what it does, and whether it still can."""

    words: str
    do: Callable[[], object]
    still: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class Message:
    """One thing said, in the user's language."""

    words: str
    tone: Tone = "plain"
    action: Action | None = None


class Messages(QObject):
    """Takes messages from anywhere on the interface thread."""

    toasted = Signal(object)
    bannered = Signal(object)
    banner_gone = Signal()

    def toast(self, words: str, action: Action | None = None, tone: Tone = "good") -> None:
        """Say for some seconds that something is done."""
        self.toasted.emit(Message(words, tone, action))

    def banner(self, words: str, action: Action | None = None, tone: Tone = "warn") -> None:
        """Say above the content what needs attention, until it is closed."""
        self.bannered.emit(Message(words, tone, action))

    def close_banner(self) -> None:
        """Take the banner away."""
        self.banner_gone.emit()
