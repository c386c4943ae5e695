"""A whole small screen, as an example for screen makers and as a page for the tests."""

from PySide6.QtWidgets import QLabel
from sqlalchemy import func, select

from app.core.store.reader import Reader
from app.core.store.tables import setting
from app.ui.context import Context
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, column
from app.ui.widgets.text import sentence, title


def count_settings(reader: Reader) -> int:
    """A stand-in for a core query (`core/X/queries.py`): runs on a reader thread."""
    return int(reader.connection.scalar(select(func.count()).select_from(setting)) or 0)


class ExamplePage(Page):
    """Shows one number and reloads when the settings change."""

    tables = frozenset({"setting"})

    def __init__(self, context: Context) -> None:
        """Build the widgets; ask nothing yet."""
        super().__init__(context)
        self.answers: list[int] = []
        self.number: QLabel = sentence("…", "value")
        again = button("Again", self.reload, "primary", theme=context.theme, image="refresh-cw")
        self.setLayout(column(title("Example"), card(self.number, again), None, margin=SPACE.page))

    def reload(self) -> None:
        """Ask the question again; an older answer under way is dropped."""
        self.context.jobs.read(count_settings, self._show, topic=self.topic)

    def _show(self, number: int) -> None:
        self.answers.append(number)
        self.number.setText(str(number))
