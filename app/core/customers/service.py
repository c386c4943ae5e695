"""Everything that writes customers: new ones, edits, rows, tags, the bin."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.field import Field, Group
from app.catalogue.kind import Reading, Rules
from app.core.actor import Right, needs
from app.core.customers import making, notes, rivals, row_edits, rows
from app.core.customers.bin import empty_bin, move_to_bin, restore_from_bin
from app.core.customers.bulk import NewCustomer, NewDoubt
from app.core.customers.numbers import refuse_taken
from app.core.customers.own_values import Changed, existing, write_own
from app.core.customers.records import doubt
from app.core.customers.upkeep import recount_doubts, renew
from app.core.errors import Refused
from app.core.purchases.records import fold_number
from app.core.settings.declared import AREA_CODE
from app.core.settings.queries import get as get_setting
from app.core.sources.origin import Origin
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

__all__ = [
    "Changed",
    "Edited",
    "add_row",
    "create",
    "delete_row",
    "edit",
    "edit_row",
    "edit_row_text",
    "edit_text",
    "empty_bin",
    "move_to_bin",
    "note_reveal",
    "restore_from_bin",
    "rules_of",
    "set_tags",
    "settle_doubt",
    "verify",
]

Values = Mapping[Field[Any], Any]
Texts = Mapping[Field[Any], str]

# Nothing to ask about: the value was read for certain, the remark is for the import's report.
_QUIET = frozenset(("partial_date", "two_phones", "long_text", "formula_like_text"))


@dataclass(frozen=True)
class Edited:
    """What an edit came to: values changed, and texts that nobody could read."""

    changed: tuple[Changed, ...]
    unreadable: Mapping[Field[Any], tuple[str, ...]] = field(default_factory=dict)
    row_id: int = 0
    beside: tuple[Field[Any], ...] = ()  # kept beside a better-sourced value, for a ruling


@needs(Right.EDIT_CUSTOMERS)
def create(
    unit: Unit,
    kind: str,
    values: Values,
    *,
    number: str | None = None,
    texts: Texts | None = None,
    source: str = notes.OWNER,
    origin: Origin | None = None,
) -> int:
    """Make a customer from typed values, and from texts that are read by their kinds.

    One entry in the history. Purchases that waited for the number join.
    """
    own = dict(values)
    doubts: list[NewDoubt] = []
    for each, reading in _read(unit, texts or {}).items():
        if reading.value is not None:
            own[each] = reading.value
        doubts += [
            NewDoubt(each, reading.typed, reason, reading.value is not None)
            for reason in _questions(reading)
        ]
    number = _number_among(kind, own) or number
    _refuse_nobody(kind, own, number)
    if number:
        refuse_taken(unit, number)
    new = NewCustomer(kind, number or None, own, {}, doubts)
    return making.make(unit, new, origin or Origin(source))


@needs(Right.EDIT_CUSTOMERS)
def edit(
    unit: Unit,
    customer_id: int,
    values: Values,
    *,
    source: str = notes.OWNER,
    origin: Origin | None = None,
    weigh: bool = True,
) -> tuple[Changed, ...]:
    """Give values of the customer's own (None empties); what they replace stays in history.

    With an `origin`, what disagrees with a better-sourced value is kept beside it, unless
    `weigh` is False: then the new values win.
    """
    return _edit(unit, customer_id, values, origin or Origin(source), weigh and bool(origin))[0]


def _edit(
    unit: Unit, customer_id: int, values: Values, told: Origin, weigh: bool
) -> tuple[tuple[Changed, ...], Values]:
    losing = rivals.losing(unit, customer_id, values, told) if weigh else {}
    winning = {each: value for each, value in values.items() if each not in losing}
    changed = write_own(unit, customer_id, winning)
    notes.drop_doubts(unit, customer_id, winning)
    for each in changed:
        notes.learnt(unit, customer_id, each.field, told, filled=each.after is not None)
    rivals.keep_beside(unit, customer_id, losing, told)
    renew(unit, [customer_id])
    return changed, losing


@needs(Right.EDIT_CUSTOMERS)
def edit_text(
    unit: Unit,
    customer_id: int,
    texts: Texts,
    *,
    source: str = notes.OWNER,
    origin: Origin | None = None,
) -> Edited:
    """Give values as typed text, read as an import reads them; weighed like `edit`.

    A text that cannot be read is kept beside the value as a doubt; the value stays.
    """
    readings = _read(unit, texts)
    values = {each: r.value for each, r in readings.items() if not _is_unreadable(r)}
    told = origin or Origin(source)
    changed, losing = _edit(unit, customer_id, values, told, origin is not None)
    unreadable = {each: r.warnings for each, r in readings.items() if _is_unreadable(r)}
    notes.drop_doubts(unit, customer_id, unreadable)
    kept = {each: reading for each, reading in readings.items() if each not in losing}
    _keep_doubts(unit, customer_id, kept, 0, 0)
    recount_doubts(unit, customer_id)
    return Edited(changed, unreadable, beside=tuple(losing))


@needs(Right.EDIT_CUSTOMERS)
def add_row(
    unit: Unit,
    customer_id: int,
    group: type[Group],
    values: Values,
    *,
    source: str = notes.OWNER,
    origin: Origin | None = None,
) -> int:
    """Add a row to a repeating group; returns its id."""
    existing(unit, customer_id)
    row_id = row_edits.add(unit, customer_id, group, values, origin or Origin(source))
    renew(unit, [customer_id])
    return row_id


@needs(Right.EDIT_CUSTOMERS)
def edit_row(
    unit: Unit,
    customer_id: int,
    group: type[Group],
    row_id: int,
    values: Values,
    *,
    source: str = notes.OWNER,
    origin: Origin | None = None,
    weigh: bool = True,
) -> tuple[Changed, ...]:
    """Change values of a group's row (None empties); weighed like `edit`."""
    told = origin or Origin(source)
    return _edit_row(unit, customer_id, group, row_id, values, told, weigh and bool(origin))[0]


