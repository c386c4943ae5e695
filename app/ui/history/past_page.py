"""A customer's file as it stood at the end of a day, beside what has become of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtWidgets import QDateEdit, QGridLayout, QVBoxLayout, QWidget

from app.catalogue.field import Field, Part
from app.core.customers import queries as customers
from app.core.customers import service
from app.core.customers.queries import Profile
from app.core.errors import Refused
from app.core.history.queries import as_it_stood, days_of_change
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.revealing import Note, Revealing
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling
from app.ui.widgets.text import label, sentence, title


@dataclass(frozen=True)
class _Then:
    """The file of that day (None: there was none yet), the present one, the days to choose."""

    day: date
    now: Profile
    then: Profile | None
    days: tuple[date, ...]


class PastPage(Page):
    """`Place("past", record, detail="2026-11-03")`; read only."""

    tables = frozenset({"customer", "fact", "sensitive"})

    def __init__(self, context: Context) -> None:
        """Empty until a file is shown."""
        super().__init__(context)
        self.revealing = Revealing(self, context, self._note, self.reload)
        self.head = title("")
        self.about = sentence("", "muted")
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(tr("The day"))
        self.changed_on = ChoiceBox()
        self.changed_words = label(tr("Something changed on"))
        self.changed_on.setMinimumContentsLength(len("2026-11-22"))
        self.changed_on.setPlaceholderText(tr("choose a day"))
        self.changed_on.setAccessibleName(tr("Days on which something changed"))
        self.show_hidden = self.revealing.button()
        self.parts = QVBoxLayout()
        self.parts.setSpacing(SPACE.large)
        self._lay_out()
        self.day.dateChanged.connect(lambda chosen: self._go(chosen.toPython()))
        self.changed_on.textActivated.connect(lambda day: self._go(date.fromisoformat(day)))

    def show_place(self, place: Place) -> None:
        """Another file is hidden again."""
        if self.place is None or place.record != self.place.record:
            self.revealing.forget()
        super().show_place(place)

    def reload(self) -> None:
        """Ask for both files."""
        place = self.place
        if place is None or place.record is None:
            return
        record, reveal = place.record, self.revealing.on
        day = date.fromisoformat(place.detail) if place.detail else self.context.clock.today()
        self.context.jobs.read(
            lambda reader: _ask(reader, record, day, reveal=reveal), self._show, topic=self.topic
        )

    def _note(self) -> Note | None:
        record = self.place.record if self.place else None
        if record is None:
            return None

        def note(unit: Unit) -> None:
            profile = customers.profile(unit, record)
            service.note_reveal(unit, record, [f for f in profile.catalogue if profile.masked(f)])

        return note

    def _lay_out(self) -> None:
        back = button(tr("Open the file of today"), self._open_file, theme=self.context.theme,
                      image="book-user")  # fmt: skip
        choose = row(
            label(tr("The day")), self.day, self.changed_words, self.changed_on,
            None, self.show_hidden, back, space=SPACE.medium,
        )  # fmt: skip
        inside = holder(self.parts)
        self.parts.setContentsMargins(0, 0, SPACE.small, SPACE.page)
        area = scrolling(inside)
        made = column(
            column(self.head, self.about, space=SPACE.hair), choose, area,
            space=SPACE.large, margin=SPACE.page,
        )  # fmt: skip
        made.setStretchFactor(area, 1)
        self.setLayout(made)

    def _go(self, day: date) -> None:
        if self.place is not None and day.isoformat() != self.place.detail:
            place = Place("past", self.place.record, day.isoformat())
            self.context.navigation.replace(place)
            self.show_place(place)

    def _open_file(self) -> None:
        if self.place is not None:
            self.context.navigation.open(Place("customer", self.place.record))

    def _show(self, found: _Then | None) -> None:
        clear(self.parts)
        if found is None:
            return
        name = (found.then or found.now).name or tr("(no name)")
        self.head.setText(tr(N_("{name}, as it stood on {day}"), name=name, day=found.day))
        self._show_days(found)
        then = found.then
        self.revealing.offer(True)
        if then is None:
            self.about.setText("")
            self.parts.addWidget(_nothing(self.context))
            self.parts.addStretch(1)
            return
        differ = 0
        for part in then.catalogue.parts:
            made, number = _part(then, found.now, part)
            differ += number
            if made is not None:
                self.parts.addWidget(made)
        self.about.setText(_differences(differ))
        self.parts.addStretch(1)

    def _show_days(self, found: _Then) -> None:
        with QSignalBlocker(self.day):
            self.day.setMaximumDate(_qt(self.context.clock.today()))
            self.day.setDate(_qt(found.day))
        self.changed_on.clear()
        for each in found.days:
            self.changed_on.addItem(each.isoformat())
        self.changed_on.setCurrentIndex(self.changed_on.findText(found.day.isoformat()))
        self.changed_on.setVisible(bool(found.days))
        self.changed_words.setVisible(bool(found.days))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _ask(reader: Reader, record: int, day: date, *, reveal: bool) -> _Then | None:
    try:
        now = customers.profile(reader, record, reveal=reveal)
    except Refused:
        return None
    days = days_of_change(reader, record)
    try:
        then = as_it_stood(reader, record, day, reveal=reveal)
    except Refused:
        then = None
    return _Then(day, now, then, days)


def _part(then: Profile, now: Profile, part: type[Part]) -> tuple[QWidget | None, int]:
    lines = [_own(then, now, field) for field in part.fields]
    for group in part.groups:
        former, present = _group_words(then, group), _group_words(now, group)
        lines.append((tr(group.label), former, "" if former == present else present or _EMPTY))
    told = [each for each in lines if each[1] or each[2]]
    if not told:
        return None, 0
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.small)
    grid.setColumnMinimumWidth(0, _NAMES)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for place, (name, former, since) in enumerate(told):
        grid.addWidget(label(name, "muted"), place, 0)
        grid.addWidget(label(former or tr(_EMPTY), "value", wrap=True), place, 1)
        if since:
            grid.addWidget(label(tr(N_("now: {value}"), value=tr(since)), "accent", wrap=True),
                           place, 2)  # fmt: skip
    return card(holder(grid), words=tr(part.label)), sum(bool(each[2]) for each in told)


_NAMES = 120  # the width of the names, the same on every card
_EMPTY = N_("(empty)")
_HIDDEN = N_("•••••• hidden")


def _own(then: Profile, now: Profile, field: Field[Any]) -> tuple[str, str, str]:
    former, present = _words(then, field), _words(now, field)
    return tr(field.label), former, "" if former == present else present or _EMPTY


def _words(profile: Profile, field: Field[Any]) -> str:
    if profile.masked(field):
        return tr(_HIDDEN)
    value = profile.value(field)
    return "" if value is None else field.kind.show(value)


def _group_words(profile: Profile, group: Any) -> str:
    if profile.hides_rows(group):
        return tr(_HIDDEN)
    rows = (
        " · ".join(field.kind.show(value) for field, value in each.values.items())
        for each in profile.rows(group)
    )
    return "\n".join(row for row in rows if row)


def _differences(number: int) -> str:
    if not number:
        return tr("Nothing in it has changed since.")
    return ntr(
        "{n} value is different now; it stands beside.",
        "{n} values are different now; they stand beside.",
        number,
    )


def _nothing(context: Context) -> QWidget:
    return EmptyState(
        context.theme,
        "history",
        tr("There was no file of this customer on that day"),
        tr("Choose a later day."),
    )


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return PastPage(context)
