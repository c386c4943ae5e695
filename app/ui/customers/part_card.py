"""A part of the profile as a card: what is filled, the rest folded, repeating rows below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.catalogue.field import Field, Group, Part
from app.catalogue.kind import Rules
from app.catalogue.kinds import Lines, LongText
from app.i18n import N_, ntr, tr
from app.ui.customers.value_line import Menu, Shown, ValueLine, no_menu
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import card, clear, column, frame, holder, row
from app.ui.widgets.text import label


@dataclass(frozen=True)
class ShownRow:
    """One row of a repeating group."""

    id: int
    values: tuple[Shown, ...]


@dataclass(frozen=True)
class ShownPart:
    """A part with its values and its groups' rows, as the file shows it."""

    part: type[Part]
    values: tuple[Shown, ...]
    groups: tuple[tuple[type[Group], tuple[ShownRow, ...], bool], ...]  # True: rows are hidden

    @property
    def filled(self) -> int:
        """How many of its fields hold something."""
        own = sum(each.filled for each in self.values)
        return own + sum(_filled_in_rows(rows, masked) for _, rows, masked in self.groups)

    @property
    def fields(self) -> int:
        """How many fields it has."""
        return len(self.values) + sum(len(group.fields) for group, _, _ in self.groups)


@dataclass(frozen=True)
class FileActions:
    """What a card asks the page to do."""

    save: Callable[[Field[Any], str], object]
    save_row: Callable[[type[Group], int | None, Field[Any], str], object]
    delete_row: Callable[[type[Group], int], object]
    reveal: Callable[[], object]
    menu: Menu = no_menu