def _edit_row(
    unit: Unit,
    customer_id: int,
    group: type[Group],
    row_id: int,
    values: Values,
    told: Origin,
    weigh: bool,
) -> tuple[tuple[Changed, ...], Values]:
    existing(unit, customer_id)
    losing = rivals.losing(unit, customer_id, values, told, row_id) if weigh else {}
    winning = {each: value for each, value in values.items() if each not in losing}
    changed = row_edits.change(unit, customer_id, group, row_id, winning, told)
    rivals.keep_beside(unit, customer_id, losing, told, row_id)
    renew(unit, [customer_id])
    return changed, losing


@needs(Right.EDIT_CUSTOMERS)
def edit_row_text(
    unit: Unit,
    customer_id: int,
    group: type[Group],
    row_id: int | None,
    texts: Texts,
    *,
    origin: Origin | None = None,
) -> Edited:
    """Like `edit_text`, for a row of a group; without `row_id` a new row is made."""
    readings = _read(unit, texts)
    values = {each: r.value for each, r in readings.items() if not _is_unreadable(r)}
    changed: tuple[Changed, ...] = ()
    losing: Values = {}
    told = origin or Origin()
    if row_id is None:
        row_id = add_row(unit, customer_id, group, values, origin=told)
    else:
        weigh = origin is not None
        changed, losing = _edit_row(unit, customer_id, group, row_id, values, told, weigh)
    unreadable = {each: r.warnings for each, r in readings.items() if _is_unreadable(r)}
    notes.drop_doubts(unit, customer_id, unreadable, row_id)
    position = rows.position_of(unit, group, row_id)
    kept = {each: reading for each, reading in readings.items() if each not in losing}
    _keep_doubts(unit, customer_id, kept, row_id, position)
    recount_doubts(unit, customer_id)
    return Edited(changed, unreadable, row_id, tuple(losing))


