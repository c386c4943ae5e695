"""The window's inside while a shop is open: sidebar, top bar, pages, messages, jobs."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.actor import Right
from app.i18n import tr
from app.ui.context import Context
from app.ui.joints import CounterLike, counter_card
from app.ui.messages import Message
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.registry import screen, screens_for
from app.ui.search_box import SearchBox
from app.ui.shortcuts import bind
from app.ui.sidebar import Sidebar
from app.ui.tokens import SPACE
from app.ui.top_bar import TopBar, bind_top
from app.ui.widgets.banner import Banner
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.toast import Toasts

_WARMED = "customer"
_QUIET_MS = 1200


class Shell(QWidget):
    """Makes each page at its first showing and keeps it."""

    titled = Signal(str)
    full_screen_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, context: Context) -> None:
        """Show the place where the navigation is."""
        super().__init__()
        self.setProperty("shell", True)
        self.setAccessibleName(context.shop.name)
        # A click beside every field leaves the field, which saves it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.context = context
        self.title = ""
        self._pages: dict[str, Page] = {}
        self._allowed = {each.key for each in screens_for(context.actor)}
        self.stack = QStackedWidget()
        self.sidebar = Sidebar(context)
        self.search = SearchBox(context)
        self.top = TopBar(context, self.search)
        self.banner = Banner(context.theme)
        self.standing = Banner(context.theme, closable=False)
        self.jobs = JobBar(context.jobs, context.messages)
        self._lay_out()
        self.toasts = Toasts(self)
        self._connect()
        bind_top(self.top, context, self.search)
        self._counter: CounterLike | None = None
        self.hands_off: Callable[[], bool] = lambda: True  # only the window knows
        for name, do in (
            ("refresh", self.refresh),
            ("find", self._focus_filter),
            ("counter", self.open_counter),
        ):
            bind(self.top, name, do, everywhere=True)
        self.show_place(context.navigation.here)

    def page(self) -> Page:
        """The page that is shown."""
        found = self.stack.currentWidget()
        assert isinstance(found, Page)
        return found

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Bring the page of a place up, if this person may see it."""
        if place.screen not in self._allowed:
            return
        if self.stack.currentWidget() is not None and self.stack.currentWidget() is not (
            self._pages.get(place.screen)
        ):
            self.page().leave()
        page = self._page(place.screen)
        page.show_place(place)
        another = self.stack.currentWidget() is not page
        self.stack.setCurrentWidget(page)  # Qt itself would put the cursor on any button
        if self.isVisible():
            page.take_focus(anew=another)
        self.sidebar.mark(place)
        self.title = tr(screen(place.screen).title)
        self.titled.emit(self.title)

    def showEvent(self, event: QShowEvent) -> None:
        """Let no button of the sidebar look chosen because it has the first focus."""
        super().showEvent(event)
        self.page().take_focus()

    def warm_up(self) -> None:
        """In a quiet moment, make the page that is opened most: its first file opens at once."""
        if _WARMED not in self._allowed or _WARMED in self._pages:
            return
        if self.context.jobs.busy() or not self.hands_off():
            QTimer.singleShot(_QUIET_MS, self, self.warm_up)
        else:
            self._page(_WARMED).warm()

    def refresh(self) -> None:
        """F5: ask again for everything on the page."""
        self.page().reload()

    def open_counter(self) -> None:
        """Ctrl+G: who stands at the counter?"""
        if self.context.may(Right.SEE_CUSTOMERS):
            if self._counter is None:
                self._counter = counter_card(self.context, self)
            self._counter.start()

    def leave(self) -> None:
        """Save what is being typed, and note what is half written."""
        if self.stack.currentWidget() is not None:
            self.page().leave()
        self.context.drafts.collect()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            made = screen(key).make(self.context)
            made.setProperty("look", "page")
            made.setAccessibleName(tr(screen(key).title))
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def _focus_filter(self) -> None:
        if not self.page().focus_filter():
            self.search.start()

    def _lay_out(self) -> None:
        banners = holder(column(self.standing, self.banner))
        banners.setContentsMargins(SPACE.section, SPACE.small, SPACE.section, 0)
        self._banners = banners
        banners.setVisible(False)
        content = column(self.top, banners, self.stack, self.jobs, space=0)
        content.setStretchFactor(self.stack, 1)
        self.setLayout(row(self.sidebar, holder(content), space=0))

    def _connect(self) -> None:
        context = self.context
        context.navigation.opened.connect(self.show_place)
        context.messages.toasted.connect(self._toast)
        context.undo.changed.connect(self.toasts.refresh)
        context.messages.bannered.connect(self._say)
        context.messages.banner_gone.connect(self.banner.hide)
        self.top.full_screen_wanted.connect(self.full_screen_wanted)
        self.top.keys_wanted.connect(self.keys_wanted)

    def stand(self, message: Message) -> None:
        """Say something above every page for as long as this shop is open."""
        self._banners.setVisible(True)
        self.standing.say(message)

    @Slot(object)
    def _toast(self, message: Message) -> None:
        self.toasts.show(message)

    @Slot(object)
    def _say(self, message: Message) -> None:
        self._banners.setVisible(True)
        self.banner.say(message)
