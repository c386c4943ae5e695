"""A line in which a customer is looked for, with what is found listed below it."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.customers.queries import Hit, SearchResult, search
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.icons import icon
from app.ui.jobs import Topic
from app.ui.tokens import SPACE
from app.ui.widgets.hit_list import HitList, Line
from app.ui.widgets.layout import column
from app.ui.widgets.text import sentence

_MOST = 6


class _Line(QLineEdit):
    """Up, Down and Enter belong to the list below."""

    def __init__(self, hits: HitList) -> None:
        super().__init__()
        self._hits = hits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in what was found without leaving the line."""
        key = event.key()
        if self._hits.isVisible() and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._hits.step(1 if key == Qt.Key.Key_Down else -1)
        elif self._hits.isVisible() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hits.choose()
        else:
            super().keyPressEvent(event)


class FindCustomer(QWidget):
    """The list and its `line`, which the caller places; `chosen` gives the hit.

    Typing again takes the choice back.
    """

    chosen = Signal(object)  # Hit, or None
    resized = Signal()  # the list below appeared or went

    def __init__(
        self, context: Context, but: Collection[int] = (), *, people_only: bool = False
    ) -> None:
        """`but` are never offered; `people_only` leaves companies out."""
        super().__init__()
        self._context, self._but, self._people_only = context, frozenset(but), people_only
        self._topic = Topic(self)
        self.choice: Hit | None = None
        self.hits = HitList(context.theme)
        self.line = _Line(self.hits)
        self.line.setPlaceholderText(tr(N_("Name, pinyin, number or phone")))
        self.line.addAction(
            icon("search", context.theme, "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.nobody = sentence(tr(N_("Nobody found")), "small")
        self.hits.hide()
        self.nobody.hide()
        self.setLayout(column(self.hits, self.nobody, space=SPACE.hair))
        self.hide()
        self.line.textEdited.connect(self._ask)
        self.hits.chosen.connect(self._take)

    def start(self, text: str) -> None:
        """Look for this at once."""
        self.line.setText(text)
        self._ask(text)

    @Slot(str)
    def _ask(self, text: str) -> None:
        self._set(None)
        wanted = text.strip()
        if not wanted:
            self._topic.drop()
            self._fit(hits=False, nobody=False)
            return
        most = _MOST + len(self._but)
        self._context.jobs.read(
            lambda reader: search(reader, wanted, limit=most), self._show, topic=self._topic
        )

    @Slot(object)
    def _show(self, found: SearchResult) -> None:
        hits = [hit for hit in found.hits if self._fits(hit)][:_MOST]
        self.hits.fill([_as_line(hit) for hit in hits])
        self._fit(hits=bool(hits), nobody=not hits)

    def _fits(self, hit: Hit) -> bool:
        return hit.id not in self._but and not (self._people_only and hit.kind == "company")

    @Slot(object)
    def _take(self, hit: Hit) -> None:
        self.line.setText(hit.name or hit.number or "")
        self._fit(hits=False, nobody=False)
        self._set(hit)

    def _fit(self, *, hits: bool, nobody: bool) -> None:
        self.hits.setVisible(hits)
        self.nobody.setVisible(nobody)
        self.setVisible(hits or nobody)
        self.resized.emit()

    def _set(self, hit: Hit | None) -> None:
        if hit != self.choice:
            self.choice = hit
            self.chosen.emit(hit)


def _as_line(hit: Hit) -> Line:
    image = "building-2" if hit.kind == "company" else "user"
    beside = "  ".join(part for part in (hit.company, hit.phone, hit.number) if part)
    return Line(hit.name or hit.number or "", beside, image, hit)
