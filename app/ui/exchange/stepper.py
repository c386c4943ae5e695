"""Where one is in the wizard: five names in a line, the present one in the accent."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import tr
from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.form import restyle
from app.ui.widgets.layout import row
from app.ui.widgets.text import label

_SIGN = 34


class Stepper(QWidget):
    """Only shows; the buttons below move."""

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        """Names are translated."""
        super().__init__()
        self._theme, self._names = theme, tuple(names)
        self._signs: list[QLabel] = []
        self._words: list[QLabel] = []
        line = row(space=SPACE.small)
        for place, name in enumerate(names):
            sign, words = label(str(place + 1), "key"), label(name, "muted")
            sign.setFixedWidth(theme.px(_SIGN))  # whatever it says and however it looks
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            if place:
                arrow = QLabel()
                arrow.setPixmap(picture("chevron-right", theme.colours.faint, theme.px(14)))
                line.addWidget(arrow)
            line.addWidget(sign)
            line.addWidget(words)
            self._signs.append(sign)
            self._words.append(words)
        line.addStretch(1)
        self.setLayout(line)

    def go_to(self, step: int) -> None:
        """Mark the present step and those behind it."""
        done = picture("check", self._theme.colours.accent, self._theme.px(14))
        for place, (sign, words) in enumerate(zip(self._signs, self._words, strict=True)):
            if place < step:
                sign.setPixmap(done)
            else:
                sign.setText(str(place + 1))
            restyle(sign, "chip" if place == step else "key")
            restyle(words, "accent" if place == step else "muted")
        self.setAccessibleName(
            tr("Step {n} of {all}: {name}", n=step + 1, all=len(self._names),
               name=self._names[step])
        )  # fmt: skip
