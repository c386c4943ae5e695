"""What stands in the window while the shop is being closed."""

from PySide6.QtWidgets import QProgressBar, QWidget

from app.i18n import tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import centred, column, holder
from app.ui.widgets.text import heading, sentence


class ClosingPage(QWidget):
    """Says that everything is being put away; no button, it takes a second or two."""

    def __init__(self, theme: Theme, words: str = "") -> None:
        """`words` instead of the usual ones, while another slow step runs."""
        super().__init__()
        self.setProperty("look", "page")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("Please wait"))
        explanation = tr("Saving, and making a backup if something changed.")
        inside = holder(
            column(
                heading(words or tr("Closing the shop…")),
                *([] if words else [sentence(explanation, "muted")]),
                bar,
                space=SPACE.medium,
            )
        )
        self.setLayout(column(None, centred(inside, theme.px(360)), None, None))
