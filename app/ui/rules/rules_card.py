"""The shop's rules: what each looks for and found, on or off, and ready-made ones to add."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.rules import queries
from app.core.rules.queries import RuleLine
from app.core.rules.rule import Rule
from app.core.rules.terms import KIND_LABELS, RuleKind
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.lending import LentCard
from app.ui.navigation import people
from app.ui.rules.deeds import Deeds
from app.ui.rules.rule_form import RuleForm
from app.ui.rules.terms_forms import Goods
from app.ui.rules.words import EXPLAINED, ICONS, told
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choice_card import ChoiceCard
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling, section
from app.ui.widgets.text import ElidedLabel, label, sentence

_SIDE = 400
_WAITING = ("open", "snoozed")
_WORDS = N_(
    "Rules look through the book after each purchase and each morning. Each thing is told once; "
    "what you decide about it stays in the customer's file."
)


class RulesCard(LentCard):
    """The rules at the left, the form at the right while one is open."""

    key, title = "rules", N_("Rules")
    tables = frozenset({"rule", "firing", "product"})

    def __init__(self, context: Context) -> None:
        """Empty until the answer comes."""
        super().__init__(context)
        self.lines: tuple[RuleLine, ...] = ()
        self.form: RuleForm | None = None
        self.new_cards: dict[RuleKind, ChoiceCard] = {}
        self._goods: Goods = ((), {})
        self._deeds = Deeds(context)
        self._may = context.may(Right.CHANGE_SETTINGS)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.medium)
        self.side = QStackedWidget()
        self.side.setFixedWidth(context.theme.px(_SIDE))
        self.side.hide()
        left = scrolling(holder(column(self._list, self._offers(), None, space=SPACE.large)))
        middle = row(left, self.side, space=SPACE.section)
        middle.setStretch(0, 1)
        outer = column(sentence(tr(_WORDS), "muted"), middle, space=SPACE.medium)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setStretchFactor(middle, 1)
        self.setLayout(outer)

    def reload(self) -> None:
        """Ask for the rules and for the goods that they may be about."""

        def asked(reader: Reader) -> tuple[tuple[RuleLine, ...], Goods]:
            return queries.rules(reader), queries.goods_words(reader)

        self.context.jobs.read(asked, self._show, topic=self.topic)

    def begin(self, kind: RuleKind, kept: Rule | None = None) -> None:
        """Open the form for a new rule or a kept one."""
        self.close_form()
        made = RuleForm(self.context, kind, kept, self._goods)
        made.kept.connect(self.close_form)
        made.abandoned.connect(self.close_form)
        self.form = made
        self.side.addWidget(scrolling(holder(column(made, None))))
        self.side.show()
        made.name.setFocus()
        made.name.selectAll()

    def close_form(self) -> None:
        """Put the form away."""
        while (area := self.side.widget(0)) is not None:
            self.side.removeWidget(area)
            area.deleteLater()
        self.form = None
        self.side.hide()

    def _show(self, found: tuple[tuple[RuleLine, ...], Goods]) -> None:
        self.lines, self._goods = found
        clear(self._list)
        for each in self.lines:
            self._list.addWidget(self._line(each))
        if not self.lines:
            self._list.addWidget(
                sentence(tr(N_("There is no rule yet. Choose one below.")), "body")
            )

    def _line(self, each: RuleLine) -> QWidget:
        rule = each.rule
        on = QCheckBox(tr(N_("On")))
        on.setChecked(rule.active)
        on.setEnabled(self._may)
        on.setAccessibleName(tr(N_("Rule on: {name}"), name=rule.name))
        on.toggled.connect(partial(self._deeds.switch, rule.id))
        change = button(tr(N_("Change…")), lambda: self.begin(rule.kind, rule))
        away = button(tr(N_("Put away")), lambda: self._put_away(rule), "quiet")
        for made in (change, away):
            made.setAccessibleName(f"{made.text()}: {rule.name}")
            made.setVisible(self._may)
        head = row(ElidedLabel(rule.name, "strong"), on, change, away)
        head.setStretch(0, 1)
        kind = tr(KIND_LABELS[rule.kind])
        about = label(f"{kind} · {told(rule)}", "muted", wrap=True)
        became = row(*(self._behind(rule, *part) for part in _became(each)), None)
        return card(head, about, became, space=SPACE.hair)

    def _behind(self, rule: Rule, words: str, states: tuple[str, ...]) -> QWidget:
        """A number that leads to its customers."""

        def show(found: tuple[int, ...]) -> None:
            if found:
                self.context.navigation.open(people(f"{rule.name}: {words}", found))

        made = button(
            words,
            lambda: self.context.jobs.read(
                lambda reader: queries.customers_in(reader, rule.id, states), show
            ),
            "link",
        )
        made.setAccessibleName(f"{rule.name}: {words}")
        return made

    def _put_away(self, rule: Rule) -> None:
        asked = Question(
            tr(N_("Put “{name}” away?"), name=rule.name),
            tr(N_("What it asks for leaves the list. What was done stays in the files.")),
            tr(N_("Put away")),
        )
        if self.context.dialogs.confirm(asked):
            self._deeds.put_away(rule.id)

    def _offers(self) -> QWidget:
        pieces: list[QWidget] = []
        for kind in RuleKind:
            words = tr(KIND_LABELS[kind])
            made = ChoiceCard(self.context.theme, ICONS[kind], words, "", partial(self.begin, kind))
            made.setToolTip(tr(EXPLAINED[kind]))
            self.new_cards[kind] = made
            pieces.append(made)
        first, second = row(*pieces[:2]), row(*pieces[2:])
        made_ = holder(column(section(tr(N_("Add a rule"))), first, second, space=SPACE.small))
        made_.setVisible(self._may)
        return made_


def _became(each: RuleLine) -> list[tuple[str, tuple[str, ...]]]:
    """What became of what a rule found: the words, and the states that they count."""
    states = each.states
    waits = states.get("open", 0) + states.get("snoozed", 0)
    told: list[tuple[str, tuple[str, ...]]] = [(ntr("{n} to do", "{n} to do", waits), _WAITING)]
    if states.get("done"):
        told.append((ntr("{n} done", "{n} done", states["done"]), ("done",)))
    if states.get("dismissed"):
        words = ntr("{n} set aside", "{n} set aside", states["dismissed"])
        told.append((words, ("dismissed",)))
    if states.get("logged"):
        told.append((ntr("{n} only noted", "{n} only noted", states["logged"]), ("logged",)))
    return told


def make_card(context: Context) -> LentCard:
    """The second tab of the page."""
    return RulesCard(context)
