"""The window: the way in, the open shop, and the way out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from app.i18n import N_, tr
from app.ui import scenes
from app.ui.background import Background
from app.ui.clipboard import forget_copied
from app.ui.dialogs import Dialogs, WindowDialogs
from app.ui.house import House, Inside
from app.ui.idle import Idle
from app.ui.looks import Looks
from app.ui.notices import notices_of
from app.ui.samples import is_sample, throw_away
from app.ui.screen_lock import ScreenLock
from app.ui.session import Session
from app.ui.shell import Shell
from app.ui.welcome.closing_page import ClosingPage
from app.ui.widgets.kept_cursor import Spot, put_cursor, spot_of_cursor
from app.ui.widgets.keys_help import show_keys

_LEAST = (960, 600)
_FIRST = (1280, 800)
_FRAME = 40  # about what the desktop puts around it
_UPKEEP_EVERY_MS = 10 * 60 * 1000
_QUIET_SECONDS = 60
_HANDS_OFF_SECONDS = 1  # whoever scrolls or types is not made to wait for what nobody sees
_WARM_UP_MS = 1200  # after a shop was opened: what it opens with is painted by then


def _fits(room: QSize) -> bool:
    """Is there room on the screen for the first window and its frame?"""
    return room.width() >= _FIRST[0] and room.height() >= _FIRST[1] + _FRAME


def _close_dialogs() -> None:
    """No question stays open over a locked shop, for it may show whom it is about."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.reject()


