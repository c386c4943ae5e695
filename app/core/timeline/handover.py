"""Hands the customers of a leaving clerk over in one act, with a sheet of what is still open."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.timeline.promises import Promise, still_open
from app.core.timeline.touches import NextStep, open_steps
from app.i18n import N_

MOST_LINES = 2000  # of a printed sheet


@dataclass(frozen=True)
class Who:
    """Whose customers: those a person looks after (`handler`), or the chosen (`ids`); or both."""

    handler: str | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Preview:
    """What a handover comes to."""

    customers: int  # chosen
    changed: int  # that do not belong to the heir already
    promises: int  # open ones that go along
    steps: int  # next steps that go along


@dataclass(frozen=True)
class Sheet:
    """What the heir must know: open promises and next steps, the most urgent first."""

    promises: tuple[Promise, ...]
    steps: tuple[NextStep, ...]


@needs(Right.SEE_CUSTOMERS)
def handlers(reader: Reader) -> tuple[tuple[str, int], ...]:
    """Who looks after customers, and after how many; those who have most first."""
    number = func.count().label("number")
    asked = (
        select(customer.c.handler, number)
        .where(customer.c.handler.is_not(None), customer.c.binned_on.is_(None))
        .group_by(customer.c.handler)
        .order_by(number.desc(), customer.c.handler)
    )
    return tuple((str(name), int(found)) for name, found in reader.connection.execute(asked))


@needs(Right.SEE_CUSTOMERS)
def preview(reader: Reader, whose: Who, to: str) -> Preview:
    """Count before it is done: `changed` is exactly what `hand_over` will change."""
    mine = _condition(whose)
    heir = tidy_line(to)
    other = func.count().filter(customer.c.handler.is_distinct_from(heir or None))
    asked = select(func.count(), other).where(mine)
    chosen, changed = reader.connection.execute(asked).one()
    ids = select(customer.c.id).where(mine)
    promises = select(func.count()).select_from(still_open(reader.today, ids).subquery())
    steps = select(func.count()).select_from(open_steps(reader.today, ids).subquery())
    scalar = reader.connection.scalar
    return Preview(int(chosen), int(changed), int(scalar(promises) or 0), int(scalar(steps) or 0))


@needs(Right.SEE_CUSTOMERS)
def sheet(reader: Reader, whose: Who, limit: int = MOST_LINES) -> Sheet:
    """What is open with these customers, for the hand-over sheet."""
    ids = select(customer.c.id).where(_condition(whose))
    kept = still_open(reader.today, ids).limit(limit)
    todo = open_steps(reader.today, ids).limit(limit)
    rows = reader.connection.execute
    return Sheet(
        tuple(Promise(*row) for row in rows(kept)), tuple(NextStep(*row) for row in rows(todo))
    )


@needs(Right.EDIT_CUSTOMERS)
def hand_over(unit: Unit, whose: Who, to: str) -> int:
    """Give these customers to somebody else to look after; returns how many changed hands."""
    heir = tidy_line(to)
    if not heir:
        raise Refused(
            N_("Nobody is named who takes the customers over."),
            N_("Nothing was changed."),
            N_("Type the name of the person who will look after them."),
        )
    moved = select(customer.c.id, literal(heir)).where(
        _condition(whose), customer.c.handler.is_distinct_from(heir)
    )
    number = int(unit.connection.scalar(select(func.count()).select_from(moved.subquery())) or 0)
    unit.update_from(customer.c.handler, moved)
    return number


@needs(Right.EXPORT)
def note_sheet(unit: Unit, lines: int) -> None:
    """Tell the audit trail that a hand-over sheet leaves the shop."""
    unit.audit("handover.sheet", lines=lines)


def _condition(whose: Who) -> ColumnElement[bool]:
    conditions: list[Any] = [customer.c.binned_on.is_(None)]
    if whose.handler is not None:
        nobody = customer.c.handler.is_(None)
        is_hers = customer.c.handler == whose.handler
        conditions.append(or_(nobody, is_hers) if whose.handler == "" else is_hers)
    if whose.ids is not None:
        conditions.append(customer.c.id.in_(id_list(whose.ids)))
    elif whose.handler is None:
        raise ValueError("whose customers?")
    found: ColumnElement[bool] = conditions[0]
    for each in conditions[1:]:
        found = found & each
    return found
