"""Where everything entered from now on comes from: said once for a visit."""

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.sources.origin import Origin
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, row
from app.ui.widgets.origin_form import OriginForm
from app.ui.widgets.text import heading, sentence

_WIDTH = 620


class VisitDialog(QDialog):
    """Asks once; the window keeps it until the owner says otherwise or locks."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        """Shows what holds now."""
        super().__init__(parent)
        self.context = context
        self.form = OriginForm(context.clock.today())
        self.form.show_origin(context.origins.now or Origin("counter.talk"))
        words = tr(N_("What I enter now comes from"))
        self.setWindowTitle(words)
        self.setMinimumWidth(context.theme.px(_WIDTH))
        begin = button(tr(N_("From now on")), self.begin, "primary")
        begin.setDefault(True)
        self.stop = button(tr(N_("No longer")), self.end)
        self.stop.setEnabled(context.origins.now is not None)
        foot = row(self.stop, None, button(tr("Cancel"), self.reject), begin, space=SPACE.small)
        pieces = (sentence(tr(_WORDS), "muted"), self.form, foot)
        self.setLayout(column(heading(words), *pieces, space=SPACE.large, margin=SPACE.section))
        self.form.channel.setFocus()

    def begin(self) -> None:
        """From now on everything entered in files comes from there."""
        origin = self.form.origin()
        if origin is not None and self.form.good():
            self.context.origins.say(origin)
            self.accept()

    def end(self) -> None:
        """What is entered is again simply what the owner types."""
        self.context.origins.say(None)
        self.accept()


def open_dialog(context: Context, _record: int) -> VisitDialog:
    """Open it over the window; it goes away when closed."""
    made = VisitDialog(context, QApplication.activeWindow())
    made.finished.connect(made.deleteLater)
    made.open()
    return made


_WORDS = N_(
    "Said once for a visit, a fair or a talk. Every value entered in a file remembers it, until "
    "you say otherwise. What disagrees with a better source is kept beside it."
)
