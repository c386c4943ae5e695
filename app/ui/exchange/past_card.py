"""The last imports, each with its way back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.exchange.batches import PastImport
from app.core.exchange.service import Status
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.exchange.step import LISTS
from app.ui.formats import moment, number
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, row, rule
from app.ui.widgets.text import ElidedLabel, label

SHOWN = 5


class PastCard(QWidget):
    """Hidden as long as nothing was imported."""

    undo_wanted = Signal(object)  # PastImport

    def __init__(self, context: Context) -> None:
        """Filled by `show_past`."""
        super().__init__()
        self._context = context
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.small)
        inside = card(self._list, words=tr("Imported before"))
        self.setLayout(column(inside))
        self.hide()

    def show_past(self, found: Sequence[PastImport]) -> None:
        """Show them, newest first."""
        clear(self._list)
        for place, each in enumerate(found):
            if place:
                self._list.addWidget(rule())
            self._list.addWidget(self._line(each))
        self.setVisible(bool(found))

    def _line(self, each: PastImport) -> QWidget:
        made = QWidget()
        words = column(ElidedLabel(each.file), label(self._about(each), "small"), space=0)
        pieces: list[QWidget] = []
        if each.undone:
            pieces.append(label(tr("taken back"), "muted"))
        else:
            undo = button(tr("Undo"), lambda: self.undo_wanted.emit(each), "quiet",
                          theme=self._context.theme, image="undo-2")  # fmt: skip
            undo.setAccessibleName(tr("Undo the import of {name}", name=each.file))
            pieces.append(undo)
        line = row(words, *pieces, space=SPACE.medium)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 0)
        made.setLayout(line)
        return made

    def _about(self, each: PastImport) -> str:
        new, changed = each.count(Status.CREATED), each.count(Status.UPDATED)
        parts = [moment(each.made_at, self._context.clock)]
        if each.what is not None:
            parts.append(tr(LISTS[each.what]))
        if new:
            parts.append(ntr("{count} new", "{count} new", new, count=number(new)))
        if changed:
            parts.append(tr(N_("{count} changed"), count=number(changed)))
        return " · ".join(parts)
