"""Tiers and the best: three levels by rule and by hand, where they differ, and what VIPs get."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.exchange.service import Figure
from app.core.worth import service
from app.core.worth.queries import Privilege
from app.core.worth.tiers import Tier
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, frame, holder, row, rule, scrolling
from app.ui.widgets.take_table import take_table
from app.ui.widgets.text import ElidedLabel, label, sentence
from app.ui.worth.privileges_dialog import PrivilegesDialog
from app.ui.worth.tier_answers import (
    DIFFERING,
    FEW,
    SHOWN,
    Found,
    about,
    ask,
    best_words,
    differing_words,
    tier_words,
    worth_words,
)

_NAME, _NAME_MOST = 128, 300


class TiersCard(LentCard):
    """Each number leads to its customers."""

    key, title = "tiers", N_("Tiers and the best")
    holds = ("found",)
    tables = frozenset(
        {
            "purchase", "purchase_summary", "customer", "setting", "touch",
            "tier_given", "privilege", "privilege_given",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        """Of the individuals at first."""
        super().__init__(context)
        self.found: Found | None = None
        self._companies = False
        kinds = [Choice(False, tr(N_("Individuals"))), Choice(True, tr(N_("Companies")))]
        self.kinds = choices(tr(N_("Of whom")), kinds, False, self._choose)
        self.about, self.few = sentence("", "muted"), label("", "warn")
        self.body, self._inside, self._nothing = QStackedWidget(), QVBoxLayout(), QVBoxLayout()
        self._inside.setSpacing(SPACE.large)
        self._inside.setContentsMargins(0, 0, SPACE.small, 0)
        page = QWidget()
        page.setLayout(self._inside)
        self.body.addWidget(scrolling(page))
        self.body.addWidget(holder(self._nothing))
        self.list_button = icon_button(
            "users", tr(N_("List all these customers")), self.show_all, context.theme
        )
        head = row(self.kinds, None, self.few, self.list_button, take_table(context, Figure.TIERS))
        whole = column(head, self.about, self.body, space=SPACE.small)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        """Ask for everybody."""
        if self.context.may(Right.SEE_FIGURES):
            companies = self._companies
            self.context.jobs.read(
                lambda reader: ask(reader, companies=companies), self._show, topic=self.topic
            )

    def give_to_best(self, privilege: Privilege, _: bool = False) -> None:
        """Give it to everybody who is among the best and has it not."""
        found = self.found
        if found is None:
            return
        ids = found.tiers.ids[found.best].tolist()

        def done(number: int) -> None:
            words = ntr("Given to {n} customer", "Given to {n} customers", number)
            self.context.messages.toast(words, self.context.undo.last())

        self.context.jobs.write(
            N_("Give a privilege to the best"),
            lambda unit: service.give_privilege(unit, ids, privilege.id),
            done,
        )

    def show_all(self) -> None:
        """List everybody who bought in the window."""
        if self.found is not None:
            self._list(tr(N_("All who bought")), lambda found: found.tiers.bought())

    def edit_privileges(self) -> None:
        """The shop's list of them."""
        PrivilegesDialog(self.context, self).open()

    def _choose(self, companies: bool) -> None:
        self._companies = companies
        self.reload()

    def _list(self, label_: str, rows: Callable[[Found], NDArray[np.intp]]) -> None:
        if self.found is not None:
            ids = self.found.tiers.ids[rows(self.found)].tolist()
            self.context.navigation.open(people(label_, ids))

    @Slot(object)
    def _show(self, found: Found) -> None:
        self.found = found
        self.about.setText(about(found))
        number = found.tiers.customers
        self.list_button.setEnabled(number > 0)
        few = tr(N_("Few customers: read it with care.")) if 0 < number < FEW else ""
        self.few.setText(few)
        if not len(found.tiers.ids):
            self._show_nothing()
            return
        self.body.setCurrentIndex(0)
        clear(self._inside)
        tiers = row(*(self._tier(found, tier) for tier in Tier), space=SPACE.medium)
        self._inside.addLayout(tiers)
        differing = found.tiers.differing()
        if len(differing):
            self._inside.addWidget(self._differing(found, differing))
        self._inside.addWidget(self._best(found))
        self._inside.addStretch(1)

    def _tier(self, found: Found, tier: Tier) -> QWidget:
        count, name = found.tiers.count(tier), found.names[tier]
        who = button(
            ntr("{n} customer", "{n} customers", count),
            lambda: self._list(name, lambda now: now.tiers.rows(tier)),
            "link",
        )
        who.setAccessibleName(tr(N_("Show these customers: {group}"), group=name))
        who.setEnabled(count > 0)
        head = row(ElidedLabel(name, "strong"), who)
        head.setStretch(0, 1)
        inside = column(
            head,
            label(tier_words(found, tier), "small", wrap=True),
            space=SPACE.hair,
        )
        inside.setContentsMargins(SPACE.large, SPACE.medium, SPACE.medium, SPACE.medium)
        return frame(inside, "card")

    def _differing(self, found: Found, rows: NDArray[np.intp]) -> QWidget:
        title = tr(N_("By hand otherwise than by rule"))
        lines: list[QWidget] = []
        for each in rows[:DIFFERING].tolist():
            lines.append(self._person(found, each, differing_words(found, each)))
        level(lines, *self._names)
        if len(rows) > DIFFERING:
            said = ntr("Show all {n}", "Show all {n}", len(rows))
            show = partial(self._list, title, lambda now: now.tiers.differing())
            lines.append(button(said, show, "link"))
        return card(*lines, words=title, space=SPACE.hair)

    def _best(self, found: Found) -> QWidget:
        title = tr(N_("The best"))
        count = len(found.best)
        tools: list[QWidget] = []
        if self.context.may(Right.EDIT_CUSTOMERS):
            tools.append(self._give(found))
        if self.context.may(Right.CHANGE_SETTINGS):
            tools.append(button(tr(N_("What we do for them…")), self.edit_privileges))
        first = row(sentence(best_words(found)), *tools)
        first.setStretch(0, 1)
        lines: list[QWidget] = [holder(first)]
        for number, each in enumerate(found.best[:SHOWN].tolist()):
            lines += [rule()] if number else []
            lines.append(self._person(found, each, worth_words(found, each)))
        level(lines, *self._names)
        self.all_best = button(
            ntr("List {n} customer", "List all {n} customers", count),
            lambda: self._list(title, lambda now: now.best),
            "link",
        )
        self.all_best.setEnabled(count > 0)
        return card(*lines, row(self.all_best, None), words=title, space=SPACE.hair)

    def _give(self, found: Found) -> QWidget:
        press = button(tr(N_("Give them")), look="menu")
        press.setAccessibleName(tr(N_("Give a privilege to all of the best")))
        menu = QMenu(press)
        for each in found.privileges:
            if each.retired_on is None:
                menu.addAction(each.name).triggered.connect(partial(self.give_to_best, each))
        press.setMenu(menu)
        press.setEnabled(bool(menu.actions()) and len(found.best) > 0)
        return press

    @property
    def _names(self) -> tuple[int, int]:
        px = self.context.theme.px
        return px(_NAME), px(_NAME_MOST)

    def _person(self, found: Found, place: int, about_: str) -> QWidget:
        record = int(found.tiers.ids[place])
        who = found.people.get(record)
        name = (who.name or who.number or "") if who is not None else ""
        press = button(name, partial(self._open_file, record), "name")
        chips = [label(each.name, "chip") for each in found.given.get(record, ())]
        inside = row(press, label(about_, "small"), None, *chips, space=SPACE.medium)
        inside.setContentsMargins(0, SPACE.hair, 0, SPACE.hair)
        return holder(inside)

    def _open_file(self, record: int) -> None:
        self.context.navigation.open(Place("customer", record=record))

    def _show_nothing(self) -> None:
        clear(self._nothing)
        bring = button(
            tr(N_("Bring your purchases")), lambda: self.context.navigation.open(Place("import"))
        )
        said = tr(N_("Tiers need purchases: bring the till's export, or enter them by hand."))
        words = tr(N_("Nobody bought anything in this window."))
        self._nothing.addWidget(EmptyState(self.context.theme, "star", words, said, bring))
        self.body.setCurrentIndex(1)


def level(lines: list[QWidget], least: int, most: int) -> None:
    """What is said of each customer begins below what is said of the one above."""
    buttons = [each for line in lines for each in line.findChildren(QPushButton)]
    names = [each for each in buttons if each.property("look") == "name"]
    widest = max((each.sizeHint().width() for each in names), default=0)
    for each in names:
        each.setMinimumWidth(min(max(widest, least), most))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return TiersCard(context)