class PartCard(QWidget):
    """Rebuilt with each answer; remembers whether its empty fields are unfolded."""

    def __init__(self, shown: ShownPart, rules: Rules, theme: Theme, actions: FileActions) -> None:
        """Show the part."""
        super().__init__()
        self.shown = shown
        self._rules, self._theme, self._actions = rules, theme, actions
        self._unfolded = False
        self._new_rows: set[str] = set()
        self.lines: list[ValueLine] = []
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build()

    def show_part(self, shown: ShownPart) -> None:
        """Show new values, unless one of them is being edited right now."""
        self.shown = shown
        self._new_rows.clear()
        if not any(line.editor is not None for line in self.lines):
            self._build()

    def unfold(self, *, unfolded: bool = True) -> None:
        """Show the empty fields too, or fold them."""
        self._unfolded = unfolded
        self._build()

    def line(self, field: Field[Any]) -> ValueLine | None:
        """The line of a field, if it is shown."""
        return next((each for each in self.lines if each.shown.field is field), None)

    def _build(self) -> None:
        held = next((place for place, line in enumerate(self.lines) if line.hasFocus()), None)
        if held is not None:
            self.setFocus()  # or the cursor would wander to another card meanwhile
        clear(self._outer)
        self.lines = []
        self._fill()
        if held is not None and held < len(self.lines):
            line = self.lines[held]
            QTimer.singleShot(0, line, lambda: line.setFocus())  # once it stands there

    def _fill(self) -> None:
        visible = [each for each in self.shown.values if each.filled or self._unfolded]
        if not self._unfolded and not self.shown.filled and not self._new_rows:
            self._outer.addWidget(self._bare())
            return
        pieces: list[QWidget] = [self._head()]
        if visible:
            pieces.append(self._grid(visible))
        pieces += [self._group(*each) for each in self.shown.groups if self._wanted(*each)]
        pieces += self._folded()
        self._outer.addWidget(card(*pieces))

    def _head(self) -> QWidget:
        count = tr(N_("{filled} of {fields}"), filled=self.shown.filled, fields=self.shown.fields)
        return holder(row(label(tr(self.shown.part.label), "heading"), None, label(count, "small")))

    def _bare(self) -> QWidget:
        """A part of which nothing is known yet takes one line."""
        name = label(tr(self.shown.part.label), "heading")
        line = row(name, None, *self._folded())
        line.setContentsMargins(SPACE.section, SPACE.small, SPACE.large, SPACE.small)
        return frame(line, "card")

    def _grid(self, values: Sequence[Shown]) -> QWidget:
        made, place = QGridLayout(), 0
        made.setContentsMargins(0, 0, 0, 0)
        made.setHorizontalSpacing(SPACE.large)
        made.setVerticalSpacing(SPACE.hair)
        made.setColumnStretch(0, 1)
        made.setColumnStretch(1, 1)
        for each in values:
            wide = isinstance(each.field.kind, LongText | Lines)
            place += place % 2 if wide else 0
            made.addWidget(self._line(each), place // 2, place % 2, 1, 2 if wide else 1)
            place += 2 if wide else 1
        return holder(made)

    def _line(self, shown: Shown) -> ValueLine:
        actions = self._actions
        made = ValueLine(
            shown, self._rules, self._theme, actions.save, actions.reveal, actions.menu
        )
        self.lines.append(made)
        return made

    def _wanted(self, group: type[Group], rows: Sequence[ShownRow], masked: bool) -> bool:
        return bool(rows) or masked or self._unfolded or group.key in self._new_rows

    def _group(self, group: type[Group], rows: Sequence[ShownRow], masked: bool) -> QWidget:
        alone = tr(group.label) == tr(self.shown.part.label)  # the card's heading says it already
        pieces: list[QWidget] = [] if alone else [label(tr(group.label), "section")]
        if masked:
            show = button(tr(N_("•••••• click to show")), self._actions.reveal, "link")
            return holder(column(*pieces, show))
        pieces += [self._row(group, each) for each in rows]
        if group.key in self._new_rows or not rows:
            pieces.append(self._new_row(group))
        else:
            add = tr(N_("Add to {group}"), group=tr(group.label))
            pieces.append(
                button(add, lambda: self._ask_row(group), "link", theme=self._theme, image="plus")
            )
        return holder(column(*pieces, space=SPACE.small))

    def _row(self, group: type[Group], shown: ShownRow) -> QFrame:
        visible = [each for each in shown.values if each.filled or self._unfolded]
        empty = [each for each in shown.values if each not in visible]
        delete = icon_button(
            "trash-2",
            tr(N_("Delete this row")),
            lambda: self._actions.delete_row(group, shown.id),
            self._theme,
        )
        lines = self._row_grid(group, shown.id, visible + empty[:1] if empty else visible)
        inside = row(lines, delete)
        inside.setStretch(0, 1)
        inside.setContentsMargins(SPACE.hair, SPACE.hair, SPACE.hair, SPACE.hair)
        return frame(inside, "sunken")

    def _new_row(self, group: type[Group]) -> QFrame:
        blank = [Shown(field, "", "") for field in group.fields]
        inside = row(self._row_grid(group, None, blank[:4]))
        inside.setContentsMargins(SPACE.hair, SPACE.hair, SPACE.hair, SPACE.hair)
        return frame(inside, "sunken")

    def _row_grid(self, group: type[Group], row_id: int | None, values: Sequence[Shown]) -> QWidget:
        def save(field: Field[Any], typed: str) -> None:
            self._actions.save_row(group, row_id, field, typed)

        made = QGridLayout()
        made.setContentsMargins(0, 0, 0, 0)
        made.setColumnStretch(0, 1)
        made.setColumnStretch(1, 1)
        for place, each in enumerate(values):
            line = ValueLine(
                each,
                self._rules,
                self._theme,
                save,
                self._actions.reveal,
                self._actions.menu,
                row_id or 0,
            )
            self.lines.append(line)
            made.addWidget(line, place // 2, place % 2)
        return holder(made)

    def _ask_row(self, group: type[Group]) -> None:
        self._new_rows.add(group.key)
        self._build()

    def _folded(self) -> list[QWidget]:
        hidden = sum(not each.filled for each in self.shown.values)
        hidden += sum(
            len(group.fields)
            for group, rows, masked in self.shown.groups
            if not rows and not masked
        )
        if self._unfolded:
            return [
                button(tr("Show only what is filled"), lambda: self.unfold(unfolded=False), "link")
            ]
        if not hidden:
            return []
        words = ntr("+ {n} more field", "+ {n} more fields", hidden)
        return [button(words, self.unfold, "link")]


def _filled_in_rows(rows: Sequence[ShownRow], masked: bool) -> int:
    if masked:
        return 1
    filled = {each.field for one in rows for each in one.values if each.filled}
    return len(filled)
