"""Reads in which tier customers stand, by hand and by rule, and who are the best."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, and_, case, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.settings import declared
from app.core.settings.queries import get
from app.core.store.acts import newest_act
from app.core.store.reader import Reader
from app.core.store.shelf import shelf
from app.core.timeline.records import touch
from app.core.value.ledger import ledger, sums_in
from app.core.value.packed import packed, whole_table
from app.core.value.totals import Whom
from app.core.value.window import Window, all_time, last_days
from app.core.worth.records import tier_given
from app.core.worth.tier_columns import Codes, Integers, best, tier_codes, worth_of
from app.core.worth.tiers import CODES, NAMES, Rule, Tier
from app.i18n import tr


@dataclass(frozen=True, eq=False)
class Tiers:
    """One row per customer who bought in the window or was graded by hand; money in fen."""

    window: Window
    rule: Rule
    ids: Integers  # ascending
    purchases: Integers  # 0: nothing in this window, so nothing is reckoned
    revenue: Integers
    contacts: Integers
    worth: Integers  # hundredths of a fen
    computed: Codes
    given: Codes  # by hand; 0 where the rule stands

    @property
    def customers(self) -> int:
        """How many bought in the window."""
        return int(np.count_nonzero(self.computed))

    @property
    def standing(self) -> Codes:
        """Where each stands: by hand before the rule."""
        return np.where(self.given > 0, self.given, self.computed)

    def rows(self, tier: Tier) -> NDArray[np.intp]:
        """Who stands in a tier, the most worth first."""
        found = np.flatnonzero(self.standing == CODES.index(tier))
        ordered: NDArray[np.intp] = found[np.argsort(-self.worth[found], kind="stable")]
        return ordered

    def count(self, tier: Tier) -> int:
        """How many stand in it."""
        return int(np.count_nonzero(self.standing == CODES.index(tier)))

    def bought(self) -> NDArray[np.intp]:
        """Everybody who bought in the window."""
        return np.flatnonzero(self.computed > 0)

    def differing(self) -> NDArray[np.intp]:
        """Whose grade by hand is not what the rule says, the most worth first."""
        found = np.flatnonzero((self.given > 0) & (self.given != self.computed))
        ordered: NDArray[np.intp] = found[np.argsort(-self.worth[found], kind="stable")]
        return ordered

    def best(self, percent: int) -> NDArray[np.intp]:
        """The best so many percent of those who bought, the best first."""
        buying = np.flatnonzero(self.computed > 0)
        found: NDArray[np.intp] = buying[best(self.worth[buying], self.revenue[buying], percent)]
        return found


@dataclass(frozen=True)
class ByHand:
    """A grade that somebody gave, and why."""

    tier: Tier
    reason: str | None
    on: date
    who: str | None


@dataclass(frozen=True)
class ByRule:
    """What the rule says; money in fen, `place` 1 for who is worth most of the `of` who bought."""

    tier: Tier
    worth: int
    place: int
    of: int
    is_vip: bool


@dataclass(frozen=True)
class Grade:
    """One customer's tier, by hand and by rule; no rule without a purchase in the window."""

    window: Window
    rule: Rule
    given: ByHand | None
    computed: ByRule | None

    @property
    def tier(self) -> Tier | None:
        """Where she stands: by hand before the rule."""
        found = self.given or self.computed
        return None if found is None else found.tier


@needs(Right.SEE_FIGURES)
def rule(reader: Reader) -> Rule:
    """By what the shop reckons tiers."""
    cost = get(reader, declared.CONTACT_COST) * 100
    return Rule(get(reader, declared.TIER_RULE), get(reader, declared.MARGIN), cost)


@needs(Right.SEE_FIGURES)
def tier_names(reader: Reader) -> dict[Tier, str]:
    """What the shop calls its tiers, in words for the screen."""
    own = (declared.TIER_GOOD, declared.TIER_FAIR, declared.TIER_POOR)
    return {
        tier: get(reader, setting).strip() or tr(NAMES[tier])
        for tier, setting in zip(Tier, own, strict=True)
    }


@needs(Right.SEE_FIGURES)
def vip_percent(reader: Reader) -> int:
    """Of a hundred customers, how many count as the best."""
    return get(reader, declared.VIP_SHARE)


@needs(Right.SEE_FIGURES)
def tiers(reader: Reader, *, companies: bool = False) -> Tiers:
    """Everybody's tier in the window of the value matrix, individuals or companies."""
    version = newest_act(reader.connection)
    return shelf(reader).kept(
        f"tiers {companies}",
        (version, reader.today),
        lambda: _tiers(reader, companies=companies),
        lambda made: made.customers,
    )


