"""Answers about who is slipping away, kept in memory while nothing they rest on changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from weakref import ref

import numpy as np
from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.fading.hints import Excuses, Fading, Standing, Thresholds, fading, with_goods
from app.core.fading.next_purchase import Expected, expected, expected_of
from app.core.fading.quantities import less_bought, less_of
from app.core.fading.records import known_silence
from app.core.fading.win_backs import planned, win_backs, worked
from app.core.purchases.records import purchase, to_day
from app.core.settings import declared
from app.core.settings.queries import get
from app.core.store.acts import newest_act
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.shelf import shelf
from app.core.store.unit import Unit
from app.core.value.columns import make_ledger
from app.core.value.ledger import ledger

__all__ = [
    "expected_next",
    "goods_take_a_moment",
    "how_many",
    "known_silences",
    "people",
    "planned",
    "standing_of",
    "takes_a_moment",
    "thresholds",
    "who_fades",
    "who_slips",
    "win_backs",
    "worked",
]
_NAME, _WHOLE = "fading", "fading.whole"
_FOREVER = date.max
_MANY = 200_000


@dataclass(frozen=True)
class KnownSilence:
    """Why somebody stays away, and until when; None: until she buys again."""

    id: int
    customer_id: int
    reason: str
    until: date | None
    said_on: date
    who: str | None

    def holds(self, today: date) -> bool:
        """Is it not over yet?"""
        return self.until is None or self.until >= today


@needs(Right.SEE_FIGURES)
def who_slips(reader: Reader) -> Fading:
    """Everybody who ever bought, and who of them is slipping away.

    Who of them is falling is told by purchases and money alone, not yet by goods.
    """
    book, limits = ledger(reader), thresholds(reader)
    reasons = known_silences(reader)

    def make() -> Fading:
        return fading(book, limits, _excuses(reasons))

    # Of the ledger only which one it was: an older one need not stay for its answer.
    return shelf(reader).kept(_NAME, (ref(book), limits, reasons), make, _rows)


@needs(Right.SEE_FIGURES)
def who_fades(reader: Reader) -> Fading:
    """The same with whoever buys less goods: where there are millions of lines, in seconds."""
    found = who_slips(reader)
    less = less_bought(reader, found.thresholds)
    terms = (ref(found), ref(less))
    return shelf(reader).kept(_WHOLE, terms, lambda: with_goods(found, less), _rows)


@needs(Right.SEE_FIGURES)
def how_many(reader: Reader, standing: Standing) -> int:
    """How many stand so; known until something is written, though the rest of it is let go."""
    name, terms = f"{_NAME}.count.{standing}", (newest_act(reader.connection), reader.today)
    known = reader.session.memory.get(name)
    if known is None or known[0] != terms:
        found = (who_fades if standing is Standing.FALLING else who_slips)(reader)
        known = terms, int(np.count_nonzero(found.standing == standing))
        if not isinstance(reader, Unit):  # what a unit sees may yet be taken back
            reader.session.memory[name] = known
    number: int = known[1]
    return number


def _rows(found: Fading) -> int:
    return len(found.ids)


@needs(Right.SEE_FIGURES)
def takes_a_moment(reader: Reader) -> bool:
    """Would the first answer of this session take long? Then a page may show other things first."""
    return not shelf(reader).knows(_NAME) and _are_many(reader)


@needs(Right.SEE_FIGURES)
def goods_take_a_moment(reader: Reader) -> bool:
    """The same of whoever buys less goods: all lines of a year have to be read."""
    return not shelf(reader).knows(_WHOLE) and _are_many(reader)


def _are_many(reader: Reader) -> bool:
    newest = reader.connection.execute(select(func.max(purchase.c.id))).scalar() or 0
    return newest > _MANY


@needs(Right.SEE_FIGURES)
def expected_next(reader: Reader) -> Expected:
    """When each customer with a rhythm is expected.

    Everybody's rhythm is found with who slips away, if that is still there; else it is reckoned
    without the rest of it.
    """
    book = ledger(reader)

    def make() -> Expected:
        terms = (ref(book), thresholds(reader), known_silences(reader))
        found: Fading | None = shelf(reader).find(_NAME, terms)
        known = found.rhythms if found is not None else None
        del found  # the rest of it need not stay for this
        return expected_of(book) if known is None else expected(known, book.last)

    return shelf(reader).kept("expected", ref(book), make, lambda made: len(made.ids))


@needs(Right.SEE_FIGURES)
def standing_of(reader: Reader, customer_id: int) -> tuple[Fading, int] | None:
    """One customer alone, without reading everybody's purchases; None when she never bought.

    The second is her row in the first.
    """
    asked = select(purchase.c.bought_day, purchase.c.counted, purchase.c.net).where(
        purchase.c.customer_id == customer_id, purchase.c.bought_day <= to_day(reader.today)
    )
    rows = [
        (customer_id, date.fromordinal(row.bought_day), row.counted, row.net)
        for row in reader.connection.execute(asked)
    ]
    reasons = known_silences(reader, customer_id)
    book = make_ledger(reader.today, rows)
    limits = thresholds(reader)
    found = fading(book, limits, _excuses(reasons), less_of(reader, limits, customer_id))
    return (found, 0) if len(found.ids) else None


@needs(Right.SEE_FIGURES)
def thresholds(reader: Reader) -> Thresholds:
    """The limits that the shop has set."""
    return Thresholds(
        get(reader, declared.FADING_TIMES),
        get(reader, declared.FADING_WINDOW),
        get(reader, declared.FADING_HIATUS),
        get(reader, declared.FADING_SHARE),
    )


@needs(Right.SEE_CUSTOMERS)
def known_silences(reader: Reader, customer_id: int | None = None) -> tuple[KnownSilence, ...]:
    """The newest reason of each customer, by customer; what is said later is not known yet."""
    cells = known_silence.c
    names = (cells.id, cells.customer_id, cells.reason, cells.until, cells.said_on, cells.who)
    asked = select(*names).where(cells.said_on <= reader.today)
    if customer_id is not None:
        asked = asked.where(cells.customer_id.in_(id_list([customer_id])))
    rows = reader.connection.execute(asked.order_by(cells.customer_id, cells.said_on, cells.id))
    newest = {row.customer_id: KnownSilence(*row) for row in rows}
    return tuple(newest.values())


def _excuses(reasons: tuple[KnownSilence, ...]) -> Excuses:
    days = ((each.until or _FOREVER).toordinal() for each in reasons)
    return Excuses(
        np.array([each.customer_id for each in reasons], np.int64),
        np.array(list(days), np.int64),
        np.array([each.said_on.toordinal() for each in reasons], np.int64),
    )


@dataclass(frozen=True)
class Person:
    """Whom to call, and at which number."""

    id: int
    number: str
    name: str
    phone: str


@needs(Right.SEE_CUSTOMERS)
def people(reader: Reader, customers: Iterable[int]) -> dict[int, Person]:
    """Name, number and phone of these."""
    cells = customer.c
    asked = select(cells.id, cells.number, cells.name, cells.phone)
    rows = reader.connection.execute(asked.where(cells.id.in_(id_list(customers))))
    return {
        row.id: Person(row.id, row.number or "", row.name or "", row.phone or "") for row in rows
    }
