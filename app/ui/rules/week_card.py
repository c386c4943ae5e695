"""The list of this week: all that the rules ask for, by rule, the most money first."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from app.catalogue.currency import short_money
from app.core.actor import Right
from app.core.exchange.service import Figure
from app.core.rules import queries
from app.core.rules.firings import Firing
from app.core.rules.queries import Group, Week
from app.core.rules.rule import Rule
from app.core.rules.service import Outcome
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.rules.chosen_bar import ChosenBar
from app.ui.rules.deeds import Deeds
from app.ui.rules.firing_row import FiringRow, RowActions
from app.ui.rules.outcome_dialog import OutcomeDialog, ask
from app.ui.rules.week_paper import print_week
from app.ui.rules.week_words import no_rule, nothing, said
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, hide_unless, holder, row, rule, scrolling
from app.ui.widgets.take_table import take_table
from app.ui.widgets.text import heading, label, sentence

_AT_FIRST, _MORE, _ON_PAPER = 10, 50, 500


class WeekCard(LentCard):
    """Loads when shown; what was done leaves the list at once."""

    key, title = "todo", N_("To do")
    tables = frozenset({"firing", "rule", "customer"})

    def __init__(self, context: Context) -> None:
        """Empty until the answer comes."""
        super().__init__(context)
        self.week: Week | None = None
        self.customer: int | None = None
        self.rows: list[FiringRow] = []
        self.chosen: dict[int, Firing] = {}
        self.dialog: OutcomeDialog | None = None
        self._most = _AT_FIRST
        self._deeds = Deeds(context)
        self.said = sentence("", "muted")
        self.rule = ChoiceBox()
        self.rule.setAccessibleName(tr(N_("Which rule")))
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rule.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rule.activated.connect(lambda _: self._filtered())
        self.listing = button(tr(N_("Show as a list")), self.list_people,
                              theme=context.theme, image="users")  # fmt: skip
        self.printing = button(tr(N_("Print…")), self.print, theme=context.theme, image="printer",
                               hint=with_keys(tr(N_("Print…")), "print"))  # fmt: skip
        hide_unless(self.printing, context.may(Right.EXPORT))
        self.bar = ChosenBar(context.theme, self._deeds, self)
        self.bar.wants_done.connect(self._done_chosen)
        self.bar.wants_list.connect(self._list_chosen)
        self.bar.cleared.connect(self.choose_none)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.large)
        self._lay_out()
        bind(self, "print", self.print)
        bind(self, "all_matching", self.choose_all)

    def _lay_out(self) -> None:
        take = take_table(self.context, Figure.WEEK)
        head = row(self.said, self.rule, self.listing, self.printing, take, space=SPACE.small)
        head.setStretch(0, 1)
        area = scrolling(holder(column(self._list, None)))
        outer = column(head, area, self.bar, space=SPACE.medium)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setStretchFactor(area, 1)
        self.setLayout(outer)

    def reload(self) -> None:
        """Ask for what waits."""
        rule_id, customer, most = self.rule.currentData(), self.customer, self._most

        def asked(reader: Reader) -> Week:
            return queries.week(reader, rule_id, customer, most)

        self.context.jobs.read(asked, self._show, topic=self.topic)

    def count(self, reader: Reader) -> int | None:
        """How much waits."""
        return queries.count_waiting(reader)

    def show_only(self, customer: int | None) -> None:
        """What is asked for about one customer, or everybody again."""
        if customer != self.customer:
            self.customer = customer
            self._stale = True
        if self.isVisible():
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the first line, wherever in the card the keys stood."""
        if event.key() == Qt.Key.Key_Down and self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def choose_all(self) -> None:
        """Everything that is shown."""
        for each in self.rows:
            each.set_chosen(True)

    def choose_none(self) -> None:
        """Nothing any more."""
        for each in self.rows:
            each.set_chosen(False)

    def list_people(self) -> None:
        """The customers behind everything that is shown, in the list of customers."""
        rule_id = self.rule.currentData()
        groups = self.week.groups if self.week else ()
        chosen = next((each.rule for each in groups if each.rule.id == rule_id), None)
        self._list_of(chosen)

    def _list_of(self, rule: Rule | None) -> None:
        rule_id, words = (rule.id, rule.name) if rule else (None, tr(N_("This week")))
        self.context.jobs.read(
            lambda reader: queries.customers_waiting(reader, rule_id),
            lambda found: self.context.navigation.open(people(words, found)),
        )

    def print(self) -> None:
        """On paper, with a box to tick for each."""
        rule_id, customer = self.rule.currentData(), self.customer
        if self.context.may(Right.EXPORT):
            self.context.jobs.read(
                lambda reader: queries.week(reader, rule_id, customer, _ON_PAPER),
                partial(print_week, self.context),
            )

    def _show(self, found: Week) -> None:
        focused = self._focused()
        self.week = found
        self._fill_filter(found)
        clear(self._list)
        self.rows = []
        for group in found.groups:
            self._list.addWidget(self._group(group))
        if not found.groups:
            self._list.addWidget(self._nothing(found))
        self._say(found)
        self.chosen = {each.each.id: each.each for each in self.rows if each.each.id in self.chosen}
        for each in self.rows:
            each.set_chosen(each.each.id in self.chosen)
        self.bar.show_chosen(list(self.chosen.values()))
        if focused is not None and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()

    def _say(self, found: Week) -> None:
        self.said.setText(said(found))
        for each in (self.listing, self.printing):
            each.setEnabled(bool(found.count))

    def _fill_filter(self, found: Week) -> None:
        """All rules with something to do; the one chosen stays, whatever it has."""
        now = self.rule.currentData()
        if now is not None:
            return
        self.rule.clear()
        self.rule.addItem(tr(N_("All rules")), None)
        for each in found.groups:
            self.rule.addItem(f"{each.rule.name}  {number(each.count)}", each.rule.id)
        self.rule.setVisible(len(found.groups) > 1)

    def _filtered(self) -> None:
        self._most = _AT_FIRST
        self.reload()

    def _group(self, group: Group) -> QWidget:
        words = ntr("{n} person", "{n} people", group.customers)
        behind = button(words, partial(self._list_of, group.rule), "link",
                        hint=tr(N_("Show as a list")))  # fmt: skip
        behind.setAccessibleName(f"{group.rule.name}: {words}")
        head = row(heading(group.rule.name), label(number(group.count), "chip"), behind, None)
        if group.stake:
            head.addWidget(label(tr(N_("{sum} at stake"), sum=short_money(group.stake)), "small"))
        pieces: list[QWidget] = [holder(head)]
        actions, may = self._actions(), self.context.may(Right.EDIT_CUSTOMERS)
        for place, each in enumerate(group.firings):
            made = FiringRow(each, self.context.clock.today(), self.context.theme, actions, may=may)
            self.rows.append(made)
            pieces += ([rule()] if place else []) + [made]
        left = group.count - len(group.firings)
        if left > 0:
            pieces.append(button(ntr("Show {n} more", "Show {n} more", left), self._more, "link"))
        whole = card(*pieces, space=SPACE.small)
        # Reasons wrap: as tall as they need at this width, not as a guess says.
        whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return whole

    def _more(self) -> None:
        self._most += _MORE
        self.reload()

    def _nothing(self, found: Week) -> QWidget:
        if not found.rules:
            return no_rule(self.context.theme, self._to_rules)
        everybody = (lambda: self.show_only(None)) if self.customer is not None else None
        return nothing(self.context.theme, found.rules, everybody)

    def _to_rules(self) -> None:
        self.context.navigation.open(Place("week", detail="rules"))

    def _actions(self) -> RowActions:
        return RowActions(
            lambda each: self.context.navigation.open(Place("customer", record=each.customer_id)),
            lambda each: self._ask([each]),
            lambda menu, each: self._deeds.fill_later(menu, [each.id], self),
            lambda each: self._deeds.ask_why_aside([each.id], self),
            self._choose,
            self._move,
        )

    def _ask(self, about: list[Firing]) -> None:
        def keep(said: Outcome) -> None:
            self._deeds.done([each.id for each in about], said)

        self.dialog = ask(self.context, about, keep, self)

    def _choose(self, each: Firing, on: bool) -> None:
        if on:
            self.chosen[each.id] = each
        else:
            self.chosen.pop(each.id, None)
        self.bar.show_chosen(list(self.chosen.values()))

    def _done_chosen(self) -> None:
        self._ask(list(self.chosen.values()))

    def _list_chosen(self) -> None:
        words, found = tr(N_("This week")), [each.customer_id for each in self.chosen.values()]
        self.context.navigation.open(people(words, dict.fromkeys(found)))

    def _move(self, at: FiringRow, steps: int) -> None:
        place = self.rows.index(at) + steps
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _focused(self) -> int | None:
        """Where the keys stood, so that the next one follows what was done."""
        focused = self.focusWidget()
        for place, each in enumerate(self.rows):
            if focused is not None and (each is focused or each.isAncestorOf(focused)):
                return place
        return None


def make_card(context: Context) -> LentCard:
    """The first tab of the page."""
    return WeekCard(context)
