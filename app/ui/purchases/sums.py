"""Reads sums and quantities as they are typed at the counter, and writes them back."""

import re

from app.catalogue.cleaning import narrow
from app.catalogue.currency import can_be_paid
from app.core.purchases.records import QUANTITY_UNIT

_SUM = re.compile(r"([+-]?)(\d{1,12})(?:\.(\d{1,2}))?")
_QUANTITY = re.compile(r"([+-]?)(\d{0,9})(?:\.(\d{0,6}))?")


def read_sum(typed: str) -> int | None:
    """Take "128.5", "¥1,280" or "-30元" as fen; None for anything else or for nothing."""
    plain = narrow(typed).replace(",", "").replace(" ", "").strip("¥￥₩元円")
    sign = "-" if plain.startswith("-") else ""
    found = _SUM.fullmatch(sign + plain.lstrip("+-¥￥₩"))
    if found is None:
        return None
    minor = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))
    if not can_be_paid(minor):
        return None
    return -minor if found[1] == "-" else minor


def read_quantity(typed: str) -> int | None:
    """Take "2", "0.25" or "-1" as millionths; None for anything else or for nothing."""
    plain = narrow(typed).replace(",", "").replace(" ", "")
    found = _QUANTITY.fullmatch(plain)
    if found is None or not (found[2] or found[3]):
        return None
    millionths = int(found[2] or 0) * QUANTITY_UNIT + int((found[3] or "").ljust(6, "0"))
    return -millionths if found[1] == "-" else millionths


def sum_text(fen: int | None) -> str:
    """Fen as one types them: 128.50, and 128 without its pennies."""
    if fen is None:
        return ""
    sign, (whole, rest) = "-" if fen < 0 else "", divmod(abs(fen), 100)
    return f"{sign}{whole}.{rest:02}" if rest else f"{sign}{whole}"
