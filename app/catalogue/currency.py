"""Sums of money as people read them, in the open shop's currency."""

from fractions import Fraction

_SIGNS = {
    **{"CNY": "¥", "HKD": "HK$", "MOP": "MOP$", "TWD": "NT$", "SGD": "S$"},
    **{"MYR": "RM", "USD": "US$", "EUR": "€", "GBP": "£"},
}
_HALF = Fraction(1, 2)
_currency = "CNY"  # like the language: one at a time, said when a shop is opened


def use_currency(code: str) -> None:
    """The open shop's currency; a shop has one."""
    global _currency
    _currency = code


def sign(currency: str | None = None) -> str:
    """What stands before a sum: ¥, or the code and a space where no sign is usual."""
    code = currency or _currency
    return _SIGNS.get(code, f"{code} ")


def money(minor: int, currency: str | None = None) -> str:
    """A sum in minor units, in the open shop's currency unless told: ¥1,234.50."""
    whole, rest = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{sign(currency)}{whole:,}.{rest:02}"


def short_money(minor: int) -> str:
    """The same, without its two zeros when it is whole: ¥1,234."""
    return money(minor).removesuffix(".00")


def whole_money(minor: int | Fraction) -> str:
    """Rounded to whole yuan, halves up: enough in a sentence, on a card and beside a chart."""
    whole = int(abs(Fraction(minor) / 100) + _HALF)
    return f"{'-' if minor < 0 and whole else ''}{sign()}{whole:,}"
