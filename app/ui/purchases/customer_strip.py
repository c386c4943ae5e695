"""What to know of a customer before the sale: the last purchase, what is open, what is owed."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalogue.currency import money
from app.core.purchases.counter import AtCounter
from app.core.purchases.credit import Account
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.purchases.payment_dialog import PaymentDialog
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, holder, row
from app.ui.widgets.text import LabelLook, sentence

Said = tuple[str, LabelLook]


class CustomerStrip(QWidget):
    """Sentences, the warning ones in their colour; and doors to the last receipt."""

    again = Signal(int)  # the receipt to be bought again
    give_back = Signal(int)  # the customer whose receipts are wanted

    def __init__(self, context: Context) -> None:
        """Hidden until somebody is chosen."""
        super().__init__()
        self._context = context
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(SPACE.hair)
        self.hide()

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        clear(self._inside)
        self.hide()

    def show_customer(self, found: AtCounter) -> None:
        """Say all that matters now."""
        clear(self._inside)
        for words, look in sentences(found, self._context):
            self._inside.addWidget(sentence(words, look))
        doors = [button(words, do, "link") for words, do, there in self._doors(found) if there]
        if doors:
            self._inside.addWidget(holder(row(*doors, None, space=SPACE.large)))
        self.show()

    def _doors(self, found: AtCounter) -> list[tuple[str, Callable[[], object], bool]]:
        bought, last = found.last is not None, found.last.id if found.last else 0
        return [
            (tr(N_("The same again")), lambda: self.again.emit(last), bought),
            (tr(N_("Return or void…")), lambda: self.give_back.emit(found.id), bought),
            (tr(N_("Payment received…")), lambda: self.pay(found), found.account.balance > 0),
        ]

    def pay(self, found: AtCounter) -> None:
        """Note what was paid for purchases on account."""
        PaymentDialog(self._context, self, found).open()


def sentences(found: AtCounter, context: Context) -> Iterator[Said]:
    """What the strip says, the quiet things last."""
    today = context.clock.today()
    for words in found.minds:
        yield tr(N_("Mind: {words}"), words=words), "warn"
    for promise in found.promises:
        due = "" if promise.due_on is None else day(promise.due_on, today)
        look: LabelLook = "danger" if promise.is_overdue(today) else "warn"
        yield tr(N_("Promised: {words} {day}"), words=promise.what, day=due).strip(), look
    for order in found.orders:
        assert order.promised_on is not None
        words = tr(
            N_("To be delivered on {day}: {sum}"),
            day=day(order.promised_on, today),
            sum=money(order.amount),
        )
        yield words, "danger" if order.promised_on < today else "warn"
    if found.is_company or found.account.is_used:
        yield from _owed(found.account, context)
    yield _last(found, context), "muted"


def _last(found: AtCounter, context: Context) -> str:
    if found.last is None:
        return tr("The first purchase of this customer.")
    words = tr(
        N_("Last: {date}, {sum}"),
        date=day(found.last.on, context.clock.today()),
        sum=money(found.last.amount),
    )
    return " · ".join([words, *found.last_items])


def _owed(found: Account, context: Context) -> Iterator[Said]:
    said = [tr(N_("Terms: {terms}"), terms=found.terms)] if found.terms else []
    if found.limit is not None:
        said.append(tr(N_("Credit limit {sum}"), sum=money(found.limit)))
    elif found.standing:
        said.append(tr(N_("Credit standing {standing}"), standing=found.standing))
    if (found.limit is not None or found.standing) and found.said_on is not None:
        said[-1] += tr(N_(" (as of {day})"), day=day(found.said_on, context.clock.today()))
    said.append(tr(N_("Owes {sum}"), sum=money(found.balance)))
    if found.left is not None:
        said.append(tr(N_("{sum} left"), sum=money(found.left)))
    yield " · ".join(said), "warn" if found.left is not None and found.left < 0 else "body"
    if found.overdue and found.since is not None:
        words = tr(
            N_("Overdue: {sum}, since {day} (older than {days} days)"),
            sum=money(found.overdue),
            day=day(found.since, context.clock.today()),
            days=found.days,
        )
        yield words, "danger"
