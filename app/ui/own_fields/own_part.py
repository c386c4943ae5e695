"""The words and choices of a field of the shop's own; each is kept when it is left."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from app.catalogue import CATALOGUES
from app.catalogue.field import Tier
from app.catalogue.own_field import DAY, KIND_CHOICES, OwnSpec
from app.core.errors import ShukeError
from app.core.own_fields.queries import FieldsView
from app.i18n import ntr, tr
from app.ui.context import Context
from app.ui.own_fields.choices_editor import ChoicesEditor
from app.ui.own_fields.deeds import Deeds
from app.ui.own_fields.words import NOWHERE, PART_LABELS, YEARLY
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column
from app.ui.widgets.text import sentence

_WITH_CHOICES = ("choice", "choices")


class OwnPart(QWidget):
    """Part of the panel."""

    def __init__(self, context: Context, deeds: Deeds, spec: OwnSpec, view: FieldsView) -> None:
        """Show one field's description."""
        super().__init__()
        self._deeds, self.spec = deeds, spec
        self.name, self.name_en = QLineEdit(spec.name), QLineEdit(spec.name_en)
        self.name_line = FormLine(tr("Name in Chinese"), self.name)
        self.name_en_line = FormLine(tr("Name in English"), self.name_en)
        for edit in (self.name, self.name_en):
            edit.editingFinished.connect(self._rename)
        self.parts = {kind: part_box(kind) for kind in CATALOGUES}
        for kind, box in self.parts.items():
            box.activated.connect(self._mover(kind, box))
        self.choices = ChoicesEditor(context.theme)
        self.choices_line = FormLine(tr("Choices"), self.choices)
        self.choices_line.setVisible(False)
        self.choices.left.connect(self._keep_choices)
        self.findable = QCheckBox(tr("The search finds customers by it"))
        self.findable.clicked.connect(self._find_by_it)
        self.yearly = QCheckBox(tr(YEARLY))
        self.yearly.clicked.connect(self._remind)
        self._filled = sentence("", "small")
        place = [FormLine(tr(PART_LABELS[kind]), box) for kind, box in self.parts.items()]
        lines = (self.name_line, self.name_en_line, self.choices_line, *place, self.findable)
        lines = (*lines, self.yearly)
        self.setLayout(column(*lines, self._filled, space=SPACE.medium))
        self.choices.show_choices(spec.choices)
        self.keep(spec, view)

    def keep(self, spec: OwnSpec, view: FieldsView) -> None:
        """What the shop keeps now; what is being typed stays."""
        self.spec = spec
        for edit, words in ((self.name, spec.name), (self.name_en, spec.name_en)):
            if not edit.hasFocus() or not edit.isModified():
                edit.setText(words)
        for kind, box in self.parts.items():
            show_part(box, part_of(spec.id, view, kind))
        self.choices_line.setVisible(spec.kind in _WITH_CHOICES)
        self.choices.keep(spec.choices)
        self.findable.setChecked(spec.findable)
        may = KIND_CHOICES[spec.kind].findable and spec.tier is Tier.PLAIN
        self.findable.setVisible(may)
        self.yearly.setChecked(spec.yearly)
        self.yearly.setVisible(spec.kind == DAY)
        number = view.filled.get(spec.id, 0)
        words = ntr("{n} customer has a value here.", "{n} customers have a value here.", number)
        self._filled.setText(words if number else tr("Nobody has a value here yet."))

    def _find_by_it(self, on: bool) -> None:
        self._deeds.set_findable(self.spec.id, on, self._back(self.findable, on))

    def _remind(self, on: bool) -> None:
        self._deeds.set_yearly(self.spec.id, on, self._back(self.yearly, on))

    def _back(self, box: QCheckBox, on: bool) -> Callable[[], None]:
        def back() -> None:
            if isValid(box):
                box.setChecked(not on)

        return back

    def _rename(self) -> None:
        name, name_en = self.name.text(), self.name_en.text()
        if (name, name_en) == (self.spec.name, self.spec.name_en):
            self._complain("")
            return
        self._deeds.rename(
            self.spec.id, name, name_en, lambda _: self._complain(""), self._not_renamed
        )

    def _not_renamed(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            raise problem
        self._complain(str(problem))

    def _complain(self, words: str) -> None:
        other = self.name_en.text() != self.spec.name_en and self.name.text() == self.spec.name
        self.name_line.complain("" if other else words)
        self.name_en_line.complain(words if other else "")

    def _keep_choices(self) -> None:
        found = self.choices.choices()
        if found != list(self.spec.choices):
            self._deeds.set_choices(
                self.spec.id, found, lambda _: self.choices_line.complain(""), self._not_kept
            )

    def _not_kept(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            raise problem
        self.choices_line.complain(str(problem))

    def _mover(self, kind: str, box: QComboBox) -> Callable[[int], None]:
        def move(_: int) -> None:
            self._deeds.set_part(self.spec.id, kind, box.currentData())

        return move


def part_box(kind: str) -> QComboBox:
    """The parts of a profile to choose from, and none of them."""
    box = ChoiceBox()
    box.addItem(tr(NOWHERE), None)
    for part in CATALOGUES[kind].parts:
        box.addItem(tr(part.label), part.key)
    return box


def show_part(box: QComboBox, key: str | None) -> None:
    """Choose without telling anybody."""
    box.setCurrentIndex(max(0, box.findData(key)))


def part_of(own: int, view: FieldsView, kind: str) -> str | None:
    """The part that an own field stands in; None where the profile does not have it."""
    field = view.catalogues[kind].own.get(own)
    return field.part.key if field is not None and field.part is not None else None
