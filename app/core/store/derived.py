"""What is made from a profile by each write: list columns, search text, contacts, occasions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.catalogue import CATALOGUES
from app.catalogue.field import Field, Group, Tier
from app.catalogue.values import Link, Phone, Region
from app.core.store.name_tokens import named
from app.core.store.segmentation import (
    handle_tokens,
    number_tokens,
    phone_tokens,
    text_tokens,
)

Values = Mapping[Field[Any], Any]
Rows = Mapping[type[Group], Sequence[tuple[int, Values]]]
Occasion = tuple[str, int, str, int, int, int]  # kind, row, calendar, month, day, leap
NAME_KEYS = ("name", "company_name")
_COMPANY_KEYS = ("employer_name",)
_PHONES = ("phone", "phones")


class Derived(NamedTuple):
    """Columns of the narrow row, and rows of the tables that are made, never typed."""

    sort_key: str
    phone: str | None
    company: str | None
    deceased: int
    joined_on: date | None
    terms: str
    contacts: list[tuple[str, str]]
    occasions: list[Occasion]


class _Role(NamedTuple):
    """What follows from one field's value."""

    terms: Callable[[Any], str] | None
    contact: bool
    occasion: str
    plain: str


class Effects(NamedTuple):
    """What follows from one value, whoever has it."""

    terms: str
    contacts: tuple[tuple[str, str], ...]
    occasions: tuple[Occasion, ...]
    plain: str
    typed_phone: str


NO_EFFECTS = Effects("", (), (), "", "")


def effects_of(field: Field[Any], value: Any) -> Effects:
    """What follows from one value of a customer's own."""
    role = _role_of(field)
    if role is None:
        return NO_EFFECTS
    contacts = tuple([(field.key, each) for each in _addresses(value)]) if role.contact else ()
    occasions: tuple[Occasion, ...] = ()
    if role.occasion and value.month is not None and value.day is not None:
        day = (value.calendar, value.month, value.day, int(value.leap))
        occasions = ((role.occasion, field.own, *day),)
    typed = "" if contacts or not role.contact else _typed_phone({field: value}) or ""
    terms = "" if role.terms is None else role.terms(value)
    return Effects(terms, contacts, occasions, role.plain, typed)


def effects_of_rows(rows: Rows) -> tuple[list[str], list[tuple[str, str]], list[Occasion]]:
    """Terms, contacts and occasions that follow from the rows of repeating groups."""
    terms: list[str] = []
    contacts: list[tuple[str, str]] = []
    occasions: list[Occasion] = []
    for group_rows in rows.values():
        for row_id, row in group_rows:
            _collect(row, row_id, terms, contacts, occasions, {})
    return terms, contacts, occasions


def derive(number: str | None, values: Values, rows: Rows) -> Derived:
    """Make everything that follows from a profile; rows come with their ids."""
    terms: list[str] = []
    contacts: list[tuple[str, str]] = []
    occasions: list[Occasion] = []
    plain: dict[str, Any] = {}
    _collect(values, 0, terms, contacts, occasions, plain)
    for group_rows in rows.values():
        for row_id, row in group_rows:
            _collect(row, row_id, terms, contacts, occasions, {})
    sort_key, sound = named(plain.get("name", ""))
    phone = next((value for _, value in contacts if value[:1] == "+"), None)
    return Derived(
        sort_key,
        phone or _typed_phone(values),
        _company(plain.get("employer_name")),
        _deceased(plain.get("deceased")),
        _joined_on(plain.get("joined_on")),
        " ".join((sound, number_tokens(number or ""), *terms)).strip(),
        contacts,
        occasions,
    )


def _company(employer: Any) -> str | None:
    return None if employer is None else text_of(employer)


def _deceased(value: Any) -> int:
    return int(value is not None and value.yes is True)


def _joined_on(value: Any) -> date | None:
    solar: date | None = None if value is None else value.solar()
    return solar


_COLUMNS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "employer_name": ("company", _company),
    "deceased": ("deceased", _deceased),
    "joined_on": ("joined_on", _joined_on),
}


def list_column(field: Field[Any]) -> tuple[str, Callable[[Any], Any]] | None:
    """The column of the narrow row that repeats a field by itself, and its cell for a value."""
    role = _role_of(field)
    return None if role is None else _COLUMNS.get(role.plain)


