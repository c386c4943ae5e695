"""How cuts of customers and their values are called."""

from collections.abc import Mapping

from app.catalogue import choices
from app.catalogue.currency import whole_money as money
from app.catalogue.kinds import Choice
from app.catalogue.regions import divisions
from app.core.value.trait_sources import OwnKey
from app.core.value.who import OTHER
from app.i18n import N_, tr

CUTS: dict[str, str] = {
    "sex": N_("Sex"),
    "age": N_("Age"),
    "city": N_("Town or city"),
    "province": N_("Province"),
    "occupation": N_("Occupation"),
    "channel": N_("How they found us"),
    "sold": N_("Buys through"),
    "drawn": N_("Drawn by"),
    "average": N_("Average purchase"),
    "since": N_("Customer for"),
    "trade": N_("Trade"),
    "size": N_("Size"),
    "form": N_("Legal form"),
}
_OPTIONS = {
    "sex": choices.SEX,
    "drawn": choices.DRAWN_BY,
    "trade": choices.INDUSTRY,
    "size": choices.COMPANY_SIZE,
    "form": choices.LEGAL_FORM,
}
_SINCE: Mapping[str, str] = {
    "0-90": N_("up to 90 days"),
    "91-365": N_("up to a year"),
    "366-1095": N_("1 to 3 years"),
    "1096-": N_("longer"),
}


def cut_name(cut: str) -> str:
    """What a cut is called."""
    if isinstance(cut, OwnKey):
        return tr(cut.field.label)
    return tr(CUTS[cut])


def value_name(cut: str, value: str) -> str:
    """What a value of a cut is called."""
    if value == OTHER:
        return tr(N_("all others"))
    if isinstance(cut, OwnKey) and isinstance(cut.field.kind, Choice):
        return tr(cut.field.kind.options.label_of(value))
    if cut in _OPTIONS:
        return tr(_OPTIONS[cut].label_of(value))
    if cut in ("city", "province"):
        return _place(value)
    if cut == "since":
        return tr(_SINCE[value])
    return _band(cut, value) if cut in ("age", "average") else tr(value)


def _place(value: str) -> str:
    """A division by its code; a town by its own name."""
    found = next((each.name for each in divisions() if each.code == value), None)
    return found or value


def _band(cut: str, value: str) -> str:
    low, _, high = value.partition("-")
    if cut == "age":
        return tr(N_("{low} and older"), low=low) if not high else f"{low}–{high}"
    if not high:
        return tr(N_("from {sum}"), sum=money(int(low)))
    return (
        tr(N_("below {sum}"), sum=money(int(high) + 1))
        if low == "0"
        else (f"{money(int(low))}–{money(int(high) + 1)}")
    )