@needs(Right.EDIT_CUSTOMERS)
def delete_row(unit: Unit, customer_id: int, group: type[Group], row_id: int) -> None:
    """Take a row away, with what was known and asked about it."""
    existing(unit, customer_id)
    rows.remove(unit, customer_id, group, row_id)
    notes.drop_doubts(unit, customer_id, group.fields, row_id)
    for each in group.fields:
        notes.drop_fact(unit, customer_id, each.key, row_id)
    renew(unit, [customer_id])


@needs(Right.EDIT_CUSTOMERS)
def set_tags(unit: Unit, customer_id: int, tags: Collection[str]) -> tuple[Changed, ...]:
    """Give a customer exactly these tags."""
    record = existing(unit, customer_id)
    clean = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    return edit(unit, customer_id, {unit.catalogues[record["kind"]].field("tags"): clean or None})


@needs(Right.EDIT_CUSTOMERS)
def settle_doubt(unit: Unit, doubt_id: int) -> None:
    """The question is answered as it stands: drop it."""
    found = unit.connection.execute(doubt.select().where(doubt.c.id == doubt_id)).first()
    if found is None:
        return
    record = existing(unit, found.customer_id)
    catalogue = unit.catalogues[record["kind"]]
    if catalogue.has(found.field):
        each = catalogue.field(found.field)
        notes.drop_doubts(unit, found.customer_id, [each], found.row_id)
    recount_doubts(unit, found.customer_id)


@needs(Right.EDIT_CUSTOMERS)
def verify(unit: Unit, customer_id: int, fields: Collection[Field[Any]]) -> None:
    """These values were asked about today and are right."""
    existing(unit, customer_id)
    for each in fields:
        notes.keep_fact(unit, customer_id, each.key, verified_on=unit.today)


@needs(Right.SEE_SEALED)
def note_reveal(unit: Unit, customer_id: int, fields: Collection[Field[Any]]) -> None:
    """Tell the audit trail that masked values of a customer are looked at."""
    record = existing(unit, customer_id)
    unit.audit("customer.reveal", record["uuid"], fields=sorted(each.key for each in fields))


@needs(Right.SEE_CUSTOMERS)
def rules_of(reader: Reader) -> Rules:
    """What reading a typed text depends on in this shop."""
    return Rules(reader.today, get_setting(reader, AREA_CODE))


def _read(reader: Reader, texts: Texts) -> dict[Field[Any], Reading[Any]]:
    rules = rules_of(reader)
    return {each: each.kind.parse(text, rules) for each, text in texts.items()}


def _is_unreadable(reading: Reading[Any]) -> bool:
    return reading.value is None and bool(reading.warnings)


def _questions(reading: Reading[Any]) -> list[str]:
    if reading.value is None:
        return list(reading.warnings[:1])
    return [reason for reason in reading.warnings if reason not in _QUIET]


def _keep_doubts(
    unit: Unit,
    customer_id: int,
    readings: Mapping[Field[Any], Reading[Any]],
    row_id: int,
    position: int,
) -> None:
    for each, reading in readings.items():
        for reason in _questions(reading):
            taken = reading.value is not None
            notes.add_doubt(
                unit, customer_id, each, reading.typed, reason,
                taken=taken, row_id=row_id, position=position,
            )  # fmt: skip


def _number_among(kind: str, values: dict[Field[Any], Any]) -> str | None:
    number: str | None = values.pop(CATALOGUES[kind].field("customer_no"), None)
    return number


def _refuse_nobody(kind: str, values: Values, number: str | None) -> None:
    name = CATALOGUES[kind].field("name" if kind == "individual" else "company_name")
    if values.get(name) or (number and fold_number(number)):
        return
    raise Refused(
        N_("A customer needs a name."),
        N_("Nothing was kept."),
        N_("Type the name, or a number if the name is not known."),
    )