class Window(QMainWindow):
    """Shows one scene at a time; `_scene` makes it anew when the look changes."""

    def __init__(
        self,
        house: House,
        looks: Looks,
        dialogs: Dialogs | None = None,
    ) -> None:
        """Empty until `begin`."""
        super().__init__()
        self.house, self.looks = house, looks
        self.dialogs: Dialogs = dialogs or WindowDialogs(self)
        self.background = Background(1, "door")
        self.session: Session | None = None
        self.before_entering: Inside | None = None  # open, while its new card is shown
        self.idle, self.screen_lock = Idle(self), ScreenLock(self)
        self.ways = scenes.Ways(self)
        self._scene: Callable[[], QWidget] = QWidget
        self._may_close = False
        self._page_title = ""
        self._cursor: Spot | None = None  # where it is while everything is made anew
        self.setMinimumSize(*_LEAST)
        self.resize(*_FIRST)
        looks.about_to_change.connect(self._look_goes)
        looks.changed.connect(self._look_changed)
        self.idle.passed.connect(self._idle_passed)
        self.screen_lock.locked.connect(self.idle.leave)
        self._upkeep = QTimer(self)
        self._upkeep.setInterval(_UPKEEP_EVERY_MS)
        self._upkeep.timeout.connect(self.keep_up)
        self._upkeep.start()

    def begin(self, *, demo: bool = False) -> None:
        """The last shop's unlock page, or the welcome page."""
        last = self.house.app_state.last_shop
        if demo:
            self.ways.sample()
        elif last is not None and last.is_dir():
            self.ways.unlock(last)
        else:
            self.ways.start()

    def show_scene(self, make: Callable[[], QWidget]) -> None:
        """Show another scene, and remember how to make it anew."""
        self._scene = make
        self._rebuild()

    def enter(self, inside: Inside) -> None:
        """The shop is open: show its shell."""
        self.before_entering = None
        if not is_sample(inside.shop.folder, self.house.app_state):
            self.house.app_state.remember_shop(inside.shop.folder)
        session = Session(inside, self.house.app_state, self.looks, self.dialogs)
        self.session = session
        doors = session.context.doors
        doors.lock.connect(self.lock)
        doors.leave.connect(self._leave)
        doors.open_shop.connect(self._go_to_shop)
        doors.restore_over.connect(self.ways.restore_over)
        doors.quit.connect(self.close)
        doors.screen_given.connect(self.idle.give)
        session.lock_after.connect(self._set_limit)
        session.named.connect(self._name)
        self.idle.begin()
        self.screen_lock.tell_of(self)
        self.show_scene(self._make_shell)

    def shell(self) -> Shell:
        """The shell of the open shop."""
        found = self.centralWidget()
        assert isinstance(found, Shell)
        return found

    @Slot()
    def lock(self) -> None:
        """Close the shop and ask for the password again; a sample shop has none to ask for."""
        if self.session is None:
            return
        if self._in_sample():
            words = tr(N_("The sample shop has no password: there is nothing to lock."))
            self.session.context.messages.toast(words, tone="plain")
            return
        folder = self.session.inside.shop.folder
        self.end_session(lambda: self.ways.unlock(folder))

    def _in_sample(self) -> bool:
        shop = self.session.inside.shop if self.session is not None else None
        return shop is not None and is_sample(shop.folder, self.house.app_state)

    @Slot()
    def keep_up(self) -> None:
        """The daily backup, while nobody touches anything."""
        quiet = self.idle.seconds() >= _QUIET_SECONDS
        if self.session is not None and quiet and not self._in_sample():
            self.session.keep_up()

    def end_session(self, then: Callable[[], object]) -> None:
        """Save, back up if due, close the shop; then go on."""
        session = self.session
        if session is None:
            then()
            return
        if isinstance(self.centralWidget(), Shell):
            self.shell().leave()
        session.context.doors.ending.emit()
        self.session = None
        forget_copied()
        _close_dialogs()
        self.setWindowTitle("")  # locked, nothing tells whose file was open
        self.idle.rest()
        self.show_scene(lambda: ClosingPage(self.looks.theme))

        def done(problem: object) -> None:
            then()
            if isinstance(problem, Exception):
                self.dialogs.error(problem)

        session.end(self.background, done)

    def restore_place(self) -> None:
        """Stand where the window stood last time."""
        found = self.house.app_state.get("window")
        if isinstance(found, str):
            self.restoreGeometry(QByteArray.fromBase64(found.encode()))
        elif not _fits(self.screen().availableSize()):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the shop first; the window goes when that is done."""
        if self._may_close or (self.session is None and not self.background.busy()):
            self._remember_place()
            if self.before_entering is not None:
                self.before_entering.shop.close()
            self.background.close(drop_waiting=False)
            event.accept()
            return
        event.ignore()
        self.end_session(self._close_for_good)

    def _close_for_good(self) -> None:
        throw_away(self.house.app_state)
        self._may_close = True
        self.close()

    def _remember_place(self) -> None:
        place = bytes(self.saveGeometry().toBase64().data()).decode()
        self.house.app_state.set("window", place)

    def _make_shell(self) -> QWidget:
        assert self.session is not None
        context = self.session.context
        shell = Shell(context)
        shell.titled.connect(self._title)
        shell.full_screen_wanted.connect(self._full_screen)
        shell.keys_wanted.connect(self._show_keys)
        for message in notices_of(context):
            shell.stand(message)
        shell.sidebar.name.setText(self.session.name)
        shell.hands_off = lambda: self.idle.seconds() >= _HANDS_OFF_SECONDS
        QTimer.singleShot(_WARM_UP_MS, shell, shell.warm_up)
        self._title(shell.title)
        return shell

    @Slot()
    def _let_go(self) -> None:
        old = self.centralWidget()
        if isinstance(old, Shell):
            old.leave()
        self.setCentralWidget(QWidget())

    @Slot()
    def _rebuild(self) -> None:
        self._let_go()
        self.setCentralWidget(self._scene())

    def _inside(self) -> QWidget:
        return self.centralWidget() or self

    @Slot()
    def _look_goes(self) -> None:
        self._cursor = spot_of_cursor(self._inside())
        self._let_go()

    @Slot()
    def _look_changed(self) -> None:
        """The same pages in another language or look: who chose it by keys goes on there."""
        spot = spot_of_cursor(self._inside()) or self._cursor
        self._cursor = None
        self._rebuild()
        if spot is not None:
            QTimer.singleShot(0, self, lambda: put_cursor(self._inside(), spot, near=False))

    @Slot(str)
    def _title(self, page: str) -> None:
        self._page_title = page
        name = self.session.name if self.session else ""
        parts = [part for part in (page, name) if part]
        self.setWindowTitle(" · ".join(parts))  # the program's name is put behind it by Qt

    @Slot(str)
    def _name(self, name: str) -> None:
        if isinstance(self.centralWidget(), Shell):
            self.shell().sidebar.name.setText(name)
            self._title(self._page_title)

    @Slot()
    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    @Slot()
    def _show_keys(self) -> None:
        show_keys(self, self.looks.theme)

    @Slot(int)
    def _set_limit(self, minutes: int) -> None:
        self.idle.limit = minutes * 60

    @Slot()
    def _idle_passed(self) -> None:
        if self.session is None or self._in_sample():
            return
        if self.session.jobs.long_jobs():
            self.session.inside.actor.proof.forget()  # open for the job's sake, to nobody else
            return  # the next look locks, when the job is done
        self.lock()

    @Slot()
    def _leave(self) -> None:
        self.end_session(self._left)

    def _left(self) -> None:
        throw_away(self.house.app_state)
        self.ways.start()

    @Slot(object)
    def _go_to_shop(self, folder: Path) -> None:
        self.end_session(lambda: self.ways.unlock(folder))