def _collect(
    values: Values,
    row_id: int,
    terms: list[str],
    contacts: list[tuple[str, str]],
    occasions: list[Occasion],
    plain: dict[str, Any],
) -> None:
    for each, value in values.items():
        role = _role_of(each)
        if role is None or value is None:
            continue
        if role.terms is not None:
            terms.append(role.terms(value))
        if role.contact:
            contacts += [(each.key, found) for found in _addresses(value)]
        if role.occasion and value.month is not None and value.day is not None:
            leap = int(value.leap)
            place = each.own or row_id
            occasions.append((role.occasion, place, value.calendar, value.month, value.day, leap))
        if role.plain:
            plain[role.plain] = value


def text_of(value: Any) -> str:
    """A value's words."""
    if isinstance(value, str):
        return value
    if isinstance(value, Link | Region):
        return value.text
    return " ".join(str(item) for item in value)


def national(phone: Phone) -> str:
    """A phone's digits as people say them: without +86."""
    if phone.e164 is None:
        return "".join(c for c in phone.typed if c.isascii() and c.isdigit())
    return phone.e164.removeprefix("+86").removeprefix("+")


def _phones_of(value: Any) -> tuple[Phone, ...]:
    return (value,) if isinstance(value, Phone) else value


def _addresses(value: Any) -> list[str]:
    items = _phones_of(value)
    if items and isinstance(items[0], Phone):
        return [phone.e164 for phone in items if phone.e164]
    return [str(address).casefold() for address in items]


def _typed_phone(values: Values) -> str | None:
    """A number that could not be made E.164 is shown as it was typed."""
    for each, value in values.items():
        role = _ROLES.get(each)
        if role is not None and role.contact and each.kind.name in _PHONES and value:
            return _phones_of(value)[0].typed or None
    return None


def _phone_terms(value: Any) -> str:
    return " ".join([phone_tokens(digits) for p in _phones_of(value) if (digits := national(p))])


def _handle_terms(value: Any) -> str:
    items = (value,) if isinstance(value, str) else value
    return " ".join([handle_tokens(item) for item in items])


def tag_terms(value: Iterable[str]) -> str:
    """The terms by which tags are found."""
    return " ".join([text_tokens("t", tag) + " " + tag_token(tag) for tag in value])


def tag_token(tag: str) -> str:
    """The token of a whole tag, for lists filtered by it."""
    return "z" + "".join(c for c in tag.casefold() if c.isalnum())


def _search_maker(each: Field[Any]) -> Callable[[Any], str]:
    if each.kind.name in _PHONES:
        return _phone_terms
    if each.key in ("email", "wechat"):
        return _handle_terms
    if each.key == "tags":
        return tag_terms
    if each.key == "uscc":
        return number_tokens
    tag = "c" if each.key in _COMPANY_KEYS else "n" if each.key == "form_of_address" else "o"
    return lambda value: text_tokens(tag, text_of(value))


def _open(each: Field[Any]) -> bool:
    return each.tier in (Tier.PLAIN, Tier.COMPANY)


def _terms_of(each: Field[Any]) -> Callable[[Any], str] | None:
    if not each.search or not _open(each) or each.key in (*NAME_KEYS, "customer_no"):
        return None
    return _search_maker(each)


def _role(each: Field[Any]) -> _Role:
    plain = "name" if each.key in NAME_KEYS else each.key if each.key in _PLAIN_KEYS else ""
    reached = bool(each.search) and (each.kind.name in _PHONES or each.key == "email")
    return _Role(_terms_of(each), reached, each.occasion, plain)


def _role_of(each: Field[Any]) -> _Role | None:
    """What follows from a field; of the shop's own, that they are found and come round."""
    if not each.own:
        return _ROLES.get(each)
    terms = _terms_of(each)
    return _Role(terms, False, each.occasion, "") if terms or each.occasion else None


def follows(each: Field[Any]) -> bool:
    """Does anything follow from a field's value: search text, a contact, a day, a list column?"""
    return _role_of(each) is not None


def stands_alone(each: Field[Any]) -> bool:
    """Is what follows from a value known without the rest of the profile?

    Other values have a say in how a name sorts and which phone is shown; tags are put right
    by `retagging`; rows of groups have places of their own.
    """
    role = _role_of(each)
    if role is None or each.group is not None or each.sealed:
        return False
    return not role.contact and role.plain != "name" and each.key != "tags"


_PLAIN_KEYS = ("employer_name", "joined_on", "deceased")
_ROLES = {
    each: role
    for catalogue in CATALOGUES.values()
    for each in catalogue
    if any(role := _role(each))
}
