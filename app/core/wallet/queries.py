"""Reads shares, plans and classes: of one customer, and of everybody on the board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Row, and_, bindparam, case, func, or_, select

from app.core.actor import Right, needs
from app.core.products.records import product
from app.core.settings import declared
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.value.window import Window, last_days
from app.core.wallet import columns
from app.core.wallet.board import Board
from app.core.wallet.kept import kept_board
from app.core.wallet.rad import Cuts, Money, Planned, Rad, classify, plain_money, why
from app.core.wallet.records import purchase_plan, rad_move, wallet_estimate
from app.core.wallet.shares import Share, Spending, combined, share_of
from app.core.wallet.spending import spent
from app.core.wallet.words import OPEN

__all__ = ["Board", "Cuts", "Planned", "Rad", "Share"]
DAYS = 365
"""What she spent with us is counted over these days, unless told otherwise."""


@dataclass(frozen=True)
class Estimate:
    """One estimate as it was written down; `counts` says whether it is in her share today."""

    id: int
    category: str | None
    spending: Spending
    counted: Window | None
    made_by: str
    on: date
    source: str | None
    note: str | None
    who: str | None
    counts: bool = False

    @property
    def share(self) -> Share:
        """What this entry says alone."""
        return share_of(self.spending)


@dataclass(frozen=True)
class Plan:
    """Something she means to buy; `state` as of the day one looks."""

    id: int
    customer_id: int
    what: str
    amount: int | None
    level: str | None
    due_on: date | None
    chance: int | None
    chance_words: str | None
    made_on: date
    state: str
    settled_on: date | None
    lost_where: str | None
    lost_why: str | None
    who: str | None

    def is_overdue(self, today: date) -> bool:
        """Still open after its day."""
        return self.state == OPEN and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Move:
    """A change of class."""

    on: date
    was: Rad | None
    became: Rad | None
    cause: str
    who: str | None


@dataclass(frozen=True)
class Wallet:
    """All that is known of one customer's wallet, the newest first."""

    today: date
    cuts: Cuts
    share: Share
    planned: Planned
    rad: Rad | None
    estimates: tuple[Estimate, ...]
    plans: tuple[Plan, ...]
    moves: tuple[Move, ...]

    def sentence(self, money: Money = plain_money) -> str:
        """Why she stands in her class."""
        return why(self.share.value, self.planned, self.cuts, money)


@needs(Right.SEE_FIGURES)
def cuts(reader: Reader) -> Cuts:
    """Where the shop cuts its board."""
    return Cuts(
        get(reader, declared.WALLET_SHARE),
        get(reader, declared.PLAN_MONTHS),
        get(reader, declared.MUCH_PLANNED) * 100,
    )


@needs(Right.SEE_FIGURES)
def board(reader: Reader) -> Board:
    """Everybody of whom an estimate or a coming plan is known; kept while nothing changes."""
    return kept_board(reader, cuts(reader))


@needs(Right.SEE_FIGURES)
def rad_of(reader: Reader, customer_id: int) -> Rad | None:
    """One customer's class alone."""
    chosen = cuts(reader)
    share = _share(_estimates(reader, customer_id))
    return classify(share.value, _planned(reader, customer_id, chosen), chosen)


@needs(Right.SEE_FIGURES)
def wallet(reader: Reader, customer_id: int) -> Wallet:
    """One customer's estimates, plans and class."""
    chosen = cuts(reader)
    told = _estimates(reader, customer_id)
    share, planned = _share(told), _planned(reader, customer_id, chosen)
    return Wallet(
        reader.today,
        chosen,
        share,
        planned,
        classify(share.value, planned, chosen),
        told,
        _plans(reader, customer_id),
        _moves(reader, customer_id),
    )


@needs(Right.SEE_FIGURES)
def plan(reader: Reader, plan_id: int) -> Plan | None:
    """One plan."""
    asked = select(purchase_plan).where(purchase_plan.c.id == plan_id)
    row = reader.connection.execute(asked).first()
    return None if row is None else _plan(row, reader.today)


