"""What was done, set aside or put off lately, and the way back."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.catalogue.currency import short_money
from app.core.actor import Right
from app.core.rules import queries
from app.core.rules.firings import Firing
from app.core.rules.words import STATES
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.rules.deeds import Deeds
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import label

_MOST = 60


class SettledCard(LentCard):
    """Newest first."""

    key, title = "settled", N_("Done lately")
    tables = frozenset({"firing", "rule", "customer"})

    def __init__(self, context: Context) -> None:
        """Empty until the answer comes."""
        super().__init__(context)
        self.found: tuple[Firing, ...] = ()
        self._deeds = Deeds(context)
        self.said = label("", "muted")
        self.listing = button(
            tr(N_("Show as a list")), self.list_people, theme=context.theme, image="users"
        )
        self._list = QVBoxLayout()
        head = row(self.said, None, self.listing, space=SPACE.small)
        area = scrolling(holder(column(self._list, None)))
        whole = column(head, area, space=SPACE.medium)
        whole.setStretchFactor(area, 1)
        self.setLayout(whole)
        self._say()

    def reload(self) -> None:
        """Ask for the last ones."""
        self.context.jobs.read(
            lambda reader: queries.lately_settled(reader, most=_MOST), self._show, topic=self.topic
        )

    def whose(self) -> tuple[int, ...]:
        """The customers whom this was about, each once."""
        return tuple(dict.fromkeys(each.customer_id for each in self.found))

    def list_people(self) -> None:
        """They stand in the list of customers, where they can be kept as a group."""
        self.context.navigation.open(people(tr(self.title), self.whose()))

    def _say(self) -> None:
        count, whose = len(self.found), self.whose()
        words = [
            ntr("{n} thing", "{n} things", count),
            ntr("{n} customer", "{n} customers", len(whose)),
        ]
        words += [tr(N_("the last ones only"))] if count == _MOST else []
        self.said.setText(" · ".join(words) if count else "")
        self.listing.setVisible(bool(whose))

    def _show(self, found: tuple[Firing, ...]) -> None:
        self.found = found
        self._say()
        clear(self._list)
        if not found:
            words = N_("What you take care of, put off or set aside stands here.")
            nothing = EmptyState(
                self.context.theme, "circle-check", tr(N_("Nothing was done yet")), tr(words)
            )
            self._list.addWidget(nothing)
            return
        pieces: list[QWidget] = []
        for place, each in enumerate(found):
            pieces += ([rule()] if place else []) + [self._line(each)]
        made = card(*pieces, space=SPACE.small)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._list.addWidget(made)

    def _line(self, each: Firing) -> QWidget:
        today = self.context.clock.today()
        place = Place("customer", record=each.customer_id)
        name = button(each.customer, lambda: self.context.navigation.open(place), "name")
        words: list[QWidget] = [label(each.why(today, short_money), "muted", wrap=True)]
        said = " · ".join(part for part in (each.cause, each.given, each.outcome) if part)
        if said:
            words.append(label(said, "body", wrap=True))
        head = row(name, label(each.rule, "small"), None)
        when = tr(N_("until {day}"), day=day(each.until, today)) if each.until else ""
        if not when and each.settled_on is not None:
            when = day(each.settled_on, today)
        state = column(
            row(None, label(tr(STATES[each.state]), "chip"), space=0),
            row(None, label(when, "small"), space=0),
            None,
            space=2,
        )
        pieces: list[QWidget] = [holder(column(head, *words, space=2)), holder(state)]
        if self.context.may(Right.EDIT_CUSTOMERS):
            again = button(tr(N_("Open again")), partial(self._deeds.open_again, [each.id]), "link")
            again.setAccessibleName(f"{again.text()}: {each.customer}")
            pieces.append(again)
        line = row(*pieces, space=SPACE.medium)
        line.setStretch(0, 1)
        return holder(line)


def make_card(context: Context) -> LentCard:
    """The third tab of the page."""
    return SettledCard(context)
