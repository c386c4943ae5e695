"""The first few whom a filter fits, soon: before anybody knows how many there are."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.exc import OperationalError

from app.core.customers.records import customer
from app.core.progress import SILENT
from app.core.segments.compiling import compiled, sealed_questions
from app.core.segments.filter import Filter
from app.core.segments.finding import Basis, Order, size
from app.core.segments.part import Part, Where
from app.core.segments.scanning import scan
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

_ID = customer.c.id
_PATIENCE = 0.12
_SHORT = 2_000  # ids, which are looked at within a few milliseconds
_SAMPLE = 100
_MANY = 2  # where so many of the sample fit, the list's own order comes by enough of them


def first_ids(reader: Reader, asked: Filter, basis: Basis, order: Order, most: int) -> "array[int]":
    """As many as come by in time: from few ids outward, else along the list's order."""
    found = compiled(reader, asked, scan(reader, sealed_questions(reader, asked), SILENT))
    where = [*basis.where, *found.where()]
    parts = [] if basis.bin else [part for part in found.whole() if part.lead is not None]
    leads = [part.lead for part in parts if part.lead is not None]
    if basis.text is not None and not basis.bin:
        leads.append(basis.text)
    sized = sorted((size(reader, lead, _SHORT), place) for place, lead in enumerate(leads))
    if sized and sized[0][0] <= _SHORT:
        way = _along(where, leads[sized[0][1]])
    else:
        lead = _scarcest(reader, where, parts)
        way = _walk(where, order) if lead is None else _along(where, lead)
    return _within(reader, _PATIENCE, way, most)


def _scarcest(reader: Reader, where: Sequence[Where], parts: Sequence[Part]) -> Select[Any] | None:
    """The lead by which the fewest are come by, as a few customers from all over the book say.

    None where so many fit that the list's order is the better way.
    """
    if not parts:
        return None
    last = int(reader.connection.execute(select(func.max(_ID))).scalar() or 0)
    some = id_list(last * place // _SAMPLE + 1 for place in range(_SAMPLE))
    met = [func.total(func.coalesce(each, 0)) for each in (and_(*where), *(p.where for p in parts))]
    counts = reader.connection.execute(select(*met).where(_ID.in_(some))).one()
    if counts[0] >= _MANY:
        return None
    fewest, place = min(zip(counts[1:], range(len(parts)), strict=True))
    return parts[place].lead if fewest < _SAMPLE / 2 else None


def _along(where: Sequence[Where], lead: Select[Any]) -> Select[Any]:
    """Each id that the lead comes by is looked at at once, none is kept for later."""
    ids = lead.subquery()
    # With a sum there is but one way round to join the two.
    one = next(iter(ids.c)) + 0
    return select(_ID).select_from(ids).join(customer, one == _ID).where(*where)


def _walk(where: Sequence[Where], order: Order) -> Select[Any]:
    ways = [w.desc() if order.descending else w.asc() for w in (order.column, _ID)]
    return select(_ID).where(*where, order.column.is_not(None)).order_by(*ways)


def _within(reader: Reader, seconds: float, asked: Select[Any], most: int) -> "array[int]":
    found: dict[int, None] = {}
    with _stopped_after(reader.connection, seconds):
        try:
            for each in reader.connection.execute(asked.limit(most)).scalars():
                found[each] = None
        except OperationalError:
            pass  # time is up: what came by until now is shown
    return array("q", found)


@contextmanager
def _stopped_after(connection: Connection, seconds: float) -> Iterator[None]:
    end = monotonic() + seconds
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: int(monotonic() > end), 1000)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)
