"""The form of a rule, with what it would do today beside it while one types."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from app.catalogue.currency import short_money
from app.core.errors import ShukeError
from app.core.progress import Progress
from app.core.rules import queries, service
from app.core.rules.queries import Preview
from app.core.rules.ready import ready
from app.core.rules.rule import NewRule, Rule
from app.core.rules.terms import KIND_LABELS, RuleKind, checked
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.rules.terms_forms import FORMS, Goods, TermsForm
from app.ui.rules.words import EXPLAINED
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, clear, column, frame, hide_unless, holder, row
from app.ui.widgets.text import heading, label, sentence

_WAIT_MS = 250  # between typing and looking through the book


class RuleForm(QWidget):
    """`kept` when it is written; `abandoned` when not."""

    kept = Signal()
    abandoned = Signal()

    def __init__(self, context: Context, kind: RuleKind, kept: Rule | None, goods: Goods) -> None:
        """A new rule of a kind as ready made, or a kept one."""
        super().__init__()
        self.context, self.kind, self.rule = context, kind, kept
        self.preview: Preview | None = None
        self._topic = Topic(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.look)
        self.name = QLineEdit()
        self.name_line = FormLine(tr(N_("Name of the rule")), self.name)
        self.form: TermsForm = FORMS[kind](context.theme)
        self.form.show_goods(goods)
        self.told = QVBoxLayout()
        self.told.setSpacing(SPACE.hair)
        self.tell_now = QRadioButton(tr(N_("Tell of them now")))
        self.quietly = QRadioButton(tr(N_("Only of those who come to it from now on")))
        self.tell_now.setChecked(True)
        self.save = button(
            tr(N_("Save")) if kept else tr(N_("Switch the rule on")), self.submit, "primary"
        )
        self._lay_out()
        self._begin(NewRule(kept.name, kept.terms, kept.period, kept.months) if kept else None)
        self.form.changed.connect(self._timer.start)

    def draft(self) -> NewRule:
        """What is typed, unchecked."""
        period, months = self.form.period()
        return NewRule(self.name.text().strip(), self.form.terms(), period, months)

    def look(self) -> None:
        """Ask what it would do today; what cannot be says so instead."""
        self._timer.stop()
        new = self.draft()
        try:
            checked(new.terms)
        except ShukeError as problem:
            self._topic.drop()
            self.preview = None
            self._say([sentence(problem.sentences()[0], "warn")])
            return
        self.context.jobs.read(
            lambda reader: queries.preview(reader, new), self._show, topic=self._topic
        )

    def submit(self) -> None:
        """Keep it; what is wrong is said below the name."""
        new, kept = self.draft(), self.rule
        quietly = self.quietly.isChecked()
        self.save.setEnabled(False)
        if kept is not None:
            self.context.jobs.write(
                N_("Change a rule"),
                lambda unit: service.change_rule(unit, kept.id, new),
                self._done,
                on_error=self._failed,
            )
            return

        def add(unit: Unit, progress: Progress) -> int:
            return service.add_rule(unit, new, quietly=quietly, progress=progress)

        self.context.jobs.long_write(N_("Switch a rule on"), add, self._done, on_error=self._failed)

    def _begin(self, kept: NewRule | None) -> None:
        shown = kept or ready(self.kind)
        self.name.setText(shown.name)
        self.form.show_rule(shown)
        self.look()

    def _lay_out(self) -> None:
        head = heading(tr(KIND_LABELS[self.kind]))
        cancel = button(tr(N_("Cancel")), self.abandoned.emit, "quiet")
        preview = column(label(tr(N_("What it would do today")), "strong"), self.told)
        preview.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        first = holder(column(self.tell_now, self.quietly, space=SPACE.hair))
        hide_unless(first, self.rule is None)
        inside = card(
            head,
            sentence(tr(EXPLAINED[self.kind]), "small"),
            self.name_line,
            self.form,
            frame(preview, "sunken"),
            first,
            row(self.save, cancel, None),
        )
        # Its words wrap: as tall as they need at this width, not as a guess says.
        hinted = [each for each in inside.findChildren(FormLine) if each.below.text()]
        for each in (inside, *hinted):
            each.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setLayout(column(inside, None, space=0))

    @Slot(object)
    def _show(self, found: Preview) -> None:
        self.preview = found
        today = self.context.clock.today()
        words = ntr(
            "It would ask for {n} thing now.", "It would ask for {n} things now.", found.count
        )
        pieces: list[QWidget] = [sentence(words)]
        for each in found.examples[:3]:
            who = each.customer or each.number or tr(N_("(no name)"))
            said = tr(N_("{name}: {why}"), name=who, why=each.why(today, short_money))
            pieces.append(sentence(said, "small"))
        if found.noted:
            noted = ntr(
                "{n} lower level is only noted.", "{n} lower levels are only noted.", found.noted
            )
            pieces.append(sentence(noted, "small"))
        if found.sealed:
            sealed = ntr(
                "The children of {n} family are sealed and were not looked at.",
                "The children of {n} families are sealed and were not looked at.",
                found.sealed,
            )
            pieces.append(sentence(sealed, "warn"))
        self._say(pieces)

    def _say(self, pieces: list[QWidget]) -> None:
        clear(self.told)
        for each in pieces:
            self.told.addWidget(each)

    def _done(self, _: object) -> None:
        words = tr(N_("The rule is saved")) if self.rule else tr(N_("The rule is on"))
        self.context.messages.toast(words, self.context.undo.last())
        self.kept.emit()

    def _failed(self, problem: Exception) -> None:
        self.save.setEnabled(True)
        if not isinstance(problem, ShukeError):
            raise problem
        self.name_line.complain(str(problem))
        self.name.setFocus()
