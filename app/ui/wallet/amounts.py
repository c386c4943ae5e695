"""Sums and whole numbers as they are typed into this family's forms."""

from app.core.errors import Refused
from app.core.exchange.sums import read_fen
from app.i18n import N_


def amount(typed: str) -> int | None:
    """Fen; None for an empty text."""
    if not typed.strip():
        return None
    found = read_fen(typed)
    if found is None:
        raise Refused(
            N_("“{typed}” is no amount that can be read."),
            N_("Nothing was kept."),
            N_("Type it in yuan, like 1500 or 88.50."),
            typed=typed.strip(),
        )
    return found
