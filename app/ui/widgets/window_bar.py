"""Which days and which customers a figure is of: periods, own dates, individuals or companies."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from app.core.settings.declared import MATRIX_WINDOW
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.value.window import Window, all_time, last_days
from app.i18n import N_, tr
from app.ui.tokens import SPACE
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import holder, row
from app.ui.widgets.text import label

OWN = "own"
EVER = None
PERIODS: tuple[int | None, ...] = (30, 90, 365, 1095, EVER)
_WORDS: dict[int | None, str] = {
    30: N_("30 days"),
    90: N_("90 days"),
    365: N_("1 year"),
    1095: N_("3 years"),
    EVER: N_("All time"),
}
_WHOM: dict[bool, str] = {False: N_("Individuals"), True: N_("Companies")}


@dataclass(frozen=True)
class Asked:
    """What the user chose; `first` and `last` only for days of her own."""

    days: int | None = 365
    companies: bool = False
    first: date | None = None
    last: date | None = None
    as_set: bool = False
    """Nothing was chosen yet: the days are those of the shop's settings."""

    def settled(self, reader: Reader) -> "Asked":
        """With the days that are meant."""
        return replace(self, days=get(reader, MATRIX_WINDOW) or EVER) if self.as_set else self

    def window(self, today: date) -> Window:
        """The days meant."""
        if self.first is not None and self.last is not None:
            return Window(min(self.first, self.last), max(self.first, self.last))
        return all_time(today) if self.days is None else last_days(today, self.days)


class WindowBar(QWidget):
    """`changed` whenever the user chose something else."""

    changed = Signal()

    def __init__(
        self,
        today: date,
        *,
        days: int | None = 365,
        whom: bool = True,
        periods: bool = True,
        as_set: bool = False,
    ) -> None:
        """What is not wanted is left out; `as_set` begins with the days of the settings."""
        super().__init__()
        self._as_set = as_set
        offered: list[Choice] = [Choice(each, tr(_WORDS[each])) for each in PERIODS]
        offered.append(Choice(OWN, tr(N_("Own dates"))))
        self.periods = Choices(tr("Days"), offered, days)
        self.whom = Choices(
            tr("Of whom"), [Choice(each, tr(words)) for each, words in _WHOM.items()], False
        )
        self.first, self.last = (
            _date_edit(each) for each in (today.replace(month=1, day=1), today)
        )
        self.first.setAccessibleName(tr(N_("First day")))
        self.last.setAccessibleName(tr(N_("Last day")))
        self.own = holder(row(self.first, label("–"), self.last))
        self.own.hide()
        self.setLayout(Flow(self._pieces(whom, periods), SPACE.medium))
        self.periods.on_choice(self._period_chosen)
        self.whom.on_choice(lambda _: self.changed.emit())
        for each in (self.first, self.last):
            each.dateChanged.connect(lambda _: self._dated())

    def asked(self) -> Asked:
        """What is chosen."""
        if self._as_set:
            return Asked(None, bool(self.whom.value()), as_set=True)
        companies = bool(self.whom.value())
        chosen = self.periods.value()
        if chosen == OWN:
            first, last = (_day(each) for each in (self.first, self.last))
            return Asked(None, companies, first, last)
        return Asked(chosen, companies)

    def show_asked(self, asked: Asked, today: date) -> None:
        """Show the days of the settings, which are perhaps none of those offered."""
        if not asked.as_set:
            return
        offered = asked.days in PERIODS
        self.periods.show_value(asked.days if offered else OWN)
        self.own.setVisible(not offered)
        if asked.days is not None and not offered:
            window = asked.window(today)
            for edit, day in ((self.first, window.first), (self.last, window.last)):
                blocked = edit.blockSignals(True)
                edit.setDate(QDate(day.year, day.month, day.day) if day else edit.minimumDate())
                edit.blockSignals(blocked)

    def _pieces(self, whom: bool, periods: bool) -> list[QWidget]:
        """With dates of one's own they take two lines in a narrow window."""
        return [*([self.periods, self.own] if periods else []), *([self.whom] if whom else [])]

    def _dated(self) -> None:
        self._as_set = False
        self.changed.emit()

    def _period_chosen(self, chosen: object) -> None:
        self._as_set = False
        self.own.setVisible(chosen == OWN)
        self.changed.emit()


def _date_edit(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setDisplayFormat("yyyy-MM-dd")
    made.setCalendarPopup(True)
    made.setKeyboardTracking(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _day(edit: QDateEdit) -> date:
    found = edit.date()
    return date(found.year(), found.month(), found.day())
