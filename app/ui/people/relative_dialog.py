"""Asks about somebody around a customer who is no customer."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.catalogue.kind import Rules
from app.catalogue.link_kinds import HOUSEHOLD, Circle, LinkKinds
from app.core.people import service
from app.core.people.days import BIRTHDAY
from app.core.people.queries import Relative
from app.core.people.relatives import PHONE
from app.core.people.service import LightPerson
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.forms.day import DayEditor
from app.ui.people.link_dialog import Whose
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine
from app.ui.widgets.text import sentence

_NOTE_HEIGHT = 72
_OFFERED = (Circle.FAMILY, Circle.FRIENDS)


class RelativeDialog(Ask):
    """`relative` None: a new one."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        whose: Whose,
        known: LinkKinds,
        relative: Relative | None = None,
    ) -> None:
        """A name is enough."""
        title = tr(N_("Somebody around {name}"), name=whose.name)
        super().__init__(context, parent, title, tr(N_("Keep the person")))
        self._whose, self._known, self._relative = whose, known, relative
        self.name = QLineEdit()
        self.relation = ChoiceBox()
        self.relation.setEditable(True)
        self.phone = QLineEdit()
        self.birthday = DayEditor(BIRTHDAY, Rules(context.clock.today()), context.theme)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(context.theme.px(_NOTE_HEIGHT))
        self._offer()
        self.name.textChanged.connect(lambda text: self.go_on.setEnabled(bool(text.strip())))
        self.go_on.setEnabled(False)
        hint = tr(N_("Their birthday is reminded of under {name}."), name=whose.name)
        self.fill(
            sentence(hint, "muted"),
            FormLine(tr(N_("Name, or how they are called")), self.name),
            FormLine(tr(N_("What they are to {name}"), name=whose.name), self.relation),
            FormLine(tr(N_("Birthday")), self.birthday),
            FormLine(tr(N_("Phone")), self.phone),
            FormLine(tr(N_("Note")), self.note),
        )
        if relative is not None:
            self._show(relative)

    def keep(self) -> None:
        """Write the person."""
        person, relative, whose = self._person(), self._relative, self._whose.id
        if person is None:
            return
        self.setEnabled(False)
        if relative is None:
            self.context.jobs.write(
                N_("Add a person"),
                lambda unit: service.add_relative(unit, whose, person),
                self._kept,
                on_error=self.failed,
            )
        else:
            self.context.jobs.write(
                N_("Change a person"),
                lambda unit: service.edit_relative(unit, relative.id, person),
                self._kept,
                on_error=self.failed,
            )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Person kept")), self.context.undo.last())

    def _offer(self) -> None:
        for kind, end in self._known.ends():
            if kind.circle in _OFFERED and kind.key != HOUSEHOLD:
                self.relation.addItem(end.show(), end.key)
        self.relation.setCurrentIndex(-1)
        line = self.relation.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr(N_("Choose, or type your own word: grandma…")))
        line.setAccessibleName(tr(N_("What they are to {name}"), name=self._whose.name))

    def _show(self, relative: Relative) -> None:
        person = relative.person
        self.name.setText(person.name)
        place = self.relation.findData(person.relation)
        self.relation.setCurrentIndex(place)
        if place < 0:
            self.relation.setEditText(person.relation)
        if person.birthday:
            self.birthday.put(BIRTHDAY.edit_text(person.birthday))
        if person.phone:
            self.phone.setText(PHONE.edit_text(person.phone))
        self.note.setPlainText(person.note)

    def _person(self) -> LightPerson | None:
        day = BIRTHDAY.parse(self.birthday.typed(), self.birthday.rules).value
        if day is None and self.birthday.typed().strip():
            typed = self.birthday.typed().strip()
            self.complain(tr(N_("“{typed}” is no date."), typed=typed))
            return None
        phone = PHONE.parse(self.phone.text(), self.birthday.rules).value
        if phone is None and self.phone.text().strip():
            typed = self.phone.text().strip()
            self.complain(tr(N_("“{typed}” is no phone number."), typed=typed))
            return None
        note = self.note.toPlainText()
        return LightPerson(self.name.text(), self._relation(), phone, day, note)

    def _relation(self) -> str:
        words = self.relation.currentText().strip()
        place = self.relation.findText(words)
        return str(self.relation.itemData(place)) if words and place >= 0 else words
