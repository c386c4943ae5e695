"""A condition compiled: what it says of a customer's row, and the few ids it may begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    exists,
    func,
    not_,
    or_,
    select,
    union_all,
)

from app.core.customers.records import customer

Where = ColumnElement[bool]
NARROW, INDEXED, WIDE, LONG, SLOW = range(5)


@dataclass(frozen=True)
class Part:
    """`where` is about the narrow row of the statement that everything is asked of.

    `table` and `inner` say the same of a one-to-one table, so that conditions on one table
    are asked at once. `lead` selects ids, all that fit among them, along an index. `fixed`
    is a set made once for each statement: such a part cannot be asked in slices.
    """

    where: Where
    rank: int = NARROW
    table: Table | None = None
    inner: Where | None = None
    lead: Select[Any] | None = None
    fixed: bool = False


def of_table(table: Table, inner: Where, *, rank: int = WIDE) -> Part:
    """A condition on a one-to-one table."""
    return Part(in_table(table, inner), rank, table, inner)


def in_table(table: Table, inner: Where) -> Where:
    """The customer's row in a one-to-one table meets a condition."""
    return exists(select(1).where(table.c.id == customer.c.id, inner).correlate(customer))


def of_rows(table: Table, *inner: Where, rank: int = SLOW, lead: Any = None) -> Part:
    """Some row that belongs to the customer meets the conditions."""
    mine = select(1).where(table.c.customer_id == customer.c.id, *inner).correlate(customer)
    return Part(exists(mine), rank, lead=lead)


def negated(part: Part, kinds: Sequence[str]) -> Part:
    """Whoever could meet it and does not."""
    # Unknown is no match, and neither is it one that fails to match.
    return Part(and_(not_(func.coalesce(part.where, 0)), _of(kinds)), part.rank, fixed=part.fixed)


def either(parts: Sequence[Part]) -> Part:
    """At least one of them."""
    if len(parts) == 1:
        return parts[0]
    leads = [part.lead for part in parts if part.lead is not None]
    lead = None
    if len(leads) == len(parts):
        both = union_all(*leads).subquery()
        lead = select(next(iter(both.c)))
    where = or_(*(part.where for part in parts))
    fixed = any(part.fixed for part in parts)
    return Part(where, max(part.rank for part in parts), lead=lead, fixed=fixed)


def together(parts: Sequence[Part]) -> list[Where]:
    """All of them, the cheap ones first, those on one table asked at once."""
    alone: list[tuple[int, Where]] = []
    inner: dict[Table, list[Where]] = {}
    ranks: dict[Table, int] = {}
    for part in parts:
        if part.table is None or part.inner is None:
            alone.append((part.rank, part.where))
        else:
            inner.setdefault(part.table, []).append(part.inner)
            ranks[part.table] = part.rank
    alone += [(ranks[table], in_table(table, and_(*found))) for table, found in inner.items()]
    return [where for _, where in sorted(alone, key=lambda each: each[0])]


def _of(kinds: Sequence[str]) -> Where:
    return customer.c.kind.in_(list(kinds))
