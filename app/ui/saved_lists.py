"""The saved lists in the sidebar, below the screen that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.actor import Right
from app.core.customers.starring import count_starred
from app.core.segments import queries
from app.core.segments.queries import Segment
from app.core.store.changes import ChangeSet
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column

SAVED = "segment:"
"""How a place names a saved list: `Place("customers", detail=SAVED + str(id))`."""
STARRED = "starred"
"""How a place names the starred customers."""
_MOST = 8


@dataclass(frozen=True)
class _Lists:
    saved: Sequence[Segment]
    starred: int


class SavedLists(QWidget):
    """The first few, each one click away; empty while none is saved."""

    def __init__(self, context: Context) -> None:
        """Ask for them, and again whenever one changes."""
        super().__init__()
        self._context, self._topic = context, Topic(self)
        self.buttons: list[QPushButton] = []
        self._inside = column(space=0)
        self._inside.setContentsMargins(SPACE.section, 0, 0, 0)
        self.setLayout(self._inside)
        self.setAccessibleName(tr(N_("Saved lists")))
        self.hide()
        context.jobs.changed.connect(self._changed)
        context.navigation.opened.connect(self._mark)
        if context.may(Right.SEE_CUSTOMERS):
            self.reload()

    def reload(self) -> None:
        """Ask for the saved ones."""
        self._context.jobs.read(_lists, self._show, topic=self._topic)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches("segment") or changes.touches("star"):
            self.reload()

    @Slot(object)
    def _show(self, found: _Lists) -> None:
        clear(self._inside)
        self.buttons = [self._starred()] if found.starred else []
        self.buttons += [self._saved(each) for each in found.saved[:_MOST]]
        for each in self.buttons:
            self._inside.addWidget(each)
        self.setVisible(bool(self.buttons))
        self._mark(self._context.navigation.here)

    def _starred(self) -> QPushButton:
        return self._button(tr(N_("Starred")), STARRED)

    def _saved(self, saved: Segment) -> QPushButton:
        return self._button(saved.name, f"{SAVED}{saved.id}")

    def _button(self, name: str, detail: str) -> QPushButton:
        place = Place("customers", detail=detail)
        words = self.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, self._context.theme.px(120)
        )
        made = button(words, partial(self._context.navigation.open, place), "place")
        made.setCheckable(True)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setProperty("place", place.detail)
        return made

    @Slot(object)
    def _mark(self, place: Place) -> None:
        for each in self.buttons:
            here = place.screen == "customers" and place.detail == each.property("place")
            each.setChecked(here)


def _lists(reader: Reader) -> _Lists:
    return _Lists(queries.list_saved(reader), count_starred(reader))
