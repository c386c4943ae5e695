"""Reads what the shop does for its best customers, and who is given what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select

from app.core.actor import Right, needs
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.worth.records import privilege, privilege_given


@dataclass(frozen=True)
class Privilege:
    """One thing the shop does for its best customers."""

    id: int
    name: str
    note: str | None
    retired_on: date | None


@dataclass(frozen=True)
class Given:
    """A privilege that a customer has or had."""

    id: int
    customer_id: int
    privilege_id: int
    name: str
    on: date
    ended_on: date | None
    note: str | None
    who: str | None


@needs(Right.SEE_FIGURES)
def privileges(reader: Reader, *, retired: bool = False) -> tuple[Privilege, ...]:
    """What the shop does for its best; `retired` adds what it does no longer."""
    cells = privilege.c
    asked = select(cells.id, cells.name, cells.note, cells.retired_on).order_by(cells.id)
    if not retired:
        asked = asked.where(or_(cells.retired_on.is_(None), cells.retired_on > reader.today))
    return tuple(Privilege(*row) for row in reader.connection.execute(asked))


@needs(Right.SEE_FIGURES)
def given_to(reader: Reader, ids: Iterable[int]) -> dict[int, tuple[Given, ...]]:
    """What these customers have now, each in the order it was given."""
    cells = privilege_given.c
    wanted = cells.customer_id.in_(id_list(ids))
    now = or_(cells.ended_on.is_(None), cells.ended_on > reader.today)
    asked = _given().where(wanted, cells.at_day <= reader.today, now)
    found: dict[int, tuple[Given, ...]] = {}
    for row in reader.connection.execute(asked.order_by(cells.at_day, cells.id)):
        found[row.customer_id] = (*found.get(row.customer_id, ()), Given(*row))
    return found


def _given() -> Select[Any]:
    cells = privilege_given.c
    shown = (cells.id, cells.customer_id, cells.privilege_id, privilege.c.name, cells.at_day)
    return select(*shown, cells.ended_on, cells.note, cells.who).join(
        privilege, privilege.c.id == cells.privilege_id
    )
