"""Looks for circles in links that may only lead downwards: nobody is her own ancestor."""

from collections.abc import Iterable

from sqlalchemy import select, text

from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.people.records import customer_link
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.i18n import N_, language

_MOST_NAMED = 12

# The shortest way down from one customer to another. UNION drops what was seen, so that a
# circle which came in by other means ends the walk too.
_REACHED = text(
    """WITH RECURSIVE below(id) AS (
    SELECT :top
    UNION
    SELECT l.other_id FROM below AS b CROSS JOIN customer_link AS l
    ON l.customer_id = b.id AND l.kind = :kind WHERE l.other_id IS NOT NULL AND l.id <> :but)
SELECT id FROM below"""
)


def way_down(reader: Reader, kind: str, top: int, bottom: int, but: int = 0) -> list[int]:
    """The customers from `top` down to `bottom` without the link `but`; empty for no way."""
    asked = {"top": top, "kind": kind, "but": but}
    reached = set(reader.connection.execute(_REACHED, asked).scalars())
    if bottom not in reached:
        return []
    return _shortest(_children(reader, kind, reached, but), top, bottom)


def refuse_circle(reader: Reader, kind: str, first: int, second: int, but: int = 0) -> None:
    """Refuse `first` above `second` where `second` stands above `first` already."""
    chain = way_down(reader, kind, second, first, but)
    if chain:
        raise _circle(reader, chain)


def refuse_circles(reader: Reader, kind: str, tops: Iterable[int]) -> None:
    """Refuse a state in which one of these stands below herself (after an undo)."""
    for top in tops:
        for child in _children(reader, kind, {top}).get(top, ()):
            chain = way_down(reader, kind, child, top)
            if chain:
                raise _circle(reader, chain)


def _children(reader: Reader, kind: str, parents: set[int], but: int = 0) -> dict[int, list[int]]:
    cells = customer_link.c
    asked = (
        select(cells.customer_id, cells.other_id)
        .where(cells.kind == kind, cells.customer_id.in_(id_list(parents)))
        .where(cells.other_id.is_not(None), cells.id != but)
        .order_by(cells.customer_id, cells.other_id)
    )
    found: dict[int, list[int]] = {}
    for parent, child in reader.connection.execute(asked):
        found.setdefault(parent, []).append(child)
    return found


def _shortest(below: dict[int, list[int]], top: int, bottom: int) -> list[int]:
    came_from: dict[int, int] = {}
    ring = [top]
    while ring and bottom not in came_from:
        ring = [
            child
            for parent in ring
            for child in below.get(parent, ())
            if child not in came_from and child != top and came_from.setdefault(child, parent)
        ]
    chain = [bottom]
    while chain[-1] != top:
        chain.append(came_from[chain[-1]])
    return chain[::-1]


def _circle(reader: Reader, chain: list[int]) -> Refused:
    return Refused(
        N_("That would make a circle: {chain}. Nobody can stand above their own ancestors."),
        N_("Nothing was changed."),
        N_("Look which of these links is the wrong one."),
        chain=" → ".join(_names(reader, [*chain, chain[0]])),
    )


def _names(reader: Reader, ids: list[int]) -> list[str]:
    asked = select(customer.c.id, customer.c.name, customer.c.number)
    rows = reader.connection.execute(asked.where(customer.c.id.in_(id_list(ids))))
    names = {row.id: row.name or row.number or f"#{row.id}" for row in rows}
    said = [names.get(each, f"#{each}") for each in ids]
    if len(said) > _MOST_NAMED:
        more = f"…（{len(said) - _MOST_NAMED}）…" if language() == "zh" else "…"
        said = [*said[: _MOST_NAMED // 2], more, *said[-_MOST_NAMED // 2 :]]
    return said
