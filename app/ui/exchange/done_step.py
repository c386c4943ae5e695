"""Step 5: what came in, and what can be done now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from app.core.exchange.service import Report, What
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.exchange.preview_groups import comes_in
from app.ui.exchange.preview_step import stays_out
from app.ui.exchange.step import Step, beside
from app.ui.exchange.tiles import Tiles, about_rows
from app.ui.formats import number
from app.ui.icons import picture
from app.ui.messages import Message
from app.ui.tokens import SPACE
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, holder, row, scrolling
from app.ui.widgets.text import sentence, title

_WIDTH = 760


class DoneStep(Step):
    """Undo, rejected rows, and the ways on."""

    undo_wanted = Signal()
    save_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, context: Context) -> None:
        """Nothing imported yet."""
        super().__init__()
        self._context = context
        self.report: Report | None = None
        self.undone = False
        theme = context.theme
        self.sign, self.head = QLabel(), title("")
        self.words, self.about = sentence("", "muted"), sentence("", "muted")
        self.note = Banner(theme, closable=False)
        self.tiles, self.bar = Tiles(), QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.save = button(
            tr("Save rejected rows…"), self.save_wanted.emit, theme=theme, image="save"
        )
        self.undo = button(
            tr("Undo this import"), self.undo_wanted.emit, theme=theme, image="undo-2"
        )
        self.again = button(
            tr("Import another"), self.again_wanted.emit, theme=theme, image="file-down"
        )
        head = row(self.sign, column(self.head, self.words, space=2), space=SPACE.large)
        head.setStretch(1, 1)
        buttons = row(self.save, self.undo, self.again, None, space=SPACE.medium)
        inside = holder(
            column(head, self.tiles, self.about, self.note, buttons, self.bar, None,
                   space=SPACE.large)
        )  # fmt: skip
        inside.setMaximumWidth(theme.px(_WIDTH))
        self.setLayout(column(scrolling(beside(inside))))

    def show_report(self, report: Report) -> None:
        """Show what an import came to."""
        self.report, self.undone = report, False
        self._say("circle-check", _came_in(report), tr(_UNDOABLE))
        self.tiles.show_report(report)
        self.about.setText(about_rows(report))
        self.save.setVisible(stays_out(report) > 0)
        for each in (self.again, self.tiles, self.about):
            each.show()
        self.undo.setVisible(report.batch is not None)
        self.undo.setEnabled(True)
        self._tell_left(report)
        self.changed.emit()

    def show_undoing(self, *, under_way: bool) -> None:
        """Taking back takes a while, too."""
        self.bar.setVisible(under_way)
        self.undo.setEnabled(not under_way)

    def show_undone(self, kept: int) -> None:
        """The import was taken back."""
        self.undone = True
        self.show_undoing(under_way=False)
        for each in (self.undo, self.note, self.again, self.save, self.tiles, self.about):
            each.hide()
        words = tr(N_("The shop is as it was before."))
        if kept:
            words = ntr(
                "{n} record was changed since and stays.",
                "{n} records were changed since and stay.",
                kept,
            )
        self._say("undo-2", tr(N_("The import was taken back.")), words)
        self.changed.emit()

    def next_words(self) -> str:
        """Look at them, or begin again."""
        if self.undone:
            return tr(N_("Import another file"))
        if self.report is not None and self.report.what is What.PURCHASES:
            return tr(N_("See who is worth most"))
        return tr(_SEE.get(self.report.what if self.report else None, _SEE_CUSTOMERS))

    def first(self) -> QWidget | None:
        """The way on."""
        return None

    def _say(self, image: str, head: str, words: str) -> None:
        theme = self._context.theme
        self.sign.setPixmap(picture(image, theme.colours.accent, theme.px(40)))
        self.head.setText(head)
        self.words.setText(words)

    def _tell_left(self, report: Report) -> None:
        out = stays_out(report)
        if not out:
            self.note.hide()
            return
        words = ntr(
            "{n} row stayed out. Save it with its reason, correct it there, and import that file.",
            "{n} rows stayed out. Save them with their reasons, correct them there, "
            "and import that file.",
            out,
        )
        self.note.say(Message(words, "warn"))


_SEE_CUSTOMERS = N_("See the customers")
_SEE: dict[What | None, str] = {
    What.COMPLAINTS: N_("See the complaints"),
    What.SURVEY: N_("See how satisfied they are"),
}
_UNDOABLE = N_("You can take the whole import back in one step.")


def _came_in(report: Report) -> str:
    n = comes_in(report)
    count = number(n)
    if report.what is What.PURCHASES:
        return ntr(
            "{count} line of purchases came in.",
            "{count} lines of purchases came in.",
            n,
            count=count,
        )
    if report.what is What.COMPANIES:
        return ntr("{count} company came in.", "{count} companies came in.", n, count=count)
    if report.what is What.COMPLAINTS:
        return ntr("{count} complaint came in.", "{count} complaints came in.", n, count=count)
    if report.what is What.SURVEY:
        return ntr("{count} sheet came in.", "{count} sheets came in.", n, count=count)
    return ntr("{count} customer came in.", "{count} customers came in.", n, count=count)
