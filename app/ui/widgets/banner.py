"""A bar inside the content for what needs attention; it stays until closed."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.i18n import tr
from app.ui.icons import picture
from app.ui.messages import Message, Tone
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import clear
from app.ui.widgets.text import sentence

_IMAGES = {
    "plain": ("info", "accent"),
    "good": ("circle-check", "accent"),
    "warn": ("triangle-alert", "warn"),
    "danger": ("circle-alert", "danger"),
}


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, theme: Theme, *, closable: bool = True) -> None:
        """`closable` False for what must not be overlooked."""
        super().__init__()
        self._theme, self._closable = theme, closable
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(SPACE.large, SPACE.small + 2, SPACE.small, SPACE.small + 2)
        self._inside.setSpacing(SPACE.medium)
        self.words: QLabel | None = None
        self.hide()

    def say(self, message: Message) -> None:
        """Show a message instead of the last one."""
        clear(self._inside)
        self.setProperty("look", f"banner-{message.tone}")
        self.style().unpolish(self)
        self.style().polish(self)
        self.words = sentence(message.words)
        self._inside.addWidget(_image(message.tone, self._theme))
        self._inside.addWidget(self.words, 1)
        if message.action is not None:
            self._inside.addWidget(button(message.action.words, message.action.do))
        if self._closable:
            self._inside.addWidget(icon_button("x", tr("Close"), self.hide, self._theme))
        self.show()


def _image(tone: Tone, theme: Theme) -> QWidget:
    name, colour = _IMAGES[tone]
    made = QLabel()
    made.setPixmap(picture(name, getattr(theme.colours, colour), theme.px(18)))
    return made
