"""The parts and fields of one profile in the shop's order, moved by mouse or Alt+Up and Down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.catalogue.field import Catalogue, Field, Group, Part
from app.i18n import N_, tr
from app.ui.icons import icon
from app.ui.own_fields.words import kind_words, tier_words
from app.ui.theme import Theme

_TITLES = (N_("Field"), N_("What it holds"), N_("In this shop"))
_ROW_HEIGHT = 30
_NAMES = 160  # what the names need beside the other columns
_BESIDE = {1: 165, 2: 120}  # the widths of the columns beside the names
_LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Line:
    """One line: a part, or a field or repeating group in it."""

    part: type[Part]
    what: "type[Part] | type[Group] | Field[Any]"

    @property
    def key(self) -> str:
        """The part's, group's or field's key."""
        return self.what.key

    @property
    def is_part(self) -> bool:
        """A whole part?"""
        return not isinstance(self.what, Field) and issubclass(self.what, Part)

    @property
    def field(self) -> Field[Any] | None:
        """The field, if it is one."""
        return self.what if isinstance(self.what, Field) else None


class FieldsTree(QTreeWidget):
    """Says what should move; the page asks the shop, and shows the new order when it is kept."""

    chosen = Signal(object)  # Line
    parts_ordered = Signal(object)  # keys of all parts
    fields_ordered = Signal(str, object)  # a part's key, the keys of its fields
    field_taken = Signal(object, str)  # an own field's Line, the part it was dropped on

    def __init__(self, theme: Theme) -> None:
        """Empty."""
        super().__init__()
        self._theme = theme
        self._shown: Catalogue | None = None
        self._first = True
        self.setAccessibleName(tr("Parts and fields"))
        self.setHeaderLabels([tr(each) for each in _TITLES])
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setIndentation(theme.px(20))
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in _BESIDE.items():
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(place, theme.px(width))
        self.currentItemChanged.connect(self._current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, or the text large, the names keep their room."""
        super().resizeEvent(event)
        left = self.viewport().width() - self._theme.px(_NAMES)
        for place in reversed(_BESIDE):
            left -= self._theme.px(_BESIDE[place])
            self.setColumnHidden(place, left < 0)

    def show_catalogue(self, catalogue: Catalogue, filled: Mapping[int, int]) -> None:
        """Show it anew; what was open and chosen stays so."""
        open_ones = {line.key for item, line in self.lines() if item.isExpanded()}
        now = self.line()
        self._shown = catalogue
        self.blockSignals(True)
        self.clear()
        for part in catalogue.parts:
            self._add_part(part, catalogue, filled, part.key in open_ones)
        self.blockSignals(False)
        top = next(_children(self.invisibleRootItem()))
        if self._first:
            top.setExpanded(True)
            self._first = False
        if now is None or not self.choose(now.key, is_part=now.is_part):
            self.setCurrentItem(top)

    def line(self) -> Line | None:
        """The line the cursor is on."""
        return _line_of(self.currentItem())

    def lines(self) -> Iterator[tuple[QTreeWidgetItem, Line]]:
        """Every line, parts before what is in them."""
        for part in _children(self.invisibleRootItem()):
            yield part, part.data(0, _LINE)
            for each in _children(part):
                yield each, each.data(0, _LINE)

    def choose(self, key: str, *, is_part: bool = False) -> bool:
        """Put the cursor on a line; False when it is not there."""
        for item, line in self.lines():
            if line.key == key and line.is_part is is_part:
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the line."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def step(self, steps: int) -> None:
        """Move the line the cursor is on, a part among parts, a field within its part."""
        line = self.line()
        if line is not None and (line.is_part or line.field is not None):
            keys = self._neighbours(line)
            place = keys.index(line.key)
            if 0 <= place + steps < len(keys):
                keys.insert(place + steps, keys.pop(place))
                self._tell(line, keys)

    def dropEvent(self, event: QDropEvent) -> None:
        """Never moves anything itself: asks for it, by the order it would come to."""
        line = self.line()
        target = self.itemAt(event.position().toPoint())
        goal = _line_of(target)
        if line is not None and goal is not None:
            below = self.dropIndicatorPosition() == self.DropIndicatorPosition.BelowItem
            self.drop_on(line, goal, below=below)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def drop_on(self, line: Line, goal: Line, *, below: bool) -> None:
        """What dropping one line at another comes to."""
        if line.is_part:
            goal = Line(goal.part, goal.part)
        if line.is_part or (line.field and line.part.key == goal.part.key and goal.field):
            keys = [key for key in self._neighbours(line) if key != line.key]
            if goal.key in keys:
                keys.insert(keys.index(goal.key) + below, line.key)
                self._tell(line, keys)
        elif line.field and line.field.own and line.part.key != goal.part.key:
            self.field_taken.emit(line, goal.part.key)

    def _neighbours(self, line: Line) -> list[str]:
        assert self._shown is not None
        if line.is_part:
            return [each.key for each in self._shown.parts]
        return [each.key for each in line.part.fields]

    def _tell(self, line: Line, keys: Sequence[str]) -> None:
        if line.is_part:
            self.parts_ordered.emit(keys)
        else:
            self.fields_ordered.emit(line.part.key, keys)

    def _add_part(
        self, part: type[Part], catalogue: Catalogue, filled: Mapping[int, int], opened: bool
    ) -> None:
        top = self._item(Line(part, part), catalogue, "", "")
        self.addTopLevelItem(top)
        for each in part.fields:
            number = tr("own, {n} filled", n=filled.get(each.own, 0)) if each.own else ""
            state = " · ".join(said for said in (tier_words(each), number) if said)
            top.addChild(self._item(Line(part, each), catalogue, kind_words(each), state))
        for group in part.groups:
            words = tr("Repeating group")
            top.addChild(self._item(Line(part, group), catalogue, words, ""))
        top.setExpanded(opened)

    def _item(self, line: Line, catalogue: Catalogue, kind: str, state: str) -> QTreeWidgetItem:
        hidden = catalogue.hidden(line.what)
        said = " · ".join(each for each in (tr("hidden") if hidden else "", state) if each)
        item = QTreeWidgetItem([tr(line.what.label), kind, said])
        item.setSizeHint(0, QSize(0, self._theme.px(_ROW_HEIGHT)))
        item.setData(0, _LINE, line)
        movable = line.is_part or line.field is not None
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemIsDropEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if movable else flags)
        if hidden:
            item.setIcon(0, icon("eye-off", self._theme, "muted"))
            item.setForeground(0, QBrush(self._theme.colour("muted")))
        for place in (1, 2):
            item.setForeground(place, QBrush(self._theme.colour("muted")))
        if line.is_part:
            font = self._theme.font()
            font.setBold(True)
            item.setFont(0, font)
        return item

    def _current(self, item: QTreeWidgetItem | None, _before: object) -> None:
        line = _line_of(item)
        if line is not None:
            self.chosen.emit(line)


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for row in range(item.childCount()):
        child = item.child(row)
        assert child is not None
        yield child


def _line_of(item: QTreeWidgetItem | None) -> Line | None:
    found = item.data(0, _LINE) if item is not None else None
    return found if isinstance(found, Line) else None
