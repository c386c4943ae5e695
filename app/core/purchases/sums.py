"""The sum of a line: quantity times price less discount, rounded half up to whole fen or yen."""

from app.catalogue.currency import smallest
from app.core.purchases.records import QUANTITY_UNIT


def times(quantity: int, price: int) -> int:
    """Quantity (millionths) times price (fen), half a fen away from nought.

    A return is the exact mirror of its sale: -x comes to minus what x comes to.
    """
    product = quantity * price
    rounded = _rounded(abs(product), QUANTITY_UNIT)
    return -rounded if product < 0 else rounded


def line_sum(quantity: int | None, price: int | None, discount: int | None) -> int | None:
    """What a line comes to; None without a price. No quantity means one."""
    if price is None:
        return None
    whole = QUANTITY_UNIT if quantity is None else quantity
    return times(whole, price) - (discount or 0)


def share(amount: int, part: int, whole: int) -> int:
    """The part of a sum that belongs to `part` of `whole` units, half a fen away from nought."""
    if whole == 0:
        return amount
    rounded = _rounded(abs(amount * part), abs(whole))
    minus = sum(each < 0 for each in (amount, part, whole)) % 2
    return -rounded if minus else rounded


def _rounded(above: int, below: int) -> int:
    """A fraction as the nearest sum that can be paid, halves up."""
    step = smallest()
    return (above * 2 + below * step) // (2 * below * step) * step
