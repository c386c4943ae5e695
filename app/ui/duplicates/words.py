"""The words of duplicates: why two files may be one."""

from collections.abc import Sequence

from app.i18n import N_, listed, tr

REASONS = {
    "same_name": N_("same name"),
    "alike": N_("names alike"),
    "same_phone": N_("same phone"),
    "same_birthday": N_("same birthday"),
    "same_card": N_("same card number but for its dressing"),
    "same_code": N_("same credit code"),
    "same_place": N_("same address"),
}
LIKELY = {3: N_("surely one"), 2: N_("likely one"), 1: N_("perhaps one")}


def reasons(keys: Sequence[str]) -> str:
    """The reasons in one line."""
    return listed(tr(REASONS[key]) for key in keys)
