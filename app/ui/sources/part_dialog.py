"""Where the values of a whole part come from, as far as they do not say themselves."""

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.errors import ShukeError
from app.core.sources import queries, service
from app.core.sources.inheritance import origin_of
from app.core.sources.service import Told
from app.core.store.profiles import StoredFact
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.lending import PartPlace
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, row
from app.ui.widgets.origin_form import OriginForm
from app.ui.widgets.text import heading, sentence

_WIDTH = 620


class PartDialog(QDialog):
    """Shows what holds now; "Remember this" writes it in one act."""

    def __init__(self, context: Context, place: PartPlace, parent: QWidget | None) -> None:
        """Asks at once."""
        super().__init__(parent)
        self.context, self.place = context, place
        self.topic = Topic(self)
        self.form = OriginForm(context.clock.today(), verified=True)
        self.wrong = sentence("", "danger")
        self.wrong.hide()
        words = tr(N_("Where this whole part comes from: {part}"), part=tr(place.part.label))
        self.setWindowTitle(words)
        self.setMinimumWidth(context.theme.px(_WIDTH))
        self.keep = button(tr(N_("Remember this")), self.save, "primary")
        self.keep.setDefault(True)
        self.keep.setEnabled(False)
        foot = row(None, button(tr("Cancel"), self.reject), self.keep, space=SPACE.small)
        pieces = (sentence(tr(_WORDS), "muted"), self.form, self.wrong, foot)
        self.setLayout(column(heading(words), *pieces, space=SPACE.large, margin=SPACE.section))
        context.jobs.read(
            lambda reader: queries.about_part(reader, place.record, place.part.key),
            self._show,
            topic=self.topic,
        )

    def save(self) -> None:
        """Keep what was said of the part."""
        origin, place = self.form.origin(), self.place
        if origin is None or not self.form.good():
            return
        told = Told(origin, self.form.verified_on())

        def act(unit: Unit) -> None:
            service.say_of_part(unit, place.record, place.part.key, told)

        title = N_("Say where a part comes from")
        self.context.jobs.write(title, act, self._saved, on_error=self._failed)

    def _show(self, found: StoredFact) -> None:
        self.form.show_origin(origin_of(found), found.verified_on)
        self.keep.setEnabled(True)
        self.form.channel.setFocus()

    def _saved(self, _: object) -> None:
        self.context.messages.toast(tr("Saved"), self.context.undo.last())
        self.accept()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            self.context.jobs.failed.emit(problem)
            return
        self.wrong.setText(str(problem))
        self.wrong.show()


def open_dialog(context: Context, place: PartPlace) -> PartDialog:
    """Open it over the window; it goes away when closed."""
    made = PartDialog(context, place, QApplication.activeWindow())
    made.finished.connect(made.deleteLater)
    made.open()
    return made


_WORDS = N_(
    "Holds for every value of this part that says nothing of its own: for example everything "
    "about the family, told on one visit."
)
