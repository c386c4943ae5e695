"""Answers about customers' value, for one window of days and one kind of customer."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.purchases.records import to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.value.cut_lines import AVERAGES, Cut
from app.core.value.matrix import Matrix, make_matrix
from app.core.value.rfm import Rfm, make_rfm
from app.core.value.totals import Whom, totals
from app.core.value.window import Window


@dataclass(frozen=True)
class Named:
    """A customer as figures name her."""

    id: int
    number: str | None
    name: str


@needs(Right.SEE_FIGURES)
def matrix(
    reader: Reader,
    window: Window,
    *,
    companies: bool = False,
    merge_days: bool = False,
    cut: Cut = AVERAGES,
) -> Matrix:
    """The customer value matrix (D1) of the individuals, or of the companies."""
    found = totals(reader, window, Whom(companies, merge_days))
    return make_matrix(found.ids, found.purchases, found.revenue, cut)


@needs(Right.SEE_FIGURES)
def rfm(reader: Reader, window: Window, *, companies: bool = False) -> Rfm:
    """Recency, frequency and money (D2) of the individuals, or of the companies."""
    found = totals(reader, window, Whom(companies))
    days = to_day(min(window.last, reader.today)) - found.last_day
    return make_rfm(found.ids, days, found.purchases, found.revenue)


@needs(Right.SEE_FIGURES)
def named(reader: Reader, ids: Iterable[int]) -> dict[int, Named]:
    """Number and name of these customers."""
    columns = (customer.c.id, customer.c.number, customer.c.name)
    asked = select(*columns).where(customer.c.id.in_(id_list(ids)))
    return {row.id: Named(*row) for row in reader.connection.execute(asked)}
