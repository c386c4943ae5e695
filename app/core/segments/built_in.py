"""Conditions on what the shop itself knows: purchases, silence, standing, tags, promises."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, union_all

from app.catalogue.channels import CHANNELS
from app.core.customers.records import customer, fact, star
from app.core.purchases.records import purchase, to_day
from app.core.segments import cells, worth_parts
from app.core.segments.moments import first_day, last_day, years_before
from app.core.segments.part import INDEXED, SLOW, Part, negated, of_rows
from app.core.settings.declared import SLEEPING_DAYS
from app.core.settings.queries import get as get_setting
from app.core.store import search_index
from app.core.store.derived import tag_token
from app.core.store.idlist import select_ids
from app.core.store.reader import Reader
from app.core.timeline.records import promise
from app.core.timeline.status import last_day as last_bought
from app.core.timeline.status import status_expression
from app.core.value.groups import Group

Where = ColumnElement[bool]
_ALIVE = customer.c.binned_on.is_(None)


def part_of(reader: Reader, key: str, op: str, value: Any) -> Part:
    """A positive operator about a built-in subject."""
    made: Part = _MADE[key](reader, op, value)
    return made


def _name(reader: Reader, op: str, value: Any) -> Part:
    if op == "filled":
        return Part(customer.c.name != "")
    return Part(cells.text(customer.c.name, op, value))


def _cell(name: str) -> Any:
    def made(reader: Reader, op: str, value: Any) -> Part:
        column = customer.c[name]
        if op == "filled":
            return Part(and_(column.is_not(None), column != ""))
        return Part(cells.text(column, op, value))

    return made


def _tags(reader: Reader, op: str, value: Any) -> Part:
    if op == "filled":
        return Part(customer.c.tags.is_not(None))
    quoted = (f'"{cells.in_list(each)}"' for each in value)
    where = [func.instr(customer.c.tags, each) > 0 for each in quoted]
    tokens = [tag_token(each) for each in value]
    lead = None
    if all(len(token) > 1 for token in tokens):
        expression = " OR ".join(search_index.whole_token(token) for token in tokens)
        lead = search_index.ids_of(expression)
    return Part(or_(*where), INDEXED, lead=lead)


def _silent(reader: Reader, op: str, value: Any) -> Part:
    today = to_day(reader.today)
    if op == "filled":
        return Part(customer.c.purchases > 0)
    days = literal(today) - last_bought(reader.today)
    reach = _silent_reach(op, value, today)
    later = customer.c.last_purchase_day > today
    return _narrow(cells.numbers(op, days, days, value), reach, later)


def _silent_reach(op: str, value: Any, today: int) -> Where | None:
    """Whoever may fit, along the index of last purchases."""
    last = customer.c.last_purchase_day
    if op in ("more", "at_least", "equals") or (op == "between" and value[0] is not None):
        least = value[0] if op == "between" else value
        return last <= today - int(least)
    if op in ("less", "at_most", "between"):
        most = value[1] if op == "between" else value
        return last >= today - int(most) - 1
    return None


def _last(reader: Reader, op: str, value: Any) -> Part:
    if op == "filled":
        return Part(customer.c.purchases > 0)
    last = last_bought(reader.today)
    today = to_day(reader.today)
    where = ordinals(last, op, value, reader.today)
    column = customer.c.last_purchase_day
    reach = None if op == "month" else ordinals(column, op, value, reader.today)
    return _narrow(where, reach, column > today)


def ordinals(day: ColumnElement[Any], op: str, value: Any, today: date) -> Where:
    """A day kept as its ordinal."""
    if op == "within":
        return day.between(to_day(value[0]), to_day(value[1]))
    if op == "on":
        return day.between(to_day(first_day(value)), to_day(last_day(value)))
    if op == "before":
        return day < to_day(first_day(value))
    if op == "after":
        return day > to_day(last_day(value))
    # SQLite's day 1721425.5 (noon before) is Python's ordinal 1.
    text = func.date(day + 1721424.5)
    if op == "month":
        months = [f"{int(each):02}" for each in value if not each.startswith("L")]
        return func.substr(text, 6, 2).in_(months)
    return ages(text, value, today)


def ages(day: ColumnElement[Any], value: Any, today: date) -> Where:
    """A day as text, so many whole years ago."""
    youngest, oldest = value
    found = [] if youngest is None else [day <= years_before(today, int(youngest))]
    return and_(*found, *([] if oldest is None else [day > years_before(today, int(oldest) + 1)]))


def _figure(column: ColumnElement[Any], total: ColumnElement[Any]) -> Any:
    def made(reader: Reader, op: str, value: Any) -> Part:
        figure = _as_of(column, total, reader.today)
        where = cells.numbers(op, figure, figure, value)
        reach = cells.numbers(op, column, column, value)
        return _narrow(where, reach, customer.c.last_purchase_day > to_day(reader.today))

    return made


def _as_of(column: ColumnElement[Any], total: ColumnElement[Any], today: date) -> Any:
    """A figure of all time; where a receipt is dated in the future, of what lies before."""
    upto = (
        select(func.coalesce(total, 0))
        .where(purchase.c.customer_id == customer.c.id, purchase.c.bought_day <= to_day(today))
        .correlate(customer)
        .scalar_subquery()
    )
    return case((customer.c.last_purchase_day > to_day(today), upto), else_=column)


def _average(reader: Reader, op: str, value: Any) -> Part:
    count = _as_of(customer.c.purchases, func.sum(purchase.c.counted), reader.today)
    spent = _as_of(customer.c.revenue, func.sum(purchase.c.net), reader.today)
    if op == "filled":
        return Part(count > 0)
    average = spent * 1.0 / func.nullif(count, 0)
    return Part(cells.numbers(op, average, average, value))


def _bought(reader: Reader, op: str, value: Any) -> Part:
    least, first, last = value
    days = purchase.c.bought_day.between(to_day(first), min(to_day(last), to_day(reader.today)))
    total = func.sum(purchase.c.counted if op == "times" else purchase.c.net)
    mine = (
        select(func.coalesce(total, 0))
        .where(purchase.c.customer_id == customer.c.id, days)
        .correlate(customer)
        .scalar_subquery()
    )
    lead = (
        select(purchase.c.customer_id)
        .where(days, purchase.c.customer_id.is_not(None))
        .group_by(purchase.c.customer_id)
        .having(total >= cells.bound(least))
    )
    return Part(mine >= cells.bound(least), SLOW, lead=lead)


def _status(reader: Reader, op: str, value: Any) -> Part:
    limit = get_setting(reader, SLEEPING_DAYS)
    return Part(status_expression(reader.today, limit).in_(value))


def _starred(reader: Reader, op: str, value: Any) -> Part:
    found = of_rows(star, rank=INDEXED, lead=select(star.c.customer_id))
    return found if op == "yes" else negated(found, ("individual", "company"))


def _value_group(reader: Reader, op: str, value: Any) -> Part:
    """By the matrix of the days that the shop has set; people and companies stand in their own."""
    from app.core.value.standing import standings  # numpy: not before somebody asks

    wanted = None if op == "filled" else {each.value for each in Group if each.word in value}
    ids: list[int] = []
    for companies in (False, True):
        found = standings(reader, companies=companies)
        codes = zip(found.ids.tolist(), found.groups.tolist(), strict=True)
        ids += [each for each, code in codes if wanted is None or code in wanted]
    lead = select_ids(ids)
    return Part(customer.c.id.in_(lead), INDEXED, lead=lead, fixed=True)


def _source(reader: Reader, op: str, value: Any) -> Part:
    """The customer came by way of it, or something that is known of her did."""
    codes = [each.code for each in CHANNELS.values() if {each.code, each.under} & set(value)]
    told = fact.c.source.is_not(None) if op == "filled" else fact.c.source.in_(codes)
    came = customer.c.source.is_not(None) if op == "filled" else customer.c.source.in_(codes)
    return Part(or_(came, of_rows(fact, told).where), SLOW)


def _kind(reader: Reader, op: str, value: Any) -> Part:
    lead = None
    if tuple(value) == ("company",):
        lead = select(customer.c.id).where(customer.c.kind == "company")
    return Part(customer.c.kind.in_(value), lead=lead)


def _created(reader: Reader, op: str, value: Any) -> Part:
    stored, zone = customer.c.created_at, reader.clock.zone

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), zone).astimezone(UTC)

    if op in ("month", "age"):
        noon = datetime.combine(reader.today, time(12), zone)
        shift = int((noon.utcoffset() or timedelta()).total_seconds())
        local = func.date(stored, f"{shift:+d} seconds")
        if op == "age":
            return Part(ages(local, value, reader.today))
        months = [f"{int(each):02}" for each in value if not each.startswith("L")]
        return Part(func.substr(local, 6, 2).in_(months))
    first, last = _span(op, value)
    where = [] if first is None else [stored >= midnight(first)]
    return Part(and_(*where, *([] if last is None else [stored < midnight(last)])))


def _span(op: str, value: Any) -> tuple[date | None, date | None]:
    """The days asked about, the second one excluded."""
    one = timedelta(days=1)
    if op == "within":
        return value[0], value[1] + one
    if op == "on":
        return first_day(value), last_day(value) + one
    return (None, first_day(value)) if op == "before" else (last_day(value) + one, None)


def _doubts(reader: Reader, op: str, value: Any) -> Part:
    return _narrow(cells.numbers(op, customer.c.doubts, customer.c.doubts, value), None)


def _promise(reader: Reader, op: str, value: Any) -> Part:
    lead = select(promise.c.customer_id).where(promise.c.state == "open")
    found = of_rows(promise, promise.c.state == "open", rank=INDEXED, lead=lead)
    return found if op == "yes" else negated(found, ("individual", "company"))


def _narrow(where: Where, reach: Where | None, *more: Where) -> Part:
    """`reach` and `more` are asked one by one: each along an index of its own."""
    if reach is None:
        return Part(where)
    selects = [select(customer.c.id).where(_ALIVE, each) for each in (reach, *more)]
    if not more:
        return Part(where, lead=selects[0])
    ids = union_all(*selects).subquery()
    return Part(where, lead=select(ids.c.id))


_MADE = {
    "name": _name,
    "number": _cell("number"),
    "handler": _cell("handler"),
    "tags": _tags,
    "silent_days": _silent,
    "last_purchase": _last,
    "purchases": _figure(customer.c.purchases, func.sum(purchase.c.counted)),
    "revenue": _figure(customer.c.revenue, func.sum(purchase.c.net)),
    "average": _average,
    "bought": _bought,
    "status": _status,
    "kind": _kind,
    "created": _created,
    "doubts": _doubts,
    "promise": _promise,
    "starred": _starred,
    "value_group": _value_group,
    "source": _source,
    "rad": worth_parts.rad,
    "tier": worth_parts.tier,
    "wallet_share": worth_parts.share,
}
