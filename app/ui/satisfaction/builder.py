"""Builds a sheet of questions: added, moved, taken away, each with its kind and scale."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from app.core.store.unit import Unit
from app.core.surveys import service
from app.core.surveys.drafts import DraftItem
from app.core.surveys.queries import Item, Survey
from app.core.surveys.records import ItemKind, Role
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.satisfaction.words import group_words
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox, WholeLine
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, hide_unless, holder, row
from app.ui.widgets.text import sentence

KINDS: dict[ItemKind, str] = {
    ItemKind.SCALE: N_("One value on a scale"),
    ItemKind.PAIR: N_("How important, and how satisfied"),
    ItemKind.YES_NO: N_("Yes or no"),
    ItemKind.CHOICE: N_("One of several"),
    ItemKind.TEXT: N_("In her own words"),
    ItemKind.KANO: N_("If it is so, if it is not so (Kano)"),
}
ROLES: dict[Role, str] = {
    Role.ITEM: N_("An item like any other"),
    Role.OVERALL: N_("Satisfied all in all"),
    Role.RECOMMEND: N_("Would recommend, 0 to 10"),
    Role.EFFORT: N_("How easy it was, 1 to 7"),
    Role.REMARK: N_("A remark"),
}
SCALES = ((1, 5), (1, 7), (1, 10), (0, 10))
_FIXED = {Role.RECOMMEND: (0, 10), Role.EFFORT: (1, 7)}
_GROUPS = ("product", "service", "social")
_WIDE, _LIST, _HIGH = 860, 320, 300


def draft_of(item: Item) -> DraftItem:
    """A question as it stands, to be changed."""
    return DraftItem(
        item.words_zh,
        item.kind,
        item.role,
        item.group,
        item.key,
        item.words_en,
        item.low,
        item.high,
        item.choices,
        item.weight,
    )


class BuilderDialog(Ask):
    """Questions at the left, the chosen one at the right; kept all at once."""

    def __init__(
        self, context: Context, parent: QWidget | None, survey: Survey | None,
        items: tuple[Item, ...],
    ) -> None:  # fmt: skip
        """`survey` None makes a new one."""
        head = survey.name if survey else tr(N_("Questions of my own"))
        super().__init__(context, parent, head, tr(N_("Keep the questions")))
        self.survey = survey
        self.drafts: list[DraftItem] = [draft_of(each) for each in items] or [DraftItem("")]
        self._showing = False
        self.name = QLineEdit()
        self.questions = QListWidget()
        self.questions.setAccessibleName(tr(N_("Questions")))
        self.words, self.english, self.group = QLineEdit(), QLineEdit(), ChoiceBox()
        self.group.setEditable(True)
        self.kind, self.role, self.scale = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.weight = WholeLine()
        self.weight.setRange(0, 100)
        self.choices = QPlainTextEdit()
        self.choices.setTabChangesFocus(True)
        self._fill_boxes()
        self._lay_out()
        self._connect()
        self._list(0)

    def keep(self) -> None:
        """Keep them; where somebody answered already, as another version."""
        drafts, name = list(self.drafts), self.name.text()
        survey = self.survey

        def deed(unit: Unit) -> None:
            if survey is None:
                pairs = any(each.kind is ItemKind.PAIR for each in drafts)
                service.add_survey(unit, name, drafts, model="csi" if pairs else "own")
            else:
                service.edit_survey(unit, survey.id, drafts)

        self.setEnabled(False)
        self.context.jobs.write(N_("Questions of a survey"), deed, self._kept, on_error=self.failed)

    def add(self) -> None:
        """A question after the chosen one, like it."""
        at = self.questions.currentRow()
        like = self.drafts[at] if 0 <= at < len(self.drafts) else DraftItem("")
        fresh = replace(like, words="", words_en=None, key="", role=Role.ITEM)
        self.drafts.insert(at + 1, fresh)
        self._list(at + 1)
        self.words.setFocus()

    def remove(self) -> None:
        """Take the chosen question away."""
        at = self.questions.currentRow()
        if 0 <= at < len(self.drafts) and len(self.drafts) > 1:
            del self.drafts[at]
            self._list(min(at, len(self.drafts) - 1))

    def shift(self, steps: int) -> None:
        """The chosen question further up or down."""
        at = self.questions.currentRow()
        to = at + steps
        if 0 <= at < len(self.drafts) and 0 <= to < len(self.drafts):
            self.drafts.insert(to, self.drafts.pop(at))
            self._list(to)

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Saved")), self.context.undo.last())

    def _fill_boxes(self) -> None:
        for kind, words in KINDS.items():
            self.kind.addItem(tr(words), kind)
        for role, words in ROLES.items():
            self.role.addItem(tr(words), role)
        for low, high in SCALES:
            self.scale.addItem(f"{low}–{high}", (low, high))
        keys = [*_GROUPS, *(each.group for each in self.drafts if each.group)]
        for key in dict.fromkeys(keys):
            self.group.addItem(group_words(key), key)

    def _list(self, at: int) -> None:
        self._showing = True
        self.questions.clear()
        for number, each in enumerate(self.drafts, 1):
            self.questions.addItem(f"{number}. {each.words or _new()}")
        self._showing = False
        self.questions.setCurrentRow(at)
        self._show(at)

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self.drafts):
            return
        each = self.drafts[at]
        self._showing = True
        self.words.setText(each.words)
        self.english.setText(each.words_en or "")
        self.group.setEditText(group_words(each.group) if each.group else "")
        self.kind.setCurrentIndex(self.kind.findData(each.kind))
        self.role.setCurrentIndex(self.role.findData(each.role))
        place = self.scale.findText(f"{each.low}–{each.high}")
        if place < 0:
            self.scale.addItem(f"{each.low}–{each.high}", (each.low, each.high))
            place = self.scale.count() - 1
        self.scale.setCurrentIndex(place)
        self.weight.setValue(each.weight or 0)
        self.choices.setPlainText("\n".join(each.choices))
        self._showing = False
        self._follow(each)

    def _follow(self, each: DraftItem) -> None:
        """Only what this kind of question has."""
        scaled = each.kind in (ItemKind.SCALE, ItemKind.PAIR)
        self.scale_line.setVisible(scaled)
        self.choices_line.setVisible(each.kind is ItemKind.CHOICE)
        self.group_line.setVisible(each.kind is not ItemKind.TEXT)
        self.weight_line.setVisible(self.survey is not None and self.survey.model == "servqual")

    def _changed(self) -> None:
        at = self.questions.currentRow()
        if self._showing or not 0 <= at < len(self.drafts):
            return
        low, high = self.scale.currentData() or (1, 5)
        typed = self.group.currentText().strip()
        known = {self.group.itemText(n): self.group.itemData(n) for n in range(self.group.count())}
        role = Role(self.role.currentData())
        low, high = _FIXED.get(role, (low, high))
        lines = tuple(x.strip() for x in self.choices.toPlainText().splitlines() if x.strip())
        self.drafts[at] = replace(
            self.drafts[at],
            words=self.words.text(),
            words_en=self.english.text() or None,
            group=known.get(typed, typed) or None,
            kind=ItemKind(self.kind.currentData()),
            role=role,
            low=low,
            high=high,
            weight=self.weight.value() or None,
            choices=lines,
        )
        named = f"{at + 1}. {self.words.text() or _new()}"
        self.questions.item(at).setText(named)
        self._follow(self.drafts[at])

    def _connect(self) -> None:
        self.questions.currentRowChanged.connect(
            lambda at: None if self._showing else self._show(at)
        )
        for line in (self.words, self.english):
            line.textEdited.connect(lambda _: self._changed())
        self.group.editTextChanged.connect(lambda _: self._changed())
        for box in (self.kind, self.role, self.scale):
            box.activated.connect(lambda _: self._changed())
        self.weight.valueChanged.connect(lambda _: self._changed())
        self.choices.textChanged.connect(self._changed)

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.questions.setMinimumHeight(theme.px(_HIGH))
        self.questions.setMinimumWidth(theme.px(_LIST))
        self.questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.setFixedHeight(theme.px(96))
        self.setMinimumWidth(theme.px(_WIDE))
        tools = row(
            icon_button("plus", tr(N_("Another question")), self.add, theme),
            icon_button("x", tr(N_("Take this question away")), self.remove, theme),
            icon_button("arrow-up", tr(N_("Further up")), lambda: self.shift(-1), theme),
            icon_button("arrow-down", tr(N_("Further down")), lambda: self.shift(1), theme),
            None,
        )
        left = column(self.questions, tools)
        self.group_line = FormLine(tr(N_("Group")), self.group)
        self.scale_line = FormLine(tr(N_("Scale")), self.scale)
        self.choices_line = FormLine(tr(N_("Choices, one a line")), self.choices)
        self.weight_line = FormLine(tr(N_("Points of 100 for its dimension")), self.weight)
        right = column(
            FormLine(tr(N_("What is asked")), self.words),
            FormLine(tr(N_("The same in English")), self.english),
            FormLine(tr(N_("How it is answered")), self.kind),
            self.scale_line,
            self.choices_line,
            FormLine(tr(N_("What it is for")), self.role),
            self.group_line,
            self.weight_line,
            None,
            space=SPACE.medium,
        )
        named = FormLine(tr(N_("Name of the survey")), self.name)
        hide_unless(named, self.survey is None)
        told = tr(N_("Who answered already answered the old questions: those stay with them."))
        answered = sentence(told, "small")
        hide_unless(answered, bool(self.survey and self.survey.responses))
        both = row(holder(left), holder(right), space=SPACE.large)
        both.setStretch(1, 1)
        self.fill(named, answered, both)


def _new() -> str:
    return tr(N_("New question"))
