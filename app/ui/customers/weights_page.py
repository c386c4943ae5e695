"""Which fields count for a full file, and how much; reached from Settings."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from app.catalogue.field import Catalogue, Field, Part
from app.core.customers.completeness import weight
from app.core.customers.weights import set_weight, weights
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import card, centred, clear, column, holder, scrolling
from app.ui.widgets.text import label, sentence, title

_WIDTH = 760
_WORDS = (N_("Does not count"), N_("Counts a little"), N_("Counts"), N_("Matters most"))
_Answer = tuple[Mapping[str, Catalogue], Mapping[str, int]]


class WeightsPage(Page):
    """One card a part; each choice is kept at once."""

    tables = frozenset({"setting", "own_field", "field_place"})

    def __init__(self, context: Context) -> None:
        """The fields come with the answer."""
        super().__init__(context)
        self.lines: dict[str, QComboBox] = {}
        self._answer: _Answer | None = None
        self._parts = QVBoxLayout()
        self._parts.setSpacing(SPACE.large)
        kinds = [Choice("individual", tr(N_("People"))), Choice("company", tr(N_("Companies")))]
        self.kinds = Choices(tr(N_("Whose fields")), kinds, "individual")
        self.kinds.on_choice(lambda _: self._fill())
        words = N_(
            "How much each field counts for a full file, and what is asked first. "
            "Nothing here is ever demanded."
        )
        inside = holder(
            column(
                title(tr(N_("What counts for a full file"))),
                sentence(tr(words), "muted"),
                self.kinds,
                self._parts,
                None,
                space=SPACE.large,
            )
        )
        page = QWidget()
        page.setLayout(column(centred(inside, context.theme.px(_WIDTH)), margin=SPACE.page))
        self.setLayout(column(scrolling(page)))

    def reload(self) -> None:
        """Ask for fields and weights."""

        def ask(reader: Reader) -> _Answer:
            return dict(reader.catalogues), weights(reader)

        self.context.jobs.read(ask, self._show, topic=self.topic)

    @Slot(object)
    def _show(self, answer: _Answer) -> None:
        same = self._answer is not None and answer[0] == self._answer[0]
        self._answer = answer
        if same and self.lines:
            self._say_weights(answer)
        else:
            self._fill()

    def _say_weights(self, answer: _Answer) -> None:
        """After an undo: the same lines say other weights."""
        for field in answer[0][self.kinds.value()]:
            if field.key in self.lines:
                self.lines[field.key].setCurrentIndex(weight(field, answer[1]))

    def _fill(self) -> None:
        clear(self._parts)
        self.lines = {}
        if self._answer is not None:
            for part in self._answer[0][self.kinds.value()].parts:
                self._parts.addWidget(self._card(part))

    def _card(self, part: type[Part]) -> QWidget:
        grid = QGridLayout()
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(0, 1)
        inner = (field for group in part.groups for field in group.fields)
        for place, field in enumerate((*part.fields, *inner)):
            grid.addWidget(label(tr(field.label)), place, 0)
            grid.addWidget(self._line(field), place, 1)
        return card(holder(grid), words=tr(part.label))

    def _line(self, field: Field[Any]) -> QComboBox:
        assert self._answer is not None
        made = ChoiceBox()
        made.addItems([tr(each) for each in _WORDS])
        made.setCurrentIndex(weight(field, self._answer[1]))
        made.setAccessibleName(tr(field.label))
        made.activated.connect(partial(self._chosen, field))
        self.lines[field.key] = made
        return made

    def _chosen(self, field: Field[Any], chosen: int) -> None:
        def act(unit: Unit) -> None:
            set_weight(unit, field, chosen)

        self.context.jobs.write(N_("Change what counts"), act)


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return WeightsPage(context)
