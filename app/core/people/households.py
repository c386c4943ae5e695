"""Households: customers who share an address or a phone, suggested and never silently joined."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select, text

from app.catalogue.basics import Basics
from app.catalogue.link_kinds import HOUSEHOLD
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.customers.records import contact, customer
from app.core.errors import Refused
from app.core.people.around import names_of
from app.core.people.links import ensure_link
from app.core.people.records import customer_link, not_household
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.idlist import id_list
from app.core.store.profile_tables import HOMES
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

MOST_MEMBERS = 8
"""More at one address or phone is a dormitory or a shop, no household."""
_PIECE = 20_000
_OFTEN = 200  # phones between two looks at Cancel
_PHONES = (Basics.mobile.key, Basics.home_phone.key)
_SHORTEST_ADDRESS = 6
_NOISE = re.compile(r"[\s,，.。;；:：、·()（）\-—_/\\#]+")
ADDRESS, PHONE = "address", "phone"

_TOGETHER = text(
    """WITH RECURSIVE home(id) AS (
    SELECT :customer
    UNION
    SELECT CASE WHEN l.customer_id = h.id THEN l.other_id ELSE l.customer_id END
    FROM home AS h CROSS JOIN customer_link AS l
    ON l.kind = 'household' AND l.until IS NULL AND l.other_id IS NOT NULL
       AND (l.customer_id = h.id OR l.other_id = h.id))
SELECT home.id FROM home JOIN customer AS c ON c.id = home.id
WHERE c.binned_on IS NULL AND home.id <> :customer ORDER BY c.sort_key, c.id"""
)


@dataclass(frozen=True)
class Reason:
    """What members share: an address or a phone, as it is written with one of them."""

    what: str
    value: str


@dataclass(frozen=True)
class Member:
    """One customer of a household."""

    customer_id: int
    name: str


@dataclass(frozen=True)
class Suggestion:
    """Customers who may be one household, and why."""

    members: tuple[Member, ...]
    reasons: tuple[Reason, ...]


@needs(Right.SEE_CUSTOMERS)
def household(reader: Reader, customer_id: int) -> tuple[Member, ...]:
    """The others of her household."""
    ids = list(reader.connection.execute(_TOGETHER, {"customer": customer_id}).scalars())
    names = names_of(reader, ids)
    return tuple(Member(each, names[each]) for each in ids)


@needs(Right.SEE_CUSTOMERS)
def suggestions(reader: Reader, progress: Progress = SILENT) -> tuple[Suggestion, ...]:
    """Every household that the book suggests and nobody has ruled on; the larger ones first."""
    groups: dict[tuple[int, ...], list[Reason]] = {}
    for members, reason in (*_by_phone(reader, progress), *_by_address(reader, progress)):
        groups.setdefault(members, []).append(reason)
    return _suggested(reader, groups)


@needs(Right.SEE_CUSTOMERS)
def suggestions_for(reader: Reader, customer_id: int) -> tuple[Suggestion, ...]:
    """The same for one customer, by her phones alone: they have an index."""
    mine = select(contact.c.value).where(
        contact.c.customer_id == customer_id, contact.c.field.in_(_PHONES)
    )
    values = set(reader.connection.execute(mine).scalars())
    groups: dict[tuple[int, ...], list[Reason]] = {}
    for members, reason in _by_phone(reader, SILENT, values):
        if customer_id in members:
            groups.setdefault(members, []).append(reason)
    return _suggested(reader, groups)


@needs(Right.EDIT_CUSTOMERS)
def join(unit: Unit, members: Sequence[int]) -> int:
    """These are one household: link each with the first; returns how many links were made."""
    several = list(dict.fromkeys(members))
    if len(several) < 2:
        raise Refused(
            N_("A household has at least two members."),
            N_("Nothing was changed."),
            N_("Choose who lives together."),
        )
    first, *others = several
    there = {each.customer_id for each in household(unit, first)}
    new = [each for each in others if each not in there]
    for each in new:
        ensure_link(unit, first, each, HOUSEHOLD)
    return len(new)


@needs(Right.EDIT_CUSTOMERS)
def keep_apart(unit: Unit, members: Sequence[int]) -> None:
    """These are no household: never suggest any two of them again."""
    several = sorted(set(members))
    if len(several) > MOST_MEMBERS:
        several = several[:MOST_MEMBERS]
    for each in several:
        existing(unit, each)
    known = _ruled_apart(unit, several)
    rows = [
        {"customer_id": one, "other_id": other}
        for place, one in enumerate(several)
        for other in several[place + 1 :]
        if (one, other) not in known
    ]
    unit.insert_many(not_household, rows)


def address_key(written: str) -> str:
    """An address as it is compared; "" where it is too vague to be one home."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", written)).casefold()
    if len(plain) < _SHORTEST_ADDRESS or not any(c.isdigit() for c in plain):
        return ""
    return plain


