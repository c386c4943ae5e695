"""One line for everybody around a customer: who, what to her, and a menu of what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QMenu, QWidget

from app.i18n import N_, tr
from app.ui.icons import icon, picture
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import ElidedLabel, label


@dataclass(frozen=True)
class Deed:
    """One entry of a line's menu."""

    words: str
    image: str
    do: Callable[[], object]
    danger: bool = False


@dataclass(frozen=True)
class Shown:
    """What a line shows; `open` where there is a file to open."""

    name: str
    what: str
    about: str
    image: str
    open: Callable[[], object] | None = None
    faint: bool = False


class PersonLine(QWidget):
    """Reachable by Tab: the name opens the file, the dots open the menu."""

    def __init__(self, theme: Theme, shown: Shown, deeds: Sequence[Deed]) -> None:
        """Deeds are made into a menu when it is opened."""
        super().__init__()
        self.shown, self._deeds, self._theme = shown, tuple(deeds), theme
        sign = QLabel()
        colour = theme.colours.faint if shown.faint else theme.colours.muted
        sign.setPixmap(picture(shown.image, colour, theme.px(18)))
        words = row(self._name(), label(shown.what, "muted"), None, space=SPACE.medium)
        lines: list[QWidget] = [ElidedLabel(shown.about, "small")] if shown.about else []
        self.dots = icon_button(
            "ellipsis", tr(N_("More about {name}"), name=shown.name), self.open_menu, theme
        )
        inside = row(sign, holder(column(words, *lines, space=2)), space=SPACE.medium)
        inside.setStretch(1, 1)
        if deeds:
            inside.addWidget(self.dots)
        else:
            self.dots.deleteLater()
        self.setLayout(inside)

    def _name(self) -> QWidget:
        if self.shown.open is None:
            return label(self.shown.name, "value")
        made = button(self.shown.name, self.shown.open, "name")
        made.setToolTip(tr(N_("Open the file of {name}"), name=self.shown.name))
        return made

    def menu(self) -> QMenu:
        """What can be done."""
        made = QMenu(self)
        for each in self._deeds:
            colour = "danger" if each.danger else "ink"
            action = made.addAction(icon(each.image, self._theme, colour), each.words)
            action.triggered.connect(lambda _=False, do=each.do: do())
        return made

    def open_menu(self) -> None:
        """Below the dots."""
        self.menu().popup(self.dots.mapToGlobal(self.dots.rect().bottomLeft()))
