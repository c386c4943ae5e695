"""The choices of a field: one line each with both names, and a last line for one more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.catalogue.own_field import OwnChoice
from app.i18n import tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.layout import clear
from app.ui.widgets.text import label


class ChoicesEditor(QWidget):
    """`choices()` is what stands there; `left` tells that a line was left with another text."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """One empty line."""
        super().__init__()
        self._theme = theme
        self._codes: list[str] = []
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.small)
        self._grid.setVerticalSpacing(SPACE.hair)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)
        self.show_choices(())

    def show_choices(self, found: Sequence[OwnChoice]) -> None:
        """These choices and an empty line below them."""
        clear(self._grid)
        self.lines.clear()
        self._codes.clear()
        for place, words in enumerate((tr("In Chinese"), tr("In English"))):
            self._grid.addWidget(label(words, "small"), 0, place)
        for each in found:
            self._add(each)
        self._add(OwnChoice("", "", ""))

    def keep(self, found: Sequence[OwnChoice]) -> None:
        """What is kept now: the same words stay where they are, with the cursor in them."""
        typed = [(each.name.strip(), each.name_en.strip()) for each in self.choices()]
        same = len(typed) == len(found) and all(
            chinese in ("", each.name) and english in ("", each.name_en)
            for (chinese, english), each in zip(typed, found, strict=True)
        )
        if same:
            self._codes[: len(found)] = [each.code for each in found]
        else:
            self.show_choices(found)

    def choices(self) -> list[OwnChoice]:
        """What stands there now; an emptied new line is none."""
        found = []
        for code, (chinese, english) in zip(self._codes, self.lines, strict=True):
            if code or chinese.text().strip() or english.text().strip():
                found.append(OwnChoice(code, chinese.text(), english.text()))
        return found

    def _add(self, choice: OwnChoice) -> None:
        row = len(self.lines) + 1
        number = len(self.lines) + 1
        both = QLineEdit(choice.name), QLineEdit(choice.name_en)
        names = tr("Choice {n} in Chinese", n=number), tr("Choice {n} in English", n=number)
        for place, (edit, name) in enumerate(zip(both, names, strict=True)):
            edit.setAccessibleName(name)
            edit.editingFinished.connect(self._finished)
            edit.textEdited.connect(self._grow)
            self._grid.addWidget(edit, row, place)
        if not choice.code:
            both[0].setPlaceholderText(tr("One more choice"))
        self.lines.append(both)
        self._codes.append(choice.code)
        up = icon_button("arrow-up", tr("Move choice {n} up", n=number), self._up(row), self._theme)
        up.setVisible(bool(choice.code) and row > 1)
        self._grid.addWidget(up, row, 2)

    def _up(self, row: int) -> Callable[[], None]:
        def do() -> None:
            found = self.choices()
            found.insert(row - 2, found.pop(row - 1))
            self.show_choices([each for each in found if each.code])
            self.left.emit()

        return do

    def _grow(self) -> None:
        """There is always an empty line to type into."""
        chinese, english = self.lines[-1]
        if chinese.text().strip() or english.text().strip():
            self._add(OwnChoice("", "", ""))

    def _finished(self) -> None:
        if any(edit.isModified() for pair in self.lines for edit in pair):
            for pair in self.lines:
                for edit in pair:
                    edit.setModified(False)
            self.left.emit()
