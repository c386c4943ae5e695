"""Slipping away: whom to call today, whoever is long gone, and those whose reason is known."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.actor import Right
from app.core.exchange.service import Figure
from app.i18n import N_, language, tr
from app.ui.context import Context
from app.ui.fading.answers import KNOWN, LAPSED, SLIPPING, Seen
from app.ui.fading.list_card import PeopleCard
from app.ui.fading.words import of_whom, rule_words, worked_words
from app.ui.formats import number
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import column, hide_unless, holder, row

_LISTS = {
    SLIPPING: N_("Slipping away"),
    LAPSED: N_("Lapsed, or bought once"),
    KNOWN: N_("Reason known"),
}
_FIGURES = {SLIPPING: Figure.FADING, LAPSED: Figure.LAPSED, KNOWN: Figure.EXCUSED}
_WORDS = {
    LAPSED: N_(
        "Silent for too long, with nothing bought in the window before either: there is nothing "
        "to compare. A last letter, then rest."
    ),
    KNOWN: N_("You know why these stay away; until that day they are on no list."),
}
_NOTHING = {
    SLIPPING: (
        N_("Nobody is slipping away."),
        N_("Whoever stays silent beyond her own rhythm and buys less than before comes here."),
    ),
    LAPSED: (N_("Nobody has lapsed."), ""),
    KNOWN: (
        N_("No reason has been noted."),
        N_("“Not slipping away, because…” keeps somebody off the list: abroad, ill, moved."),
    ),
}

_ASKED, _CAME = N_("Asked back in the last year"), N_("Came back")


class SlippingCard(PeopleCard):
    """Three lists of people who are silent, with how win-backs went."""

    key, title = "slipping", N_("Slipping away")
    which = SLIPPING

    def head(self) -> QHBoxLayout:
        """The three lists, the words, the buttons."""
        offered = [Choice(key, tr(words)) for key, words in _LISTS.items()]
        self.lists = Choices(tr(N_("Which list")), offered, self.which)
        self.lists.on_choice(self._turn)
        settings = icon_button(
            "sliders-horizontal",
            tr(N_("Limits…")),
            lambda: self.context.navigation.open(Place("settings")),
            self.context.theme,
        )
        hide_unless(settings, self.context.may(Right.CHANGE_SETTINGS))
        above = Flow([self.lists, self.list_button, self.print_button, self.take, settings])
        said = column(self.words, self.window_words, self._asked_back(), space=SPACE.hair)
        return row(holder(column(above, said, space=SPACE.medium)))

    def _asked_back(self) -> QHBoxLayout:
        """Who was asked back in the last year, and who came: each a list away."""
        self.asked, self.came = (button("", look="link") for _ in range(2))
        self.asked.clicked.connect(lambda: self._list_worked(tr(_ASKED), came=False))
        self.came.clicked.connect(lambda: self._list_worked(tr(_CAME), came=True))
        return row(self.asked, self.came, None)

    def _list_worked(self, words: str, *, came: bool) -> None:
        if self.seen is not None:
            worked = self.seen.worked[""]
            self.context.navigation.open(people(words, worked.came if came else worked.whom))

    def say(self, seen: Seen) -> None:
        """The rule, the window, the win-backs; how many are on each list."""
        limits = seen.found.thresholds
        words = rule_words(limits) if self.which == SLIPPING else tr(_WORDS[self.which])
        self.words.setText(words)
        between = "" if language() == "zh" else " "
        self.window_words.setText(between.join((of_whom(seen.found), worked_words(seen.worked))))
        worked = seen.worked[""]
        for link, words_, count in (
            (self.asked, _ASKED, worked.tried),
            (self.came, _CAME, worked.won),
        ):
            link.setText(tr(N_("{title}  {count}"), title=tr(words_), count=number(count)))
            link.setAccessibleName(tr(N_("Show these customers: {group}"), group=tr(words_)))
            link.setVisible(count > 0)
        counted = [Choice(key, self._counted(key, seen)) for key in _LISTS]
        self.lists.name_choices(counted)

    def table_shown(self) -> Figure:
        """Each of the three lists has a table of its own."""
        return _FIGURES[self.which]

    def name_shown(self) -> str:
        """Of the list that is chosen."""
        return tr(_LISTS[self.which])

    def nothing(self) -> QWidget:
        """Good news, mostly."""
        head, more = _NOTHING[self.which]
        return EmptyState(self.context.theme, "circle-check", tr(head), tr(more))

    def _counted(self, key: str, seen: Seen) -> str:
        words = tr(_LISTS[key])
        count = seen.counts[key]
        return tr(N_("{title}  {count}"), title=words, count=number(count)) if count else words

    def _turn(self, which: str) -> None:
        self.which = self.bar.which = which
        self.reload()


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return SlippingCard(context)
