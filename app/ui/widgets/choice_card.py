"""A large button with a picture, a name and a sentence: one way among a few."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import PushButton
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import label


class ChoiceCard(PushButton):
    """Behaves as one button for mouse, keyboard and screen reader."""

    def __init__(
        self, theme: Theme, image: str, words: str, explanation: str, do: Callable[[], object]
    ) -> None:
        """Words are translated."""
        super().__init__()
        self.setProperty("look", "choice")
        self.setAccessibleName(words)
        self.setAccessibleDescription(explanation)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        sign = QLabel()
        sign.setPixmap(picture(image, theme.colours.accent, theme.px(24)))
        said = column(label(words, "value"), space=1)
        if explanation:
            said.addWidget(label(explanation, "small"))
        inside = row(sign, said, None, space=SPACE.large)
        inside.setContentsMargins(SPACE.large + 2, SPACE.medium, SPACE.large, SPACE.medium)
        self.setLayout(inside)
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: do())

    def sizeHint(self) -> QSize:
        """As large as its words."""
        inside = self.layout()
        assert inside is not None
        return inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """No smaller than its words."""
        return self.sizeHint()
