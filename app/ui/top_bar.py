"""The bar on top of the content: back, search everywhere, what is saved, new, more, lock."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from app.core.actor import Right, Role
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.icons import icon
from app.ui.navigation import Place
from app.ui.own_password import ask_new_password
from app.ui.registry import new_for
from app.ui.search_box import SearchBox
from app.ui.shortcuts import bind, in_menu, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import row
from app.ui.widgets.text import label

_SAVING_AFTER_MS = 150  # a quick save never flickers


class TopBar(QFrame):
    """Always there while a shop is open."""

    keys_wanted = Signal()
    full_screen_wanted = Signal()

    def __init__(self, context: Context, search: SearchBox) -> None:
        """Join the pieces; the search box belongs to the shell, which places its results."""
        super().__init__()
        self._context = context
        self.setProperty("look", "top")
        self.saved = label("", "small")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SAVING_AFTER_MS)
        self._waiting.timeout.connect(self._show_saving)
        self._writes, self._last_saved = 0, ""
        theme, way = context.theme, context.navigation
        self.back = icon_button(
            "arrow-left", tr("Back"), way.back, theme, with_keys(tr("Back"), "back")
        )
        self.forward = icon_button(
            "arrow-right", tr("Forward"), way.forward, theme, with_keys(tr("Forward"), "forward")
        )
        self.lock = icon_button(
            "lock", tr("Lock"), context.doors.lock.emit, theme, with_keys(tr("Lock"), "lock")
        )
        self.more = self._more_button()
        new = [self._new_button()] if new_for(context.actor) else []
        inside = row(
            self.back, self.forward, SPACE.small, search, None, self.saved, SPACE.small,
            *new, self.more, self.lock,
        )  # fmt: skip
        inside.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        inside.setStretchFactor(search, 10)
        self.setLayout(inside)
        context.jobs.saving.connect(self._count)
        context.jobs.changed.connect(self._note_saved)
        way.opened.connect(self._follow)
        self._follow(way.here)

    def _new_button(self) -> QPushButton:
        made = button(tr("New"), None, "menu", theme=self._context.theme, image="plus")
        menu = QMenu(made)
        for each in new_for(self._context.actor):
            words = in_menu(tr(each.title), each.keys)
            action = menu.addAction(icon(each.icon, self._context.theme, "muted"), words)
            action.setData(each.screen)
        menu.triggered.connect(
            lambda action: self._context.navigation.open(Place(action.data(), detail="new"))
        )
        made.setMenu(menu)
        return made

    def _more_button(self) -> QPushButton:
        made = button("", None, "quiet", theme=self._context.theme, image="ellipsis")
        made.setAccessibleName(tr("More"))
        made.setToolTip(tr("More"))
        made.clicked.connect(self._open_more)
        return made

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()

    def more_menu(self) -> QMenu:
        """The menu behind "…", as things stand now."""
        menu = QMenu(self)
        undo, looks = self._context.undo, self._context.looks
        for step, name, words, do in (
            (undo.next_undo(), "undo", N_("Undo: {title}"), undo.undo),
            (undo.next_redo(), "redo", N_("Redo: {title}"), undo.redo),
        ):
            plain = tr("Undo") if name == "undo" else tr("Redo")
            said = tr(words, title=tr(step.title)) if step else plain
            menu.addAction(in_menu(said, name), do).setEnabled(step is not None)
        menu.addSeparator()
        for words, name, do in (
            (tr("Larger text"), "larger", lambda: looks.step_text_size(1)),
            (tr("Smaller text"), "smaller", lambda: looks.step_text_size(-1)),
            (tr("Full screen"), "full_screen", self.full_screen_wanted.emit),
            (tr("Keyboard shortcuts"), "keys", self.keys_wanted.emit),
        ):
            menu.addAction(in_menu(words, name), do)
        menu.addSeparator()
        if self._context.actor.role is Role.CUSTODIAN:  # the owner has it in Settings
            menu.addAction(tr("Change my password…"), self._change_password)
        menu.addAction(tr("Close this shop"), self._context.doors.leave.emit)
        menu.addAction(in_menu(tr("Quit"), "quit"), self._context.doors.quit.emit)
        return menu

    def _change_password(self) -> None:
        ask_new_password(self._context, self.window())

    @Slot(object)
    def _follow(self, _place: Place) -> None:
        self.back.setEnabled(self._context.navigation.can_go_back())
        self.forward.setEnabled(self._context.navigation.can_go_forward())

    @Slot(int)
    def _count(self, writes: int) -> None:
        if writes and not self._writes:
            self._waiting.start()
        if not writes:
            self._waiting.stop()
            self.saved.setText(self._last_saved)
        self._writes = writes

    @Slot(object)
    def _note_saved(self, _changes: object) -> None:
        time = self._context.clock.local().strftime("%H:%M")
        self._last_saved = tr("Saved {time}", time=time)
        if not self._writes:
            self.saved.setText(self._last_saved)

    @Slot()
    def _show_saving(self) -> None:
        self.saved.setText(tr("Saving…"))


def bind_top(bar: TopBar, context: Context, search: SearchBox) -> None:
    """The keys that work wherever the cursor is."""
    looks, undo = context.looks, context.undo
    for name, do in (
        ("search", search.start),
        ("back", context.navigation.back),
        ("forward", context.navigation.forward),
        ("undo", undo.undo),
        ("redo", undo.redo),
        ("lock", context.doors.lock.emit),
        ("quit", context.doors.quit.emit),
        ("larger", lambda: looks.step_text_size(1)),
        ("smaller", lambda: looks.step_text_size(-1)),
        ("normal_size", lambda: looks.step_text_size(0)),
        ("full_screen", bar.full_screen_wanted.emit),
        ("keys", bar.keys_wanted.emit),
    ):
        bind(bar, name, do, everywhere=True)
    for each in new_for(context.actor):
        bind(bar, each.keys, _opener(context, Place(each.screen, detail="new")), everywhere=True)
    if context.may(Right.CHANGE_SETTINGS):
        bind(bar, "settings", _opener(context, Place("settings")), everywhere=True)


def _opener(context: Context, place: Place) -> Callable[[], None]:
    return lambda: context.navigation.open(place)
