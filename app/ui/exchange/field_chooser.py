"""Chooses the field of one column: type a few letters of either language, Enter."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.i18n import N_, tr
from app.ui.exchange.fields import Offer, found_by
from app.ui.exchange.sided_list import Line, SidedList
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column
from app.ui.widgets.text import ElidedLabel, heading, label

_SIZE = (460, 540)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class FieldChooser(QDialog):
    """Asks which field; the answer comes by `chosen`, None for not imported."""

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        column_heading: str,
        samples: Sequence[str],
        offered: Sequence[Offer],
    ) -> None:
        """What the column is called and what stands in it is shown above the list."""
        super().__init__(parent)
        self._offered = offered
        self._taken: Collection[str] = ()
        self.setWindowTitle(tr("Which field is this?"))
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(tr("Search by any word, Chinese or English"))
        self.typed.setAccessibleName(tr("Search a field"))
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(lambda _: self._fill())
        self.typed.installEventFilter(self)
        self.list = SidedList(theme, tr("Fields"))
        self.list.itemActivated.connect(lambda _: self._choose())
        self.list.itemClicked.connect(lambda _: self._choose())
        head = heading(column_heading)
        said = ElidedLabel("  ·  ".join(samples), "muted")
        keys = label(tr("Enter chooses, Esc closes"), "small")
        inside = column(head, said, self.typed, self.list, keys, space=SPACE.small)
        inside.setContentsMargins(SPACE.section, SPACE.large, SPACE.section, SPACE.large)
        self.setLayout(inside)

    def ask(self, now: str | None, taken: Collection[str], typed: str = "") -> None:
        """Open, the present field chosen; `taken` fields are marked."""
        self._taken = taken
        self.typed.setText(typed)
        self._fill()
        if not typed:
            self._go_to(now)
        self.typed.setFocus()
        self.typed.end(False)
        self.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, last)))
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        typed = self.typed.text()
        found = found_by(self._offered, typed)
        self.list.clear()
        if not typed.strip() or not found:
            self.list.add(Line(tr(N_("Not imported"))))
        for each in found:
            note = tr(N_("another column already")) if each.target in self._taken else each.under
            self.list.add(Line(each.words, each.other, note), each.target)
        self.list.setCurrentRow(0)

    def _go_to(self, target: str | None) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == target:
                self.list.setCurrentRow(row)
                return

    def _choose(self) -> None:
        if self.list.currentItem() is not None:
            self.chosen.emit(self.list.value())
            self.accept()
