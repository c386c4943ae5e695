"""Figures of worth as they are typed and shown: exact inside, the currency's decimals outside."""

from fractions import Fraction

from app.catalogue.currency import decimals, sign


def words(amount: Fraction, mark: str = "") -> str:
    """A sum with its cents, unless it is whole; in the shop's money unless told."""
    cents = round(amount * 100) if mark or decimals() else 100 * round(amount)
    whole, rest = divmod(abs(cents), 100)
    minus = "-" if cents < 0 else ""
    return f"{minus}{mark or sign()}{whole:,}" + (f".{rest:02}" if rest else "")


def percent(share: Fraction | None) -> str:
    """A rate with at most one decimal; a dash when there is none."""
    if share is None:
        return "–"
    tenths = round(share * 1000)
    if share > 0 and not tenths:
        return "<0.1%"
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def number(value: Fraction, decimals: int = 1) -> str:
    """A number without needless zeros."""
    return f"{float(value):,.{decimals}f}".rstrip("0").rstrip(".")
