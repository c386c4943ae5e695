"""The form that adds a field: names, kind with an example, choices, part, how it is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.catalogue import CATALOGUES
from app.catalogue.field import Tier
from app.catalogue.own_field import DAY, KIND_CHOICES
from app.core.errors import ShukeError
from app.core.own_fields.service import NewField
from app.i18n import tr
from app.ui.context import Context
from app.ui.own_fields.choices_editor import ChoicesEditor
from app.ui.own_fields.deeds import Deeds
from app.ui.own_fields.own_part import part_box, show_part
from app.ui.own_fields.words import PART_LABELS, TIER_CHOICES, YEARLY
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, column, row
from app.ui.widgets.text import heading, sentence

_WITH_CHOICES = ("choice", "choices")


class NewFieldForm(QWidget):
    """`added` brings the new field's number."""

    added = Signal(int)
    abandoned = Signal()

    def __init__(self, context: Context, deeds: Deeds) -> None:
        """Begin with a short text for individuals."""
        super().__init__()
        self._deeds = deeds
        self.name, self.name_en = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(tr("Such as 常坐的座位"))
        self.name_en.setPlaceholderText(tr("Such as Usual seat"))
        self.name_line = FormLine(tr("Name in Chinese"), self.name)
        self.name_en_line = FormLine(
            tr("Name in English"), self.name_en, tr("One name alone serves in both languages.")
        )
        self.kind = ChoiceBox()
        for key, each in KIND_CHOICES.items():
            self.kind.addItem(tr(each.label), key)
        self.kind_line = FormLine(tr("What it holds"), self.kind)
        self.unit = QLineEdit()
        self.unit_line = FormLine(
            tr("Unit"), self.unit, tr("Meant when no unit is typed: g, bottles, 次")
        )
        self.choices = ChoicesEditor(context.theme)
        self.choices_line = FormLine(tr("Choices"), self.choices)
        self.parts = {kind: part_box(kind) for kind in CATALOGUES}
        offered = [Choice(tier, tr(words[0])) for tier, words in TIER_CHOICES.items()]
        self.tier = choices(tr("How it is kept"), offered, Tier.PLAIN, lambda _: self._follow())
        self.tier_line = FormLine(tr("How it is kept"), self.tier)
        self.findable = QCheckBox(tr("The search finds customers by it"))
        self.yearly = QCheckBox(tr(YEARLY))
        self.add = button(tr("Add field"), self.submit, "primary")
        self._fill()
        self.kind.currentIndexChanged.connect(lambda _: self._follow())
        self.begin("individual", None)

    def _fill(self) -> None:
        place = [FormLine(tr(PART_LABELS[kind]), box) for kind, box in self.parts.items()]
        lasts = sentence(tr("What it holds and how it is kept can't be changed later."), "small")
        cancel = button(tr("Cancel"), self.abandoned.emit, "quiet")
        lines = (self.name_line, self.name_en_line, self.kind_line, self.unit_line)
        kept = (self.choices_line, *place, self.tier_line, self.findable, self.yearly, lasts)
        inside = card(heading(tr("New field")), *lines, *kept, row(self.add, cancel, None))
        self.setLayout(column(inside, None, space=SPACE.medium))

    def begin(self, profile: str, part: str | None) -> None:
        """An empty form, for the part that is being looked at."""
        for edit in (self.name, self.name_en, self.unit):
            edit.clear()
        self.kind.setCurrentIndex(0)
        self.tier.choose(Tier.PLAIN)
        self.findable.setChecked(True)
        self.yearly.setChecked(True)
        self.choices.show_choices(())
        for kind, box in self.parts.items():
            last = CATALOGUES[kind].parts[-1].key
            show_part(box, (part or last) if kind == profile else None)
        self._complain("")
        self._follow()

    def submit(self) -> None:
        """Add it; what is wrong is said below the names."""
        kind, tier = str(self.kind.currentData()), Tier(self.tier.value())
        new = NewField(
            self.name.text(),
            self.name_en.text(),
            kind,
            self.parts["individual"].currentData(),
            self.parts["company"].currentData(),
            tuple((each.name, each.name_en) for each in self.choices.choices()),
            self.unit.text() if kind == "number" else "",
            tier,
            self.findable.isChecked(),
            self.yearly.isChecked(),
        )
        self._deeds.add(new, self.added.emit, self._failed)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            raise problem
        self._complain(str(problem))
        self.name.setFocus()

    def _complain(self, words: str) -> None:
        self.name_en_line.complain(words)

    def _follow(self) -> None:
        """Show what belongs to the kind and the way of keeping."""
        kind = str(self.kind.currentData())
        choice, tier = KIND_CHOICES[kind], self.tier.value()
        self.kind_line.explain(tr("For example: {example}", example=tr(choice.example)))
        self.unit_line.setVisible(kind == "number")
        self.choices_line.setVisible(kind in _WITH_CHOICES)
        self.findable.setVisible(choice.findable and tier is Tier.PLAIN)
        self.yearly.setVisible(kind == DAY)
        self.tier_line.explain(tr(TIER_CHOICES[Tier(tier)][1]))
