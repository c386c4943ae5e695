"""A few choices side by side, one of them on: for languages, themes, text sizes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import row

_STRONG = Qt.FocusPolicy.StrongFocus


@dataclass(frozen=True)
class Choice:
    """One value and its (translated) words."""

    value: Any
    words: str


class Choices(QWidget):
    """Checkable buttons of which one is on."""

    def __init__(
        self, name: str, offered: Sequence[Choice], now: Any, *, wrap: bool = False
    ) -> None:
        """`name` tells screen readers what is chosen; many choices `wrap` into lines."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._offered = tuple(offered)
        buttons = []
        for number, each in enumerate(self._offered):
            made = button(each.words)
            made.setAccessibleName(f"{name}: {each.words}")
            made.setCheckable(True)
            made.setChecked(each.value == now)
            self._group.addButton(made, number)
            buttons.append(made)
        self.setLayout(Flow(buttons, SPACE.hair) if wrap else row(*buttons, space=SPACE.hair))
        self._group.idToggled.connect(lambda *_: self._stop_at_chosen())
        self._stop_at_chosen()

    def _stop_at_chosen(self) -> None:
        """Tab comes to what is chosen, not to the first, where Space would choose another."""
        buttons = self._group.buttons()
        chosen = self._group.checkedButton() or (buttons[0] if buttons else None)
        for each in buttons:
            each.setFocusPolicy(_STRONG if each is chosen else Qt.FocusPolicy.ClickFocus)

    @property
    def offered(self) -> tuple[Choice, ...]:
        """All there is to choose from."""
        return self._offered

    def value(self) -> Any:
        """What is chosen."""
        number = self._group.checkedId()
        return self._offered[number].value if number >= 0 else None

    def choose(self, value: Any) -> None:
        """Choose as by a click."""
        for number, each in enumerate(self._offered):
            if each.value == value:
                self._group.button(number).click()

    def show_value(self, value: Any) -> None:
        """Show a choice without telling anybody."""
        for number, each in enumerate(self._offered):
            self._group.button(number).setChecked(each.value == value)

    def name_choices(self, offered: Sequence[Choice]) -> None:
        """Other words for the same values, such as with a count."""
        for number, each in enumerate(offered):
            made = self._group.button(number)
            made.setText(each.words)
            made.setAccessibleName(f"{self.accessibleName()}: {each.words}")

    def on_choice(self, do: Callable[[Any], object]) -> None:
        """Call with the value whenever the user chooses."""
        self._group.idClicked.connect(lambda number: do(self._offered[number].value))


def choices(name: str, offered: Sequence[Choice], now: Any, do: Callable[[Any], object]) -> Choices:
    """Make the row and connect it."""
    made = Choices(name, offered, now)
    made.on_choice(do)
    return made
