"""Supplies a customer's stream with contacts, promises, purchases, notes and kept days."""

from collections.abc import Generator
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Integer,
    Row,
    Select,
    Table,
    bindparam,
    case,
    func,
    literal,
    select,
)

from app.catalogue.channels import channel_label
from app.core.people.records import relative
from app.core.purchases.records import PurchaseKind, from_day, purchase, purchase_line, to_day
from app.core.reminders.kinds import KIND_LABELS, OccasionKind
from app.core.reminders.records import reminder_mark
from app.core.store.reader import Reader
from app.core.timeline.items import (
    Ask,
    Item,
    bounds,
    day_key,
    instant_key,
    moment_of,
    older,
    supplied,
)
from app.core.timeline.promises import OPEN
from app.core.timeline.records import note, promise, touch
from app.core.timeline.words import DIRECTIONS, NOTE_KINDS, WAYS
from app.i18n import N_

_GOODS = 3
_SALES = {
    PurchaseKind.SALE: N_("Purchase"),
    PurchaseKind.RETURN: N_("Return"),
    PurchaseKind.REFUND: N_("Refund"),
    PurchaseKind.REVERSE: N_("Entry taken back"),
}


def touches(reader: Reader, ask: Ask) -> Generator[Item]:
    """Contacts and visits."""
    bound = bounds(ask, "touch") | {"kinds": sorted(ask.kinds), "today": reader.today}
    return supplied(reader, _touches(), bound, lambda row: _touch(row, reader))


def notes(reader: Reader, ask: Ask) -> Generator[Item]:
    """What she likes, what to avoid, what is worth knowing."""
    bound = bounds(ask, "note") | {"today": reader.today}
    return supplied(reader, _notes(), bound, lambda row: _note(row, reader))


def promises_made(reader: Reader, ask: Ask) -> Generator[Item]:
    """Promises on the day they were made, with how they stand."""
    bound = bounds(ask, "promise") | {"today": reader.today}
    return supplied(reader, _made(), bound, lambda row: _promised(row, reader))


def promises_settled(reader: Reader, ask: Ask) -> Generator[Item]:
    """Promises on the day they were kept or broken."""
    bound = bounds(ask, "settled") | {"today": reader.today}
    return supplied(reader, _done(), bound, _settled)


def purchases(reader: Reader, ask: Ask) -> Generator[Item]:
    """Receipts, with the first goods on them."""
    bound = bounds(ask, "purchase", ordinal=True) | {"today": to_day(reader.today)}
    return supplied(reader, _receipts(), bound, lambda row: _purchase(row, reader))


def greetings(reader: Reader, ask: Ask) -> Generator[Item]:
    """Days of hers that somebody took care of; so few that all are read."""
    mine = reminder_mark.c.customer_id == ask.customer_id
    close = relative.c.id == -reminder_mark.c.row_id  # light people have negative rows
    whose = select(relative.c.name).where(close).scalar_subquery().label("whose")
    asked = select(reminder_mark, whose).where(mine, reminder_mark.c.state == "done")
    found = [_greeting(row, reader) for row in reader.connection.execute(asked)]
    today = reader.today.isoformat()
    fitting = [
        each
        for each in found
        if each.key.day <= today and (ask.before is None or each.key < ask.before)
    ]
    yield from sorted(fitting, key=lambda item: item.key, reverse=True)[: ask.limit]


@lru_cache(maxsize=1)
def _touches() -> Select[Any]:
    kinds: BindParameter[Any] = bindparam("kinds", expanding=True)
    return newest(touch, touch.c.at_day, touch.c.at_time).where(touch.c.kind.in_(kinds))


@lru_cache(maxsize=1)
def _notes() -> Select[Any]:
    return newest(note, note.c.at_day, note.c.at_time)


@lru_cache(maxsize=1)
def _made() -> Select[Any]:
    state = case((promise.c.settled_on > bindparam("today"), OPEN), else_=promise.c.state)
    made = newest(promise, promise.c.made_on, promise.c.made_time)
    return made.add_columns(state.label("stands"))


@lru_cache(maxsize=1)
def _done() -> Select[Any]:
    return newest(promise, promise.c.settled_on, None)


@lru_cache(maxsize=1)
def _receipts() -> Select[Any]:
    few = (
        select(purchase_line.c.item)
        .where(purchase_line.c.purchase_id == purchase.c.id, purchase_line.c.item.is_not(None))
        .order_by(purchase_line.c.position)
        .limit(_GOODS)
        .correlate(purchase)
        .subquery()
    )
    goods = select(func.group_concat(few.c.item, " · ")).scalar_subquery().label("goods")
    shown = [purchase.c[name] for name in ("id", "number", "kind", "amount", "note")]
    times = (purchase.c.bought_day, purchase.c.bought_time)
    return newest(purchase, *times).with_only_columns(*shown, *times, goods)


