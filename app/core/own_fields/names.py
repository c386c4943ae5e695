"""What a field or choice of the shop's own may be called, so that nothing else is meant by it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.catalogue.cleaning import tidy_line
from app.catalogue.field import Catalogue
from app.catalogue.own_field import OwnChoice, spelling
from app.core.errors import Refused
from app.core.exchange.headings import match, normal, split_key, unit_in
from app.core.exchange.layout import What
from app.i18n import N_, tr

LONGEST_NAME = 30
MOST_CHOICES = 200
UNCHANGED = N_("Nothing was changed.")
_PROFILES = (What.CUSTOMERS, What.COMPANIES)
_SIGNS = ("=", "+", "-", "@", "'", "#")
_BREAKS = re.compile(r"[、，,;；/|\n]")


def both(name: str, name_en: str) -> tuple[str, str]:
    """Both names, cleaned; one that is given alone serves in both languages."""
    chinese, english = tidy_line(name), tidy_line(name_en)
    return chinese or english, english or chinese


def refuse_name(name: str, catalogues: Mapping[str, Catalogue], own: int = 0) -> None:
    """A name that says nothing, looks like a formula, or means another field already."""
    if not any(sign.isalpha() for sign in normal(name)):
        raise Refused(
            N_("A field needs a name with letters in it."),
            UNCHANGED,
            N_("Type what stands before the value on a form, such as “Favourite seat”."),
        )
    _refuse_shape(name)
    taken = _field_called(name, catalogues, own)
    if taken:
        raise Refused(
            N_("“{name}” is already a name of the field “{field}”."),
            UNCHANGED,
            N_("Use that field, or choose a name that cannot be taken for it in a list."),
            name=name,
            field=taken,
        )


def _refuse_shape(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise Refused(
            N_("A field's name has {limit} characters at most."),
            UNCHANGED,
            N_("Choose a shorter one; it also stands above a column."),
            limit=LONGEST_NAME,
        )
    if name.startswith(_SIGNS):
        raise Refused(
            N_("A field's name can't begin with {sign}: a spreadsheet would reckon with it."),
            UNCHANGED,
            N_("Begin it with a letter."),
            sign=name[0],
        )
    if unit_in(name):
        raise Refused(
            N_("A unit does not belong in the name: {name}"),
            UNCHANGED,
            N_("Leave the unit out of the name; it stands with each number."),
            name=name,
        )


def _field_called(name: str, catalogues: Mapping[str, Catalogue], own: int) -> str:
    """What the field is called that a list's heading of this name would mean; "" for none."""
    for what in _PROFILES:
        found = match(name, what, catalogues)
        if found is None:
            continue
        key, place = split_key(found.target)
        if found.sure < 3 and not place:
            continue  # only like it: the whole name goes before a part of it
        catalogue = catalogues["company" if what is What.COMPANIES else "individual"]
        if not catalogue.has(key):
            return found.target
        if not own or catalogue.field(key).own != own:
            return tr(catalogue.field(key).label)
    return ""


def new_choices(
    old: Sequence[OwnChoice], names: Iterable[tuple[str, str]]
) -> tuple[OwnChoice, ...]:
    """The old choices with new ones behind them; each new one's code is its own word."""
    codes = {each.code for each in old}
    made = list(old)
    for pair in names:
        name, name_en = both(*pair)
        if not name:
            continue
        made.append(OwnChoice(_free(name, codes), name, name_en))
        codes.add(made[-1].code)
    refuse_choices(made)
    return tuple(made)


def _free(name: str, codes: set[str]) -> str:
    """A word typed before it became a choice is its code, so that both are one value."""
    number, code = 2, name
    while code in codes:
        code, number = f"{name} {number}", number + 1
    return code


def refuse_choices(choices: Sequence[OwnChoice]) -> None:
    """Choices that could not be told apart, or not be listed."""
    seen: dict[str, str] = {}
    for each in choices:
        for name in (each.name, each.name_en):
            _refuse_choice(name)
            key = spelling(name).casefold()
            if seen.setdefault(key, each.code) != each.code:
                raise Refused(
                    N_("Two choices are called “{name}”."),
                    UNCHANGED,
                    N_("Give each choice a name of its own."),
                    name=name,
                )
    if len(choices) > MOST_CHOICES:
        raise Refused(
            N_("A field has {limit} choices at most."),
            UNCHANGED,
            N_("Make it a field for short text instead."),
            limit=MOST_CHOICES,
        )


def _refuse_choice(name: str) -> None:
    if len(name) > LONGEST_NAME or _BREAKS.search(name):
        raise Refused(
            N_("“{name}” can't be a choice."),
            UNCHANGED,
            N_("A choice is short and has no comma, semicolon, stroke or line break in it."),
            name=name,
        )
