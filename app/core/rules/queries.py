"""Reads rules and what they found: the week's list by rule, a customer's, and a preview."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.products.records import product
from app.core.rules.children import count_sealed
from app.core.rules.examining import would_find
from app.core.rules.firings import Firing, asks, named, not_kept, read, told, waiting
from app.core.rules.fiscal import fiscal_month
from app.core.rules.found import Found
from app.core.rules.records import firing, rule
from app.core.rules.rule import NewRule, Rule, as_draft, rules_in
from app.core.rules.terms import LifeStageTerms
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

_EXAMPLES = 5


@dataclass(frozen=True)
class Group:
    """What one rule asks for: how many people, how much money, and the first of them."""

    rule: Rule
    count: int
    customers: int
    stake: int
    firings: tuple[Firing, ...]


@dataclass(frozen=True)
class Week:
    """All that the rules ask for; `sealed` customers' children were not looked at."""

    groups: tuple[Group, ...]
    rules: int
    sealed: int = 0

    @property
    def count(self) -> int:
        """How much is to do."""
        return sum(each.count for each in self.groups)

    @property
    def stake(self) -> int:
        """The money at stake, in fen."""
        return sum(each.stake for each in self.groups)


@dataclass(frozen=True)
class RuleLine:
    """A rule and what became of what it found, by state."""

    rule: Rule
    states: dict[str, int]


@dataclass(frozen=True)
class Preview:
    """What a rule would do today: whom it would tell of, and the first few."""

    count: int
    noted: int
    examples: tuple[Firing, ...]
    sealed: int = 0


@needs(Right.SEE_CUSTOMERS)
def rules(reader: Reader) -> tuple[RuleLine, ...]:
    """The shop's rules, in the order in which they were made."""
    counted = select(firing.c.rule_id, firing.c.state, func.count())
    rows = reader.connection.execute(counted.group_by(firing.c.rule_id, firing.c.state)).all()
    found: dict[int, dict[str, int]] = {}
    for rule_id, state, count in rows:
        found.setdefault(rule_id, {})[state] = count
    return tuple(RuleLine(each, found.get(each.id, {})) for each in rules_in(reader))


@needs(Right.SEE_CUSTOMERS)
def week(
    reader: Reader, rule_id: int | None = None, customer_id: int | None = None, most: int = 50
) -> Week:
    """What waits, grouped by rule, the most money first; perhaps of one rule or customer."""
    active = rules_in(reader, only_active=True)
    shown = [each for each in active if rule_id in (None, each.id)]
    sums = _sums(reader, customer_id)
    groups = tuple(
        Group(each, *sums[each.id], _largest(reader, each, customer_id, most))
        for each in shown
        if each.id in sums
    )
    return Week(groups, len(active), _sealed(reader, active))


@needs(Right.SEE_CUSTOMERS)
def count_waiting(reader: Reader) -> int:
    """How much waits in all."""
    sums = _sums(reader, None)
    return sum(sums[each.id][0] for each in rules_in(reader, only_active=True) if each.id in sums)


@needs(Right.SEE_CUSTOMERS)
def first_few(reader: Reader, most: int) -> tuple[int, tuple[Firing, ...]]:
    """How much waits in all, and of each rule in turn what has the most money at stake."""
    each_rules = [
        read(reader, _of_rule(reader, each.id).limit(most))
        for each in rules_in(reader, only_active=True)
    ]
    turns = (each for turn in zip_longest(*each_rules) for each in turn if each is not None)
    return count_waiting(reader), tuple(islice(turns, most))


@needs(Right.SEE_CUSTOMERS)
def customers_waiting(reader: Reader, rule_id: int | None = None) -> tuple[int, ...]:
    """The customers behind what waits, the most money first."""
    shown = [each.id for each in rules_in(reader, only_active=True) if rule_id in (None, each.id)]
    asked = _waiting_ones(reader, firing.c.customer_id).where((firing.c.rule_id + 0).in_(shown))
    return tuple(dict.fromkeys(reader.connection.scalars(asked.order_by(firing.c.stake.desc()))))


@needs(Right.SEE_CUSTOMERS)
def customers_in(reader: Reader, rule_id: int, states: Collection[str]) -> tuple[int, ...]:
    """Each customer of a rule of whom something it found stands so, the most money first."""
    asked = select(firing.c.customer_id).where(firing.c.rule_id == rule_id)
    asked = asked.where(firing.c.state.in_(states)).order_by(firing.c.stake.desc(), firing.c.id)
    return tuple(dict.fromkeys(reader.connection.scalars(asked)))


@needs(Right.SEE_CUSTOMERS)
def waiting_of(reader: Reader, customer_id: int) -> tuple[Firing, ...]:
    """What the rules ask for about one customer."""
    mine = and_(firing.c.customer_id == customer_id, _active(), waiting(reader.today))
    return read(reader, told().where(mine).order_by(firing.c.stake.desc(), firing.c.id))


