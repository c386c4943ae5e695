"""One value of a profile: read first; clicked, it is edited in place and saved when left.

A light widget that draws itself: a full file has a hundred of them, and must open at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.catalogue.doubts import DOUBT_WORDS
from app.catalogue.field import Field, Group
from app.catalogue.kind import Rules
from app.catalogue.kinds import Lines, LongText
from app.core.sources.freshness import Freshness
from app.i18n import N_, tr
from app.ui.customers.shown import Shown
from app.ui.forms.editors import editor_for
from app.ui.origins import age_look, age_words

if TYPE_CHECKING:
    from app.ui.customers.pens import Pens
    from app.ui.forms.editor import Editor

_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_TABS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_SIDE, _EDGE, _GAP, _RADIUS = 8, 5, 2, 6
LONGEST_READ = 600  # characters of a value drawn to be read; its editor has all of them
_LONGEST_NAME = 300
_DOT = "●"
_LONG = 60  # characters of a value that takes the whole width


@dataclass(frozen=True)
class FileActions:
    """What a line asks the page to do."""

    save: Callable[[Field[Any], str], object]
    save_row: Callable[[type[Group], int | None, Field[Any], str], object]
    delete_row: Callable[[type[Group], int], object]
    reveal: Callable[[ValueLine | None], object]  # and then edit this one
    menu: Callable[[ValueLine, QPoint], object]
    part_menu: Callable[[str, QPoint], object] | None = None  # of a whole part, by its key


class ValueLine(QWidget):
    """Label above, value below; Enter, F2 or a click turns the value into its editor."""

    def __init__(
        self,
        parent: QWidget,
        pens: Pens,
        rules: Rules,
        actions: FileActions,
        grown: Callable[[], object],
    ) -> None:
        """Shows nothing before `show_value`; tells `grown` when it needs another height."""
        super().__init__(parent)
        self._grown = grown
        self.wide = False  # takes the whole width of its card
        self._heights: dict[int, int] = {}
        self._pens, self._rules, self._actions = pens, rules, actions
        self.editor: Editor | None = None
        self.shown: Shown
        self.group: type[Group] | None = None
        self.row_id: int | None = None
        self._by_tab = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_value(
        self, shown: Shown, group: type[Group] | None = None, row_id: int | None = None
    ) -> None:
        """Show a value, of a group's row (None: a row to be made) or the customer's own."""
        self.shown, self.group, self.row_id = shown, group, row_id
        words = read_words(shown) or tr(N_("empty"))
        name = f"{tr(shown.field.label)}: {words[:_LONGEST_NAME]}"
        self.setAccessibleName(" · ".join(filter(None, (name, self.age()))))
        kind = shown.field.kind
        long = len(shown.words) > _LONG or "\n" in shown.words
        self.wide = long or isinstance(kind, LongText | Lines)
        self._heights.clear()
        self.update()

    def height_for(self, width: int) -> int:
        """How tall it is in this width."""
        if width not in self._heights:
            self._heights[width] = self._height_for(width)
        return self._heights[width]

    def _height_for(self, width: int) -> int:
        inside, pens = width - 2 * _SIDE, self._pens
        height = 2 * _EDGE + pens.small_metrics.height() + _GAP
        if self.editor is not None:
            return height + _height_of(self.editor, inside) + _GAP
        height += pens.value_height(_drawn(self.shown)[0], inside)
        return height + sum(
            pens.small_height(_doubt(*each), inside) + _GAP for each in self.shown.doubts
        )

    def edit(self) -> None:
        """Put the editor in the value's place."""
        if self.shown.masked:
            self._actions.reveal(self)
            return
        if self.editor is not None:
            return
        made = editor_for(self.shown.field, self._rules, self._pens.theme)
        made.setParent(self)
        made.put(self.shown.before)
        made.finished.connect(self._finish)
        made.abandoned.connect(self._abandon)
        self.editor = made
        chain = _tab_chain(self)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)  # else Tab would go to the window's end
        made.show()
        self._resized()
        made.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_value(self) -> None:
        """Empty the value."""
        if self.shown.filled and not self.shown.masked:
            self._save("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click edits."""
        if event.button() == Qt.MouseButton.LeftButton and self.editor is None:
            self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter, F2 and Space; Alt+Enter opens the menu, Delete empties."""
        if self.editor is not None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_value()
        elif event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._actions.menu(self, self._below())
        else:
            self.edit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click or the menu key: what else can be done with the value."""
        if self.editor is None:
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            self._actions.menu(self, event.globalPos() if by_mouse else self._below())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab out of an editor goes on editing here."""
        super().focusInEvent(event)
        self.update()
        if self._by_tab and event.reason() in _TABS and not self.shown.masked:
            QTimer.singleShot(0, self, self.edit)
        self._by_tab = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """An editor that grows makes room for itself; where a value comes from, when asked."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.shown.about())
        if event.type() == QEvent.Type.LayoutRequest and self.editor is not None:
            self._resized()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The editor stands below the label."""
        if self.editor is not None:
            top = _EDGE + self._pens.small_metrics.height() + _GAP
            self.editor.setGeometry(
                _SIDE, top, self.width() - 2 * _SIDE, self.height() - top - _EDGE
            )

    def sizeHint(self) -> QSize:
        """Placed by its card."""
        return QSize(200, self.height_for(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, frame, label, value, doubts."""
        painter, pens = QPainter(self), self._pens
        self._draw_ground(painter)
        area = self.rect().adjusted(_SIDE, _EDGE, -_SIDE, 0)
        pens.draw(painter, area, tr(self.shown.field.label), "muted", pens.small)
        if self.editor is None:
            self._draw_age(painter, area)
            area.setTop(area.top() + pens.small_metrics.height() + _GAP)
            self._draw_value(painter, area)
        painter.end()

    def age(self) -> str:
        """What is said of a value that nobody confirmed for long."""
        age = age_words(self.shown.state, self.shown.known_on, self._rules.today)
        unasked = tr(N_("no longer asked for")) if self.shown.hidden else ""
        return " · ".join(filter(None, (unasked, age)))

    def _draw_age(self, painter: QPainter, area: QRect) -> None:
        words = self.age()
        if words:
            pens, metrics = self._pens, self._pens.small_metrics
            left = area.left() + metrics.horizontalAdvance(tr(self.shown.field.label)) + _SIDE
            beside = QRect(left, area.top(), area.right() - left, metrics.height())
            old = self.shown.state in (Freshness.AMBER, Freshness.RED)
            look = age_look(self.shown.state) if old else "muted"
            pens.draw(painter, beside, _DOT, look, pens.small)
            beside.setLeft(left + metrics.horizontalAdvance(_DOT) + _SIDE // 2)
            if metrics.horizontalAdvance(words) <= beside.width():
                pens.draw(painter, beside, words, "muted", pens.small)

    def _draw_ground(self, painter: QPainter) -> None:
        hovered = self.editor is None and self.underMouse()
        if not hovered and not self.hasFocus():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._pens.colour
        painter.setBrush(colour("hover") if hovered else Qt.BrushStyle.NoBrush)
        painter.setPen(colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)

    def _draw_value(self, painter: QPainter, area: QRect) -> None:
        pens = self._pens
        words, colour = _drawn(self.shown)
        pens.draw(painter, area, words, colour)
        area.setTop(area.top() + pens.value_height(words, area.width()))
        for each in self.shown.doubts:
            area.setTop(area.top() + _GAP)
            pens.draw(painter, area, _doubt(*each), "warn", pens.small)
            area.setTop(area.top() + pens.small_height(_doubt(*each), area.width()))

    def _below(self) -> QPoint:
        return self.mapToGlobal(self.rect().bottomLeft())

    def _finish(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        typed = editor.typed()
        focused = QApplication.focusWidget()
        if isinstance(focused, ValueLine):
            focused._by_tab = True
        self._end(editor, keep_focus=editor.isAncestorOf(focused or self))
        if typed.strip() != self.shown.before.strip():
            self._save(typed)

    def _abandon(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self._end(editor, keep_focus=True)

    def drop_editor(self) -> None:
        """The line goes to another value: what was being typed is not kept."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self._end(editor, keep_focus=False)

    def doubt_words(self) -> list[str]:
        """What is said to be doubtful."""
        return [_doubt(*each) for each in self.shown.doubts]

    def tab_end(self) -> QWidget:
        """The last widget of the line that takes Tab."""
        return _tab_chain(self)[-1]

    def _end(self, editor: Editor, *, keep_focus: bool) -> None:
        if keep_focus:
            self.setFocus()  # else the cursor would fall to the sidebar
        editor.hide()
        editor.deleteLater()
        self._resized()

    def _save(self, typed: str) -> None:
        if self.group is None:
            self._actions.save(self.shown.field, typed)
        else:
            self._actions.save_row(self.group, self.row_id, self.shown.field, typed)

    def _resized(self) -> None:
        self._heights.clear()
        self._grown()
        self.update()


def read_words(shown: Shown) -> str:
    """What a screen reader says of a value; "" when there is none."""
    if shown.masked:
        return tr(N_("hidden"))
    return shown.words or shown.before


def _drawn(shown: Shown) -> tuple[str, str]:
    """The words drawn as the value, and their colour."""
    if shown.masked:
        return tr(N_("•••••• click to show")), "muted"
    if not shown.words:
        return ("—" if shown.doubts else tr(N_("add"))), "muted"
    if len(shown.words) <= LONGEST_READ:
        return shown.words, "ink"
    more = tr(N_("… {n} characters in all; open it to read on"), n=len(shown.words))
    return shown.words[:LONGEST_READ] + more, "ink"


def _doubt(reason: str, typed: str) -> str:
    words = tr(DOUBT_WORDS.get(reason, reason))
    return tr(N_("Typed: {text}"), text=typed[:LONGEST_READ]) + " · " + words if typed else words


def _height_of(editor: Editor, width: int) -> int:
    tall = editor.heightForWidth(width) if editor.hasHeightForWidth() else -1
    return tall if tall > 0 else editor.sizeHint().height()


def _tab_chain(line: ValueLine) -> list[QWidget]:
    """The line and whatever takes Tab in its editor; not the list a combo box pops up."""
    inside = line.editor.findChildren(QWidget) if line.editor is not None else []
    return [line, *(each for each in inside if _takes_tab(each) and each.window() is line.window())]


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