def _tiers(reader: Reader, *, companies: bool) -> Tiers:
    days = get(reader, declared.MATRIX_WINDOW)
    window = last_days(reader.today, days) if days else all_time(reader.today)
    chosen = rule(reader)
    buying, purchases, revenue = sums_in(ledger(reader), window, Whom(companies))
    graded = _graded(reader, companies=companies)
    ids = np.union1d(buying, graded[:, 0])
    at = np.searchsorted(ids, buying)
    del buying
    purchases = _at(at, purchases, len(ids))  # one after the other: each takes its own place
    revenue = _at(at, revenue, len(ids))
    given = _at(np.searchsorted(ids, graded[:, 0]), graded[:, 1].astype(np.uint8), len(ids))
    contacts = np.zeros(len(ids), np.int64)
    if chosen.contact_cost:
        contacts = _contacts(reader, window, ids)
    worth = worth_of(revenue, contacts, chosen)
    computed = _at(at, tier_codes(worth[at], chosen), len(ids))
    return Tiers(window, chosen, ids, purchases, revenue, contacts, worth, computed, given)


def _at(places: NDArray[np.intp], values: NDArray[Any], rows: int) -> NDArray[Any]:
    """A column with these values at their places; without gaps the values themselves."""
    if len(places) == rows:
        return values
    made = np.zeros(rows, values.dtype)
    made[places] = values
    return made


@needs(Right.SEE_FIGURES)
def grade(reader: Reader, customer_id: int) -> Grade:
    """One customer's tier."""
    kind = select(customer.c.kind).where(customer.c.id == customer_id)
    company = reader.connection.execute(kind).scalar() == "company"
    every = tiers(reader, companies=company)
    given = _given(reader, customer_id)
    return Grade(every.window, every.rule, given, _by_rule(reader, every, customer_id))


def _given(reader: Reader, customer_id: int) -> ByHand | None:
    row = reader.connection.execute(_newest(reader.today, customer_id)).first()
    if row is None or row.tier is None:
        return None
    return ByHand(Tier(row.tier), row.reason, row.at_day, row.who)


def _by_rule(reader: Reader, every: Tiers, customer_id: int) -> ByRule | None:
    row = int(np.searchsorted(every.ids, customer_id))
    there = row < len(every.ids) and int(every.ids[row]) == customer_id
    tier = CODES[int(every.computed[row])] if there else None
    if tier is None:
        return None
    worth = int(every.worth[row])
    place = int(np.count_nonzero((every.computed > 0) & (every.worth > worth))) + 1
    vip = bool(np.isin(row, every.best(vip_percent(reader))))
    return ByRule(tier, round(worth / 100), place, every.customers, vip)


def _graded(reader: Reader, *, companies: bool) -> Integers:
    """Customer and code of every grade by hand that stands."""
    ranked = _newest(reader.today).subquery()
    code = case(*((ranked.c.tier == each, place) for place, each in enumerate(CODES) if each))
    kind = "company" if companies else "individual"
    asked = (
        select(packed(ranked.c.customer_id, code))
        .join(customer, customer.c.id == ranked.c.customer_id)
        .where(ranked.c.tier.is_not(None), customer.c.kind == kind, customer.c.binned_on.is_(None))
    )
    rows = whole_table(reader.connection, asked, 2)
    return rows[np.argsort(rows[:, 0])]


def _newest(today: date, customer_id: int | None = None) -> Select[Any]:
    """The newest grade of each customer, or of one."""
    cells = tier_given.c
    order = (cells.at_day.desc(), cells.id.desc())
    place = func.row_number().over(partition_by=cells.customer_id, order_by=order)
    inner = select(tier_given, place.label("place")).where(cells.at_day <= today)
    if customer_id is not None:
        inner = inner.where(cells.customer_id == customer_id)
    ranked = inner.subquery()
    return select(ranked).where(ranked.c.place == 1)


def _contacts(reader: Reader, window: Window, ids: Integers) -> Integers:
    """How often the shop and each of these met in the window, letters to many left out."""
    cells = touch.c
    met = and_(cells.mass == 0, cells.at_day <= window.last)
    if window.first is not None:
        met = and_(met, cells.at_day >= window.first)
    each = select(cells.customer_id, func.count().label("number")).where(met)
    counted = each.group_by(cells.customer_id).subquery()
    asked = select(packed(counted.c.customer_id, counted.c.number))
    rows = whole_table(reader.connection, asked, 2)
    rows = rows[np.isin(rows[:, 0], ids)]
    found = np.zeros(len(ids), np.int64)
    found[np.searchsorted(ids, rows[:, 0])] = rows[:, 1]
    return found
