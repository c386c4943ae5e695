"""Reading where values come from, which of them disagree, and which are worth checking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.catalogue.field import Field
from app.core.actor import Right, needs
from app.core.customers.notes import DIFFERS
from app.core.customers.profile import Doubt, Fact, Profile, profile
from app.core.customers.records import customer, doubt, fact
from app.core.settings import declared
from app.core.settings.queries import get
from app.core.sources.freshness import Freshness, Limits, freshness, last_known_on, values_of
from app.core.sources.inheritance import fact_of, inherit, record_fact
from app.core.store.profiles import Stored, StoredFact, load_many
from app.core.store.reader import Reader

_BATCH = 100
_MOST_BATCHES = 20


@dataclass(frozen=True)
class About:
    """Where one value comes from, how fresh it is, and what disagrees with it."""

    fact: Fact
    level: str  # who says it: "value", "part" or "record"
    state: Freshness
    limits: tuple[int, int]
    rivals: tuple[Doubt, ...]
    purpose_said: bool = False  # the purpose is not simply the field's own


@dataclass(frozen=True)
class Disagreement:
    """A value of ours and another source's, waiting for a ruling; masked texts are None."""

    id: int
    customer_id: int
    customer: str
    number: str | None
    field: Field[Any]
    row_id: int
    ours: str | None
    ours_from: Fact
    theirs: str | None
    theirs_from: StoredFact
    masked: bool


@dataclass(frozen=True)
class OldValue:
    """A value nobody has confirmed for long; `words` is None while it is masked."""

    customer_id: int
    customer: str
    number: str | None
    revenue: int
    field: Field[Any]
    row_id: int
    words: str | None
    state: Freshness
    known_on: date | None
    source: str | None


@needs(Right.SEE_CUSTOMERS)
def limits(reader: Reader) -> Limits:
    """After how many days a value of this shop is amber, and red."""
    own = get(reader, declared.FIELD_DAYS)
    by_field = {key: (int(amber), int(red)) for key, (amber, red) in own.items()}
    return Limits(get(reader, declared.AMBER_DAYS), get(reader, declared.RED_DAYS), by_field)


@needs(Right.SEE_CUSTOMERS)
def about(reader: Reader, customer_id: int, field: Field[Any], row_id: int = 0) -> About:
    """Everything known about where one value comes from."""
    found = profile(reader, customer_id)
    shop, known = limits(reader), fact_of(found.stored, field, row_id)
    return About(
        found.fact(field, row_id),
        _level(found.stored, field, row_id),
        freshness(known, field, shop, reader.today),
        shop.of(field),
        tuple(each for each in found.doubts(field, row_id) if each.reason == DIFFERS),
        known.purpose is not None,
    )


@needs(Right.SEE_CUSTOMERS)
def about_part(reader: Reader, customer_id: int, part: str) -> StoredFact:
    """What a whole part says of its values, or the file for it."""
    stored = profile(reader, customer_id).stored
    return inherit((stored.facts.get((part, 0)), record_fact(stored.record)))


@needs(Right.SEE_CUSTOMERS)
def state_of(
    reader: Reader, found: Profile, shop: Limits, field: Field[Any], row_id: int = 0
) -> Freshness:
    """How fresh a value of a profile is that was read already."""
    return freshness(fact_of(found.stored, field, row_id), field, shop, reader.today)


@needs(Right.SEE_CUSTOMERS)
def count_conflicts(reader: Reader) -> int:
    """How many disagreements wait for a ruling."""
    asked = select(func.count()).select_from(doubt.join(customer)).where(*_open())
    return int(reader.connection.execute(asked).scalar_one())


@needs(Right.SEE_CUSTOMERS)
def conflicts(
    reader: Reader, customer_id: int | None = None, limit: int = 200
) -> tuple[Disagreement, ...]:
    """Open disagreements of one customer or of all, the most valuable customers first."""
    asked = select(doubt.c.id, doubt.c.customer_id).join_from(doubt, customer).where(*_open())
    if customer_id is not None:
        asked = asked.where(doubt.c.customer_id == customer_id)
    order = (customer.c.revenue.desc(), customer.c.id, doubt.c.id)
    rows = reader.connection.execute(asked.order_by(*order).limit(limit)).all()
    stored = load_many(reader, list(dict.fromkeys(row.customer_id for row in rows)))
    found = {
        each.id: _disagreement(known, each)
        for known in (Profile(one, False) for one in stored.values())
        for each in known.doubts()
        if each.reason == DIFFERS
    }
    return tuple(found[row.id] for row in rows if row.id in found)


