"""How long a field's values stay fresh, in every file of the shop."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import N_, tr
from app.ui.tokens import SPACE
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import label

_MOST = 36500


class FieldDays(QWidget):
    """Two numbers of days; 0 for never."""

    def __init__(self) -> None:
        """Shows nothing until `show_days`."""
        super().__init__()
        self.amber, self.red = _days(), _days()
        first = FormLine(tr(N_("Worth checking after (days)")), self.amber)
        second = FormLine(tr(N_("Old after (days)")), self.red)
        said = label(tr(N_("This field in every file; 0 means never")), "section")
        line = row(first, second, space=SPACE.large)
        self.setLayout(column(said, line, space=SPACE.small))

    def show_days(self, days: tuple[int, int]) -> None:
        """Show the limits that hold now."""
        self.amber.setText(str(days[0]))
        self.red.setText(str(days[1]))

    def value(self) -> tuple[int, int]:
        """What was typed; nothing means never."""
        return int(self.amber.text() or 0), int(self.red.text() or 0)


def _days() -> QLineEdit:
    made = QLineEdit()
    made.setValidator(QIntValidator(0, _MOST, made))
    return made
