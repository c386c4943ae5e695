"""Below the list: what can be done with several findings at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from app.catalogue.currency import short_money
from app.core.rules.firings import Firing
from app.i18n import N_, ntr, tr
from app.ui.rules.deeds import Deeds
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import row
from app.ui.widgets.text import label


class ChosenBar(QFrame):
    """There only while something is chosen."""

    wants_done = Signal()
    wants_list = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, deeds: Deeds, parent: QWidget) -> None:
        """Hidden at first."""
        super().__init__(parent)
        self.setProperty("look", "card")
        self._deeds = deeds
        self.about: list[int] = []
        self.said = label("", "strong")
        self.done = button(tr(N_("Done…")), self.wants_done.emit, "primary")
        self.later = button(tr(N_("Later")), look="menu", theme=theme, image="clock")
        self._menu = QMenu(self.later)
        self._menu.aboutToShow.connect(self._fill)
        self.later.setMenu(self._menu)
        self.aside = button(tr(N_("Set aside…")), self._aside)
        self.listing = button(tr(N_("Show as a list")), self.wants_list.emit)
        self.none = button(tr(N_("Choose none")), self.cleared.emit, "quiet")
        inside = row(
            self.said, None, self.done, self.later, self.aside, self.listing, self.none,
            space=SPACE.small,
        )  # fmt: skip
        inside.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.small)
        self.setLayout(inside)
        self.hide()

    def show_chosen(self, several: Sequence[Firing]) -> None:
        """How many, and how much money."""
        self.about = [each.id for each in several]
        count = ntr("{n} chosen", "{n} chosen", len(several))
        self.said.setText(f"{count} · {short_money(sum(each.stake for each in several))}")
        self.setVisible(bool(several))

    def _fill(self) -> None:
        self._menu.clear()
        self._deeds.fill_later(self._menu, list(self.about), self)

    def _aside(self) -> None:
        self._deeds.ask_why_aside(list(self.about), self)
