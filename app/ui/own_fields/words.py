"""What the page of fields calls kinds, profiles and tiers."""

from typing import Any

from app.catalogue.field import Field, Tier
from app.catalogue.own_field import KIND_CHOICES
from app.i18n import N_, tr

PROFILES = {"individual": N_("Individuals"), "company": N_("Companies")}
PART_LABELS = {
    "individual": N_("Part of an individual's file"),
    "company": N_("Part of a company's file"),
}
NOWHERE = N_("not there")
YEARLY = N_("Reminds every year, as a birthday does")
TIER_CHOICES: dict[Tier, tuple[str, str]] = {
    Tier.PLAIN: (N_("Ordinary"), N_("Shown to everybody who sees the customer's file.")),
    Tier.GUARDED: (
        N_("Guarded"),
        N_("Hidden behind dots until clicked; each look is written down."),
    ),
    Tier.SEALED: (
        N_("Sealed"),
        N_(
            "Encrypted once more and opened only with the owner's password; lists can ask "
            "only whether it is filled. For health, beliefs and whatever would harm."
        ),
    ),
}
_TEXT = N_("Text")
_KINDS = {
    "name": N_("Name"),
    "lines": N_("Several lines"),
    "choice_with": N_("Choice with details"),
    "years": N_("Age"),
    "age": N_("Age"),
    "quantity": N_("Number with a unit"),
    "count": N_("Whole number"),
    "phone": N_("Telephone number"),
    "id_number": N_("Identity number"),
    "credit_code": N_("Credit code"),
}


def kind_words(field: Field[Any]) -> str:
    """What sort of value a field holds."""
    name = field.kind.name
    if name in KIND_CHOICES:
        return tr(KIND_CHOICES[name].label)
    return tr(_KINDS.get(name, _TEXT))


def tier_words(field: Field[Any]) -> str:
    """How closely it is kept; nothing for the ordinary ones."""
    return tr(TIER_CHOICES[field.tier][0]) if field.tier in (Tier.GUARDED, Tier.SEALED) else ""
