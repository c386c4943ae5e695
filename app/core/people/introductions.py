"""Whom a customer brought to us, and what they bought: directly, and all the way down."""

from dataclasses import dataclass

from sqlalchemy import text

from app.catalogue.link_kinds import INTRODUCER
from app.core.actor import Right, needs
from app.core.purchases.records import to_day
from app.core.store.reader import Reader
from app.core.value.window import Window, all_time

# UNION drops whom the walk has met, so that a circle ends it; she herself never counts,
# nor anybody twice. What lies in the bin brings nothing, but leads on to those it brought.
_DOWN = """WITH RECURSIVE down(id) AS (
    SELECT l.other_id FROM customer_link AS l
    WHERE l.customer_id = :customer AND l.kind = :kind AND l.other_id IS NOT NULL
    UNION
    SELECT l.other_id FROM down AS d CROSS JOIN customer_link AS l
    ON l.customer_id = d.id AND l.kind = :kind WHERE l.other_id IS NOT NULL),
brought AS MATERIALIZED (
    SELECT c.id, EXISTS (SELECT 1 FROM customer_link AS l WHERE l.kind = :kind
        AND l.customer_id = :customer AND l.other_id = c.id) AS direct
    FROM down AS d CROSS JOIN customer AS c ON c.id = d.id
    WHERE c.id <> :customer AND c.binned_on IS NULL)
"""
_REVENUE = text(
    _DOWN
    + """SELECT count(*) AS number, coalesce(sum(direct), 0) AS direct,
    coalesce(sum(net), 0) AS revenue, coalesce(sum(net * direct), 0) AS direct_revenue
FROM (SELECT b.direct, (SELECT coalesce(sum(p.net), 0) FROM purchase AS p
    WHERE p.customer_id = b.id AND p.bought_day BETWEEN :first AND :last) AS net
    FROM brought AS b)"""
)
_BEST = text(
    """SELECT l.customer_id AS id, count(*) AS number, sum((
    SELECT coalesce(sum(p.net), 0) FROM purchase AS p
    WHERE p.customer_id = l.other_id AND p.bought_day BETWEEN :first AND :last)) AS revenue
FROM (SELECT DISTINCT customer_id, other_id FROM customer_link WHERE kind = :kind) AS l
JOIN customer AS one ON one.id = l.customer_id AND one.binned_on IS NULL
JOIN customer AS other ON other.id = l.other_id AND other.binned_on IS NULL
GROUP BY l.customer_id ORDER BY revenue DESC, number DESC, l.customer_id LIMIT :limit"""
)


@dataclass(frozen=True)
class Introductions:
    """Customers she brought and their net revenue (fen) in the window, returns taken off."""

    window: Window
    direct: int = 0
    direct_revenue: int = 0
    all: int = 0
    all_revenue: int = 0


@dataclass(frozen=True)
class Introducer:
    """Somebody who brought customers: how many directly, and what these bought."""

    customer_id: int
    direct: int
    direct_revenue: int


@needs(Right.SEE_CUSTOMERS)
def introductions(reader: Reader, customer_id: int, window: Window | None = None) -> Introductions:
    """What her introductions brought until today; no window: of all time."""
    window = window or all_time(reader.today)
    asked = {"customer": customer_id, "kind": INTRODUCER, **_days(window)}
    row = reader.connection.execute(_REVENUE, asked).one()
    return Introductions(window, row.direct, row.direct_revenue, row.number, row.revenue)


@needs(Right.SEE_FIGURES)
def introducers(
    reader: Reader, window: Window | None = None, limit: int = 20
) -> tuple[Introducer, ...]:
    """Who brought the most, by what the directly introduced bought."""
    window = window or all_time(reader.today)
    asked = {"kind": INTRODUCER, "limit": limit, **_days(window)}
    rows = reader.connection.execute(_BEST, asked)
    return tuple(Introducer(row.id, row.number, row.revenue) for row in rows)


def _days(window: Window) -> dict[str, int]:
    return {"first": to_day(window.first) if window.first else 1, "last": to_day(window.last)}
