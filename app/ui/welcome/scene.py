"""The frame of every page before a shop is open: a quiet column in the middle."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import ShukeError
from app.i18n import tr
from app.ui.background import Background, Topic
from app.ui.dialogs import Dialogs
from app.ui.house import House
from app.ui.looks import Looks
from app.ui.messages import Message
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import Piece, centred, column, holder, row, scrolling
from app.ui.widgets.seal_mark import SealMark
from app.ui.widgets.text import ElidedLabel, label, sentence, title

_WIDTH = 520
_SHOWN_AFTER_MS = 300  # what is done sooner needs no word


class Scene(QWidget):
    """A page of the way in. Subclasses fill `build` and use `trouble` to say what failed."""

    opened = Signal(object)  # Inside
    back = Signal()

    def __init__(
        self, house: House, looks: Looks, dialogs: Dialogs, background: Background
    ) -> None:
        """Slow work goes to `background`."""
        super().__init__()
        self.house, self.looks, self.dialogs = house, looks, dialogs
        self.background, self.topic = background, Topic(self)
        self.begins_at: QWidget | None = None  # where typing begins
        self.trouble = Banner(looks.theme, closable=False)
        self._doing = label(" ", "muted")  # a line high from the beginning
        self.under_way = _with_bar(self._doing)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.under_way.show)
        self.setProperty("look", "page")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)

    @property
    def theme(self) -> Theme:
        """Colours and sizes now."""
        return self.looks.theme

    def lay_out(
        self,
        words: str,
        explanation: str,
        *pieces: Piece,
        width: int = _WIDTH,
        seal: bool = False,
        own: bool = False,
    ) -> None:
        """Heading, a sentence, then the pieces.

        `seal` sets the program's mark above; `own` says that the heading is the user's text.
        """
        head: list[Piece] = [row(SealMark(self.theme), None)] if seal else []
        head += [ElidedLabel(words, "title") if own else title(words)]
        head += [*([sentence(explanation, "muted")] if explanation else [])]
        body = (self.trouble, *pieces, self.under_way)
        inside = holder(column(*head, SPACE.small, *body, space=SPACE.medium))
        page = QWidget()
        middle: QHBoxLayout = centred(inside, self.theme.px(width))
        page.setLayout(column(None, middle, None, None, margin=SPACE.page))
        self._outer.addWidget(scrolling(page))

    def foot(self, *buttons: QPushButton, back: bool = True) -> QHBoxLayout:
        """The row of buttons: back at the left, what goes on at the right."""
        left: list[Piece] = [self._back_button()] if back else []
        return row(*left, None, *buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Only what stands in the window can take the cursor."""
        super().showEvent(event)
        if self.begins_at is not None and not event.spontaneous():
            self.begins_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def fail(self, problem: Exception) -> None:
        """Say what happened, what is safe, what to do; unknown failures go on."""
        self.set_busy(False)
        if not isinstance(problem, ShukeError):
            raise problem
        self.say(str(problem))

    def say(self, words: str) -> None:
        """Show a complaint above the form."""
        self.trouble.say(Message(words, "danger"))

    def set_busy(self, busy: bool, words: str = "") -> None:
        """Keep hands off while a key is being derived; `words` say what takes so long."""
        self.setEnabled(not busy)
        self._doing.setText(words or " ")
        self.under_way.hide()
        if busy and words:
            self._soon.start(_SHOWN_AFTER_MS)
        else:
            self._soon.stop()

    def _back_button(self) -> QPushButton:
        return button(tr("Back"), self.back.emit, "quiet", theme=self.theme, image="arrow-left")


def _with_bar(words: QLabel) -> QWidget:
    """A sentence over a bar without an end; its room is kept, so that nothing jumps."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    made = holder(column(words, bar, space=SPACE.small))
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    made.setSizePolicy(policy)
    made.hide()
    return made
