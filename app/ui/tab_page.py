"""A page of tabs, each of them a card lent by a screen family; tabs may count what waits there.

    TabPage(context, N_("Customer value"), N_("Who is worth how much, and what to do."), lent)

`Place(screen, detail=key)` opens the tab of that key.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.core.store.changes import ChangeSet
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard, MakeCard
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import sentence, title


class TabPage(Page):
    """Shows lent cards at full size, one at a time; each loads when its tab is shown."""

    def __init__(
        self, context: Context, name: str, words: str = "", lent: Sequence[MakeCard] = ()
    ) -> None:
        """`name` and `words` (marked) stand above the tabs."""
        super().__init__(context)
        self.topic.troubled = None  # it asks for counts only: the tabs stay open without them
        self.name, self.words = name, words
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
                each.show_place(place)
        self._remember()

    def open_tab(self) -> LentCard:
        """The card whose tab is open."""
        return self.lent[self.tabs.currentIndex()]

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

    def first_to_focus(self) -> QWidget:
        """The open tab: its list or its field hears the keys at once."""
        return self.stack.currentWidget() or self

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands in the open tab, so that its one key works at once."""
        super().showEvent(event)
        shown = self.stack.currentWidget()
        if shown is not None and not event.spontaneous():
            shown.setFocus()

    def _turn(self, number: int) -> None:
        """Another tab; the cursor does not fall out of a page that goes."""
        focused = QApplication.focusWidget()
        if focused is not None and self.stack.isAncestorOf(focused):
            self.tabs.setFocus()
        self.stack.setCurrentIndex(number)
        self._remember()

    def _remember(self) -> None:
        """The way back comes to the tab that was open, not to whichever is open by then."""
        navigation, keys = self.context.navigation, [each.key for each in self.lent]
        here = navigation.here
        ours = self.place is not None and here.screen == self.place.screen and bool(keys)
        if ours and here.record is None and here.detail in ("", *keys):
            opened = self.open_tab().key
            if opened != here.detail:
                navigation.replace(replace(here, detail=opened, people=None))

    def _dress_tabs(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(tr(self.name))

    def _laid_out(self) -> QVBoxLayout:
        said = [sentence(tr(self.words), "muted")] if self.words else []
        head = column(row(title(tr(self.name)), None), *said, space=SPACE.small)
        made = column(head, self.tabs, self.stack, space=SPACE.medium)
        made.setContentsMargins(SPACE.page, SPACE.section, SPACE.page, SPACE.section)
        made.setStretchFactor(self.stack, 1)
        return made

    @Slot(object)
    def _count(self, found: list[int | None]) -> None:
        for number, (each, count) in enumerate(zip(self.lent, found, strict=True)):
            words = tr(each.title)
            if count:
                words = tr(N_("{title}  {count}"), title=words, count=f"{count:,}")
            self.tabs.setTabText(number, words)
