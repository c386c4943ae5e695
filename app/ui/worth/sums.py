"""Figures of worth as they are typed and shown: exact inside, two decimals outside."""

from fractions import Fraction

from app.ui.formats import money


def sign() -> str:
    """What stands before a sum in this shop's money."""
    return money(0)[: -len("0.00")]


def words(amount: Fraction, mark: str = "") -> str:
    """A sum with its cents, unless it is whole; in the shop's money unless told."""
    cents = round(amount * 100)
    whole, rest = divmod(abs(cents), 100)
    minus = "-" if cents < 0 else ""
    return f"{minus}{mark or sign()}{whole:,}" + (f".{rest:02}" if rest else "")


def of_fen(fen: int | Fraction) -> str:
    """Whole yuan: enough beside a chart."""
    return money(round(Fraction(fen) / 100) * 100)[:-3]


def percent(share: Fraction | None) -> str:
    """A rate with at most one decimal; a dash when there is none."""
    if share is None:
        return "–"
    tenths = round(share * 1000)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def number(value: Fraction, decimals: int = 1) -> str:
    """A number without needless zeros."""
    return f"{float(value):,.{decimals}f}".rstrip("0").rstrip(".")
