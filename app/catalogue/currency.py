"""Sums of money as people read them, in the open shop's currency.

A sum is kept in hundredths of every currency, also where there are no coins so small: then it
is a whole number of hundreds, shown without decimals, and nothing smaller can be typed.
"""

from fractions import Fraction

_SIGNS = {
    **{"CNY": "¥", "HKD": "HK$", "MOP": "MOP$", "TWD": "NT$", "SGD": "S$"},
    **{"MYR": "RM", "USD": "US$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "KRW": "₩"},
}
_WITHOUT_HUNDREDTHS = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX"})
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


def decimals(currency: str | None = None) -> int:
    """How many decimals its sums have: two, or none."""
    return 0 if (currency or _currency) in _WITHOUT_HUNDREDTHS else 2


def smallest() -> int:
    """The smallest sum that can be paid in the open shop's currency, in minor units."""
    return 1 if decimals() else 100


def can_be_paid(minor: int) -> bool:
    """Are there coins for this sum?"""
    return minor % smallest() == 0


def money(minor: int, currency: str | None = None) -> str:
    """A sum in minor units, in the open shop's currency unless told: ¥1,234.50."""
    if not decimals(currency):
        return _whole(minor, sign(currency))
    whole, rest = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{sign(currency)}{whole:,}.{rest:02}"


def plain_sum(minor: int) -> str:
    """The bare number for a file or an editor, with the currency's decimals: 1234.50."""
    if not decimals():
        return _whole(minor, "").replace(",", "")
    whole, rest = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{rest:02}"


def short_money(minor: int) -> str:
    """The same, without its two zeros when it is whole: ¥1,234."""
    return money(minor).removesuffix(".00")


def whole_money(minor: int | Fraction) -> str:
    """Rounded to whole yuan, halves up: enough in a sentence, on a card and beside a chart."""
    return _whole(minor, sign())


def _whole(minor: int | Fraction, mark: str) -> str:
    whole = int(abs(Fraction(minor) / 100) + _HALF)
    return f"{'-' if minor < 0 and whole else ''}{mark}{whole:,}"
