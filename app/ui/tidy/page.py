"""Keep in order: one tab for each sort of thing in the book that wants a look."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout

from app.core.store.changes import ChangeSet
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard, MakeCard
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column
from app.ui.widgets.text import sentence, title


class TidyPage(Page):
    """Shows lent cards at full size; `Place("tidy", detail=key)` opens one of them."""

    def __init__(self, context: Context, lent: Sequence[MakeCard] = ()) -> None:
        """The cards load when their tab is shown; their counts with the page."""
        super().__init__(context)
        self.lent: tuple[LentCard, ...] = tuple(make(context) for make in lent)
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self._dress_tabs()
        for each in self.lent:
            self.tabs.addTab(tr(each.title))
            self.stack.addWidget(each)
        self.tabs.currentChanged.connect(self._turn)
        self.setLayout(self._laid_out())

    def show_place(self, place: Place) -> None:
        """Open the tab that the place names."""
        super().show_place(place)
        for number, each in enumerate(self.lent):
            if each.key == place.detail:
                self.tabs.setCurrentIndex(number)

    def _turn(self, number: int) -> None:
        """Another tab; the cursor does not fall out of a page that goes."""
        focused = QApplication.focusWidget()
        if focused is not None and self.stack.isAncestorOf(focused):
            self.tabs.setFocus()
        self.stack.setCurrentIndex(number)

    def reload(self) -> None:
        """Ask how much waits in each tab."""
        cards = self.lent

        def ask(reader: Reader) -> list[int | None]:
            return [each.count(reader) for each in cards]

        self.context.jobs.read(ask, self._count, topic=self.topic)

    def concerns(self, changes: ChangeSet) -> bool:
        """What makes a card stale may change its count."""
        return any(each.concerns(changes) for each in self.lent)

    def focus_filter(self) -> bool:
        """Ctrl+F goes to the open tab."""
        self.stack.setFocus()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands in the open tab, so that its one key works at once."""
        super().showEvent(event)
        shown = self.stack.currentWidget()
        if shown is not None and not event.spontaneous():
            shown.setFocus()

    def _dress_tabs(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(tr("Keep in order"))

    def _laid_out(self) -> QVBoxLayout:
        head = column(title(tr("Keep in order")), sentence(tr(_WORDS), "muted"), space=SPACE.small)
        made = column(head, self.tabs, self.stack, space=SPACE.medium, margin=SPACE.page)
        made.setStretchFactor(self.stack, 1)
        return made

    @Slot(object)
    def _count(self, found: list[int | None]) -> None:
        for number, (each, count) in enumerate(zip(self.lent, found, strict=True)):
            words = tr(each.title)
            if count:
                words = tr(N_("{title}  {count}"), title=words, count=f"{count:,}")
            self.tabs.setTabText(number, words)


_WORDS = N_("What in the book wants a look, so that it can be trusted. Nothing here is urgent.")


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> Page:
    """Made by the registry."""
    return TidyPage(context, lent)