def _suggested(
    reader: Reader, groups: Mapping[tuple[int, ...], list[Reason]]
) -> tuple[Suggestion, ...]:
    open_ones = sorted(_unruled(reader, groups), key=lambda each: (-len(each), each))
    names = names_of(reader, {each for members in open_ones for each in members})
    return tuple(
        Suggestion(tuple(Member(each, names[each]) for each in members), tuple(groups[members]))
        for members in open_ones
    )


def _by_phone(
    reader: Reader, progress: Progress, values: Collection[str] | None = None
) -> Iterator[tuple[tuple[int, ...], Reason]]:
    wanted = [contact.c.field.in_(_PHONES), customer.c.binned_on.is_(None)]
    if values is not None:
        listed = func.json_each(_json(values)).table_valued("value")
        wanted.append(contact.c.value.in_(select(listed.c.value)))
    number = func.count(contact.c.customer_id.distinct())
    ids = func.json_group_array(contact.c.customer_id.distinct())
    asked = (
        select(contact.c.value, ids)
        .join(customer, customer.c.id == contact.c.customer_id)
        .where(*wanted, customer.c.kind == "individual")
        .group_by(contact.c.value)
        .having(and_(number > 1, number <= MOST_MEMBERS))
    )
    for place, (value, members) in enumerate(reader.connection.execute(asked)):
        if place % _OFTEN == 0:
            stop_if_cancelled(progress)
        yield _ids(members), Reason(PHONE, value)


def _by_address(reader: Reader, progress: Progress) -> Iterator[tuple[tuple[int, ...], Reason]]:
    found: dict[str, list[int]] = {}
    written: dict[str, str] = {}
    for row_id, address in _addresses(reader, progress):
        key = address_key(address)
        if key:
            found.setdefault(key, []).append(row_id)
            written.setdefault(key, address)
    for key, members in found.items():
        if 1 < len(members) <= MOST_MEMBERS:
            yield tuple(sorted(members)), Reason(ADDRESS, written[key])


def _addresses(reader: Reader, progress: Progress) -> Iterator[tuple[int, str]]:
    """Every home address, in pieces between which the work may be stopped."""
    home = HOMES[Basics.home_address]
    assert home is not None
    cells = home.table.c
    top = reader.connection.execute(select(func.max(cells.id))).scalar() or 0
    for start in range(1, top + 1, _PIECE):
        stop_if_cancelled(progress)
        progress.report(start, top)
        asked = (
            select(cells.id, cells[home.columns[0]])
            .join(customer, customer.c.id == cells.id)
            .where(cells.id.between(start, start + _PIECE - 1))
            .where(cells[home.columns[0]].is_not(None), customer.c.binned_on.is_(None))
        )
        for row in reader.connection.execute(asked):
            yield row[0], row[1]
    progress.report(top, top)


def _unruled(reader: Reader, groups: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Groups in which two are neither of one household nor said to be apart."""
    wanted = list(groups)
    everybody = {each for members in wanted for each in members}
    homes, apart = _homes(reader), _ruled_apart(reader, everybody)
    return [
        members
        for members in wanted
        if any(
            _home(homes, one) != _home(homes, other) and (one, other) not in apart
            for place, one in enumerate(members)
            for other in members[place + 1 :]
        )
    ]


def _home(homes: dict[int, int], each: int) -> int:
    while homes.get(each, each) != each:
        each = homes[each]
    return each


def _homes(reader: Reader) -> dict[int, int]:
    """Everybody in a household, by one that stands for it."""
    cells = customer_link.c
    asked = select(cells.customer_id, cells.other_id)
    asked = asked.where(cells.kind == HOUSEHOLD, cells.until.is_(None), cells.other_id.is_not(None))
    homes: dict[int, int] = {}
    for one, other in reader.connection.execute(asked):
        first, second = _home(homes, one), _home(homes, other)
        if first != second:
            homes[max(first, second)] = min(first, second)
    return homes


def _ruled_apart(reader: Reader, ids: Collection[int]) -> set[tuple[int, int]]:
    cells = not_household.c
    listed = id_list(ids)
    mine = or_(cells.customer_id.in_(listed), cells.other_id.in_(listed))
    asked = select(cells.customer_id, cells.other_id).where(mine, cells.other_id.is_not(None))
    rows = reader.connection.execute(asked)
    return {(min(one, other), max(one, other)) for one, other in rows}


def _ids(listed: str) -> tuple[int, ...]:
    return tuple(sorted(json.loads(listed)))


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values))
