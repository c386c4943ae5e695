"""Editors that choose: one entry, several, yes or no, stars, each with room for own words."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.catalogue.kind import Kind, Rules
from app.i18n import N_, tr
from app.ui.forms.editor import Editor
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import column, hide_unless, row

_OWN = N_("Own words")
_SEVERAL = N_("Several with commas between them")


def _writes(event: QKeyEvent) -> bool:
    text = event.text()
    return event.matches(QKeySequence.StandardKey.Paste) or (text.isprintable() and text > " ")


class ChipsEditor(Editor):
    """A chip for each entry, and a line for the shop's own ones; one or several at a time."""

    def __init__(
        self,
        kind: Kind[Any],
        rules: Rules,
        theme: Theme,
        offered: Sequence[str],
        *,
        several: bool,
        own: bool = True,
    ) -> None:
        """`offered` are words in the current language, as the kind reads them."""
        super().__init__(kind, rules, theme)
        self.offered, self.several = tuple(offered), several
        self._put: tuple[str, ...] = ()
        self.chips = [self._chip(words) for words in self.offered]
        self.own = QLineEdit()
        self.own.setPlaceholderText(tr(_OWN) if self.chips else tr(_SEVERAL))
        self.own.setAccessibleName(tr(_OWN))
        hide_unless(self.own, own)
        self.own.textEdited.connect(lambda _: self._own_edited())
        chips = QWidget()
        chips.setLayout(Flow(self.chips, SPACE.small))
        hide_unless(chips, bool(self.chips))
        self.setLayout(column(chips, self.own, space=SPACE.small))
        self.watch(*self.chips, self.own)

    def typed(self) -> str:
        """The chosen words and the own ones."""
        chosen = [each.text() for each in self.chips if each.isChecked()]
        own = [each.strip() for each in self.own.text().split("、") if each.strip()]
        words = [*chosen, *own]
        kept = [each for each in self._put if each in words]  # leaving it changes no order
        return "、".join([*kept, *(each for each in words if each not in kept)])

    def put(self, typed: str) -> None:
        """Check what the text holds; the rest goes into the line."""
        words = typed.split("、") if self.several else [typed]
        self._put = tuple(words)
        for chip in self.chips:
            chip.setChecked(chip.text() in words)
        rest = [each for each in words if each and each not in self.offered]
        self.own.setText("、".join(rest))

    def first(self) -> QWidget:
        """The chosen chip, else the first one, or the line where none is offered."""
        chosen = [each for each in self.chips if each.isChecked()]
        return [*chosen, *self.chips, self.own][0]

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        """What is typed or pasted on a chip is meant for the line of own words."""
        if isinstance(watched, QPushButton) and not self.own.isHidden() and _writes(event):
            self.own.setFocus()
            QApplication.sendEvent(self.own, event)
            return True
        return super()._key(watched, event)

    def _chip(self, words: str) -> QPushButton:
        made = button(words)
        made.setCheckable(True)
        made.clicked.connect(lambda _: self._clicked(made))
        return made

    def _clicked(self, chip: QPushButton) -> None:
        if not self.several:
            for each in self.chips:
                each.setChecked(each is chip and chip.isChecked())
            if chip.isChecked():
                self.own.clear()
        self.changed.emit()

    def _own_edited(self) -> None:
        if not self.several and self.own.text().strip():
            for each in self.chips:
                each.setChecked(False)
        self.changed.emit()


class WordsEditor(Editor):
    """Some words to choose one of, and a line of words that go with it: yes, stars, size."""

    def __init__(
        self,
        kind: Kind[Any],
        rules: Rules,
        theme: Theme,
        offered: Sequence[str],
        names: Callable[[str], str] = str,
        hint: str = "",
    ) -> None:
        """`offered` as the kind reads them, `names` how they are shown."""
        super().__init__(kind, rules, theme)
        self.offered = tuple(offered)
        self.buttons = [self._button(each, names(each)) for each in self.offered]
        self.words = QLineEdit()
        self.words.setPlaceholderText(hint or tr(_OWN))
        self.words.setAccessibleName(hint or tr(_OWN))
        self.words.textEdited.connect(lambda _: self.changed.emit())
        picks = QWidget()
        picks.setLayout(Flow(self.buttons, SPACE.hair))
        self.setLayout(column(picks, self.words, space=SPACE.small))
        self.watch(*self.buttons, self.words)

    def typed(self) -> str:
        """The chosen one, a comma, the words."""
        chosen = [
            each for each, made in zip(self.offered, self.buttons, strict=True) if made.isChecked()
        ]
        return "，".join(part for part in (*chosen, self.words.text().strip()) if part)

    def put(self, typed: str) -> None:
        """Split it the same way."""
        first, comma, rest = typed.partition("，")
        known = first in self.offered
        for each, made in zip(self.offered, self.buttons, strict=True):
            made.setChecked(known and each == first)
        self.words.setText(rest if known else first + comma + rest)

    def first(self) -> QWidget:
        """The first button."""
        return self.buttons[0]

    def _button(self, value: str, words: str) -> QPushButton:
        made = button(words)
        made.setCheckable(True)
        made.clicked.connect(lambda _: self._clicked(made))
        made.setAccessibleName(words if words != value else value)
        return made

    def _clicked(self, chosen: QPushButton) -> None:
        for each in self.buttons:
            each.setChecked(each is chosen and chosen.isChecked())
        self.changed.emit()


class MeasureEditor(Editor):
    """A number and its unit."""

    def __init__(self, kind: Kind[Any], rules: Rules, theme: Theme, units: Sequence[str]) -> None:
        """The first unit is meant when none is chosen."""
        super().__init__(kind, rules, theme)
        self.number = QLineEdit()
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setMaximumWidth(theme.px(140))
        self.unit = ChoiceBox()
        self.unit.setEditable(True)
        self.unit.addItems([each for each in units if each])
        self.unit.setAccessibleName(tr(N_("Unit")))
        line = self.unit.lineEdit()
        assert line is not None
        line.setAccessibleName(tr(N_("Unit")))
        self.setLayout(row(self.number, self.unit, None))
        self.number.textEdited.connect(lambda _: self.changed.emit())
        self.unit.currentTextChanged.connect(lambda _: self.changed.emit())
        self.watch(self.number, self.unit, line)

    def typed(self) -> str:
        """Number, space, unit; what is no number stays as it was typed."""
        number = self.number.text().strip()
        if not number or not number.replace(".", "", 1).isdigit():
            return number
        return f"{number} {self.unit.currentText().strip()}".strip()

    def put(self, typed: str) -> None:
        """Split at the first space."""
        number, _, unit = typed.partition(" ")
        self.number.setText(number)
        if unit:
            self.unit.setCurrentText(unit)
        self.number.selectAll()

    def first(self) -> QWidget:
        """The number."""
        return self.number
