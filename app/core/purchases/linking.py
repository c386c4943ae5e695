"""Which receipt an entry belongs to: returns and reverse entries find their originals."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Update,
    and_,
    func,
    select,
    union_all,
    update,
)

from app.core.purchases.records import PurchaseKind, purchase
from app.core.store.idlist import asked_ids, listed
from app.core.store.unit import Unit

_ORIGINAL = purchase.alias("original")


def kind_of(amount: int, has_original: bool) -> PurchaseKind:
    """What a receipt is, by its sum and by whether it names another receipt."""
    if amount >= 0 and not has_original:
        return PurchaseKind.SALE
    return PurchaseKind.RETURN if has_original else PurchaseKind.REFUND


def link_returns(unit: Unit) -> list[int]:
    """Link what waits for a receipt that is here by now; returns the linked entries' ids."""
    asked, link = _linking()
    linked = [int(row) for row in unit.connection.scalars(asked)]
    if linked:
        unit.bulk(link, tables=["purchase"])
    return linked


@cache
def _linking() -> tuple[Select[int], Update]:
    """Statements that find what can be linked, and link it."""
    answered = and_(purchase.c.id.in_(_waiting()), _answer().is_not(None))
    link = update(purchase).where(answered).values(original_id=_answer())
    return select(purchase.c.id).where(answered), link


_ORIGINALS = (
    select(purchase.c.original_id)
    .distinct()
    .where(purchase.c.id.in_(asked_ids("entries")), purchase.c.original_id.is_not(None))
)


def originals_of(unit: Unit, entries: Iterable[int]) -> list[int]:
    """The receipts that these entries lower."""
    return [int(row) for row in unit.connection.scalars(_ORIGINALS, {"entries": listed(entries)})]


def _waiting() -> CompoundSelect[tuple[int]]:
    # Two selects, because an OR over two partial indexes would walk the whole table.
    unlinked = select(purchase.c.id).where(purchase.c.original_id.is_(None))
    return union_all(
        unlinked.where(purchase.c.original_key.is_not(None)),
        unlinked.where(purchase.c.reverses_id.is_not(None)),
    )


def _answer() -> ColumnElement[int]:
    """The receipt reversed (or the one that its return lowered), else the sale named."""
    return func.coalesce(_reversed().scalar_subquery(), _named().scalar_subquery())


def _reversed() -> Select[tuple[int]]:
    whole = func.coalesce(_ORIGINAL.c.original_id, _ORIGINAL.c.id)
    return select(whole).where(_ORIGINAL.c.id == purchase.c.reverses_id).correlate(purchase)


def _named() -> Select[tuple[int]]:
    named = _ORIGINAL.c.number_key == purchase.c.original_key
    sale = _ORIGINAL.c.kind == PurchaseKind.SALE
    return select(_ORIGINAL.c.id).where(named, sale).correlate(purchase)
