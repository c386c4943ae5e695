"""A card for each of the four groups: how many, what share of revenue, and what to do."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel

from app.catalogue.currency import whole_money as money
from app.charts.look import GROUP_COLOURS
from app.charts.matrix_words import percent
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Matrix
from app.i18n import N_, ntr, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.dot import dot
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import label, sentence

_TIGHT, _ABOVE = 2, 6


class GroupCard(QFrame):
    """What to do stands in one line, and in a second sentence where there is room for it."""

    def __init__(self, aim: QLabel, advice: QLabel) -> None:
        """`group_card` fills it."""
        super().__init__()
        self.aim, self.advice = aim, advice
        self.setProperty("look", "card")

    def say_more(self, *, room: bool) -> None:
        """The advice as a sentence, or under the pointer only."""
        self.advice.setVisible(room)
        self.aim.setToolTip("" if room else self.advice.text())


def group_card(
    theme: Theme,
    group: Group,
    matrix: Matrix,
    show: Callable[[Group], object],
    ask_who: Callable[[Group], object],
) -> GroupCard:
    """`show` lists the group's customers, `ask_who` tells who they are."""
    words, count = WORDS[group], matrix.count(group)
    name = label(tr(words.name), "strong")
    name.setToolTip(tr(words.mark))
    people = button(ntr("{n} customer", "{n} customers", count), lambda: show(group), "link")
    people.setAccessibleName(tr("Show these customers: {group}", group=tr(words.name)))
    people.setToolTip(tr(N_("List them: to save as a group, tag, print or export")))
    who = button(tr(N_("Who are they?")), lambda: ask_who(group), "link")
    who.setAccessibleName(f"{who.text()} {tr(words.name)}")
    for each in (people, who):
        each.setEnabled(count > 0)
    made = GroupCard(label(tr(words.aim), "accent", wrap=True), sentence(tr(words.advice), "small"))
    share, amount = percent(matrix.revenue_share(group)), money(matrix.group_revenue(group))
    inside = column(
        row(dot(theme, GROUP_COLOURS[group]), name, None, people),
        row(
            label(tr("{share} of revenue, {amount}", share=share, amount=amount), "small"),
            None,
            who,
        ),
        made.aim,
        made.advice,
        space=_TIGHT,
    )
    inside.setContentsMargins(SPACE.large, _ABOVE, SPACE.medium, _ABOVE)
    made.setLayout(inside)
    return made
