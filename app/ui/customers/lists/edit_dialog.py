"""One field for many customers: what it would do, counted, before anything is done."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QVBoxLayout, QWidget

from app.catalogue.field import Field
from app.catalogue.kind import Rules
from app.core.segments.bulk_preview import Mode, Preview, preview
from app.core.segments.service import edit_many
from app.core.segments.subjects import Subject
from app.i18n import N_, in_a_row, ntr, tr
from app.ui.context import Context
from app.ui.customers.lists.many import chosen_of, chosen_words, run
from app.ui.customers.lists.words import subject_names
from app.ui.formats import number
from app.ui.forms.editor import Editor
from app.ui.forms.editors import editor_for
from app.ui.jobs import Topic
from app.ui.lending import Chosen
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import heading, label, sentence

EDIT = N_("Edit many customers")
_SEVERAL = ("words", "choices", "lines", "emails")
_NEVER = frozenset(("name", "company_name", "customer_no"))
_WIDTH = 560


def can_be_given(about: Subject) -> bool:
    """May this field be given to many at once?"""
    fields = [field for _, field in about.fields]
    plain = all(field.group is None and field.key not in _NEVER for field in fields)
    return bool(fields) and plain and not about.sealed


class EditDialog(QDialog):
    """Field, value, what becomes of other values; the counts follow each change."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        chosen: Chosen,
        subjects: Sequence[Subject],
        rules: Rules,
    ) -> None:
        """For these customers."""
        super().__init__(parent)
        self._context, self._chosen, self._rules = context, chosen, rules
        self._subjects = [each for each in subjects if can_be_given(each)]
        self._topic = Topic(self)
        self.counted: Preview | None = None
        self.editor: Editor | None = None
        self.field = self._field_box()
        self.mode: Choices | None = None
        self._value: QVBoxLayout = column(space=SPACE.small)
        self._modes: QVBoxLayout = column(space=SPACE.small)
        self.counts = label("", wrap=True)
        self.counts.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self.go = button(tr(N_("Change them")), self._run, "primary")
        self._lay_out()
        self.field.currentIndexChanged.connect(self._field_chosen)
        self._field_chosen()

    def about(self) -> Subject:
        """The field that is given."""
        return self._subjects[max(self.field.currentIndex(), 0)]

    def value(self) -> tuple[bool, Any]:
        """Whether it can be read, and what it is; None empties."""
        assert self.editor is not None
        reading = self._field().kind.parse(self.editor.typed(), self._rules)
        return (reading.value is not None or not reading.warnings), reading.value

    def chosen_mode(self) -> Mode:
        """What becomes of values that are there already."""
        return Mode(self.mode.value()) if self.mode is not None else Mode.OVERWRITE

    def _field(self) -> Field[Any]:
        return self.about().fields[0][1]

    def _field_box(self) -> QComboBox:
        made = ChoiceBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for words, each in zip(subject_names(self._subjects), self._subjects, strict=True):
            made.addItem(words, each.key)
        completer = made.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line = made.lineEdit()
        assert line is not None
        line.setAccessibleName(tr(N_("Field")))
        return made

    def _lay_out(self) -> None:
        self.setWindowTitle(tr(EDIT))
        self.setMinimumWidth(self._context.theme.px(_WIDTH))
        count = self._chosen.count
        words = chosen_words(count)
        undone = tr(N_("It is one step: Undo takes all of it back."))
        self.setLayout(
            column(
                heading(tr(EDIT)),
                sentence(words, "muted"),
                FormLine(tr(N_("Field")), self.field),
                holder(self._value),
                holder(self._modes),
                self.counts,
                sentence(undone, "small"),
                row(None, button(tr(N_("Cancel")), self.reject), self.go),
                space=SPACE.large,
                margin=SPACE.section,
            )
        )

    @Slot()
    def _field_chosen(self) -> None:
        for layout in (self._value, self._modes):
            while (item := layout.takeAt(0)) is not None:
                old = item.widget()
                if old is not None:
                    old.hide()
                    old.deleteLater()
        self.editor = editor_for(self._field(), self._rules, self._context.theme)
        self.editor.changed.connect(self._count)
        self.editor.finished.connect(self._count)
        self.editor.abandoned.connect(self.reject)
        self._value.addWidget(FormLine(tr(N_("New value (nothing empties it)")), self.editor))
        self._modes.addWidget(self._mode_choices())
        self._count()

    def _mode_choices(self) -> QWidget:
        offered = [
            Choice(Mode.OVERWRITE, tr(N_("Replace other values"))),
            Choice(Mode.BLANKS, tr(N_("Only where it is blank"))),
        ]
        if self._field().kind.name in _SEVERAL:
            offered.insert(0, Choice(Mode.ADD, tr(N_("Add to what is there"))))
        self.mode = Choices(tr(N_("Values that are there already")), offered, offered[0].value)
        self.mode.on_choice(lambda _: self._say())
        return FormLine(tr(N_("Values that are there already")), holder(row(self.mode, None)))

    @Slot()
    def _count(self) -> None:
        readable, value = self.value()
        self.counted = None
        if not readable:
            self.counts.setText(tr(N_("This cannot be read as a value of the field.")))
            self.go.setEnabled(False)
            return
        whom, key = chosen_of(self._chosen), self.about().key
        self._context.jobs.read(
            lambda reader: preview(reader, whom, key, value), self._counted, topic=self._topic
        )
        self._say()

    @Slot(object)
    def _counted(self, found: Preview) -> None:
        self.counted = found
        self._say()

    def _say(self) -> None:
        found = self.counted
        if found is None:
            self.go.setEnabled(False)
            return
        words = ntr(
            "{n} customer: {blank} without a value, {other} with another, {same} the same.",
            "{n} customers: {blank} without a value, {other} with another, {same} the same.",
            found.total,
            blank=number(found.blank),
            other=number(found.other),
            same=number(found.same),
        )
        if found.without:
            stays = ntr(
                "{n} has no such field and stays as it is.",
                "{n} have no such field and stay as they are.",
                found.without,
            )
            words = in_a_row(words, stays)
        changes = self._changes(found)
        self.counts.setText(words)
        told = number(changes)
        self.go.setText(
            ntr("Change {count} customer", "Change {count} customers", changes, count=told)
        )
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(changes > 0)

    def _changes(self, found: Preview) -> int:
        """An empty value takes values away; blanks stay blank."""
        _, value = self.value()
        mode = self.chosen_mode()
        if value is None:
            return found.other if mode is Mode.OVERWRITE else 0
        return found.changes(mode)

    def _run(self) -> None:
        readable, value = self.value()
        if not readable:
            return
        key, mode = self.about().key, self.chosen_mode()
        run(
            self._context,
            EDIT,
            self._chosen,
            lambda unit, whom, progress: edit_many(unit, whom, key, value, mode, progress),
        )
        self.accept()
