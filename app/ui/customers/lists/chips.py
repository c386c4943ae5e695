"""What narrows the list, as chips that can each be taken away."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.segments.filter import Filter
from app.core.segments.subjects import Subject
from app.i18n import N_, tr
from app.ui.customers.lists.words import condition_words
from app.ui.icons import icon
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import clear

KEEP = N_("Save as a group…")


class Chips(QWidget):
    """Hidden while nothing narrows the list."""

    removed = Signal(int)  # the place of a condition
    group_left = Signal()
    edit_wanted = Signal()
    save_wanted = Signal()  # the people of a figure, as a group

    def __init__(self, theme: Theme) -> None:
        """Nothing narrows yet."""
        super().__init__()
        self._theme = theme
        self._flow = Flow([], SPACE.small)
        self._words: tuple[str, ...] = ()
        self.setLayout(self._flow)
        self.hide()

    def show_filter(
        self, asked: Filter, subjects: Mapping[str, Subject], group: str = "", people: str = ""
    ) -> None:
        """A chip a condition; `group` names a saved group, `people` those behind a figure."""
        clear(self._flow)
        self._words = ()
        if group:
            words = tr(N_("Group: {name}"), name=group)
            self._add(words, self.group_left.emit)
        if people:
            self._add(people, self.group_left.emit)
        for place, each in enumerate(asked.conditions):
            words = condition_words(subjects.get(each.field), each)
            if place and asked.any:
                words = tr(N_("or {words}"), words=words)
            self._add(words, partial(self.removed.emit, place))
        if people:
            self._flow.addWidget(save := button(tr(KEEP), self.save_wanted.emit, "link"))
            save.show()
        self.setVisible(bool(group) or bool(people) or bool(asked))
        self.updateGeometry()

    def words(self) -> tuple[str, ...]:
        """What the chips say."""
        return self._words

    def chips(self) -> list[QPushButton]:
        """The chips, in order."""
        found = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (each.widget() for each in found if each is not None)
        return [each for each in widgets if isinstance(each, QPushButton)]

    def _add(self, words: str, do: Callable[[], object]) -> None:
        self._words = (*self._words, words)
        made = button(words, do)
        made.setIcon(icon("x", self._theme, "muted", "accent"))
        made.setAccessibleName(tr(N_("Take away: {words}"), words=words))
        made.setToolTip(tr(N_("Take away")))
        self._flow.addWidget(made)
        made.show()
