"""Promised and kept days of delivery: noting them, and how well the shop keeps its word."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from sqlalchemy import ColumnElement, and_, func, select

from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.purchases.queries import Purchase, receipts_where
from app.core.purchases.records import PurchaseKind, from_day, purchase, to_day
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

_UNCHANGED = N_("Nothing was changed.")


@dataclass(frozen=True)
class Kept:
    """How promised days of a window were kept; a share or median of nothing is None.

    `due`: orders promised for these days, up to today. `late_open`: not delivered yet
    though their day is over; they count as not on time and have no delay yet.
    """

    first: date
    last: date
    due: int
    on_time: int
    late: int
    late_open: int
    median_delay: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The share that came on time; None when nothing was due."""
        judged = self.on_time + self.late + self.late_open
        return Fraction(self.on_time, judged) if judged else None


@needs(Right.ENTER_PURCHASES)
def deliver(unit: Unit, purchase_id: int, on: date) -> bool:
    """Note the day on which an order was handed over."""
    bought = _order(unit, purchase_id)
    if on > unit.today:
        raise Refused(
            N_("The date {date} lies in the future."),
            _UNCHANGED,
            N_("Correct the date."),
            date=on.isoformat(),
        )
    _refuse_before(on, bought)
    return unit.update(purchase, purchase_id, delivered_day=to_day(on))


@needs(Right.ENTER_PURCHASES)
def not_delivered(unit: Unit, purchase_id: int) -> bool:
    """The order is still open after all."""
    _order(unit, purchase_id)
    return unit.update(purchase, purchase_id, delivered_day=None)


@needs(Right.ENTER_PURCHASES)
def promise(unit: Unit, purchase_id: int, on: date | None) -> bool:
    """Note for which day delivery was promised; None for no promise."""
    bought = _order(unit, purchase_id)
    if on is not None:
        _refuse_before(on, bought)
    return unit.update(purchase, purchase_id, promised_day=to_day(on) if on else None)


@needs(Right.SEE_CUSTOMERS)
def open_orders(
    reader: Reader, customer_id: int | None = None, limit: int = 200
) -> tuple[Purchase, ...]:
    """Sales with a promised day that are not delivered yet, the most urgent first."""
    open_ = and_(purchase.c.promised_day.is_not(None), purchase.c.delivered_day.is_(None))
    which = and_(open_, purchase.c.counted == 1)
    if customer_id is not None:
        which = and_(which, purchase.c.customer_id == customer_id)
    return receipts_where(reader, which, limit, order=(purchase.c.promised_day, purchase.c.id))


@needs(Right.SEE_FIGURES)
def kept(reader: Reader, first: date, last: date) -> Kept:
    """How the promises of a window (both days included) were kept, up to today."""
    due = _due(first, min(last, reader.today))
    delay = purchase.c.delivered_day - purchase.c.promised_day
    asked = select(purchase.c.promised_day, delay, func.count()).where(due)
    today = to_day(reader.today)
    delays: list[tuple[int, int]] = []
    late_open = waiting = 0
    for day, days, number in reader.connection.execute(
        asked.group_by(purchase.c.promised_day, delay)
    ):
        if days is not None:
            delays.append((days, number))
        elif day < today:
            late_open += number
        else:
            waiting += number
    delivered = sum(number for _, number in delays)
    on_time = sum(number for days, number in delays if days <= 0)
    return Kept(
        first, last, delivered + late_open + waiting, on_time, delivered - on_time, late_open,
        _median(delays),
    )  # fmt: skip


def _median(delays: list[tuple[int, int]]) -> Fraction | None:
    days = [each for each, number in sorted(delays) for _ in range(number)]
    return Fraction(median(days)) if days else None


def _due(first: date, last: date) -> ColumnElement[bool]:
    return and_(
        purchase.c.promised_day.between(to_day(first), to_day(last)), purchase.c.counted == 1
    )


def _order(unit: Unit, purchase_id: int) -> date:
    asked = select(purchase.c.bought_day, purchase.c.kind).where(purchase.c.id == purchase_id)
    found = unit.connection.execute(asked).first()
    if found is None or found.kind != PurchaseKind.SALE:
        raise Refused(N_("Only a sale can be delivered."), _UNCHANGED)
    return from_day(found.bought_day)


def _refuse_before(on: date, bought: date) -> None:
    if on < bought:
        raise Refused(
            N_("A delivery can't come before its purchase."), _UNCHANGED, N_("Correct the date.")
        )
