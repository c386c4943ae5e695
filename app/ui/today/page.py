"""The Today page: days that matter, what the import left doubtful, the last backup."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.reminders import service
from app.core.reminders.due import Due
from app.core.reminders.upcoming import Upcoming
from app.core.store.changes import ChangeSet
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.today.cursor import put_cursor, row_of_cursor
from app.ui.today.day_row import DayActions, DayRow
from app.ui.today.empty import first_steps, nothing_coming
from app.ui.today.findings import DAYS_AHEAD, Findings, findings
from app.ui.today.side_cards import side_cards
from app.ui.today.words import whole_day
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.kept_cursor import order_tabs, reached_by_tab
from app.ui.widgets.layout import card, clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import label, title

_SHOWN_AT_FIRST = 20  # of each card: more than a screen shows, and made in a blink


class TodayPage(Page):
    """Loads when shown; the day is opened once, so that what was missed is known."""

    tables = frozenset({"customer", "occasion", "reminder_mark", "doubt", "setting", "audit"})

    def __init__(self, context: Context, lent: Sequence[MakeCard] = ()) -> None:
        """Lay out the two columns; lent cards stand beside the days."""
        super().__init__(context)
        self.lent = [make(context) for make in lent]
        self._since: date | None = None
        self._shown: dict[str, int] = {}
        self._news = False  # the day was opened for the first time, and nobody told it
        self._last: Findings | None = None
        self.greeting = title("")
        self.rows: list[DayRow] = []
        self.days = QVBoxLayout()
        self.beside = QVBoxLayout()
        self.setLayout(self._laid_out())

    def reload(self) -> None:
        """Open the day first, then ask for everything."""
        if self._since is None:
            self.context.jobs.write(
                N_("Open the day"), service.open_day, self._opened, on_written=lambda _: None
            )
            return
        since = self._since
        self.context.jobs.read(lambda reader: findings(reader, since), self._show, topic=self.topic)

    def concerns(self, changes: ChangeSet) -> bool:
        """Opening the day touches nothing that is shown."""
        return changes.title != N_("Open the day") and super().concerns(changes)

    def _laid_out(self) -> QVBoxLayout:
        self.days.setSpacing(SPACE.large)
        self.beside.setSpacing(SPACE.large)
        self._left = holder(self.days)
        self._right = holder(column(*self.lent, self.beside, space=0))  # empty ones leave no gap
        self._right.setFixedWidth(self.context.theme.px(320))
        columns = row(self._left, self._right, space=SPACE.section)
        columns.setStretch(0, 1)
        inside = column(self.greeting, SPACE.hair, columns, None, margin=SPACE.page)
        outer = QVBoxLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(holder_of(inside)))
        return outer

    def _opened(self, day: service.OpenedDay) -> None:
        self._since = day.before
        self._news = self._news or day.first
        self.reload()

    def _show(self, found: Findings) -> None:
        self._last, left = found, row_of_cursor(self.rows)
        self.rows.clear()
        self.greeting.setText(whole_day(found.today))
        clear(self.days)
        clear(self.beside)
        for piece in self._day_cards(found):
            self.days.addWidget(piece)
        self.days.addStretch(1)
        for piece in side_cards(self.context, found):
            self.beside.addWidget(piece)
        self.beside.addStretch(1)
        order_tabs([*reached_by_tab(self._left), *reached_by_tab(self._right)])
        put_cursor(self.rows, left)
        self._notice(found)

    def _day_cards(self, found: Findings) -> list[QWidget]:
        if not found.customers:
            return [first_steps(self.context)]
        made: list[QWidget] = []
        if found.due:
            whats = [each.what for each in found.due]
            made.append(self._card(tr("To do"), "due", whats, found, _missed(found.due)))
        if found.coming:
            words = tr(N_("The next {days} days"), days=DAYS_AHEAD)
            made.append(self._card(words, "coming", list(found.coming), found, ""))
        return made or [nothing_coming(self.context)]

    def _card(
        self, words: str, key: str, days: list[Upcoming], found: Findings, under: str
    ) -> QWidget:
        shown = self._shown.get(key, _SHOWN_AT_FIRST)
        pieces: list[QWidget] = [label(under, "muted", wrap=True)] if under else []
        for number, each in enumerate(days[:shown]):
            pieces += [rule()] if number else []
            self.rows.append(DayRow(each, found.today, self.context.theme, self._actions()))
            pieces.append(self.rows[-1])
        left = len(days) - shown
        if left > 0:
            pieces.append(self._more(key, left, exact=not found.more_coming))
        return card(*pieces, words=words, space=SPACE.small)

    def _more(self, key: str, left: int, exact: bool) -> QWidget:
        words = ntr("Show {n} more", "Show {n} more", left)
        return button(words if exact else words + " …", lambda: self._unfold(key), "link")

    def _unfold(self, key: str) -> None:
        self._shown[key] = self._shown.get(key, _SHOWN_AT_FIRST) + 5 * _SHOWN_AT_FIRST
        if self._last is not None:
            self._show(self._last)

    def _actions(self) -> DayActions:
        return DayActions(self._open, self._done, self._snooze, self._skip, self._again)

    def _open(self, each: Upcoming) -> None:
        self.context.navigation.open(Place("customer", record=each.customer_id))

    def _done(self, each: Upcoming, word: str) -> None:
        self.context.jobs.write(
            N_("Mark a day as done"),
            lambda unit: service.done(unit, each.key, word),
            lambda _: self._toast(tr(N_("Done: {name}"), name=each.customer)),
        )

    def _snooze(self, each: Upcoming, until: date) -> None:
        self.context.jobs.write(
            N_("Put a reminder off"),
            lambda unit: service.snooze(unit, each.key, until),
            lambda _: self._toast(tr(N_("Put off: {name}"), name=each.customer)),
        )

    def _skip(self, each: Upcoming) -> None:
        self.context.jobs.write(
            N_("Skip a day this year"),
            lambda unit: service.skip(unit, each.key),
            lambda _: self._toast(tr(N_("Skipped this year: {name}"), name=each.customer)),
        )

    def _again(self, each: Upcoming) -> None:
        self.context.jobs.write(
            N_("Remind again"), lambda unit: service.remind_again(unit, each.key)
        )

    def _toast(self, words: str) -> None:
        self.context.messages.toast(words, self.context.undo.last())

    def _notice(self, found: Findings) -> None:
        """Once a day, quietly: what came up since the shop was last open."""
        fresh = sum(each.fresh for each in found.due)
        if fresh and self._news and self.context.may(Right.SEE_CUSTOMERS):
            words = ntr(
                "{n} day came up since last time", "{n} days came up since last time", fresh
            )
            self.context.messages.toast(words, tone="plain")
        self._news = False


def holder_of(layout: QVBoxLayout) -> QWidget:
    """A widget that keeps the layout's own margins."""
    made = QWidget()
    made.setLayout(layout)
    return made


def _missed(found: tuple[Due, ...]) -> str:
    missed = sum(each.missed for each in found)
    if not missed:
        return ""
    return ntr(
        "{n} of them passed while the shop was closed.",
        "{n} of them passed while the shop was closed.",
        missed,
    )


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> Page:
    """Made by the registry."""
    return TodayPage(context, lent)
