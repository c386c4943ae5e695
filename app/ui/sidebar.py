"""The left side of the window: the shop's name and the way to each screen."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from app.core.actor import spoken_name
from app.i18n import tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.registry import Screen, screen, screens_for
from app.ui.saved_lists import SavedLists
from app.ui.shortcuts import TABLE, bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column
from app.ui.widgets.text import ElidedLabel

_WIDTH = 208


class Sidebar(QFrame):
    """One checkable button a screen; the present one is marked."""

    def __init__(self, context: Context, parent: QFrame | None = None) -> None:
        """Show what this person may open."""
        super().__init__(parent)
        self._context = context
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setProperty("look", "sidebar")
        self.setFixedWidth(context.theme.px(_WIDTH))
        shown = [each for each in screens_for(context.actor) if each.sidebar]
        places = [self._button(each) for each in shown if not each.low]
        low = [self._button(each) for each in shown if each.low]
        self.saved = SavedLists(context)
        inside = column(*self._head(), SPACE.medium, *self._with_lists(places), None, *low, space=2)
        inside.setContentsMargins(SPACE.medium, SPACE.large, SPACE.medium, SPACE.large)
        self.setLayout(inside)
        self._bind_keys([*places, *low])
        context.navigation.opened.connect(self.mark)

    def button(self, key: str) -> QPushButton:
        """The button of a screen."""
        return self._buttons[key]

    @Slot(object)
    def mark(self, place: Place) -> None:
        """Show where we are; a screen without a button marks the one it belongs to."""
        found = self._buttons.get(screen(place.screen).under or place.screen)
        if found is not None:
            found.setChecked(True)

    def _with_lists(self, places: list[QPushButton]) -> list[QWidget]:
        """The saved lists stand below the customers they narrow."""
        made: list[QWidget] = []
        for each in places:
            below = [self.saved] if each is self._buttons.get("customers") else []
            made += [each, *below]
        return made if self.saved in made else [*made, self.saved]

    def _head(self) -> list[ElidedLabel]:
        name = self.name = ElidedLabel(self._context.shop.name, "strong")
        person = ElidedLabel(spoken_name(self._context.actor.name), "small")
        for each in (name, person):
            each.setContentsMargins(SPACE.medium, 0, SPACE.small, 0)
        return [name, person] if person.text() else [name]

    def _button(self, entry: Screen) -> QPushButton:
        made = button(
            tr(entry.title),
            lambda: self._context.navigation.open(Place(entry.key)),
            "place",
            theme=self._context.theme,
            image=entry.icon,
        )
        made.setCheckable(True)
        self._group.addButton(made)
        self._buttons[entry.key] = made
        return made

    def _bind_keys(self, buttons: list[QPushButton]) -> None:
        for number, each in enumerate(buttons, start=1):
            name = f"page_{number}"
            if name in TABLE:
                bind(self, name, each.click, everywhere=True)
                each.setToolTip(with_keys(each.text(), name))
