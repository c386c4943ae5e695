"""Win-back steps as they stand today, and how many of them worked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.fading.records import as_ordinal, win_back
from app.core.fading.ways import FAILED, PLANNED, WAITING, WAYS, WON
from app.core.purchases.records import from_day, purchase, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

WON_WITHIN = 180
"""A purchase later than so many days after a step is no merit of that step."""


@dataclass(frozen=True)
class WinBack:
    """One step; `won_on` is her first purchase after it."""

    id: int
    customer_id: int
    customer: str
    way: str
    plan: str | None
    planned_on: date
    due_on: date | None
    done_on: date | None
    outcome: str | None
    failed_on: date | None
    won_on: date | None
    who: str | None

    @property
    def state(self) -> str:
        """A key of `ways.STATES`."""
        if self.done_on is None:
            return PLANNED
        if self.won_on is not None:
            return WON
        return FAILED if self.failed_on is not None else WAITING


@dataclass(frozen=True)
class Worked:
    """Of so many customers whom one tried to win back, how many came."""

    tried: int
    won: int
    failed: int
    whom: tuple[int, ...] = field(default=(), compare=False)
    came: tuple[int, ...] = field(default=(), compare=False)

    @property
    def waiting(self) -> int:
        """Nothing can be said of these yet."""
        return self.tried - self.won - self.failed


@needs(Right.SEE_CUSTOMERS)
def win_backs(reader: Reader, customers: Iterable[int]) -> tuple[WinBack, ...]:
    """All steps of these customers, the newest first."""
    asked = _steps(reader).where(win_back.c.customer_id.in_(id_list(customers)))
    newest = (win_back.c.planned_on.desc(), win_back.c.id.desc())
    found = reader.connection.execute(asked.order_by(*newest))
    return tuple(_as_of(row, reader.today) for row in found)


@needs(Right.SEE_CUSTOMERS)
def planned(reader: Reader, limit: int = 200) -> tuple[WinBack, ...]:
    """Steps still to be taken, the most urgent first; those without a day come last."""
    open_ = win_back.c.done_on.is_(None) | (win_back.c.done_on > reader.today)
    order = (win_back.c.due_on.is_(None), win_back.c.due_on, win_back.c.id)
    asked = _steps(reader).where(open_, customer.c.binned_on.is_(None)).order_by(*order)
    found = reader.connection.execute(asked.limit(limit))
    return tuple(_as_of(row, reader.today) for row in found)


@needs(Right.SEE_FIGURES)
def worked(reader: Reader, days: int = 365) -> dict[str, Worked]:
    """How the steps of the last days went, by way; under "" everybody once."""
    since = reader.today - timedelta(days=days - 1)
    asked = _steps(reader).where(win_back.c.done_on.between(since, reader.today))
    steps = [_as_of(row, reader.today) for row in reader.connection.execute(asked)]
    found = {way: _worked([each for each in steps if each.way == way]) for way in WAYS}
    return {"": _worked(steps), **found}


def _worked(steps: list[WinBack]) -> Worked:
    """Customers, not steps: who was called twice and came counts once."""
    states: dict[int, set[str]] = {}
    for each in steps:
        states.setdefault(each.customer_id, set()).add(each.state)
    came = tuple(who for who, each in states.items() if WON in each)
    failed = sum(each == {FAILED} for each in states.values())
    return Worked(len(states), len(came), failed, tuple(states), came)


def _steps(reader: Reader) -> Select[Any]:
    """Rows of `WinBack` known today."""
    names = ("way", "plan", "planned_on", "due_on", "done_on", "outcome", "failed_on")
    return (
        select(
            win_back.c.id,
            win_back.c.customer_id,
            customer.c.name.label("customer"),
            *(win_back.c[name] for name in names),
            _won_on(reader.today).label("won_on"),
            win_back.c.who,
        )
        .join(customer, customer.c.id == win_back.c.customer_id)
        .where(win_back.c.planned_on <= reader.today)
    )


def _won_on(today: date) -> ColumnElement[Any]:
    done = as_ordinal(win_back.c.done_on)
    after = and_(
        purchase.c.customer_id == win_back.c.customer_id,
        purchase.c.counted == 1,
        purchase.c.bought_day > done,
        purchase.c.bought_day <= done + WON_WITHIN,
        purchase.c.bought_day <= to_day(today),
    )
    return select(func.min(purchase.c.bought_day)).where(after).scalar_subquery()


def _as_of(row: Row[Any], today: date) -> WinBack:
    """What came after today has not come yet."""
    cells = row._asdict()
    cells["won_on"] = None if row.won_on is None else from_day(row.won_on)
    if row.failed_on is not None and row.failed_on > today:
        cells["failed_on"] = None
    if row.done_on is not None and row.done_on > today:
        cells |= {"done_on": None, "outcome": None, "won_on": None}
    return WinBack(**cells)
