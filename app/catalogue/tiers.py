"""Words for how closely a field is kept and what a value is kept for."""

from app.catalogue.field import Purpose, Tier
from app.i18n import N_

TIER_LABELS: dict[Tier, str] = {
    Tier.PLAIN: N_("Ordinary"),
    Tier.GUARDED: N_("Guarded: hidden until clicked"),
    Tier.SEALED: N_("Sealed: encrypted once more"),
    Tier.COMPANY: N_("Company data"),
}
PURPOSE_LABELS: dict[Purpose, str] = {
    Purpose.CONTACT: N_("To reach the customer"),
    Purpose.SERVICE: N_("To serve as the customer likes"),
    Purpose.CARE: N_("To care and congratulate"),
    Purpose.GRADING: N_("To judge the value of the relationship"),
    Purpose.CONTRACT: N_("For contracts and credit"),
    Purpose.RECORD: N_("To keep the record straight"),
}
SEAL_LABELS: dict[str, str] = {
    "identity": N_("Identity"),
    "health": N_("Health"),
    "family": N_("Children's data"),
    "finance": N_("Income"),
    "beliefs": N_("Beliefs"),
}
