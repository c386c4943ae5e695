"""The shop's own categories, causes, hours and days off, and how fast it means to be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.complaints import queries, service
from app.core.complaints.hours import Hours, Spans
from app.core.complaints.opening import Holiday
from app.core.complaints.queries import Category, Cause
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.timeline.days import read_day
from app.i18n import N_, tr
from app.ui.complaints.deeds import Deeds
from app.ui.context import Context
from app.ui.formats import day
from app.ui.lending import LentCard
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling
from app.ui.widgets.text import label, sentence

_WEEK = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_SPAN = re.compile(r"(\d{1,2})(?:[:：](\d{2}))?\s*[-–~至到]\s*(\d{1,2})(?:[:：](\d{2}))?")
_ACT = N_("Lists of complaints")
_INDENT = 20


@dataclass(frozen=True)
class Kept:
    """The lists as they are."""

    categories: tuple[Category, ...]
    causes: tuple[Cause, ...]
    hours: Hours
    holidays: tuple[Holiday, ...]


def kept(reader: Reader) -> Kept:
    """Asked off the interface thread."""
    return Kept(
        queries.categories(reader),
        queries.causes(reader),
        queries.hours(reader),
        queries.holidays(reader),
    )


def read_spans(text: str) -> Spans:
    """9-12, 13:30-18 as minutes; blank is closed. ValueError when it cannot be read."""
    clean = text.strip()
    if not clean:
        return ()
    spans = []
    for part in re.split(r"[,，;；、]", clean):
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            raise ValueError(text)
        begin = int(found[1]) * 60 + int(found[2] or 0)
        end = int(found[3]) * 60 + int(found[4] or 0)
        spans.append((begin, end))
    return tuple(spans)


def span_words(spans: Spans) -> str:
    """As they are typed: 09:00-12:00, 13:30-18:00."""
    return ", ".join(f"{a // 60:02d}:{a % 60:02d}-{b // 60:02d}:{b % 60:02d}" for a, b in spans)


class ListsCard(LentCard):
    """Everything saves at once; what was used in complaints stays there."""

    key, title = "lists", N_("Lists and hours")
    tables = frozenset(
        {"complaint_category", "complaint_cause", "opening_hours", "holiday", "setting"}
    )

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.categories, self.causes = QVBoxLayout(), QVBoxLayout()
        self.week, self.days_off = QVBoxLayout(), QVBoxLayout()
        self.lines: list[QLineEdit] = []
        self._week: tuple[Spans, ...] = ()
        lists = column(
            card(holder(self.categories), words=tr(N_("Categories"))),
            card(holder(self.causes), words=tr(N_("Causes"))),
            None,
            space=SPACE.large,
        )
        said = sentence(
            tr(N_("Clocks of complaints run while the shop is open. Type 9-12, 13:30-18; "
                  "leave a day blank when it is closed.")), "small",
        )  # fmt: skip
        times = column(
            card(said, holder(self.week), words=tr(N_("Opening hours"))),
            card(holder(self.days_off), words=tr(N_("Days that differ"))),
            None,
            space=SPACE.large,
        )
        both = QHBoxLayout()
        both.setSpacing(SPACE.large)
        both.addLayout(lists, 1)
        both.addLayout(times, 1)
        self.setLayout(column(scrolling(holder(both))))

    def reload(self) -> None:
        """Ask for the lists."""
        self.context.jobs.read(kept, self._show, topic=self.topic)

    @Slot(object)
    def _show(self, found: Kept) -> None:
        if self.isAncestorOf(self.focusWidget()) and isinstance(self.focusWidget(), QLineEdit):
            line = self.focusWidget()
            if isinstance(line, QLineEdit) and line.isModified():
                return  # what is being typed stays; leaving the line saves it and comes here
        self._show_categories(found.categories)
        self._show_causes(found.causes)
        self._show_week(found.hours)
        self._show_days(found.holidays)

    def _show_categories(self, found: tuple[Category, ...]) -> None:
        clear(self.categories)
        for each in found:
            if not each.retired:
                self.categories.addWidget(
                    self._entry(
                        each.name,
                        partial(_renamed, service.rename_category, each.id),
                        partial(_retired, service.retire_category, each.id),
                    )
                )
        if not found:
            begin = button(
                tr(N_("Begin with the usual ones")), lambda: self._do(service.begin_lists)
            )
            self.categories.addWidget(begin)
        add = self._adding(tr(N_("Another category")), service.add_category)
        self.categories.addWidget(add)

    def _show_causes(self, found: tuple[Cause, ...]) -> None:
        clear(self.causes)
        uppers = [each for each in found if each.parent_id is None and not each.retired]
        for upper in uppers:
            self.causes.addWidget(self._cause(upper, 0))
            for each in found:
                if each.parent_id == upper.id and not each.retired:
                    self.causes.addWidget(self._cause(each, _INDENT))
            below = self._adding(
                tr(N_("Another cause of “{name}”"), name=upper.name),
                partial(_below, upper.id),
            )
            inside = column(below)
            inside.setContentsMargins(_INDENT, 0, 0, 0)
            self.causes.addLayout(inside)
        self.causes.addWidget(self._adding(tr(N_("Another group of causes")), service.add_cause))

    def _cause(self, each: Cause, indent: int) -> QWidget:
        made = self._entry(
            each.name,
            lambda unit, name: service.rename_cause(unit, each.id, name),
            lambda unit: service.retire_cause(unit, each.id),
        )
        made.setContentsMargins(indent, 0, 0, 0)
        return made

    def _entry(
        self,
        name: str,
        rename: Callable[[Unit, str], object],
        retire: Callable[[Unit], object],
    ) -> QWidget:
        line = QLineEdit(name)
        line.setAccessibleName(name)

        def done() -> None:
            typed = line.text().strip()
            if typed and typed != name:
                self._do(lambda unit: rename(unit, typed))
            else:
                line.setText(name)
            line.setModified(False)

        line.editingFinished.connect(done)
        gone = tr(N_("Offer “{name}” no more"), name=name)
        away = icon_button("x", gone, lambda: self._do(retire), self.context.theme)
        return holder(row(line, away, space=SPACE.hair))

    def _adding(self, words: str, add: Callable[[Unit, str], object]) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(words)
        line.setAccessibleName(words)

        def done() -> None:
            typed = line.text().strip()
            line.clear()
            line.setModified(False)
            if typed:
                self._do(lambda unit: add(unit, typed))

        line.editingFinished.connect(done)
        return line

    def _show_week(self, hours: Hours) -> None:
        clear(self.week)
        self.lines, self._week = [], tuple(hours.week)
        for name, spans in zip(_WEEK, hours.week, strict=True):
            line = QLineEdit(span_words(spans))
            line.setPlaceholderText(tr(N_("closed")))
            form = FormLine(tr(name), line)
            line.editingFinished.connect(partial(self._hours_typed, form))
            self.lines.append(line)
            self.week.addWidget(form)

    def _hours_typed(self, form: FormLine) -> None:
        try:
            week = tuple(read_spans(each.text()) for each in self.lines)
        except ValueError:
            form.complain(tr(N_("Type hours such as 9-12, 13:30-18.")))
            return
        form.complain("")
        for each in self.lines:
            each.setModified(False)
        if week != self._week:
            self._do(
                lambda unit: service.set_week(unit, week), tr(N_("Every clock is reckoned anew"))
            )

    def _show_days(self, found: tuple[Holiday, ...]) -> None:
        clear(self.days_off)
        for each in found:
            words = span_words((each.span,)) if each.span else tr(N_("closed"))
            said = "  ".join(part for part in (day(each.on), each.name, words) if part)
            remove = tr(N_("Like any other day: {day}"), day=day(each.on))
            away = icon_button(
                "x",
                remove,
                partial(self._do, partial(_retired, service.delete_holiday, each.id)),
                self.context.theme,
            )
            self.days_off.addWidget(holder(row(label(said), None, away)))
        when, name = QLineEdit(), QLineEdit()
        when.setPlaceholderText(tr(N_("a day: 1-1, 2027-02-06")))
        name.setPlaceholderText(tr(N_("what for: New Year")))
        form = FormLine(tr(N_("Another day on which the shop is closed")), when)
        add = button(tr(N_("Add")), lambda: self._add_day(form, when, name))
        name.returnPressed.connect(add.click)
        when.returnPressed.connect(add.click)
        self.days_off.addWidget(form)
        self.days_off.addWidget(holder(row(name, add)))

    def _add_day(self, form: FormLine, when: QLineEdit, name: QLineEdit) -> None:
        try:
            found: date | None = read_day(when.text(), self.context.clock.today(), coming=True)
        except Refused as problem:
            form.complain(str(problem))
            return
        if found is None:
            form.complain(tr(N_("Which day?")))
            return
        words = name.text()
        for each in (when, name):
            each.setModified(False)
        self._do(lambda unit: service.add_holiday(unit, found, words))

    def _do(self, deed: Callable[[Unit], object], said: str = "") -> None:
        self.deeds.write(_ACT, deed, said or tr(N_("Saved")))


def _renamed(
    rename: Callable[[Unit, int, str], object], which: int, unit: Unit, name: str
) -> object:
    return rename(unit, which, name)


def _retired(retire: Callable[[Unit, int], object], which: int, unit: Unit) -> object:
    return retire(unit, which)


def _below(parent: int, unit: Unit, name: str) -> object:
    return service.add_cause(unit, name, parent)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ListsCard(context)
