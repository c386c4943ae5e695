"""Quick add: one line of free text becomes a dated preference, something to avoid, or a note."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.store.unit import Unit
from app.core.timeline import service
from app.core.timeline.notes import AVOID, NOTE, PREFERENCE
from app.core.timeline.quick import kind_of
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.drafts import Typed
from app.ui.navigation import Place
from app.ui.shortcuts import shown
from app.ui.tokens import SPACE
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import row

_KINDS = {PREFERENCE: N_("Likes"), AVOID: N_("Avoid"), NOTE: N_("Note")}
_KEPT = {
    PREFERENCE: N_("Kept as something she likes: {text}"),
    AVOID: N_("Kept as something to avoid: {text}"),
    NOTE: N_("Kept as a note: {text}"),
}
_LONGEST_SAID = 40


def _draft_key(record: int) -> str:
    return f"quick:{record}"


class QuickAdd(QWidget):
    """The line and, beside it, what it will be kept as; a choice by hand stands until kept.

    A half-written line stays with its customer: it waits while another file, or none, is open.
    """

    def __init__(self, context: Context) -> None:
        """Nobody's file is open yet."""
        super().__init__()
        self._context = context
        self._record: int | None = None
        self._by_hand = False
        self.line = _Line(self.keep, self.give_up)
        words = tr(N_("Quick note: likes carrot juice…"))
        self.line.setPlaceholderText(f"{words}   {shown('note')}")
        self.line.setAccessibleName(tr(N_("Quick note")))
        offered = [Choice(key, tr(label)) for key, label in _KINDS.items()]
        self.kinds = Choices(tr(N_("Keep it as")), offered, NOTE)
        self.kinds.on_choice(self._chosen)
        self.kinds.hide()
        inside = row(self.line, self.kinds, space=SPACE.small)
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)
        self.line.textChanged.connect(self._guess)

    def show_record(self, record: int | None) -> None:
        """Another customer's file: what was half written about her stands there again."""
        if record == self._record:
            return
        drafts = self._context.drafts
        if self._record is not None:
            drafts.put_aside(_draft_key(self._record))
        self._record = record
        self.line.clear()
        if record is not None:
            self._type_again(drafts.take(_draft_key(record)))
            drafts.watch(self, _draft_key(record), Place("customer", record=record), self.typed)

    def typed(self) -> Typed | None:
        """What is half written; None when nothing is."""
        text = self.line.text()
        if not text.strip():
            return None
        return {"text": text, "kind": self.kinds.value(), "by_hand": self._by_hand}

    def _type_again(self, found: Typed | None) -> None:
        if found is None:
            return
        self.line.setText(str(found.get("text", "")))
        if found.get("by_hand") and found.get("kind") in _KINDS:
            self.kinds.choose(found["kind"])

    def start(self) -> None:
        """Ctrl+J."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Keep what stands there, with an undo."""
        text, kind, record = self.line.text().strip(), self.kinds.value(), self._record
        told = self._context.origins.now
        if not text or record is None:
            return
        source, on = (told.channel, told.learnt_on) if told is not None else (None, None)

        def act(unit: Unit) -> int:
            made: int = service.add_note(unit, record, text, kind=kind, source=source, on=on)
            return made

        self._context.jobs.write(N_("Add a note"), act, lambda _: self._kept(record, text, kind))

    def give_up(self) -> None:
        """Esc: an empty line."""
        self.line.clear()

    def _kept(self, record: int, text: str, kind: str) -> None:
        said = text if len(text) <= _LONGEST_SAID else text[:_LONGEST_SAID] + "…"
        self._context.messages.toast(tr(_KEPT[kind], text=said), self._context.undo.last())
        if record != self._record:
            self._context.drafts.take(_draft_key(record))  # put aside while it was being kept
        elif self.line.text().strip() == text:
            self.line.clear()

    def _chosen(self, _kind: str) -> None:
        self._by_hand = True

    def _guess(self, text: str) -> None:
        if not text.strip():
            self._by_hand = False
        elif not self._by_hand and self.kinds.value() != kind_of(text):
            self.kinds.choose(kind_of(text))
            self._by_hand = False
        self.kinds.setVisible(bool(text.strip()))


class _Line(QLineEdit):
    """Enter keeps, Esc empties; neither while an input method is composing."""

    def __init__(self, keep: Callable[[], object], give_up: Callable[[], object]) -> None:
        super().__init__()
        self._keep, self._give_up = keep, give_up
        self._composing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
