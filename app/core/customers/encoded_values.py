"""A value with all that follows from it, made once: an import meets the same text often."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.catalogue.field import Field
from app.core.customers.encoding import EMPTY, SLOTS, Cells, blank_row
from app.core.own_fields.records import own_value
from app.core.store.derived import Occasion, Rows, effects_of, effects_of_rows, text_of
from app.core.store.profile_tables import HOMES, WIDE, own_text

COLUMNS_OF = {field: home.columns for field, home in HOMES.items() if home is not None}


class EncodedValue(NamedTuple):
    """One value of a customer's own, ready for the tables."""

    field: Field[Any]
    value: Any
    table: str  # "" for a sealed value
    narrow: str  # the narrow row's column, if it lives there
    start: int
    end: int
    cells: tuple[Any, ...]
    terms: str
    contacts: tuple[tuple[str, str], ...]
    occasions: tuple[Occasion, ...]
    plain: str  # its role in the narrow row: name, employer_name, joined_on, deceased
    typed_phone: str  # a phone that could not be made whole
    follows: bool  # does anything follow from it but its cells?


def encoded_value(field: Field[Any], value: Any) -> EncodedValue:
    """Encode a value and find what follows from it."""
    effects = effects_of(field, value)
    slot = SLOTS.get(field)
    if field.own and not field.sealed:
        kept = (own_text(field, value),)
        return EncodedValue(field, value, own_value.name, "", 0, 1, kept, *effects, any(effects))
    if slot is None:
        return EncodedValue(field, value, "", "", 0, 0, (), *effects, any(effects))
    cells = tuple(EMPTY if cell is None else cell for cell in slot.to_cells(value))
    return EncodedValue(
        *(field, value, slot.table, slot.narrow, slot.start, slot.start + slot.width, cells),
        *(*effects, any(effects)),
    )


class Gathered(NamedTuple):
    """Encoded values of one customer, by where they go."""

    tables: dict[str, Cells]
    narrow: dict[str, Any]
    sealed: dict[Field[Any], Any]
    shops: list[tuple[int, Any]]  # values of the shop's own fields
    plain: dict[str, Any]
    terms: list[str]
    contacts: list[tuple[str, str]]
    occasions: list[Occasion]
    typed_phones: list[str]


def narrow_cells(found: Gathered, sort_key: str) -> tuple[Any, ...]:
    """The narrow row's cells from `name` to `joined_on`."""
    narrow, plain = found.narrow, found.plain
    joined, deceased = plain.get("joined_on"), plain.get("deceased")
    day = joined.solar() if joined else None
    employer = plain.get("employer_name")
    return (
        *(narrow.get("name", EMPTY), sort_key),
        *(narrow.get("tags", EMPTY), narrow.get("handler", EMPTY)),
        *(_phone(found), EMPTY if employer is None else text_of(employer)),
        int(deceased is not None and deceased.yes is True),
        day.isoformat() if day else EMPTY,
    )


def _phone(found: Gathered) -> str:
    """The phone that lists show: the mobile, else another whole one, else as it was typed."""
    whole = [each for each in found.contacts if each[1][:1] == "+"]
    if whole:
        return min(whole, key=lambda each: each[0] != "mobile")[1]
    return found.typed_phones[0] if found.typed_phones else EMPTY


def gather(kind: str, customer_id: int, values: Sequence[EncodedValue], rows: Rows) -> Gathered:
    """Put encoded values where they go, and add what follows from the groups' rows."""
    wide = WIDE[kind].name
    cells = blank_row(wide, customer_id)
    found = Gathered({wide: cells}, {}, {}, [], {}, [], [], [], [])
    for each in values:
        if each.table == wide:
            cells[each.start : each.end] = each.cells
        else:
            _put_elsewhere(found, each, customer_id)
        if each.follows:
            _take_effects(found, each)
    if rows:
        terms, contacts, occasions = effects_of_rows(rows)
        found.terms.extend(terms)
        found.contacts.extend(contacts)
        found.occasions.extend(occasions)
    return found


def _take_effects(found: Gathered, each: EncodedValue) -> None:
    if each.terms:
        found.terms.append(each.terms)
    found.contacts.extend(each.contacts)
    found.occasions.extend(each.occasions)
    if each.typed_phone:
        found.typed_phones.append(each.typed_phone)
    if each.plain:
        found.plain[each.plain] = each.value


def _put_elsewhere(found: Gathered, each: EncodedValue, customer_id: int) -> None:
    if each.narrow:
        found.narrow[each.narrow] = each.cells[0]
    elif each.table == own_value.name:
        found.shops.append((each.field.own, each.cells[0]))
    elif not each.table:
        found.sealed[each.field] = each.value
    else:
        row = found.tables.get(each.table)
        if row is None:
            row = found.tables[each.table] = blank_row(each.table, customer_id)
        row[each.start : each.end] = each.cells
