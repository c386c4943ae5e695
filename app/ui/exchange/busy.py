"""What the wizard shows while something slow is under way: what, how far, and Cancel."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.core.exchange.phases import SAFETY_COPY, SAVING
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.exchange.file_words import read_so_far
from app.ui.long_job import LongJob
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, column, holder, row
from app.ui.widgets.text import heading, label

_LOOK_EVERY_MS = 100
_SHOWN_AFTER = 0.3
_PARTS = 1000
_WIDTH = 520


class Busy(QWidget):
    """Follows one long job; asks to be shown when it takes longer than a moment."""

    wanted = Signal()  # it takes long enough to be shown
    cancel_wanted = Signal()

    def __init__(self, context: Context) -> None:
        """Nothing is under way."""
        super().__init__()
        theme = context.theme
        self._job: LongJob | None = None
        self.head, self.far = heading(""), label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button(tr("Cancel"), self.cancel_wanted.emit)
        self.safe = label("", "small", wrap=True)
        foot = row(self.safe, self.cancel, space=SPACE.large)
        foot.setStretch(0, 1)
        inside = card(self.head, self.far, self.bar, foot, space=SPACE.medium)
        inside.setFixedWidth(theme.px(_WIDTH))
        self.setLayout(column(None, holder(row(None, inside, None)), None, None))
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def follow(self, job: LongJob) -> None:
        """Begin to look at a job."""
        self._job = job
        self.head.setText(tr(job.title))
        self.bar.setAccessibleName(tr(job.title))
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """It has ended."""
        self._job = None
        self._timer.stop()

    def look(self) -> None:
        """How far is it?"""
        job = self._job
        if job is None:
            return
        done, total, text = job.far()
        saving = text == tr(SAVING)
        copying = text == tr(SAFETY_COPY)
        self.far.setText(text if saving or copying else read_so_far(done, total) or text or " ")
        self.bar.setRange(0, _PARTS if total else 0)
        self.bar.setValue(min(done, total) * _PARTS // total if total else 0)
        self.cancel.setEnabled(not saving and not job.is_cancelled())
        self.safe.setText(tr(_ONE_PIECE) if saving else tr(_UNCHANGED))
        if job.seconds() > _SHOWN_AFTER:
            self.wanted.emit()


_UNCHANGED = N_("Until it is saved, nothing in the shop has changed.")
_ONE_PIECE = N_("All of it is saved in one piece; you can take it back afterwards.")
