"""What a table for people calls a field: its label, never its key alone."""

from collections.abc import Callable

from app.catalogue.field import Catalogue, Field
from app.core.exchange.complaint_columns import COMPLAINT_COLUMNS
from app.core.exchange.headings import CALENDAR, Catalogues, catalogue_of, split_key
from app.core.exchange.layout import What
from app.core.exchange.purchase_columns import PURCHASE_COLUMNS
from app.core.exchange.survey_columns import HALVES, PLAIN
from app.i18n import N_, tr

_CALENDAR = N_("Calendar of the birth date (solar or lunar)")
_LISTS: dict[What, dict[str, str]] = {
    What.PURCHASES: {each.key: each.label for each in PURCHASE_COLUMNS},
    What.COMPLAINTS: {each.key: each.label for each in COMPLAINT_COLUMNS},
}


def field_words(each: Field[object], catalogue: Catalogue, place: int = 0) -> str:
    """The label, behind that of its group; the key as well where another is called the same."""
    words = _words(each)
    if sum(_words(other) == words for other in catalogue) > 1:
        words = f"{words} ({each.key})"
    if each.group is None:
        return words
    group = tr(each.group.label)
    return f"{group} {place} · {words}" if place else f"{group} · {words}"


def target_namer(what: What, catalogues: Catalogues) -> Callable[[str], str]:
    """How the fields are called that the columns of such a list become."""

    def named(target: str) -> str:
        if what is What.SURVEY:
            return _of_sheet(target)
        if what in _LISTS:
            return tr(_LISTS[what].get(target, target))
        return _of_profile(target, catalogue_of(what, catalogues))

    return named


def _of_sheet(target: str) -> str:
    half, colon, question = target.partition(":")
    if colon and half in HALVES:
        return tr(N_("{half}: {question}"), half=tr(HALVES[half]), question=question)
    return tr(PLAIN.get(target, target))


def _of_profile(target: str, catalogue: Catalogue) -> str:
    if target == CALENDAR:
        return tr(_CALENDAR)
    key, place = split_key(target)
    return field_words(catalogue.field(key), catalogue, place) if catalogue.has(key) else target


def _words(each: Field[object]) -> str:
    return tr(each.label)
