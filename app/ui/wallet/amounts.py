"""Sums and whole numbers as they are typed into this family's forms, and as they are shown."""

from app.core.errors import Refused
from app.core.exchange.sums import read_fen
from app.i18n import N_
from app.ui.formats import money

_HUNDRED = 100
_ZERO = len("0.00")


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


def yuan(fen: int) -> str:
    """A sum; without its two zeros when it is whole."""
    words = money(fen)
    return words[:-3] if fen % _HUNDRED == 0 else words


def sign() -> str:
    """What stands before a sum in this shop's money."""
    return money(0)[:-_ZERO]
