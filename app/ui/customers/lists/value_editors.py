"""Editors for what a condition compares with, by the operator; each gives a JSON value."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.catalogue.dates import read_date
from app.catalogue.kind import Rules
from app.catalogue.kinds_day import day_code
from app.core.segments.ops import Op, Shape, Value
from app.core.segments.subjects import Subject
from app.core.segments.values import clean, number
from app.i18n import N_, tr
from app.ui.customers.lists.words import MONTHS, month_words, subject_name, value_words
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import restyle
from app.ui.widgets.layout import row
from app.ui.widgets.text import label
from app.ui.widgets.tick_sheet import TickSheet

_WIDEST = 240  # of what is ticked; the tooltip says all of it


class Line(QLineEdit):
    """One value; tells only what an input method has committed."""

    committed = Signal()

    def __init__(self, name: str, hint: str, width: int) -> None:
        """`name` is for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumWidth(width)
        self._composing = False
        self.textEdited.connect(self._edited)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is still being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _edited(self, _: str) -> None:
        if not self._composing:
            self.committed.emit()


class ValueEditor(QWidget):
    """Base: `value()` is what is asked, None while it makes no sense."""

    changed = Signal()

    def __init__(self, about: Subject, op: Op, theme: Theme) -> None:
        """For one operator of one field."""
        super().__init__()
        self.about, self.op, self.theme = about, op, theme

    def value(self) -> Any:
        """What is asked."""
        return None

    def put(self, value: Any) -> None:
        """Show a value without telling anybody."""

    def complete(self) -> bool:
        """Can the condition be asked as it stands?"""
        return self.op.value is Value.NONE or clean(self.op, self.value()) is not None

    def first(self) -> QWidget | None:
        """The widget that takes the cursor."""
        return None


class LinesEditor(ValueEditor):
    """One or more lines side by side, each read on its own."""

    def __init__(
        self, about: Subject, op: Op, theme: Theme, hints: Sequence[str], rules: Rules
    ) -> None:
        """`hints` stand in the lines."""
        super().__init__(about, op, theme)
        self._rules = rules
        name = subject_name(about)
        width = theme.px(220 if len(hints) == 1 else 110)
        self.lines = [Line(f"{name}: {hint}" if hint else name, hint, width) for hint in hints]
        pieces: list[Any] = []
        for place, each in enumerate(self.lines):
            each.committed.connect(self._edited)
            pieces += [label("–", "muted")] if place == len(hints) - 1 and place else []
            pieces.append(each)
        self.setLayout(row(*pieces, space=SPACE.small))

    def value(self) -> Any:
        """Each line read."""
        texts = [each.text().strip() for each in self.lines]
        read = [self._read(place, text) for place, text in enumerate(texts)]
        if self.op.value in (Value.TEXT, Value.DAY, Value.NUMBER):
            return read[0]
        if self.op.value is Value.SEVERAL:
            entries = texts[0].replace("，", "、").replace(",", "、").split("、")
            return tuple(each.strip() for each in entries if each.strip())
        return tuple(read)

    def put(self, value: Any) -> None:
        """Show it as it would be typed."""
        if self.op.value is Value.SEVERAL:
            self.lines[0].setText("、".join(value))
            return
        several = value if isinstance(value, tuple) else (value,)
        for place, (each, line) in enumerate(zip(several, self.lines, strict=True)):
            line.setText("" if each is None else self._shown(place, each))

    def first(self) -> QWidget:
        """The first line."""
        return self.lines[0]

    def _edited(self) -> None:
        wrong = any(each.text().strip() for each in self.lines) and not self.complete()
        for each in self.lines:
            restyle(each, "wrong" if wrong else "")
        self.changed.emit()

    def _is_money(self, place: int) -> bool:
        return self.about.shape is Shape.MONEY or (self.op.key == "sum" and place == 0)

    def _is_day(self, place: int) -> bool:
        asked = self.op.value
        return asked in (Value.DAY, Value.DAYS) or (asked is Value.BOUGHT and place > 0)

    def _read(self, place: int, text: str) -> Any:
        if self.op.value in (Value.TEXT, Value.SEVERAL):
            return text
        if self._is_day(place):
            return read_day(text, self._rules)
        found = number(text.replace(",", "").removeprefix("¥"))
        if not text or (found is None and self.op.value is Value.NUMBERS):
            return None if not text else "?"
        if found is not None and self._is_money(place):
            return int(Decimal(found) * 100)
        return found if found is None or isinstance(found, int) else str(found)

    def _shown(self, place: int, value: Any) -> str:
        if self._is_money(place):
            return f"{Decimal(value) / 100:f}".removesuffix(".00")
        return str(value)


class MenuEditor(ValueEditor):
    """A button that opens entries to tick: choices, months."""

    def __init__(
        self, about: Subject, op: Op, theme: Theme, offered: Sequence[tuple[str, str]]
    ) -> None:
        """`offered` are codes and their words."""
        super().__init__(about, op, theme)
        self.button: QPushButton = button(tr(N_("Choose…")))
        self.button.setMinimumWidth(theme.px(160))
        self.sheet = TickSheet(subject_name(about), theme, self.button)
        self.sheet.offer(offered)
        self.sheet.ticked.connect(self._ticked)
        self.button.clicked.connect(self.sheet.toggle)
        self.setLayout(row(self.button))
        self._name()

    def value(self) -> Any:
        """What is ticked."""
        return self.sheet.codes()

    def put(self, value: Any) -> None:
        """Tick these; what is not offered (the shop's own words) is added."""
        self.sheet.put(value)
        self._name()

    def first(self) -> QWidget:
        """The button."""
        return self.button

    def _ticked(self) -> None:
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        chosen = self.value()
        words = value_words(self.about, self.op, chosen) if chosen else tr(N_("Choose…"))
        room = _WIDEST  # however large the text: the row has no more
        short = self.button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.button.setText(short)
        self.button.setToolTip(words if short != words else "")
        self.button.setAccessibleName(f"{subject_name(self.about)}: {words}")


def value_editor(about: Subject, op: Op, theme: Theme, rules: Rules) -> ValueEditor:
    """The editor of an operator's value."""
    if op.value is Value.NONE:
        return ValueEditor(about, op, theme)
    if op.value is Value.MONTHS:
        return MenuEditor(about, op, theme, [(each, month_words(each)) for each in MONTHS])
    if op.value is Value.SEVERAL and about.options is not None:
        options = about.options
        offered = [(code, tr(options.label_of(code))) for code in options.codes()]
        return MenuEditor(about, op, theme, offered)
    return LinesEditor(about, op, theme, [tr(each) for each in _HINTS[op.value]], rules)


def read_day(text: str, rules: Rules) -> str | None:
    """A day, month or year in any dressing, as filters write it."""
    found = read_date(text, rules, allow_lunar=False, allow_future=True).value if text else None
    if found is None or found.year is None:
        return None
    return day_code(found)


_HINTS: dict[Value, tuple[str, ...]] = {
    Value.TEXT: ("",),
    Value.SEVERAL: (N_("Several with commas between them"),),
    Value.DAY: (N_("2026-08-15, 2026-08 or 2026"),),
    Value.DAYS: (N_("First day"), N_("Last day")),
    Value.NUMBER: (N_("Number"),),
    Value.NUMBERS: (N_("From"), N_("To")),
    Value.BOUGHT: (N_("At least"), N_("First day"), N_("Last day")),
}