@needs(Right.SEE_FIGURES)
def ours(reader: Reader, customer_id: int, days: int = DAYS, category: str = "") -> int | None:
    """What she spent with us in the last days, in fen; None when she bought nothing."""
    return spent(reader, customer_id, last_days(reader.today, days), category)


@needs(Right.SEE_FIGURES)
def categories(reader: Reader, limit: int = 100) -> tuple[str, ...]:
    """What the shop sells, to choose from."""
    asked = (
        select(func.min(product.c.category))
        .where(product.c.category.is_not(None), product.c.category != "")
        .group_by(func.lower(product.c.category))
        .order_by(func.count().desc())
        .limit(limit)
    )
    return tuple(reader.connection.execute(asked).scalars())


# Made once: the class of a customer is asked before and after each write.
_WHOSE: BindParameter[int] = bindparam("whose")
_TODAY: BindParameter[date] = bindparam("today")
_TOLD = (
    select(wallet_estimate)
    .where(wallet_estimate.c.customer_id == _WHOSE, wallet_estimate.c.at_day <= _TODAY)
    .order_by(wallet_estimate.c.at_day.desc(), wallet_estimate.c.id.desc())
)
_COMING = (
    columns.coming(_TODAY, bindparam("until"))
    .where(purchase_plan.c.customer_id == _WHOSE)
    .group_by(purchase_plan.c.customer_id)
)


def _share(told: Iterable[Estimate]) -> Share:
    return combined([each.spending for each in told if each.counts] or [Spending()])


def _estimates(reader: Reader, customer_id: int) -> tuple[Estimate, ...]:
    asked = {"whose": customer_id, "today": reader.today}
    rows = reader.connection.execute(_TOLD, asked).all()
    newest: dict[str | None, int] = {}
    for row in rows:
        newest.setdefault(row.category_key, row.id)
    counting = {newest[None]} if None in newest else set(newest.values())
    return tuple(_estimate(row, counts=row.id in counting) for row in rows)


def _estimate(row: Row[Any], *, counts: bool) -> Estimate:
    window = Window(row.counted_from, row.counted_to) if row.counted_to else None
    return Estimate(
        row.id,
        row.category,
        Spending(row.ours, row.total, row.rank, row.shops),
        window,
        row.made_by,
        row.at_day,
        row.source,
        row.note,
        row.who,
        counts,
    )


def _planned(reader: Reader, customer_id: int, chosen: Cuts) -> Planned:
    until = columns.horizon(reader.today, chosen.months)
    asked = {"whose": customer_id, "today": reader.today, "until": until}
    row = reader.connection.execute(_COMING, asked).first()
    return Planned() if row is None else Planned(row.number, row.amount, row.marked == 1)


def _plans(reader: Reader, customer_id: int) -> tuple[Plan, ...]:
    """Open ones first, the next one first; then what came of the others."""
    cells = purchase_plan.c
    mine = and_(cells.customer_id == customer_id, cells.made_on <= reader.today)
    still = or_(cells.state == OPEN, cells.settled_on > reader.today)
    order = (
        case((still, 0), else_=1),
        case((still, cells.due_on.is_(None)), else_=0),
        case((still, cells.due_on)),
        cells.settled_on.desc(),
        cells.id.desc(),
    )
    rows = reader.connection.execute(select(purchase_plan).where(mine).order_by(*order))
    return tuple(_plan(row, reader.today) for row in rows)


def _plan(row: Row[Any], today: date) -> Plan:
    found = {name: getattr(row, name) for name in Plan.__dataclass_fields__}
    if row.settled_on is not None and row.settled_on > today:
        later = ("settled_on", "lost_where", "lost_why")
        found |= {"state": OPEN, **dict.fromkeys(later)}
    return Plan(**found)


def _moves(reader: Reader, customer_id: int) -> tuple[Move, ...]:
    cells = rad_move.c
    mine = and_(cells.customer_id == customer_id, cells.at_day <= reader.today)
    rows = reader.connection.execute(select(rad_move).where(mine).order_by(cells.id.desc()))
    return tuple(
        Move(row.at_day, _rad(row.was), _rad(row.became), row.cause, row.who) for row in rows
    )


def _rad(key: str | None) -> Rad | None:
    return None if key is None else Rad(key)
