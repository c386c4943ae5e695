"""The editor of a day: typed in any style, solar or lunar, with or without its year."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.catalogue.kind import Kind, Rules
from app.catalogue.kinds_day import Day, lunar_day_name, lunar_month_name
from app.catalogue.lunar import solar_to_lunar
from app.catalogue.values import CalendarDay
from app.i18n import N_, language, tr
from app.ui.forms.editor import Editor
from app.ui.forms.plain import understood
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import restyle
from app.ui.widgets.layout import column, hide_unless, row
from app.ui.widgets.text import sentence


class DayEditor(Editor):
    """A line, the calendar beside it, and below it the day in both calendars."""

    def __init__(self, kind: Kind[Any], rules: Rules, theme: Theme) -> None:
        """The calendar is offered where the field may be lunar."""
        super().__init__(kind, rules, theme)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr(N_("1985-3-7, 3-7, 1985, 三月初七 …")))
        offered = [Choice("solar", tr(N_("Solar"))), Choice("lunar", tr(N_("Lunar")))]
        self.calendar = Choices(tr(N_("Calendar")), offered, "solar")
        hide_unless(self.calendar, isinstance(kind, Day) and kind.lunar)
        self.below = sentence("", "small")
        self.below.hide()
        self.setLayout(column(row(self.line, self.calendar), self.below, space=SPACE.hair))
        self.line.textChanged.connect(lambda _: self._explain())
        self.line.textEdited.connect(lambda _: self.changed.emit())
        self.calendar.on_choice(lambda _: self._calendar_chosen())
        self.watch(self.line, *self.calendar.findChildren(QWidget))

    def typed(self) -> str:
        """The line; with a calendar chosen that it does not say itself, the day in full."""
        plain = self.line.text()
        if self.calendar.value() != "lunar" or not plain.strip():
            return plain
        reading = self.kind.parse(plain, self._rules())
        return plain if reading.value is None else self.kind.edit_text(reading.value)

    def put(self, typed: str) -> None:
        """Show it under its own calendar."""
        value = self.kind.parse(typed, self.rules).value
        if isinstance(value, CalendarDay) and self.calendar.value() != value.calendar:
            self.calendar.choose(value.calendar)
        self.line.setText(typed)
        self.line.selectAll()
        self._explain()

    def first(self) -> QWidget:
        """The line."""
        return self.line

    def _rules(self) -> Rules:
        lunar = self.calendar.value() == "lunar"
        return Rules(self.rules.today, self.rules.area_code, lunar)

    def _calendar_chosen(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        words, doubtful = understood(self.kind, self.line.text(), self._rules())
        value = self.kind.parse(self.line.text(), self._rules()).value
        other = other_calendar(value) if isinstance(value, CalendarDay) else ""
        both = " · ".join(each for each in (words, other) if each)
        self.below.setText(both)
        self.below.setVisible(bool(both))
        restyle(self.below, "warn" if doubtful else "small")


def other_calendar(day: CalendarDay) -> str:
    """The same day in the other calendar, where the whole day is known."""
    on = day.solar()
    if on is None:
        return ""
    if day.calendar == "lunar":
        return tr(N_("solar {date}"), date=on.isoformat())
    moon = solar_to_lunar(on)
    if moon is None:
        return ""
    if language() == "zh":
        name = ("闰" if moon[3] else "") + lunar_month_name(moon[1]) + lunar_day_name(moon[2])
        return tr(N_("lunar {date}{leap}"), date=name, leap="")
    leap = tr(N_(" (leap month)")) if moon[3] else ""
    return tr(N_("lunar {date}{leap}"), date=f"{moon[0]}-{moon[1]:02}-{moon[2]:02}", leap=leap)
