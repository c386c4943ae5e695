"""Reads sums of money and quantities as tills and people write them; never a float."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from app.catalogue.currency import can_be_paid

_PLAIN = re.compile(r"(-?)(\d{1,13})(?:\.(\d{1,2})0*)?")
_DRESS = re.compile(r"[\s,'’¥￥$€£₩]|元整?$|円$|원$|rmb|cny|jpy|krw", re.I)
_MOST = Decimal(10) ** 15


def read_fen(text: str) -> int | None:
    """A sum in minor units; None when it can't be read. (12.00) and 12.00- are negative."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        fen = int(plain[2]) * 100 + int((plain[3] or "0").ljust(2, "0"))
        return _payable(-fen if plain[1] else fen)
    number = _decimal(text)
    return None if number is None else _payable(_scaled(number, 100))


def _payable(fen: int) -> int | None:
    """Half a yen is no sum: it would be a slip of the pen, or another currency."""
    return fen if can_be_paid(fen) else None


def read_millionths(text: str) -> int | None:
    """A quantity in millionths; None when it can't be read."""
    number = _decimal(text)
    return None if number is None else _scaled(number, 1_000_000)


def _scaled(number: Decimal, by: int) -> int:
    return int((number * by).to_integral_value(ROUND_HALF_UP))


def _decimal(text: str) -> Decimal | None:
    narrow = _DRESS.sub("", unicodedata.normalize("NFKC", text).strip())
    if narrow.startswith("(") and narrow.endswith(")"):
        narrow = "-" + narrow[1:-1]
    if narrow.endswith("-"):
        narrow = "-" + narrow[:-1]
    try:
        number = Decimal(narrow.replace("\u2212", "-"))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < _MOST else None