@needs(Right.SEE_CUSTOMERS)
def count_old(reader: Reader) -> int:
    """How many customers have values that nobody has confirmed for long."""
    old = _known_before(reader, limits(reader), 0)
    if old is None:
        return 0
    asked = select(func.count()).select_from(customer).where(*_living(), old)
    return int(reader.connection.execute(asked).scalar_one())


@needs(Right.SEE_CUSTOMERS)
def worth_checking(reader: Reader, limit: int = 200) -> tuple[OldValue, ...]:
    """Values worth checking again: red before amber, the most valuable customers first."""
    shop = limits(reader)
    found: list[OldValue] = []
    ids = _old_customers(reader, shop)
    for start in range(0, len(ids), _BATCH):
        chunk = ids[start : start + _BATCH]
        stored = load_many(reader, chunk, sealed=True)
        for each in chunk:
            found += _old_values(stored[each], shop, reader.today)
        if len(found) >= limit:
            break
    return tuple(sorted(found, key=lambda each: each.state is not Freshness.RED)[:limit])


def _open() -> tuple[ColumnElement[bool], ...]:
    return (doubt.c.reason == DIFFERS, customer.c.binned_on.is_(None))


def _living() -> tuple[ColumnElement[bool], ...]:
    return (customer.c.binned_on.is_(None), customer.c.deceased == 0)


def _old_customers(reader: Reader, shop: Limits) -> Sequence[int]:
    """Red ones first, each by revenue; as many as are looked at at most."""
    red, amber = _known_before(reader, shop, 1), _known_before(reader, shop, 0)
    most = _BATCH * _MOST_BATCHES
    ids = _by_value(reader, red, most) if red is not None else []
    if len(ids) < most and amber is not None:
        known = set(ids)
        ids += [each for each in _by_value(reader, amber, most) if each not in known]
    return ids[:most]


def _by_value(reader: Reader, old: ColumnElement[bool], most: int) -> list[int]:
    asked = select(customer.c.id).where(*_living(), old)
    asked = asked.order_by(customer.c.revenue.desc()).limit(most)  # an index answers it alone
    return list(reader.connection.execute(asked).scalars())


def _known_before(reader: Reader, shop: Limits, place: int) -> ColumnElement[bool] | None:
    """Record or value last known before the amber (0) or red (1) day; None without a limit."""
    days = shop.shortest(place)
    if not days:
        return None
    day = reader.today - timedelta(days=days)
    values = select(fact.c.customer_id).where(_before(fact, day))
    return or_(func.coalesce(customer.c.verified_on, customer.c.learnt_on) < day,
               customer.c.id.in_(values))  # fmt: skip


def _before(table: Any, day: date) -> ColumnElement[bool]:
    learnt = and_(table.c.verified_on.is_(None), table.c.learnt_on < day)
    return or_(table.c.verified_on < day, learnt)


def _old_values(stored: Stored, shop: Limits, today: date) -> list[OldValue]:
    known, record = Profile(stored, False), stored.record
    made = []
    for each in values_of(stored):
        state = freshness(each.fact, each.field, shop, today)
        if state not in (Freshness.AMBER, Freshness.RED):
            continue
        words = _words(known, each.field, each.row_id)
        who = (record["id"], record["name"], record["number"], record["revenue"])
        day, source = last_known_on(each.fact), each.fact.source
        made.append(OldValue(*who, each.field, each.row_id, words, state, day, source))
    return sorted(made, key=lambda each: each.known_on or today)


def _words(known: Profile, field: Field[Any], row_id: int) -> str | None:
    value = _value(known, field, row_id)
    return None if value is None else field.kind.show(value)


def _value(known: Profile, field: Field[Any], row_id: int) -> Any:
    if field.group is None:
        return known.value(field)
    row = next((row for row in known.rows(field.group) if row.id == row_id), None)
    return row.value(field) if row else None


def _disagreement(known: Profile, each: Doubt) -> Disagreement:
    masked = each.typed is None
    return Disagreement(
        each.id,
        known.id,
        known.name,
        known.number,
        each.field,
        each.row_id,
        _words(known, each.field, each.row_id),
        known.fact(each.field, each.row_id),
        each.typed,
        each.about or StoredFact(),
        masked,
    )


def _level(stored: Stored, field: Field[Any], row_id: int) -> str:
    own = stored.facts.get((field.key, row_id))
    if own is not None and (own.source or own.learnt_on):
        return "value"
    part = stored.facts.get((field.part.key if field.part else "", 0))
    return "part" if part is not None and (part.source or part.learnt_on) else "record"
