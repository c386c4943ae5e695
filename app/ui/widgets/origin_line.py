"""A quiet line that says where what is entered now comes from."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.sources.origin import Origin
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.origins import told_words
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import hide_unless, row
from app.ui.widgets.text import label


class OriginLine(QWidget):
    """Hidden while nothing is said."""

    def __init__(self, context: Context) -> None:
        """Follows the window's origin."""
        super().__init__()
        self._context = context
        self.words = label("", "accent")
        self.stop = button(tr(N_("No longer")), lambda: context.origins.say(None), "link")
        inside = row(self.words, self.stop, None, space=SPACE.small)
        inside.setContentsMargins(SPACE.medium, 0, 0, 0)
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        context.origins.changed.connect(self._say)
        hide_unless(self, context.origins.now is not None)
        self._put(context.origins.now)

    def _say(self, origin: Origin | None) -> None:
        self._put(origin)
        self.setVisible(origin is not None)

    def _put(self, origin: Origin | None) -> None:
        if origin is not None:
            today = self._context.clock.today()
            said = told_words(origin.channel, origin.day(today), today)
            self.words.setText(tr(N_("I am entering what I learnt at: {source}"), source=said))
