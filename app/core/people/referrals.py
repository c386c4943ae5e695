"""Turns names in a file into links: by number where it is certain, by a name only when asked.

"Referred by" first; the closest friend, relative, neighbour and the employer likewise.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from app.catalogue.enterprise import COMPANY
from app.catalogue.field import Field
from app.catalogue.individual import INDIVIDUAL
from app.catalogue.link_kinds import INTRODUCED, INTRODUCER
from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.people.chains import way_down
from app.core.people.links import ensure_link
from app.core.people.records import customer_link
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.purchases.records import fold_number
from app.core.store.name_tokens import named
from app.core.store.profile_tables import HOMES
from app.core.store.reader import Reader
from app.core.store.unit import Unit

_PIECE = 20_000
EMPLOYER, _FIRM = "employer", "company"
# "王堃(LW0001)", "LW0001 王堃": a number may stand beside the name.
_PARTS = re.compile(r"[\s()（）\[\]【】,，、:：]+")
# Where a name stands, and what whoever bears it is to the customer.
_NAMED: tuple[tuple[Field[Any], str], ...] = (
    *((each.field("referral_by"), INTRODUCER) for each in (INDIVIDUAL, COMPANY)),
    (INDIVIDUAL.field("closest_friend"), "best_friend"),
    (INDIVIDUAL.field("closest_relative"), "closest_relative"),
    (INDIVIDUAL.field("closest_neighbour"), "neighbour"),
    (INDIVIDUAL.field("employer_name"), EMPLOYER),
)


@dataclass(frozen=True)
class Referral:
    """A customer whose file names an introducer, and the customer that this should be.

    `certain`: her number stands there; else her name does, and nobody else's is the same.
    """

    customer_id: int
    name: str
    typed: str
    introducer_id: int
    introducer: str
    certain: bool
    end: str = INTRODUCER  # what that customer is to her
    field: str = "referral_by"


@dataclass(frozen=True)
class _Open:
    id: int
    name: str
    typed: str
    end: str
    field: str


@dataclass(frozen=True)
class _Found:
    id: int
    name: str
    certain: bool
    company: bool

    def may_be(self, end: str) -> bool:
        """Friends are people, an employer is a company; anybody may introduce."""
        return end == INTRODUCER or self.company == (end == EMPLOYER)


@needs(Right.SEE_CUSTOMERS)
def referrals(reader: Reader, progress: Progress = SILENT) -> tuple[Referral, ...]:
    """Every "referred by" that names one of our customers and is no link yet."""
    top = reader.connection.execute(select(func.max(customer.c.id))).scalar() or 0
    found: list[Referral] = []
    for start in range(1, top + 1, _PIECE):
        stop_if_cancelled(progress)
        progress.report(start, top)
        found += _of(reader, _open(reader, (start, start + _PIECE - 1)), whole=True)
    progress.report(top, top)
    return tuple(sorted(found, key=lambda each: (not each.certain, each.customer_id)))


@needs(Right.SEE_CUSTOMERS)
def referral_of(reader: Reader, customer_id: int) -> Referral | None:
    """The same for one customer."""
    found = _of(reader, _open(reader, (customer_id, customer_id)), whole=False)
    return found[0] if found else None


@needs(Right.EDIT_CUSTOMERS)
def accept_referrals(unit: Unit, chosen: Sequence[Referral]) -> int:
    """Make links of these; one that would lead back to its introducer is left out."""
    made = 0
    for each in chosen:
        if each.end != INTRODUCER:
            ensure_link(unit, each.customer_id, each.introducer_id, each.end)
            made += 1
        elif not way_down(unit, INTRODUCER, each.customer_id, each.introducer_id):
            ensure_link(unit, each.introducer_id, each.customer_id, INTRODUCED)
            made += 1
    return made


def _open(reader: Reader, ids: tuple[int, int]) -> list[_Open]:
    """Customers with a text in such a field and no link of that sort."""
    found: list[_Open] = []
    for field, end in _NAMED:
        home = HOMES[field]
        assert home is not None
        cells = home.table.c
        written = cells[home.columns[0]]
        sides = customer_link.c.other_id == cells.id
        if end not in (INTRODUCER, EMPLOYER):  # the same from both sides
            sides = or_(sides, customer_link.c.customer_id == cells.id)
        has_one = exists().where(sides, customer_link.c.kind == end)
        asked = (
            select(cells.id, customer.c.name, customer.c.number, written)
            .join(customer, customer.c.id == cells.id)
            .where(cells.id.between(*ids), written.is_not(None), ~has_one)
            .where(customer.c.binned_on.is_(None))
        )
        found += [
            _Open(row[0], row[1] or row[2] or f"#{row[0]}", row[3], end, field.key)
            for row in reader.connection.execute(asked)
        ]
    return found


def _of(reader: Reader, wanted: Sequence[_Open], *, whole: bool) -> list[Referral]:
    if not wanted:
        return []
    texts = {each.typed for each in wanted}
    by_number = _by_number(reader, {part for text in texts for part in _words(text)})
    unnumbered = {text.strip() for text in texts if _numbered(text, by_number) is None}
    by_name = _by_name(reader, unnumbered, whole=whole) if unnumbered else {}
    found = []
    for each in wanted:
        who = _numbered(each.typed, by_number) or by_name.get(each.typed.strip())
        if who is not None and who.id != each.id and who.may_be(each.end):
            shown = (each.id, each.name, each.typed, who.id, who.name)
            found.append(Referral(*shown, who.certain, each.end, each.field))
    return found


def _words(typed: str) -> list[str]:
    """The whole text, and its parts that have a digit: what may be a number."""
    parts = [part for part in _PARTS.split(typed) if any(c.isdigit() for c in part)]
    return [fold_number(each) for each in dict.fromkeys((typed, *parts))]


def _numbered(typed: str, by_number: Mapping[str, _Found]) -> _Found | None:
    found = {who.id: who for each in _words(typed) if (who := by_number.get(each))}
    return next(iter(found.values())) if len(found) == 1 else None


def _by_number(reader: Reader, numbers: Iterable[str]) -> dict[str, _Found]:
    key = customer.c.number_key
    asked = select(key, customer.c.id, customer.c.name, customer.c.number, customer.c.kind)
    rows = reader.connection.execute(
        asked.where(key.in_(_listed(numbers)), customer.c.binned_on.is_(None))
    )
    return {row[0]: _Found(row[1], row[2] or row[3], True, row[4] == _FIRM) for row in rows}


def _by_name(reader: Reader, names: set[str], *, whole: bool) -> dict[str, _Found]:
    """Names that only one customer bears; a single one is asked along the sorting index."""
    here = and_(customer.c.name.in_(_listed(names)), customer.c.binned_on.is_(None))
    if not whole:
        here = and_(here, or_(*(customer.c.sort_key == named(each).sort_key for each in names)))
    kind = func.min(customer.c.kind)  # of the only one
    asked = select(customer.c.name, func.min(customer.c.id), kind).where(here)
    asked = asked.group_by(customer.c.name).having(func.count() == 1)
    rows = reader.connection.execute(asked)
    return {row[0]: _Found(row[1], row[0], False, row[2] == _FIRM) for row in rows if row[0]}


def _listed(texts: Iterable[str]) -> Select[str]:
    listed = func.json_each(json.dumps(list(texts))).table_valued("value")
    return select(listed.c.value)
