"""A part of the profile as a card: what is filled, the rest folded, repeating rows below.

The card places and paints everything itself; its lines and buttons are kept and used again
for the next customer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.catalogue.field import Field, Group
from app.catalogue.kind import Rules
from app.i18n import N_, ntr, tr
from app.ui.customers.light_button import LightButton
from app.ui.customers.part_blocks import Block, Buttons, Caption, Pass, Row, Values
from app.ui.customers.pens import Pens
from app.ui.customers.shown import Shown, ShownGroup, ShownPart, ShownRow
from app.ui.customers.value_line import FileActions, ValueLine
from app.ui.tokens import RADIUS, SPACE

_Lines = dict[tuple[Field[Any], int | None], ValueLine]
_FIRST_FIELDS = 4  # of a row that is to be made


@dataclass(frozen=True)
class CardActions:
    """What a card tells the page."""

    toggled: Callable[[str, bool], object]  # part's key, closed?
    add_field: Callable[[], object]


class PartCard(QWidget):
    """Its lines stay the same widgets, so an answer never takes the cursor away."""

    def __init__(
        self, pens: Pens, rules: Rules, actions: FileActions, card: CardActions, *, closed: bool
    ) -> None:
        """Empty until a part is shown."""
        super().__init__()
        self._pens, self._rules, self._actions, self._card = pens, rules, actions, card
        self.shown: ShownPart
        self.closed = closed
        self.lines: list[ValueLine] = []
        self._unfolded = False
        self._asked: list[Field[Any]] = []  # shown though empty
        self._new_rows: set[str] = set()
        self._spare: list[ValueLine] = []
        self._buttons: list[LightButton] = []
        self._used = 0
        self._blocks: list[Block] = []
        self._beside: list[LightButton] = []  # at the heading's right, where nothing is known
        self._bare = False
        self._pass = Pass(0, 0, 1, move=False)
        self._heights: dict[int, int] = {}  # by width, until something changes
        self._arranged = -1  # the width everything is placed for
        self.columns = 1
        self.head = LightButton(self, pens, heading=True)
        self.more = self._more_button()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_part(self, shown: ShownPart, *, afresh: bool = False) -> None:
        """Show new values; `afresh`: of another customer, everything empty folded."""
        if afresh:
            self._unfolded = False
            self._asked.clear()
            self._new_rows.clear()
            self._free_lines()
        else:
            self._adopt(shown)
        self.shown = shown
        self._build()

    def unfold(self, *, unfolded: bool = True) -> None:
        """Show the empty fields too, or fold them."""
        self._unfolded = unfolded
        self._asked.clear()
        self._build()

    def close_part(self, *, closed: bool) -> None:
        """Show the heading alone, or everything."""
        self.closed = closed
        self._card.toggled(self.shown.part.key, closed)
        self._build()

    def line(self, field: Field[Any]) -> ValueLine | None:
        """The first line of a field, if it is shown."""
        return next((each for each in self.lines if each.shown.field is field), None)

    def first(self) -> QWidget:
        """Where Tab begins in this part."""
        return self.lines[0] if self.lines else self.head

    def line_to_fill(self, field: Field[Any]) -> ValueLine | None:
        """The line where this field is filled in, shown now: an empty one before a filled one."""
        if self.closed:
            self.close_part(closed=False)
        if field.group is None:
            self._asked.append(field)
        else:
            self._ask_row(field)
        self._build()
        found = [each for each in self.lines if each.shown.field is field]
        return next((each for each in found if not each.shown.filled), next(iter(found), None))

    def set_columns(self, columns: int) -> None:
        """One column, or two where there is room."""
        if columns != self.columns:
            self.columns = columns
            self.grown()

    def grown(self) -> None:
        """Something takes more room, or less."""
        self._heights.clear()
        self._arranged = -1
        self.updateGeometry()
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all blocks."""
        if width not in self._heights:
            self._heights[width] = self._placed(width, move=False)[1]
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As it stands."""
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        """May be narrow."""
        return QSize(200, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything in the new width."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, the grounds of rows, the words that are no widgets; only what is asked for."""
        painter, pens, asked = QPainter(self), self._pens, event.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pens.colour("line"))
        painter.setBrush(pens.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.colour("hover"))
        for ground in filter(asked.intersects, self._pass.grounds):
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
        for area, words in self._pass.captions:
            if asked.intersects(area):
                pens.draw(painter, area, words, "muted", pens.small)
        area = QRect(self.head.geometry())
        room = self.more.width() + SPACE.small if self._actions.part_menu else SPACE.section
        area.setRight(self.width() - room - SPACE.hair)
        if asked.intersects(area):
            self._draw_count(painter, area)
        painter.end()

    def _draw_count(self, painter: QPainter, area: QRect) -> None:
        words = tr(N_("{filled} of {fields}"), filled=self.shown.filled, fields=self.shown.fields)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._pens.small)
        painter.setPen(self._pens.colour("muted"))
        painter.drawText(area, int(right), words)

    def _adopt(self, shown: ShownPart) -> None:
        """A row that was to be made is there: its lines, one perhaps being typed in, are its."""
        for before, now in zip(self.shown.groups, shown.groups, strict=True):
            known = {row.id for row in before.rows}
            fresh = [row.id for row in now.rows if row.id not in known]
            if before.group.key not in self._new_rows or not fresh:
                continue
            self._new_rows.discard(before.group.key)
            for line in self.lines:
                if line.group is before.group and line.row_id is None:
                    line.row_id = fresh[-1]

    def _free_lines(self) -> None:
        """Another customer's rows: any line will do for them."""
        for line in self.lines:
            line.drop_editor()
        self._spare += [line for line in self.lines if line.group is not None]
        self.lines = [line for line in self.lines if line.group is None]

    def _build(self) -> None:
        old = {_key(line): line for line in self.lines}
        self.lines, self._blocks, self._beside, self._used = [], [], [], 0
        self._head_says()
        self._bare = self._is_bare()
        if not self.closed:
            self._blocks = list(self._make_blocks(old))
        for line in old.values():
            line.drop_editor()
        self._spare += old.values()
        for each in (*self._spare, *self._buttons[self._used :]):
            if not each.isHidden():
                each.hide()
        self._order_tabs()
        self.grown()

    def _head_says(self) -> None:
        name = tr(self.shown.part.label)
        self.head.say(
            name,
            lambda: self.close_part(closed=not self.closed),
            "chevron-right" if self.closed else "chevron-down",
        )
        state = tr(N_("folded")) if self.closed else tr(N_("open"))
        self.head.setAccessibleName(f"{name}, {state}")
        self.more.say("", self._open_menu, "ellipsis", tr(N_("More about: {what}"), what=name))

    def _more_button(self) -> LightButton:
        made = LightButton(self, self._pens)
        made.setVisible(self._actions.part_menu is not None)
        return made

    def _open_menu(self) -> None:
        if self._actions.part_menu is not None:
            below = self.more.mapToGlobal(QPoint(0, self.more.height()))
            self._actions.part_menu(self.shown.part.key, below)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click on the heading, or the menu key on it, opens the part's menu."""
        if event.pos().y() <= self.head.geometry().bottom():
            self._open_menu()
        else:
            super().contextMenuEvent(event)

    def _make_blocks(self, old: _Lines) -> Iterator[Block]:
        shown = self.shown
        visible = [each for each in shown.values if self._wants(each)]
        if visible:
            yield Values([self._line(old, each) for each in visible])
        for group in shown.groups:
            if group.gone:
                continue
            if not group.blank or self._unfolded or group.group.key in self._new_rows:
                yield from self._group(old, group)
        foot = self._foot()
        if self._bare:
            self._beside = foot
        elif foot:
            yield Buttons(foot)

    def _is_bare(self) -> bool:
        """A part of which nothing is known takes one line."""
        nothing = not self.shown.filled and not self._new_rows and not self._asked
        return nothing and not self._unfolded

    def _wants(self, each: Shown) -> bool:
        return each.filled or self._unfolded or each.field in self._asked

    def _line(
        self,
        old: _Lines,
        shown: Shown,
        group: type[Group] | None = None,
        row_id: int | None = None,
    ) -> ValueLine:
        line = old.pop((shown.field, row_id), None) or self._fresh_line()
        line.show_value(shown, group, row_id)
        if line.isHidden():
            line.show()
        self.lines.append(line)
        return line

    def _fresh_line(self) -> ValueLine:
        if self._spare:
            return self._spare.pop()
        return ValueLine(self, self._pens, self._rules, self._actions, self.grown)

    def _group(self, old: _Lines, group: ShownGroup) -> Iterator[Block]:
        name = tr(group.group.label)
        if name != tr(self.shown.part.label):  # else the card's heading says it already
            yield Caption(name, self._pens)
        if group.masked:
            show = partial(self._actions.reveal, None)
            yield Buttons([self._button(tr(N_("•••••• click to show")), show)])
            return
        for row in group.rows:
            yield self._row(old, group.group, row)
        if group.group.key in self._new_rows or not group.rows:
            blank = [Shown(field, "", "") for field in self._first_of(group.group)]
            yield Row(Values([self._line(old, each, group.group) for each in blank]), None)
        else:
            words = tr(N_("Add to {group}"), group=name)
            yield Buttons([self._button(words, partial(self._add_row, group.group), "plus")])

    def _row(self, old: _Lines, group: type[Group], row: ShownRow) -> Block:
        visible = [each for each in row.values if self._wants(each)]
        empty = [each for each in row.values if each not in visible]
        lines = [self._line(old, each, group, row.id) for each in visible + empty[:1]]
        delete = partial(self._actions.delete_row, group, row.id)
        return Row(Values(lines), self._button("", delete, "trash-2", tr(N_("Delete this row"))))

    def _first_of(self, group: type[Group]) -> list[Field[Any]]:
        asked = [each for each in self._asked if each.group is group]
        first = list(group.fields[:_FIRST_FIELDS])
        return first + [each for each in asked if each not in first]

    def _add_row(self, group: type[Group]) -> None:
        self._new_rows.add(group.key)
        self._build()
        line = next(each for each in self.lines if each.group is group and each.row_id is None)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.edit()

    def _ask_row(self, field: Field[Any]) -> None:
        group = next(each for each in self.shown.groups if each.group is field.group)
        self._asked.append(field)
        if not any(row.lacks(field) for row in group.rows):
            self._new_rows.add(group.group.key)

    def _foot(self) -> list[LightButton]:
        made = []
        hidden = self.shown.empty(self._asked)
        if self._unfolded:
            fold = partial(self.unfold, unfolded=False)
            made.append(self._button(tr("Show only what is filled"), fold))
        elif hidden:
            words = ntr("+ {n} more field", "+ {n} more fields", hidden)
            made.append(self._button(words, self.unfold))
        if hidden and not self._bare:
            made.append(self._button(tr(N_("+ Add a field…")), self._card.add_field))
        return made

    def _button(
        self, words: str, do: Callable[[], object], image: str = "", name: str = ""
    ) -> LightButton:
        if self._used == len(self._buttons):
            self._buttons.append(LightButton(self, self._pens))
        made = self._buttons[self._used]
        self._used += 1
        made.say(words, do, image, name)
        if made.isHidden():
            made.show()
        return made

    def _order_tabs(self) -> None:
        QWidget.setTabOrder(self.head, self.more)
        before: QWidget = self.more
        for line in self.lines:
            QWidget.setTabOrder(before, line)
            before = line if line.editor is None else line.tab_end()
        for button in self._buttons[: self._used]:
            QWidget.setTabOrder(before, button)
            before = button

    def _arrange(self) -> None:
        if self._arranged != self.width():
            self._arranged = self.width()
            self._pass, _ = self._placed(self._arranged, move=True)
            self.update()

    def _placed(self, width: int, *, move: bool) -> tuple[Pass, int]:
        on = Pass(SPACE.large, width - 2 * SPACE.large, self.columns, move)
        size, top = self.head.sizeHint(), SPACE.medium
        if move:
            self.head.setGeometry(SPACE.medium, top, size.width(), size.height())
            wide = self.more.sizeHint().width()
            self.more.setGeometry(width - wide - SPACE.small, top, wide, size.height())
            self._place_beside(size.width(), top, size.height())
        low = self.closed or self._bare
        top += size.height() + (0 if low else SPACE.hair)
        for block in self._blocks:
            top = block.place(on, top)
        return on, top + (SPACE.medium if low else SPACE.large)

    def _place_beside(self, left: int, top: int, tall: int) -> None:
        left += SPACE.large
        for each in self._beside:
            size = each.sizeHint()
            drop = (tall - size.height()) // 2 + 1
            each.setGeometry(left + SPACE.small, top + drop, size.width(), size.height())
            left += size.width()


def _key(line: ValueLine) -> tuple[Field[Any], int | None]:
    return line.shown.field, line.row_id
