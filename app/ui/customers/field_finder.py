"""The line in which a field is looked for by its name; its hits hang below and take no focus."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.catalogue.field import Field
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.seen import Seen
from app.ui.jobs import Topic
from app.ui.shortcuts import shown, with_keys
from app.ui.widgets.hit_list import HitList, Line
from app.ui.widgets.layout import column

_WIDTH = 320


class FieldFinder(QLineEdit):
    """Type a name, Enter opens the field's editor."""

    def __init__(self, context: Context, over: QWidget, go: Callable[[Field[Any]], object]) -> None:
        """The hits are shown over `over`."""
        super().__init__()
        self._context, self._over, self._go = context, over, go
        self._topic = Topic(self)
        self._seen: Seen | None = None
        self.setProperty("look", "search")
        words = tr(N_("Add a field: type its name"))
        self.setPlaceholderText(f"{words}   {shown('add_field')}")
        self.setAccessibleName(words)
        self.setToolTip(with_keys(words, "add_field"))
        self.lines = HitList(context.theme)
        self.hits = QFrame(over)
        self.hits.setProperty("look", "popup")
        self.hits.setLayout(column(self.lines, margin=6))
        self.hits.hide()
        self.lines.chosen.connect(self._chosen)
        self.textChanged.connect(self._ask)

    def show_customer(self, seen: Seen) -> None:
        """Whose fields."""
        self._seen = seen

    def start(self) -> None:
        """Put the cursor here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the hits without leaving the line."""
        key = event.key()
        if key == Qt.Key.Key_Escape and (self.text() or self.hits.isVisible()):
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hits.isVisible():
            self.lines.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The hits go with the cursor."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hits.hide()

    def _enter(self) -> None:
        if self.hits.isVisible():
            self.lines.choose()

    def _ask(self, text: str) -> None:
        seen = self._seen
        if seen is None or not text.strip():
            self._topic.drop()
            self.hits.hide()
            return

        def find(_reader: object) -> tuple[Field[Any], ...]:
            from app.core.customers.field_names import find_fields  # pypinyin: not before typing

            catalogue = seen.profile.catalogue
            found = find_fields(catalogue, text)
            return tuple(f for f in found if f in seen.filled or not catalogue.hidden(f))

        self._context.jobs.read(find, self._show, topic=self._topic)

    def _show(self, found: tuple[Field[Any], ...]) -> None:
        seen = self._seen
        if seen is None or not self.text().strip():
            return
        self.lines.fill([_line(each, seen) for each in found])
        self.hits.setVisible(bool(found))
        corner = self.mapTo(self._over, QPoint(0, self.height() + 4))
        self.hits.setGeometry(
            corner.x(), corner.y(), max(self.width(), self._context.theme.px(_WIDTH)),
            self.hits.sizeHint().height(),
        )  # fmt: skip
        self.hits.raise_()

    def _chosen(self, field: Field[Any]) -> None:
        self.clear()
        self.hits.hide()
        self._go(field)


def _line(field: Field[Any], seen: Seen) -> Line:
    part = tr(field.part.label) if field.part is not None else ""
    beside = tr(field.group.label) if field.group is not None else part
    image = "pencil" if field in seen.filled else "plus"
    return Line(tr(field.label), beside, image, field)
