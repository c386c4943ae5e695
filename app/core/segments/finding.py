"""Finds whom a filter fits: from a selective condition outward, else slice by slice."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, func, intersect, select
from sqlalchemy.exc import OperationalError

from app.core.customers.records import customer
from app.core.errors import Cancelled
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.segments.compiling import compiled, sealed_questions
from app.core.segments.filter import Filter
from app.core.segments.part import Where
from app.core.segments.scanning import scan
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.i18n import N_, tr

FEW = 20_000
"""So many ids are looked up one by one; more are cheaper walked through in order."""
SLICE = 50_000
_SHARE, _MOST_LEADS = 10, 3  # a lead may hold a tenth of the book; the shortest ones are joined
_STEPS = 20_000  # of SQLite's machine, between two looks at Cancel
LOOKING = N_("Looking through the customers")


@dataclass(frozen=True)
class Basis:
    """What a list asks besides its filter; `text` selects the ids that a typed text finds."""

    where: Sequence[Where]
    text: Select[Any] | None = None
    bin: bool = False


@dataclass(frozen=True)
class Search:
    """What is asked of the narrow row; `lead` selects few ids to begin with, if anything does.

    `fixed` says that it holds a set which would be made anew for each slice.
    """

    where: Sequence[Where]
    lead: Select[Any] | None = None
    fixed: bool = False


@dataclass(frozen=True)
class Order:
    """By which column of the narrow row, and which way; empty values stand last."""

    column: Column[Any]
    descending: bool = False

    def by(self) -> list[Any]:
        """As SQL that no index is tempted by."""
        last = self.column.is_(None)
        ways = [each.desc() if self.descending else each.asc() for each in (self.column, _ID)]
        return [last, *ways]


_ID = customer.c.id


def search_of(reader: Reader, asked: Filter, basis: Basis, progress: Progress = SILENT) -> Search:
    """Compile a filter within what the list asks besides."""
    found = compiled(reader, asked, scan(reader, sealed_questions(reader, asked), progress))
    where, fixed = [*basis.where, *found.where()], found.fixed() or basis.text is not None
    if basis.bin:  # the indexes leave out whoever lies in the bin
        return Search(where, None, fixed)
    texts = [] if basis.text is None else [basis.text]
    return Search(where, _best(reader, [*texts, *found.leads()]), fixed)


def count(reader: Reader, search: Search, progress: Progress = SILENT) -> int:
    """How many fit."""
    return len(_unordered(reader, search, progress))


def ids(
    reader: Reader,
    search: Search,
    order: Order,
    everybody: Callable[[], "array[int]"],
    progress: Progress = SILENT,
) -> "array[int]":
    """Everybody who fits, in order; `everybody` gives all ids of the list in that order."""
    with _cancellable(reader.connection, progress):
        if search.lead is not None or search.fixed:
            led = _led(search).order_by(*order.by())
            return array("q", reader.connection.execute(led).scalars())
        found = _slices(reader, search, progress)
        if len(found) <= FEW:
            few = select(_ID).where(_ID.in_(id_list(found))).order_by(*order.by())
            return array("q", reader.connection.execute(few).scalars())
        return _in_order(found, everybody())


def _best(reader: Reader, leads: Sequence[Select[Any]]) -> Select[Any] | None:
    """What the short leads have in common; None when none is short."""
    if not leads:
        return None
    last = int(reader.connection.execute(select(func.max(_ID))).scalar() or 0)
    most = max(FEW, last // _SHARE)
    sizes = ((size(reader, lead, most), place) for place, lead in enumerate(leads))
    short = [leads[place] for size, place in sorted(sizes) if size <= most][:_MOST_LEADS]
    if len(short) < 2:
        return short[0] if short else None
    common = intersect(*short).subquery()
    return select(next(iter(common.c)))


def size(reader: Reader, lead: Select[Any], most: int) -> int:
    """How many ids a lead selects; one more than `most` where there are more."""
    some = lead.limit(most + 1).subquery()
    return int(reader.connection.execute(select(func.count()).select_from(some)).scalar_one())


def _led(search: Search) -> Select[Any]:
    asked = select(_ID).where(*search.where)
    return asked if search.lead is None else asked.where(_ID.in_(search.lead))


def _unordered(reader: Reader, search: Search, progress: Progress) -> "array[int]":
    with _cancellable(reader.connection, progress):
        if search.lead is not None or search.fixed:
            return array("q", reader.connection.execute(_led(search)).scalars())
        return _slices(reader, search, progress)


def _slices(reader: Reader, search: Search, progress: Progress) -> "array[int]":
    """Slice by slice of ids, so that it is known how far it is; each slice reads in file order."""
    last = int(reader.connection.execute(select(func.max(_ID))).scalar() or 0)
    asked = select(_ID).where(*search.where)
    found = array("q")
    for start in range(0, last + 1, SLICE):
        stop_if_cancelled(progress)
        progress.report(start, last, tr(LOOKING))
        mine = asked.where(start < _ID, start + SLICE >= _ID)
        found.extend(reader.connection.execute(mine).scalars())
    return found


def _in_order(found: "array[int]", everybody: "array[int]") -> "array[int]":
    chosen = bytearray(max(found) + 1)
    for each in found:
        chosen[each] = 1
    size = len(chosen)
    return array("q", (each for each in everybody if each < size and chosen[each]))


@contextmanager
def _cancellable(connection: Connection, progress: Progress) -> Iterator[None]:
    """A statement under way stops when Cancel is pressed."""
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: int(progress.is_cancelled()), _STEPS)
    try:
        yield
    except OperationalError:
        if progress.is_cancelled():
            raise Cancelled from None
        raise
    finally:
        driver.set_progress_handler(None, 0)
