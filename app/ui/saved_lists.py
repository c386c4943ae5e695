"""The saved lists in the sidebar, below the screen that shows them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.actor import Right
from app.core.segments import queries
from app.core.segments.queries import Segment
from app.core.store.changes import ChangeSet
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column

SAVED = "segment:"
"""How a place names a saved list: `Place("customers", detail=SAVED + str(id))`."""
_MOST = 8


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
        self._context.jobs.read(queries.list_saved, self._show, topic=self._topic)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches("segment"):
            self.reload()

    @Slot(object)
    def _show(self, found: Sequence[Segment]) -> None:
        clear(self._inside)
        self.buttons = [self._button(each) for each in found[:_MOST]]
        for each in self.buttons:
            self._inside.addWidget(each)
        self.setVisible(bool(self.buttons))
        self._mark(self._context.navigation.here)

    def _button(self, saved: Segment) -> QPushButton:
        place = Place("customers", detail=f"{SAVED}{saved.id}")
        words = self.fontMetrics().elidedText(
            saved.name, Qt.TextElideMode.ElideRight, self._context.theme.px(120)
        )
        made = button(words, partial(self._context.navigation.open, place), "place")
        made.setCheckable(True)
        made.setAccessibleName(saved.name)
        made.setToolTip(saved.name)
        made.setProperty("place", place.detail)
        return made

    @Slot(object)
    def _mark(self, place: Place) -> None:
        for each in self.buttons:
            here = place.screen == "customers" and place.detail == each.property("place")
            each.setChecked(here)
