"""Where one value comes from: what is known, what disagrees, and what the owner says of it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.customers.profile import Doubt
from app.core.errors import ShukeError
from app.core.sources import queries, service
from app.core.sources.freshness import last_known_on
from app.core.sources.origin import OWNER, Origin
from app.core.sources.queries import About
from app.core.sources.service import Told
from app.core.store.profiles import StoredFact
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.lending import ValuePlace
from app.ui.origins import about_words, age_look, age_words
from app.ui.sources.field_days import FieldDays
from app.ui.sources.settling import settle, still_true
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column, frame, holder, row, rule
from app.ui.widgets.origin_form import OriginForm
from app.ui.widgets.text import heading, label, sentence

_WIDTH = 620


@dataclass(frozen=True)
class _Kept:
    told: Told
    days: tuple[int, int] | None


class OriginDialog(QDialog):
    """See and override; "Keep" writes what was changed in one act."""

    def __init__(self, context: Context, place: ValuePlace, parent: QWidget | None) -> None:
        """Asks at once."""
        super().__init__(parent)
        self.context, self.place = context, place
        self.topic = Topic(self)
        self.about: About | None = None
        self.form = OriginForm(context.clock.today(), verified=True)
        self.days = FieldDays()
        self.head = QVBoxLayout()
        self.head.setSpacing(SPACE.small)
        self.wrong = sentence("", "danger")
        self.wrong.hide()
        words = tr(N_("Where this comes from: {field}"), field=tr(place.field.label))
        self.setWindowTitle(words)
        self.setMinimumWidth(context.theme.px(_WIDTH))
        self.yes, self.keep = self._buttons()
        cancel = button(tr("Cancel"), self.reject)
        foot = row(self.yes, None, cancel, self.keep, space=SPACE.small)
        pieces = (self.head, self.form, rule(), self.days, self.wrong, foot)
        self.setLayout(column(heading(words), *pieces, space=SPACE.large, margin=SPACE.section))
        self.ask()

    def ask(self) -> None:
        """Ask for what is known."""
        place = self.place
        self.context.jobs.read(
            lambda reader: queries.about(reader, place.record, place.field, place.row_id),
            self._show,
            topic=self.topic,
        )

    def confirm(self) -> None:
        """Still true, and nothing else to say."""
        still_true(self.context, self.place)
        self.accept()

    def save(self) -> None:
        """Keep what was said."""
        origin, found = self.form.origin(), self.about
        if found is None or origin is None or not self.form.good():
            return
        kept = _Kept(Told(origin, self.form.verified_on()), self.days.value())
        place = self.place

        def act(unit: Unit) -> None:
            if kept.told != _told(found):
                service.say(unit, place.record, place.field, kept.told, place.row_id)
            if unit.actor.may(Right.CHANGE_SETTINGS) and kept.days != found.limits:
                service.set_field_days(unit, place.field.key, kept.days)

        self.context.jobs.write(
            N_("Say where a value comes from"), act, self._saved, on_error=self._failed
        )

    def rule(self, rival: Doubt, *, take: bool) -> None:
        """Settle a difference here."""
        settle(self.context, rival.id, take=take)
        self.accept()

    def _buttons(self) -> tuple[QPushButton, QPushButton]:
        theme, may = self.context.theme, self.context.may(Right.EDIT_CUSTOMERS)
        yes = button(tr(N_("Still true")), self.confirm, theme=theme, image="check")
        keep = button(tr(N_("Remember this")), self.save, "primary")
        keep.setDefault(True)
        for each in (yes, keep):
            each.setEnabled(may)
        return yes, keep

    def _show(self, found: About) -> None:
        self.about = found
        clear(self.head)
        fact, today = found.fact, self.context.clock.today()
        days = (fact.learnt_on, fact.verified_on)
        words = about_words(fact.source, *days, today, fact.confidence, fact.basis)
        self.head.addWidget(sentence(words or tr(N_("Nobody said where it comes from."))))
        level = tr(_LEVELS[found.level])
        self.head.addWidget(label(level, "small", wrap=True))
        known = last_known_on(StoredFact(fact.source, *days))
        aged = age_words(found.state, known, today)
        if aged:
            made = sentence(aged)
            made.setProperty("look", age_look(found.state))
            self.head.addWidget(made)
        for rival in found.rivals:
            self.head.addWidget(self._rival(rival))
        told = _told(found)
        self.form.show_origin(told.origin, told.verified_on)
        self.days.show_days(found.limits)
        self.days.setVisible(self.context.may(Right.CHANGE_SETTINGS))
        self.form.channel.setFocus()

    def _rival(self, rival: Doubt) -> QWidget:
        about, today = rival.about or StoredFact(), self.context.clock.today()
        told = (about.source, about.learnt_on, None, today, about.confidence, about.basis)
        words = rival.typed or tr(N_("•••••• (show what is hidden to see it)"))
        said = column(
            label(words, "value", wrap=True),
            label(tr(N_("says {source}"), source=about_words(*told)), "small", wrap=True),
            space=0,
        )
        keep = button(tr(N_("Keep ours")), partial(self.rule, rival, take=False))
        take = button(tr(N_("Take the other")), partial(self.rule, rival, take=True))
        for each in (keep, take):
            each.setEnabled(self.context.may(Right.EDIT_CUSTOMERS))
        line = row(holder(said), keep, take, space=SPACE.small)
        line.setStretch(0, 1)
        line.setContentsMargins(SPACE.medium, SPACE.small, SPACE.small, SPACE.small)
        return frame(line, "banner-warn")

    def _saved(self, _: object) -> None:
        self.context.messages.toast(tr("Saved"), self.context.undo.last())
        self.accept()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            self.context.jobs.failed.emit(problem)
            return
        self.wrong.setText(str(problem))
        self.wrong.show()


def _told(found: About) -> Told:
    fact = found.fact
    purpose = str(fact.purpose) if found.purpose_said else None
    origin = Origin(fact.source or OWNER, fact.learnt_on, fact.confidence, purpose, fact.basis)
    return Told(origin, fact.verified_on)


def open_dialog(context: Context, place: ValuePlace) -> OriginDialog:
    """Open it over the window; it goes away when closed."""
    made = OriginDialog(context, place, QApplication.activeWindow())
    made.finished.connect(made.deleteLater)
    made.open()
    return made


_LEVELS = {
    "value": N_("Said of this value alone."),
    "part": N_("Said of this part of the file; the value says nothing of its own."),
    "record": N_("Said of the whole file; the value says nothing of its own."),
}
