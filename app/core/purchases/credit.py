"""What a customer owes: bought on account, paid since, overdue; and the credit it may have."""

from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.catalogue.enterprise import Dealings
from app.catalogue.values import Amount
from app.core.actor import Right, needs
from app.core.customers.profile import profile
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.purchases.payments import is_on_account
from app.core.purchases.records import from_day, payment_received, purchase, to_day
from app.core.settings.declared import ACCOUNT_DAYS
from app.core.settings.queries import get as get_setting
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

_NOT_KEPT = N_("The payment was not kept.")


@dataclass(frozen=True)
class Account:
    """What stands between the shop and a customer who buys on account; money in fen.

    `limit` and `standing` are what the customer's file says, as of `said_on`; both may be
    unknown. `balance` is what is owed today, less than nothing when paid ahead; `overdue`
    the part of it older than `days` days, `since` the day of the oldest such receipt.
    """

    limit: int | None
    standing: str
    said_on: date | None
    terms: str
    balance: int
    overdue: int
    since: date | None
    days: int
    receipts: int
    payments: int

    @property
    def left(self) -> int | None:
        """How much more may be bought on account; None when no limit is known."""
        return None if self.limit is None else self.limit - self.balance

    @property
    def is_used(self) -> bool:
        """Is there anything to say of it?"""
        return bool(self.limit is not None or self.standing or self.receipts or self.payments)


@needs(Right.SEE_CUSTOMERS)
def account(reader: Reader, customer_id: int) -> Account:
    """A customer's account today; payments settle the oldest receipts first."""
    days = get_setting(reader, ACCOUNT_DAYS)
    owed, paid = _owed(reader, customer_id), _paid(reader, customer_id)
    late_before = to_day(reader.today - timedelta(days=days))
    overdue, since = _overdue(owed, sum(paid), late_before)
    limit, standing, said_on, terms = _said(reader, customer_id)
    balance = sum(amount for _, amount in owed) - sum(paid)
    return Account(
        limit, standing, said_on, terms, balance, overdue, since, days, len(owed), len(paid)
    )


@needs(Right.ENTER_PURCHASES)
def receive(
    unit: Unit, customer_id: int, amount: int, on: date, *, payment: str = "", note: str = ""
) -> int:
    """Keep a payment for what was bought on account; less than nothing when paid out again."""
    if on > unit.today or amount == 0:
        what = N_("A payment needs a sum.") if amount == 0 else N_("The date lies in the future.")
        raise Refused(what, _NOT_KEPT, N_("Correct it."))
    there = select(customer.c.id).where(customer.c.id == customer_id)
    if unit.connection.execute(there).first() is None:
        raise Refused(N_("This customer is not there any more."), _NOT_KEPT)
    return unit.insert(
        payment_received, customer_id=customer_id, received_day=to_day(on), amount=amount,
        payment=payment.strip() or None, note=note.strip() or None,
    )  # fmt: skip


def _owed(reader: Reader, customer_id: int) -> list[tuple[int, int]]:
    """Day and sum of each receipt on account, the oldest first; what came back lowers it."""
    names = ("bought_day", "net", "payment")
    asked = select(*(purchase.c[name] for name in names)).where(
        purchase.c.customer_id == customer_id,
        purchase.c.payment.is_not(None),
        purchase.c.bought_day <= to_day(reader.today),
        purchase.c.net != 0,
    )
    rows = reader.connection.execute(asked.order_by(purchase.c.bought_day, purchase.c.id))
    return [(row.bought_day, row.net) for row in rows if is_on_account(row.payment)]


def _paid(reader: Reader, customer_id: int) -> list[int]:
    asked = select(payment_received.c.amount).where(
        payment_received.c.customer_id == customer_id,
        payment_received.c.received_day <= to_day(reader.today),
    )
    return [int(each) for each in reader.connection.execute(asked).scalars()]


def _overdue(owed: list[tuple[int, int]], paid: int, late_before: int) -> tuple[int, date | None]:
    # What was given back without a receipt settles like a payment.
    pot = paid - sum(amount for _, amount in owed if amount < 0)
    waiting = deque((day, amount) for day, amount in owed if amount > 0)
    overdue, since = 0, None
    for day, amount in waiting:
        settled = min(pot, amount)
        pot -= settled
        if amount > settled and day < late_before:
            overdue += amount - settled
            since = since or from_day(day)
    return overdue, since


def _said(reader: Reader, customer_id: int) -> tuple[int | None, str, date | None, str]:
    found = profile(reader, customer_id)
    if found.kind != "company":
        return None, "", None, ""
    standing: Any = found.value(Dealings.credit_status)
    terms: Any = found.value(Dealings.trade_terms)
    shown = "" if terms is None else Dealings.trade_terms.kind.show(terms)
    if standing is None:
        return None, "", None, shown
    more = standing.more
    limit = more.high if isinstance(more, Amount) else None
    about = found.fact(Dealings.credit_status)
    words = Dealings.credit_status.kind.show(standing)
    return limit, words, about.verified_on or about.learnt_on, shown
