"""A labelled line of a form: label above, editor, and a hint or complaint below."""

from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from app.i18n import tr
from app.ui.icons import icon
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column, hide_unless
from app.ui.widgets.text import label, sentence


class FormLine(QWidget):
    """Keeps label, editor and hint together; the label is the editor's accessible name."""

    def __init__(self, words: str, editor: QWidget, hint: str = "") -> None:
        """`hint` explains; `complain` replaces it until the next `complain("")`."""
        super().__init__()
        self.editor, self._hint = editor, hint
        self.label = label(words)
        self.label.setBuddy(editor)
        editor.setAccessibleName(words)
        self.below: QLabel = sentence(hint, "small")
        hide_unless(self.below, bool(hint))
        self.setLayout(column(self.label, editor, self.below, space=SPACE.hair))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def complain(self, words: str) -> None:
        """Say below the editor what is wrong with it; "" takes it back."""
        self.below.setText(words or self._hint)
        self.below.setVisible(bool(words or self._hint))
        restyle(self.below, "danger" if words else "small")
        restyle(self.editor, "wrong" if words else "")

    def explain(self, hint: str) -> None:
        """Another hint, for another choice."""
        self._hint = hint
        self.complain("")

    def praise(self, words: str) -> None:
        """Say below the editor that it is good."""
        self.below.setText(words)
        self.below.setVisible(bool(words))
        restyle(self.below, "accent")
        restyle(self.editor, "")


class PasswordEdit(QLineEdit):
    """A hidden line with an eye to show it; input methods keep out of it."""

    def __init__(self, theme: Theme) -> None:
        """Hidden at first."""
        super().__init__()
        self._theme = theme
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.addAction(
            icon("eye", theme, "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip(tr("Show the password"))
        self._eye.triggered.connect(self._toggle)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        normal, password = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        self.setEchoMode(normal if hidden else password)
        self._eye.setIcon(icon("eye-off" if hidden else "eye", self._theme, "muted"))
        self._eye.setToolTip(tr("Hide the password") if hidden else tr("Show the password"))


def restyle(widget: QWidget, look: str) -> None:
    """Give a widget another look of the style sheet, seen at once."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
