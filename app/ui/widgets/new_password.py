"""Choosing a password: typed twice, judged while typing, in plain words."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import Refused
from app.core.vault.passwords import LEAST_LENGTH, check_new_password
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.form import FormLine, PasswordEdit
from app.ui.widgets.layout import column

_DIFFER = N_("The two passwords differ.")


class NewPassword(QWidget):
    """Two hidden lines; `good()` says whether they may be used."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self, theme: Theme, names: Callable[[], tuple[str, ...]] = tuple, words: str = ""
    ) -> None:
        """`names` a password must not equal (the shop's, the person's); `words` name the line."""
        super().__init__()
        self._names = names
        self.first, self.second = PasswordEdit(theme), PasswordEdit(theme)
        rule = tr(
            "At least {least} characters. A few words in a row are easy to keep in mind.",
            least=LEAST_LENGTH,
        )
        self._first_line = FormLine(words or tr("Password"), self.first, rule)
        self._second_line = FormLine(tr("The same password again"), self.second)
        self.setLayout(column(self._first_line, self._second_line, space=SPACE.medium))
        for each in (self.first, self.second):
            each.textChanged.connect(self._judge)
            each.editingFinished.connect(self._judge_all)
            each.returnPressed.connect(self.entered)

    def password(self) -> str:
        """What was typed."""
        return self.first.text()

    def good(self) -> bool:
        """Strong enough, and twice the same?"""
        return not self._weakness() and self.first.text() == self.second.text()

    def _weakness(self) -> str:
        try:
            check_new_password(self.first.text(), self._names())
        except Refused as weak:
            return weak.sentences()[0]
        return ""

    def _judge(self) -> None:
        """While typing: praise at once, complain when the field is left.

        A second one that can no longer become the first is told at once: whoever uses the
        mouse never leaves the field, because the button stays grey.
        """
        if self.first.text() and not self._weakness():
            self._first_line.praise(tr("This is a good password."))
        else:
            self._first_line.complain("")
        if self.second.text() and self.good():
            self._second_line.praise(tr("Both are the same."))
        else:
            astray = not self.first.text().startswith(self.second.text())
            self._second_line.complain(tr(_DIFFER) if astray else "")
        self.changed.emit()

    def _judge_all(self) -> None:
        if self.first.text() and (weak := self._weakness()):
            self._first_line.complain(weak)
        if self.second.text() and self.first.text() != self.second.text():
            self._second_line.complain(tr(_DIFFER))
