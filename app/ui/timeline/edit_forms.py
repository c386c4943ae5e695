"""The forms that put an entry of the timeline in other words, where the entry stands."""

from dataclasses import replace
from datetime import date

from app.core.timeline import service
from app.core.timeline.queries import Entry, Note, Promise, Touch
from app.core.timeline.words import NOTE_KINDS
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.timeline.add_form import Act, AddForm
from app.ui.timeline.forms import ContactForm, PromiseForm, VisitForm
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine


class NoteEdit(AddForm):
    """A like, something to avoid, or a note."""

    heading, undo_title = N_("Change a note"), N_("Change a note")

    def fill(self) -> None:
        """The words first."""
        self.words = self.text(tr(N_("In other words")), (0, 0))
        self._grid.addWidget(self._lines[0], 0, 0, 1, 2)
        self.kind = ChoiceBox()
        for key, words in NOTE_KINDS.items():
            self.kind.addItem(tr(words), key)
        self.put(FormLine(tr(N_("What it is")), self.kind), (1, 0))
        self.on = self.line(tr(N_("On which day")), (1, 1))

    def show_entry(self, found: Note) -> None:
        """What it says now."""
        self.row_id = found.id
        self.words.setPlainText(found.text)
        self.kind.setCurrentIndex(self.kind.findData(found.kind))
        self.on.setText(found.on.isoformat())

    def act(self) -> Act:
        """Put it in these words."""
        row_id, words = self.row_id, self.words.toPlainText()
        kind, on = str(self.kind.currentData()), self.gone(self.on)
        return lambda unit: int(service.edit_note(unit, row_id, words, kind, on))


class ContactEdit(ContactForm):
    """A contact told anew."""

    heading, undo_title = N_("Change a contact"), N_("Change a contact")

    def show_entry(self, found: Touch) -> None:
        """What it says now."""
        self.found = found
        self.topic.setText(found.topic or "")
        self.way.setCurrentIndex(self.way.findData(found.way))
        self.direction.show_value(found.direction)
        self.show_next(found)

    def act(self) -> Act:
        """Tell it so."""
        found, told = self.found, self.whole()
        told = replace(told, same=found.same_as_others or "", different=found.unlike_others or "")
        return lambda unit: int(service.edit_touch(unit, found.id, told))


class VisitEdit(VisitForm):
    """A visit told anew."""

    heading, undo_title = N_("Change a visit"), N_("Change a visit")

    def show_entry(self, found: Touch) -> None:
        """What it says now."""
        self.found = found
        self.same.setPlainText(found.same_as_others or "")
        self.different.setPlainText(found.unlike_others or "")
        self.show_next(found)

    def act(self) -> Act:
        """Tell it so."""
        found, told = self.found, self.whole()
        told = replace(told, way=found.way, direction=found.direction, topic=found.topic or "")
        return lambda unit: int(service.edit_touch(unit, found.id, told))


class PromiseEdit(PromiseForm):
    """A promise put in other words."""

    heading, undo_title = N_("Change a promise"), N_("Change a promise")

    def show_entry(self, found: Promise) -> None:
        """What it says now."""
        self.row_id = found.id
        self.what.setText(found.what)
        self.to_whom.setText(found.to_whom or "")
        self.due.setText(found.due_on.isoformat() if found.due_on else "")
        self.made_on.setText(found.made_on.isoformat())

    def act(self) -> Act:
        """Put it in these words."""
        row_id, what, to_whom = self.row_id, self.what.text(), self.to_whom.text()
        due_on, made_on = self.coming(self.due), self.gone(self.made_on)
        return lambda unit: int(service.edit_promise(unit, row_id, what, due_on, to_whom, made_on))


def edit_form(found: Entry, today: date, theme: Theme) -> AddForm:
    """The form for an entry, showing what it says now."""
    if isinstance(found, Note):
        note = NoteEdit(found.customer_id, today, theme)
        note.show_entry(found)
        return note
    if isinstance(found, Promise):
        promise = PromiseEdit(found.customer_id, today, theme)
        promise.show_entry(found)
        return promise
    form = VisitEdit if found.kind == "visit" else ContactEdit
    touch = form(found.customer_id, today, theme)
    touch.show_entry(found)
    return touch
