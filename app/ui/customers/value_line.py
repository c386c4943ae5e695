"""One value of a profile: read first; clicked, it is edited in place and saved when left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.catalogue.doubts import DOUBT_WORDS
from app.catalogue.field import Field
from app.catalogue.kind import Rules
from app.i18n import N_, tr
from app.ui.forms.editor import Editor
from app.ui.forms.editors import editor_for
from app.ui.theme import Theme
from app.ui.widgets.text import label

_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True)
class Shown:
    """What a line shows: the value, or that it is hidden, and what is doubtful about it."""

    field: Field[Any]
    words: str  # the value for people; "" when empty
    typed: str  # the value as text to edit
    masked: bool = False
    doubts: tuple[tuple[str, str], ...] = ()  # (reason, text as typed)
    about: str = ""  # who told us and when

    @property
    def filled(self) -> bool:
        """Is there anything to show."""
        return bool(self.words or self.masked or self.doubts)


Save = Callable[[Field[Any], str], object]
Menu = Callable[["ValueLine", QPoint], object]


def no_menu(line: "ValueLine", at: QPoint) -> None:
    """For lines outside a file."""


class ValueLine(QFrame):
    """Label above, value below; Enter, F2 or a click turns the value into its editor."""

    def __init__(
        self,
        shown: Shown,
        rules: Rules,
        theme: Theme,
        save: Save,
        reveal: Callable[[], object],
        menu: Menu | None = None,
        row_id: int = 0,
    ) -> None:
        """`save` gets the field and the text typed; `reveal` asks for what is hidden."""
        super().__init__()
        self.row_id = row_id
        self._menu = menu or no_menu
        self.shown = shown
        self._rules, self._theme, self._save, self._reveal = rules, theme, save, reveal
        self.editor: Editor | None = None
        self.setProperty("look", "value-line")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(8, 4, 8, 4)
        self._inside.setSpacing(2)
        self._read()

    def edit(self) -> None:
        """Put the editor in the value's place."""
        if self.shown.masked:
            self._reveal()
            return
        if self.editor is not None:
            return
        made = editor_for(self.shown.field, self._rules, self._theme)
        made.put(self.shown.typed or _doubtful_text(self.shown))
        made.finished.connect(self._finish)
        made.abandoned.connect(self._abandon)
        self.editor = made
        _empty(self._inside)
        self._inside.addWidget(label(tr(self.shown.field.label), "small"))
        self._inside.addWidget(made)
        made.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click edits."""
        if event.button() == Qt.MouseButton.LeftButton and self.editor is None:
            self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter, F2 and Space on the line."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.editor is None and event.key() in _KEYS:
            if alt:
                self._menu(self, self.mapToGlobal(self.rect().bottomLeft()))
            else:
                self.edit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click or the menu key: what else can be done with the value."""
        if self.editor is None:
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            below = self.mapToGlobal(self.rect().bottomLeft())
            self._menu(self, event.globalPos() if by_mouse else below)

    def _finish(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        typed = editor.typed()
        before = self.shown.typed or _doubtful_text(self.shown)
        by_enter = editor.isAncestorOf(QApplication.focusWidget() or self)
        self._read()
        if by_enter:
            self.setFocus()  # else the cursor would fall to the sidebar
        if typed.strip() != before.strip():
            self._save(self.shown.field, typed)

    def _abandon(self) -> None:
        self.editor = None
        self._read()
        self.setFocus()

    def _read(self) -> None:
        shown = self.shown
        _empty(self._inside)
        name = tr(shown.field.label)
        self._inside.addWidget(label(name, "small"))
        self._inside.addWidget(self._value())
        for reason, typed in shown.doubts:
            self._inside.addWidget(_doubt(reason, typed))
        words = shown.words or (tr(N_("hidden")) if shown.masked else tr(N_("empty")))
        self.setAccessibleName(f"{name}: {words}")
        self.setToolTip(shown.about)

    def _value(self) -> QWidget:
        if self.shown.masked:
            return label(tr(N_("•••••• click to show")), "muted")
        if not self.shown.words:
            return label(tr(N_("add")) if not self.shown.doubts else "—", "muted")
        return label(self.shown.words, "value", wrap=True)


def _doubt(reason: str, typed: str) -> QWidget:
    words = tr(DOUBT_WORDS.get(reason, reason))
    if typed:
        words = tr(N_("Typed: {text}"), text=typed) + " · " + words
    return label(words, "warn", wrap=True)


def _doubtful_text(shown: Shown) -> str:
    return next((typed for _, typed in shown.doubts if typed), "") if not shown.words else ""


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