def newest(table: Table, day: Column[Any], at: Column[Any] | None) -> Select[Any]:
    """A customer's rows of a table, the newest first, as `items.bounds` binds them."""
    clock: ColumnElement[Any] = literal("") if at is None else func.coalesce(at, "")
    mine = table.c.customer_id == bindparam("of", type_=Integer())
    upto = day <= bindparam("today", type_=day.type)
    asked = select(table).where(mine, upto, older(day, clock, table.c.id))
    order = (day.desc(), clock.desc(), table.c.id.desc())
    return asked.order_by(*order).limit(bindparam("most", type_=Integer()))


def facts_of(*pairs: tuple[str, str | date | None]) -> tuple[tuple[str, str], ...]:
    """Marked labels with what is known, the unknown left out."""
    return tuple((label, str(found)) for label, found in pairs if found)


def _touch(row: Row[Any], reader: Reader) -> Item:
    way = WAYS.get(row.way, row.way)
    still = row.next_due is not None and (
        row.next_done_on is None or row.next_done_on > reader.today
    )
    return Item(
        day_key(row.at_day, row.at_time, "touch", row.id),
        row.kind,
        moment_of(row.at_day, row.at_time, reader.clock.zone),
        way,
        row.topic or "",
        (DIRECTIONS[row.direction],),
        facts_of(
            (N_("Outcome"), row.outcome),
            (N_("Same as others"), row.same_as_others),
            (N_("Different"), row.unlike_others),
            (N_("Next step"), row.next_step),
        ),
        row.who or "",
        "step" if still else "",
        row.next_due if still else None,
        place=("touch", row.id),
    )


def _note(row: Row[Any], reader: Reader) -> Item:
    key = day_key(row.at_day, row.at_time, "note", row.id)
    at = moment_of(row.at_day, row.at_time, reader.clock.zone)
    title, who = NOTE_KINDS[row.kind], row.who or ""
    labels = (channel_label(row.source),) if row.source else ()
    return Item(key, "note", at, title, row.text, labels, who=who, place=("note", row.id))


def _promised(row: Row[Any], reader: Reader) -> Item:
    return Item(
        day_key(row.made_on, row.made_time, "promise", row.id),
        "promise",
        moment_of(row.made_on, row.made_time, reader.clock.zone),
        N_("Promised"),
        row.what,
        facts=facts_of((N_("To whom"), row.to_whom), (N_("Until when"), row.due_on)),
        who=row.who or "",
        state=row.stands,
        due=row.due_on if row.stands == OPEN else None,
        place=("promise", row.id),
    )


def _settled(row: Row[Any]) -> Item:
    return Item(
        day_key(row.settled_on, "", "settled", row.id),
        "promise",
        row.settled_on,
        N_("Promise kept") if row.state == "kept" else N_("Promise broken"),
        row.what,
        facts=facts_of((N_("In a word"), row.word)),
        who=row.who or "",
        state=row.state,
        place=("promise", row.id),
    )


def _purchase(row: Row[Any], reader: Reader) -> Item:
    day = from_day(row.bought_day)
    return Item(
        day_key(day, row.bought_time, "purchase", row.id),
        "purchase",
        moment_of(day, row.bought_time, reader.clock.zone),
        _SALES[PurchaseKind(row.kind)],
        " · ".join(each for each in (row.goods, row.note) if each),
        facts=facts_of((N_("Receipt"), row.number)),
        amount=row.amount,
        place=("purchase", row.id),
    )


def _greeting(row: Row[Any], reader: Reader) -> Item:
    zone = reader.clock.zone
    if row.marked_at is None:
        key = day_key(row.occurs_on, "", "greeting", row.id)
    else:
        key = instant_key(row.marked_at, zone, "greeting", row.id)
    return Item(
        key,
        "greeting",
        row.occurs_on if row.marked_at is None else row.marked_at,
        _day_of_hers(row, reader),
        labels=(row.word or N_("done"),),
        facts=facts_of((N_("Whose"), row.whose), (N_("Day"), row.occurs_on)),
        place=("reminder_mark", row.id),
    )


def _day_of_hers(row: Row[Any], reader: Reader) -> str:
    """What the day is, marked; rows below 0 are people around her, whose day is not hers."""
    if row.row_id < 0:
        return N_("Birthday of somebody close to her")
    if row.kind == OccasionKind.OWN:
        own = (each.own.get(row.row_id) for each in reader.catalogues.values())
        found = next((field for field in own if field is not None), None)
        return found.label if found is not None else N_("A day of hers")
    return KIND_LABELS[OccasionKind(row.kind)] if row.kind in KIND_LABELS else N_("A day of hers")
