"""Writes down what customers spend in all and what they plan; each entry classes them anew."""

from datetime import date
from typing import Any

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.purchases.records import fold_number
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.unit import Unit
from app.core.timeline.writing import (
    entry_row,
    must_text,
    one_of,
    refuse_backwards,
    text_of,
    when,
)
from app.core.value.window import last_days
from app.core.wallet.moves import moving
from app.core.wallet.rad import Cuts
from app.core.wallet.records import purchase_plan, wallet_estimate
from app.core.wallet.spending import spent
from app.core.wallet.told import NewEstimate, NewPlan, check_estimate, check_plan
from app.core.wallet.words import BOUGHT, LEVELS, LOST, MADE_BY, OPEN

__all__ = [
    "NewEstimate",
    "NewPlan",
    "add_estimate",
    "add_plan",
    "delete_estimate",
    "delete_plan",
    "edit_plan",
    "plan_bought",
    "plan_lost",
    "reopen_plan",
    "set_cuts",
]


@needs(Right.EDIT_CUSTOMERS)
def add_estimate(unit: Unit, customer_id: int, told: NewEstimate) -> int:
    """Keep an estimate; it counts from now on, the older ones stay to be seen."""
    existing(unit, customer_id)
    check_estimate(told)
    day, clock = when(unit, told.on)
    category = tidy_line(told.category)
    cells: dict[str, Any] = {"ours": told.ours, "counted_from": None, "counted_to": None}
    if told.ours is None:
        window = last_days(day, told.days)
        found = spent(unit, customer_id, window, category)
        cells = {"ours": found or 0, "counted_from": window.first, "counted_to": window.last}
    with moving(unit, customer_id, "share"):
        return unit.insert(
            wallet_estimate,
            customer_id=customer_id,
            category=category or None,
            category_key=fold_number(category) or None,
            total=told.total,
            made_by=one_of(MADE_BY, told.made_by),
            rank=told.rank,
            shops=told.shops,
            at_day=day,
            at_time=clock,
            source=told.source,
            note=text_of(told.note),
            who=unit.actor.name,
            **cells,
        )


@needs(Right.EDIT_CUSTOMERS)
def delete_estimate(unit: Unit, estimate_id: int) -> None:
    """Take an estimate away; the one before it counts again, and an undo brings it back."""
    row = entry_row(unit, wallet_estimate, estimate_id)
    with moving(unit, row["customer_id"], "share"):
        unit.delete(wallet_estimate, estimate_id)


@needs(Right.EDIT_CUSTOMERS)
def add_plan(unit: Unit, customer_id: int, told: NewPlan) -> int:
    """Write down what she means to buy."""
    existing(unit, customer_id)
    day, clock = when(unit, told.on)
    cells = _cells(told, day)
    with moving(unit, customer_id, "plan"):
        return unit.insert(
            purchase_plan,
            customer_id=customer_id,
            made_on=day,
            made_time=clock,
            state=OPEN,
            who=tidy_line(told.who or "") or unit.actor.name,
            **cells,
        )


@needs(Right.EDIT_CUSTOMERS)
def edit_plan(unit: Unit, plan_id: int, told: NewPlan) -> bool:
    """Put a plan in other words; what came of it stays as it is."""
    row = entry_row(unit, purchase_plan, plan_id)
    with moving(unit, row["customer_id"], "plan"):
        return unit.update(purchase_plan, plan_id, **_cells(told, row["made_on"]))


@needs(Right.EDIT_CUSTOMERS)
def plan_bought(unit: Unit, plan_id: int, on: date | None = None) -> None:
    """She bought it with us."""
    _settle(unit, plan_id, on, state=BOUGHT, lost_where=None, lost_why=None)


@needs(Right.EDIT_CUSTOMERS)
def plan_lost(
    unit: Unit, plan_id: int, where: str = "", why: str = "", on: date | None = None
) -> None:
    """She bought it elsewhere: where, and why; both may stay open."""
    words = {"lost_where": tidy_line(where) or None, "lost_why": text_of(why)}
    _settle(unit, plan_id, on, state=LOST, **words)


@needs(Right.EDIT_CUSTOMERS)
def reopen_plan(unit: Unit, plan_id: int) -> None:
    """It is still to come after all."""
    row = entry_row(unit, purchase_plan, plan_id)
    empty = dict.fromkeys(("settled_on", "lost_where", "lost_why"))
    with moving(unit, row["customer_id"], "plan"):
        unit.update(purchase_plan, plan_id, state=OPEN, **empty)


@needs(Right.EDIT_CUSTOMERS)
def delete_plan(unit: Unit, plan_id: int) -> None:
    """She never planned it; an undo brings it back."""
    row = entry_row(unit, purchase_plan, plan_id)
    with moving(unit, row["customer_id"], "plan"):
        unit.delete(purchase_plan, plan_id)


@needs(Right.CHANGE_SETTINGS)
def set_cuts(unit: Unit, cuts: Cuts) -> None:
    """Cut the board elsewhere, for everybody; one undo takes all three back."""
    put(unit, declared.WALLET_SHARE, cuts.share)
    put(unit, declared.PLAN_MONTHS, cuts.months)
    put(unit, declared.MUCH_PLANNED, cuts.plans // 100)


def _cells(told: NewPlan, made_on: date) -> dict[str, Any]:
    check_plan(told)
    refuse_backwards(made_on, told.due_on)
    return {
        "what": must_text(told.what),
        "amount": told.amount,
        "level": None if told.level is None else one_of(LEVELS, told.level),
        "due_on": told.due_on,
        "chance": told.chance,
        "chance_words": tidy_line(told.chance_words) or None,
    }


def _settle(unit: Unit, plan_id: int, on: date | None, **cells: Any) -> None:
    row = entry_row(unit, purchase_plan, plan_id)
    day, _ = when(unit, on)
    refuse_backwards(row["made_on"], day)
    with moving(unit, row["customer_id"], "plan"):
        unit.update(purchase_plan, plan_id, settled_on=day, **cells)