@needs(Right.SEE_CUSTOMERS)
def lately_settled(
    reader: Reader, rule_id: int | None = None, most: int = 100
) -> tuple[Firing, ...]:
    """What was done, set aside or put off, newest first."""
    asked = told().where(firing.c.settled_on.is_not(None), firing.c.settled_on <= reader.today)
    if rule_id is not None:
        asked = asked.where(firing.c.rule_id == rule_id)
    order = (firing.c.settled_on.desc(), firing.c.settled_time.desc(), firing.c.id.desc())
    return read(reader, asked.order_by(*order).limit(most))


@needs(Right.SEE_CUSTOMERS)
def preview(reader: Reader, new: NewRule) -> Preview:
    """Whom a rule would tell of today, were it kept as it is."""
    draft = as_draft(new, reader.today)
    found = would_find(reader, draft, fiscal_month(reader))
    told_of = sorted((e for e in found if not e.logged), key=lambda e: (-e.stake, e.customer_id))
    examples = _as_firings(reader, draft, told_of[:_EXAMPLES])
    return Preview(len(told_of), len(found) - len(told_of), examples, _sealed(reader, (draft,)))


@needs(Right.SEE_CUSTOMERS)
def goods_words(reader: Reader) -> tuple[tuple[str, ...], dict[int, str]]:
    """What a rule about goods may choose from: categories, and products with a known life."""
    category = select(product.c.category).where(product.c.category.is_not(None)).distinct()
    lasting = select(product.c.id, product.c.name).where(
        product.c.life_months > 0, product.c.merged_into.is_(None)
    )
    rows = reader.connection.execute(lasting.order_by(product.c.name)).all()
    words = sorted(reader.connection.scalars(category))
    return tuple(words), {row.id: row.name for row in rows}


def _sums(reader: Reader, customer_id: int | None) -> dict[int, tuple[int, int, int]]:
    """Of each rule of which something waits: how much, of how many people, and the money."""
    cells = firing.c
    columns = (cells.rule_id, cells.customer_id, cells.stake)
    if customer_id is None:
        each = _waiting_ones(reader, *columns).subquery()
    else:
        hers = told().where(waiting(reader.today), cells.customer_id == customer_id)
        each = hers.with_only_columns(*columns).subquery()
    people = func.count(each.c.customer_id.distinct())
    asked = select(each.c.rule_id, func.count(), people, func.sum(each.c.stake))
    # Plus 0, so that SQLite walks along the findings themselves, not along an index to each.
    rows = reader.connection.execute(asked.group_by(each.c.rule_id + 0)).all()
    return {row[0]: (row[1], row[2], row[3] or 0) for row in rows}


def _waiting_ones(reader: Reader, *columns: ColumnElement[Any]) -> Select[Any]:
    """What waits for living customers: one walk, without looking each of them up.

    Those in the bin and the deceased are few, and two indexes know them.
    """
    binned = select(customer.c.id).where(customer.c.binned_on.is_not(None))
    deceased = select(customer.c.id).where(customer.c.binned_on.is_(None), customer.c.deceased == 1)
    absent = binned.union_all(deceased)
    return select(*columns).where(asks(reader.today), firing.c.customer_id.not_in(absent))


def _largest(reader: Reader, which: Rule, customer_id: int | None, most: int) -> tuple[Firing, ...]:
    asked = _of_rule(reader, which.id)
    if customer_id is not None:
        asked = asked.where(firing.c.customer_id == customer_id)
    return read(reader, asked.limit(most))


def _of_rule(reader: Reader, rule_id: int) -> Select[Any]:
    """As the index has them, backwards: the most money first."""
    asked = told().where(firing.c.rule_id == rule_id, waiting(reader.today))
    return asked.order_by(firing.c.stake.desc(), firing.c.id.desc())


def _active() -> ColumnElement[bool]:
    return and_(rule.c.active == 1, rule.c.retired_on.is_(None))


def _sealed(reader: Reader, rules: tuple[Rule, ...]) -> int:
    """How many families a rule could not look at, for want of the sensitive key."""
    asks = any(isinstance(each.terms, LifeStageTerms) for each in rules)
    return count_sealed(reader) if asks and reader.seal is None else 0


def _as_firings(reader: Reader, draft: Rule, found: list[Found]) -> tuple[Firing, ...]:
    asked = select(customer.c.id, customer.c.name, customer.c.number)
    ids = id_list(each.customer_id for each in found)
    who = {row.id: row for row in reader.connection.execute(asked.where(customer.c.id.in_(ids)))}
    names = [(who[each.customer_id].name, who[each.customer_id].number) for each in found]
    drawn = [
        not_kept(draft, each, *name, reader.today) for each, name in zip(found, names, strict=True)
    ]
    return named(reader, drawn)
