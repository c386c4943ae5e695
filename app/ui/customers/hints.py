"""How full a file is, and the three things most worth asking next: a hint, never a gate."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.catalogue.field import Field
from app.core.customers.completeness import ASKED, Completeness
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.text import label


class Hints(QFrame):
    """Stands below the rail; pressing a thing to ask opens its field."""

    def __init__(self, theme: Theme, go: Callable[[Field[Any]], object]) -> None:
        """Empty until a customer is shown."""
        super().__init__()
        self._go = go
        self._fields: tuple[Field[Any], ...] = ()
        self.percent = label("", "small", wrap=True)
        self.asked = label(tr(N_("Worth asking next")), "small", wrap=True)
        self.buttons = [self._button(place) for place in range(ASKED)]
        inside = QVBoxLayout(self)
        inside.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.small, 0)
        inside.setSpacing(0)
        for each in (self.percent, self.asked, *self.buttons):
            inside.addWidget(each)
        self.setFixedWidth(theme.px(176))

    def show_hints(self, found: Completeness) -> None:
        """The figure and the fields."""
        self._fields = found.ask
        percent = found.score.percent
        self.percent.setVisible(percent is not None)
        self.percent.setText(tr(N_("{percent}% of what counts is filled"), percent=percent))
        self.asked.setVisible(bool(found.ask))
        for place, each in enumerate(self.buttons):
            each.setVisible(place < len(found.ask))
            if place < len(found.ask):
                name = tr(found.ask[place].label)
                words = tr(N_("Ask next: {field}"), field=name)
                each.setText(self._short(each, name))
                each.setAccessibleName(words)
                each.setToolTip(words)

    def _short(self, made: QPushButton, name: str) -> str:
        """As much of a name as the rail is wide; the tooltip says all of it."""
        room = self.width() - 2 * SPACE.medium - 2 * SPACE.small
        return made.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)

    def _button(self, place: int) -> QPushButton:
        made = button("", partial(self._pressed, place), "link")
        made.setMinimumWidth(0)
        return made

    def _pressed(self, place: int) -> None:
        self._go(self._fields[place])
