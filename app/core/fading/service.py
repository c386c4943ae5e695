"""Everything that writes who is not slipping away after all, and what wins people back."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import exists, func, select

from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.fading.records import known_silence, mailing_stop, win_back
from app.core.fading.ways import WAYS
from app.core.purchases.records import from_day, purchase, to_day
from app.core.store.idlist import id_list
from app.core.store.unit import Unit
from app.core.timeline.writing import (
    entry_row,
    must_text,
    one_of,
    refuse_backwards,
    text_of,
    when,
)
from app.i18n import N_


@needs(Right.EDIT_CUSTOMERS)
def not_fading(
    unit: Unit, customers: Iterable[int], reason: str, until: date | None = None
) -> list[int]:
    """These stay away for a known reason; without a day until they buy again."""
    refuse_backwards(unit.today, until)
    day, clock = when(unit, None)
    said = {"reason": must_text(reason), "until": until, "said_on": day, "said_time": clock}
    by = {**said, "who": unit.actor.name}
    rows = [{"customer_id": each, **by} for each in _existing(unit, customers)]
    return unit.insert_many(known_silence, rows)


@needs(Right.EDIT_CUSTOMERS)
def forget_reason(unit: Unit, silence_id: int) -> None:
    """That reason does not hold; an undo brings it back."""
    entry_row(unit, known_silence, silence_id)
    unit.delete(known_silence, silence_id)


@needs(Right.EDIT_CUSTOMERS)
def plan_win_back(
    unit: Unit, customers: Iterable[int], way: str, due_on: date | None = None, plan: str = ""
) -> list[int]:
    """Mean to call, visit or write to these, or to make them an offer; one step for each."""
    refuse_backwards(unit.today, due_on)
    day, clock = when(unit, None)
    step = {
        "way": one_of(WAYS, way),
        "plan": text_of(plan),
        "planned_on": day,
        "planned_time": clock,
        "due_on": due_on,
        "who": unit.actor.name,
    }
    rows = [{"customer_id": each, **step} for each in _existing(unit, customers)]
    return unit.insert_many(win_back, rows)


@needs(Right.EDIT_CUSTOMERS)
def win_back_done(unit: Unit, step_id: int, outcome: str = "", on: date | None = None) -> None:
    """The step was taken; whether it won her back, her purchases will tell."""
    row = entry_row(unit, win_back, step_id)
    day, _ = when(unit, on)
    refuse_backwards(row["planned_on"], day)
    unit.update(win_back, step_id, done_on=day, outcome=text_of(outcome), failed_on=None)


@needs(Right.EDIT_CUSTOMERS)
def tried(unit: Unit, customers: Iterable[int], way: str, outcome: str = "") -> list[int]:
    """A step that nobody had planned was taken just now, such as a call."""
    made = plan_win_back(unit, customers, way)
    for each in made:
        unit.update(win_back, each, done_on=unit.today, outcome=text_of(outcome))
    return made


@needs(Right.EDIT_CUSTOMERS)
def give_up(unit: Unit, step_id: int, outcome: str | None = None) -> None:
    """The step did not win her back."""
    row = entry_row(unit, win_back, step_id)
    if row["done_on"] is None:
        raise Refused(
            N_("This step has not been taken yet."),
            N_("Nothing was changed."),
            N_("Write down that it is done first, or delete it."),
        )
    bought = _last_bought(unit, row["customer_id"])
    if bought is not None and bought > row["done_on"]:
        raise Refused(
            N_("She bought again on {date}: this step won her back."),
            N_("Nothing was changed."),
            date=bought.isoformat(),
        )
    more = {} if outcome is None else {"outcome": text_of(outcome)}
    unit.update(win_back, step_id, failed_on=unit.today, **more)


@needs(Right.EDIT_CUSTOMERS)
def delete_win_back(unit: Unit, step_id: int) -> None:
    """It was never meant; an undo brings it back."""
    entry_row(unit, win_back, step_id)
    unit.delete(win_back, step_id)


@needs(Right.EDIT_CUSTOMERS)
def stop_mailings(unit: Unit, customer_id: int) -> int:
    """No mailings any more; only after a win-back failed, and until she buys again."""
    existing(unit, customer_id)
    if not _has_failed(unit, customer_id):
        raise Refused(
            N_("Nobody has tried in vain to win this customer back yet."),
            N_("Mailings go on."),
            N_("Call or visit her first; stop mailings when that has failed."),
        )
    day, clock = when(unit, None)
    told = {"since": day, "since_time": clock, "who": unit.actor.name}
    return unit.insert(mailing_stop, customer_id=customer_id, **told)


@needs(Right.EDIT_CUSTOMERS)
def allow_mailings(unit: Unit, customer_id: int) -> None:
    """Mailings may go on."""
    existing(unit, customer_id)
    unit.delete_where(mailing_stop, mailing_stop.c.customer_id == customer_id)


def _existing(unit: Unit, customers: Iterable[int]) -> Sequence[int]:
    """These customers, each once and in their order; refuses when one is not there."""
    wanted = list(dict.fromkeys(customers))
    asked = select(customer.c.id).where(customer.c.id.in_(id_list(wanted)))
    there = set(unit.connection.execute(asked).scalars())
    for each in wanted:
        if each not in there:
            existing(unit, each)  # says what is wrong
    return wanted


def _last_bought(unit: Unit, customer_id: int) -> date | None:
    asked = select(func.max(purchase.c.bought_day)).where(
        purchase.c.customer_id == customer_id,
        purchase.c.counted == 1,
        purchase.c.bought_day <= to_day(unit.today),
    )
    day = unit.connection.execute(asked).scalar()
    return None if day is None else from_day(day)


def _has_failed(unit: Unit, customer_id: int) -> bool:
    """Was a step given up that she did not answer by buying?"""
    tried_on = win_back.c.done_on
    bought = _last_bought(unit, customer_id)
    failed = (
        win_back.c.customer_id == customer_id,
        win_back.c.failed_on.is_not(None),
        tried_on >= (bought or date.min),
    )
    return bool(unit.connection.execute(select(exists().where(*failed))).scalar())
