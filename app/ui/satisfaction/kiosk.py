"""The screen given to customers: nothing but the survey, and no way out without the password."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.core.accounts.service import StepUp, confirm
from app.core.errors import ShukeError
from app.core.surveys.queries import Survey, Wave
from app.i18n import N_, tr
from app.ui.background import Background
from app.ui.context import Context
from app.ui.satisfaction.question_view import QuestionView
from app.ui.satisfaction.walk import Walk
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine, PasswordEdit
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import heading, label, sentence, title

THANKS_MS, BACK_IN_FRONT_MS, FORGOTTEN_MS = 6_000, 250, 90_000
_REMAPPED = range(2, 5)
_ASKED_FOR_ALL = 20  # so often at most: a screen may have a bar that nobody gets over
_WIDE = 800
_WELCOME, _ASKING, _THANKS, _LEAVING, _RESTING = range(5)
_ALLOWED = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MOVED = (QEvent.Type.WindowDeactivate, QEvent.Type.WindowStateChange)
_HANDS = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.Wheel),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease),
        *(QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin),
    }
)


class Kiosk(QWidget):
    """Full screen, always on top; every key that is no answer is swallowed."""

    def __init__(
        self,
        context: Context,
        survey: Survey,
        wave: Wave,
        *,
        thanks_ms: int = THANKS_MS,
        forgotten_ms: int = FORGOTTEN_MS,
    ) -> None:
        """The times are parameters, so that tests need not wait."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.context, self._may_close = context, False
        self.shut = False  # the shop below was locked: the screen rests until somebody comes
        self._checking = Background(1, "password")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(context.shop.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "page")
        self.view = QuestionView(context.theme, large=True)
        self.walk = Walk(context, self.view, survey, wave, "self")
        self.walk.ended.connect(self._thank)
        self.password = PasswordEdit(context.theme)
        self.password_line = FormLine(tr(N_("Password of the shop")), self.password)
        self.body = QStackedWidget()
        for each in (
            self._welcome(survey),
            self.view,
            self._thanks(),
            self._leaving(),
            self._rest(),
        ):
            self.body.addWidget(self._centred(each))
        self.setLayout(column(self.body, self._foot(), margin=SPACE.page))
        self._again = self._timer(thanks_ms, self.start_again)
        self._forgotten = self._timer(forgotten_ms, self._gone)
        self._front = self._timer(BACK_IN_FRONT_MS, self._come_back)
        self._front.setSingleShot(False)  # a window manager may refuse the first time
        self._tries = 0
        self.walk.load(lambda: None)
        self._take_the_screen()

    def _take_the_screen(self) -> None:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self.context.doors.ending.connect(self.rest)
        self.context.doors.screen_given.emit(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shortcuts of the program do not work while customers have the screen."""
        if event.type() in (QEvent.Type.Shortcut, QEvent.Type.ShortcutOverride):
            mine = isinstance(watched, QWidget) and self.isAncestorOf(watched)
            typing = isinstance(event, QKeyEvent) and _is_editing(event)
            return not (mine and typing)
        if event.type() == QEvent.Type.ContextMenu:
            return True
        if event.type() in _HANDS and isinstance(watched, QWidget):
            # The shop's window below, were it reached for a moment, hears nothing.
            return watched is not self and not self.isAncestorOf(watched)
        if event.type() == QEvent.Type.ApplicationDeactivate or (
            event.type() in _MOVED and watched is self
        ):
            if not self._front.isActive():
                self._tries = 0
                self._front.start()
        elif event.type() == QEvent.Type.WindowActivate and watched is self:
            QTimer.singleShot(0, self, self._hold_keys)
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 and the window's menu ask in vain."""
        if self._may_close:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            event.accept()
        else:
            event.ignore()
            self._come_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no question took ends here."""
        event.accept()

    def start_again(self) -> None:
        """The next customer begins afresh."""
        self._again.stop()
        self._forgotten.stop()
        self.password.clear()
        self.password_line.complain("")
        self.body.setCurrentIndex(_RESTING if self.shut else _WELCOME)

    @Slot()
    def rest(self) -> None:
        """The shop is being locked: what was said is kept, nobody is asked, nothing is shown.

        The screen stays with whoever stands there; the password alone ends it, as before.
        """
        self._keep_half()
        self.shut = True
        self.start_again()

    def begin(self) -> None:
        """Somebody wants to answer."""
        if self.walk.asked and not self.shut:
            self.walk.begin()
            self.body.setCurrentIndex(_ASKING)
            self.view.setFocus()
            self._forgotten.start()

    def leave(self) -> None:
        """Back to the shop, with the password of whoever opened this."""
        step_up = StepUp(self.password.text(), self.context.app_state.folder)
        actor, shop = self.context.actor, self.context.shop
        self.setEnabled(False)
        self._checking.run(
            lambda: confirm(actor, shop, step_up), lambda _: self._close(), self._refused
        )

    @Slot()
    def _thank(self) -> None:
        self._forgotten.stop()
        self.body.setCurrentIndex(_THANKS)
        self._again.start()

    def _gone(self) -> None:
        """Left standing in the middle: what was said stays, the screen is free again."""
        self._keep_half()
        self.start_again()

    def _keep_half(self) -> None:
        """What was answered so far, and the words that were being written."""
        if self.body.currentIndex() == _ASKING:
            self.view.keep_words()
        self.walk.stop()

    def _close(self) -> None:
        self._may_close = True
        self._hold_keys()
        for each in (self._again, self._forgotten, self._front):
            each.stop()
        self._keep_half()
        self._checking.close(drop_waiting=True)
        self.context.doors.screen_given.emit(False)
        self.close()

    def _refused(self, problem: Exception) -> None:
        self.setEnabled(True)
        self.password.clear()
        words = problem.sentences()[0] if isinstance(problem, ShukeError) else str(problem)
        self.password_line.complain(words)
        self.password.setFocus()

    def _hold_keys(self) -> None:
        """On X11 no key then reaches the window manager: no Alt+Tab, no bare desktop."""
        handle = self.windowHandle()
        if handle is not None and QGuiApplication.platformName() == "xcb":
            handle.setKeyboardGrabEnabled(not self._may_close)

    def _come_back(self) -> None:
        if self._may_close or self._stands():
            self._front.stop()
            return
        self._tries += 1
        if self._tries in _REMAPPED and not self.isActiveWindow():
            self.hide()  # shown anew it is a new window, which no window manager holds back
        self.showFullScreen()
        self.activateWindow()

    def _stands(self) -> bool:
        """In front with the whole screen, which a window manager may take back while it shows."""
        whole = self.frameGeometry().contains(self.screen().geometry())
        enough = whole or self.isFullScreen() or self._tries >= _ASKED_FOR_ALL
        return self.isActiveWindow() and not self.isMinimized() and enough

    def _ask_password(self) -> None:
        self._keep_half()
        if not self.context.actor.proof.can_be_asked:  # the sample shop
            self._close()
            return
        self._forgotten.stop()
        self._again.start()  # nobody types one: the survey comes back
        self.password.clear()
        self.body.setCurrentIndex(_LEAVING)
        self.password.setFocus()

    def _welcome(self, survey: Survey) -> QWidget:
        begin = button(tr(N_("Begin")), self.begin, "primary")
        high, letters = self.context.theme.px(56), self.context.theme.px(19)
        begin.setStyleSheet(f"min-height: {high}px; font-size: {letters}px")
        said = tr(N_("A few questions, a minute or two. Thank you for telling us what you think."))
        return holder(
            column(
                title(self.context.shop.name),
                heading(survey.name),
                sentence(said, "muted"),
                begin,
                space=SPACE.section,
            )
        )

    def _thanks(self) -> QWidget:
        said = tr(N_("What you said helps us to do better."))
        return holder(column(title(tr(N_("Thank you!"))), sentence(said, "muted"),
                             space=SPACE.section))  # fmt: skip

    def _rest(self) -> QWidget:
        said = tr(N_("This screen is resting. Please tell us at the counter; we like to listen."))
        return holder(column(title(self.context.shop.name), sentence(said, "muted"),
                             space=SPACE.section))  # fmt: skip

    def _leaving(self) -> QWidget:
        self.password.returnPressed.connect(self.leave)
        self.password.textEdited.connect(lambda _: self._again.stop())
        back = button(tr(N_("Back to the survey")), self.start_again)
        leave = button(tr(N_("Leave")), self.leave, "primary")
        head = heading(tr(N_("Back to the shop")))
        return holder(column(head, self.password_line, row(None, back, leave), space=SPACE.large))

    def _foot(self) -> QWidget:
        leave = button(tr(N_("For the shop")), self._ask_password, "quiet")
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return holder(row(label("", "small"), None, leave))

    def _centred(self, inside: QWidget) -> QWidget:
        inside.setMaximumWidth(self.context.theme.px(_WIDE))
        outer = QVBoxLayout()
        outer.addStretch(1)
        line = row(None, inside, None)
        line.setStretch(1, 100)
        outer.addLayout(line)
        outer.addStretch(2)
        return holder(outer)

    def _timer(self, ms: int, do: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(ms)
        made.timeout.connect(do)
        return made


def _is_editing(event: QKeyEvent) -> bool:
    """A letter, or a key that edits a line: typing a password must work."""
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if event.modifiers() & control:
        return event.matches(QKeySequence.StandardKey.Paste)
    return bool(event.text()) or event.key() in _ALLOWED


def open_kiosk(context: Context, parent: QWidget, survey: Survey, wave: Wave) -> Kiosk:
    """Full screen, over everything."""
    made = Kiosk(context, survey, wave)
    made.showFullScreen()
    return made
