"""What a list shows when it has nothing: a picture, a sentence, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column, hide_unless, row
from app.ui.widgets.text import heading, sentence

_WIDTH = 380


class EmptyState(QWidget):
    """Never a void: it says what to do."""

    def __init__(
        self, theme: Theme, image: str, words: str, explanation: str = "", *buttons: QPushButton
    ) -> None:
        """Words are translated; buttons are made by the caller."""
        super().__init__()
        sign, head, said = QLabel(), heading(words), sentence(explanation, "muted")
        sign.setPixmap(picture(image, theme.colours.faint, theme.px(40)))
        for each in (sign, head, said):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setFixedWidth(theme.px(_WIDTH))
        hide_unless(said, bool(explanation))
        inside = column(
            None, sign, head, row(None, said, None), row(None, *buttons, None), None, None,
            space=SPACE.medium,
        )  # fmt: skip
        inside.setContentsMargins(SPACE.section, SPACE.page, SPACE.section, SPACE.page)
        self.setLayout(inside)
