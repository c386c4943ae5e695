"""Asks what a customer means to buy, for how much, when, and how likely it is."""

import re

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import Refused
from app.core.timeline.days import read_day
from app.core.wallet import service
from app.core.wallet.queries import Plan
from app.core.wallet.service import NewPlan
from app.core.wallet.words import CHANCES, LEVELS
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.wallet.amounts import amount
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, hide_unless, holder, row

_PERCENT = re.compile(r"(\d{1,9})\s*[%％]?")
_UNSAID = ""


class PlanDialog(Ask):
    """`record` None: for a customer looked for; with `plan`: put that one in other words."""

    def __init__(
        self, context: Context, parent: QWidget, record: int | None, plan: Plan | None = None
    ) -> None:
        """Only what she means to buy is needed."""
        title = tr(N_("What does she mean to buy?")) if plan is None else tr(N_("Change the plan"))
        super().__init__(context, parent, title, tr(N_("Write it down")))
        self._record, self._plan = record, plan
        self.finder = FindCustomer(context)
        self.who = FormLine(tr(N_("Customer")), self.finder.line)
        self.what, self.amount, self.due = (QLineEdit() for _ in range(3))
        offered = [Choice(_UNSAID, tr(N_("By its amount")))]
        offered += [Choice(key, tr(words)) for key, words in LEVELS.items()]
        self.level = Choices(tr(N_("Is that much?")), offered, _UNSAID)
        self.chance = ChoiceBox()
        self.chance.setEditable(True)
        self.chance.addItem("")
        for percent, words in CHANCES.items():
            self.chance.addItem(tr(words), percent)
        self._lay_out()
        if plan is not None:
            self._show(plan)

    def told(self) -> NewPlan:
        """What was typed; `Refused` where it can't be read."""
        chance, words = self._likely()
        return NewPlan(
            self.what.text(),
            amount(self.amount.text()),
            self.level.value() or None,
            read_day(self.due.text(), self.context.clock.today(), coming=True),
            chance,
            words,
        )

    def keep(self) -> None:
        """Write the plan down."""
        record = self._record if self.finder.choice is None else self.finder.choice.id
        if record is None and self._plan is None:
            self.complain(tr(N_("Whose plan is it? Look for the customer first.")))
            return
        try:
            told = self.told()
        except Refused as problem:
            self.complain(str(problem))
            return
        self.setEnabled(False)
        self._write(record, told)

    def _write(self, record: int | None, told: NewPlan) -> None:
        plan, write = self._plan, self.context.jobs.write
        if plan is not None:
            write(
                N_("Change a purchase plan"),
                lambda unit: service.edit_plan(unit, plan.id, told),
                self._kept,
                on_error=self.failed,
            )
        elif record is not None:
            write(
                N_("Write down a purchase plan"),
                lambda unit: service.add_plan(unit, record, told),
                self._kept,
                on_error=self.failed,
            )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())

    def _likely(self) -> tuple[int | None, str]:
        """A percent that was typed, or the words with the percent they stand for."""
        typed = self.chance.currentText().strip()
        found = _PERCENT.fullmatch(typed)
        if found is not None:
            return int(found[1]), ""
        known = self.chance.findText(typed)
        return (self.chance.itemData(known) if known > 0 else None), typed

    def _show(self, plan: Plan) -> None:
        self.what.setText(plan.what)
        if plan.amount is not None:
            whole, rest = divmod(plan.amount, 100)
            self.amount.setText(f"{whole}.{rest:02}" if rest else f"{whole}")
        self.level.show_value(plan.level or _UNSAID)
        self.due.setText(plan.due_on.isoformat() if plan.due_on else "")
        likely = plan.chance_words or ("" if plan.chance is None else f"{plan.chance}%")
        self.chance.setCurrentText(likely)

    def _lay_out(self) -> None:
        hide_unless(self.who, self._record is None and self._plan is None)
        self.due.setPlaceholderText(tr(N_("12-1, next Friday, in 60 days…")))
        self.amount.setPlaceholderText(tr(N_("left empty: unknown")))
        self.fill_scrolling(
            column(self.who, self.finder, space=SPACE.hair),
            FormLine(tr(N_("What she plans to buy")), self.what),
            holder(
                row(
                    FormLine(tr(N_("For how much")), self.amount),
                    FormLine(tr(N_("Until when")), self.due),
                    space=SPACE.medium,
                )
            ),
            FormLine(tr(N_("Is that much?")), self.level),
            FormLine(tr(N_("How likely? In words or percent")), self.chance),
        )
        self.finder.resized.connect(self.fit)


class LostDialog(Ask):
    """She bought it elsewhere: where, and why; what to learn from it."""

    def __init__(self, context: Context, parent: QWidget, plan: Plan) -> None:
        """Both may stay empty."""
        super().__init__(context, parent, tr(N_("Bought elsewhere")), tr(N_("Write it down")))
        self._plan = plan
        self.where, self.why, self.on = QLineEdit(), QLineEdit(), QLineEdit()
        self.on.setPlaceholderText(tr(N_("today")))
        self.fill(
            FormLine(tr(N_("Where did she buy it?")), self.where),
            FormLine(tr(N_("Why there?")), self.why, tr(N_("Price, nearness, habit, a quarrel…"))),
            FormLine(tr(N_("On which day")), self.on),
        )

    def keep(self) -> None:
        """Close the plan as lost."""
        try:
            on = read_day(self.on.text(), self.context.clock.today(), coming=False)
        except Refused as problem:
            self.complain(str(problem))
            return
        plan_id, where, why = self._plan.id, self.where.text(), self.why.text()
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Close a plan: bought elsewhere"),
            lambda unit: service.plan_lost(unit, plan_id, where, why, on),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())
