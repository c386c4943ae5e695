"""Notes a payment for what a customer bought on account."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.catalogue.currency import money
from app.catalogue.kind import Rules
from app.catalogue.kinds import Day
from app.core.purchases.counter import AtCounter
from app.core.purchases.credit import receive
from app.core.purchases.payments import METHODS, ON_ACCOUNT
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.forms.day import DayEditor
from app.ui.purchases.sums import read_sum, sum_text
from app.ui.widgets.ask import Ask
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.text import sentence


class PaymentDialog(Ask):
    """How much, when and how; all that is owed is offered."""

    def __init__(self, context: Context, parent: QWidget, who: AtCounter) -> None:
        """Show what is owed."""
        title = tr(N_("Payment of {name}"), name=who.name or who.number or "")
        super().__init__(context, parent, title, tr(N_("Keep")))
        self.who = who
        self.amount = QLineEdit()
        if who.account.balance > 0:
            self.amount.setText(sum_text(who.account.balance))
            self.amount.selectAll()
        rules = Rules(context.clock.today())
        self.day = DayEditor(Day(), rules, context.theme)
        self.day.put(context.clock.today().isoformat())
        offered = [Choice(m.key, tr(m.label)) for m in METHODS if m.key != ON_ACCOUNT]
        self.paid = Choices(tr(N_("Paid by")), offered, "transfer")
        self.fill(
            sentence(tr(N_("Owes {sum}"), sum=money(who.account.balance)), "muted"),
            FormLine(tr(N_("Sum")), self.amount),
            FormLine(tr(N_("Date")), self.day),
            FormLine(tr(N_("Paid by")), self.paid),
        )

    def keep(self) -> None:
        """Keep the payment."""
        amount = read_sum(self.amount.text())
        day = self.day.kind.parse(self.day.typed(), self.day.rules).value
        on = day.solar() if day is not None else None
        if amount is None or on is None:
            self.complain(tr(N_("Please give a sum like 128.50 and a whole date.")))
            return
        key, record = self.paid.value(), self.who.id
        way = next((tr(each.label) for each in METHODS if each.key == key), "")
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Payment received"),
            lambda unit: receive(unit, record, amount, on, payment=way),
            lambda _: self._done(amount),
            on_error=self.failed,
        )

    def _done(self, amount: int) -> None:
        words = tr(N_("Kept: {sum} of {name}"), sum=money(amount), name=self.who.name)
        self.context.messages.toast(words, self.context.undo.last())
        self.accept()
