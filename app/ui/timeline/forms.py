"""The forms of the timeline: a contact, a visit, a promise."""

from dataclasses import replace

from app.core.timeline import service
from app.core.timeline.queries import Touch
from app.core.timeline.service import Said
from app.core.timeline.words import DIRECTIONS, QUESTIONS, WAYS
from app.i18n import N_, tr
from app.ui.timeline.add_form import Act, AddForm
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import row


class TouchForm(AddForm):
    """What contacts and visits share: how it went, what comes next, when it was."""

    def fill_next(self, first: int) -> None:
        """Outcome, next step and the days."""
        self.outcome = self.line(tr(N_("Outcome")), (first, 0))
        self.on = self.line(tr(N_("On which day")), (first, 1), tr(N_("today")))
        self.next_step = self.line(tr(N_("Next step")), (first + 1, 0))
        hint = tr(N_("tomorrow, Friday, 12-1 …"))
        self.next_due = self.line(tr(N_("Until when")), (first + 1, 1), hint)

    def show_next(self, found: Touch) -> None:
        """Show what is known of an entry already there."""
        self.outcome.setText(found.outcome or "")
        self.on.setText(found.on.isoformat())
        self.next_step.setText(found.next_step or "")
        self.next_due.setText(found.next_due.isoformat() if found.next_due else "")

    def said(self, way: str, direction: str) -> Said:
        """What both tell."""
        return Said(
            way,
            direction,
            outcome=self.outcome.text(),
            next_step=self.next_step.text(),
            next_due=self.coming(self.next_due),
            on=self.gone(self.on),
        )


class ContactForm(TouchForm):
    """A call, a letter, a talk in the shop."""

    heading, undo_title = N_("A contact"), N_("Add a contact")

    def fill(self) -> None:
        """About what, by which way, who came to whom."""
        self.topic = self.line(tr(N_("About what")), (0, 0))
        self.way = ChoiceBox()
        for key, words in WAYS.items():
            self.way.addItem(tr(words), key)
        self.put(FormLine(tr(N_("How")), self.way), (0, 1))
        offered = [Choice(key, tr(words)) for key, words in DIRECTIONS.items()]
        self.direction = Choices(tr(N_("Who came to whom")), offered, "in")
        who = FormLine(tr(N_("Who came to whom")), self.direction)
        self._lines.append(who)
        self._grid.addLayout(row(who, None), 1, 0, 1, 2)
        self.fill_next(2)

    def whole(self) -> Said:
        """Everything the form tells."""
        told = self.said(str(self.way.currentData()), str(self.direction.value()))
        return replace(told, topic=self.topic.text())

    def act(self) -> Act:
        """Log the contact."""
        told = self.whole()
        return lambda unit: service.log_touch(unit, self.record, told)


class VisitForm(TouchForm):
    """A visit with the course's two questions."""

    heading, undo_title = N_("A visit"), N_("Add a visit")

    def fill(self) -> None:
        """The two questions first."""
        self.same = self.text(tr(QUESTIONS[0]), (0, 0))
        self.different = self.text(tr(QUESTIONS[1]), (0, 1))
        self.fill_next(1)

    def whole(self) -> Said:
        """Everything the form tells."""
        same, different = self.same.toPlainText(), self.different.toPlainText()
        return replace(self.said("visit", "out"), same=same, different=different)

    def act(self) -> Act:
        """Write the visit down."""
        told = self.whole()
        return lambda unit: service.visit(unit, self.record, told)


class PromiseForm(AddForm):
    """What is promised, to whom, until when."""

    heading, undo_title = N_("A promise"), N_("Add a promise")

    def fill(self) -> None:
        """What first."""
        self.what = self.line(tr(N_("What is promised")), (0, 0))
        hint = tr(N_("tomorrow, Friday, 12-1 …"))
        self.due = self.line(tr(N_("Until when")), (0, 1), hint)
        self.to_whom = self.line(tr(N_("To whom")), (1, 0), tr(N_("to the customer")))
        self.made_on = self.line(tr(N_("Promised on")), (1, 1), tr(N_("today")))

    def act(self) -> Act:
        """Write the promise down."""
        what, to_whom = self.what.text(), self.to_whom.text()
        due_on, made_on = self.coming(self.due), self.gone(self.made_on)
        return lambda unit: service.promise(unit, self.record, what, due_on, to_whom, made_on)


FORMS: dict[str, type[AddForm]] = {
    "contact": ContactForm,
    "visit": VisitForm,
    "promise": PromiseForm,
}
