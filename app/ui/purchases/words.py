"""What receipts are called on screen."""

from datetime import date

from app.core.purchases.queries import Line, Purchase
from app.core.purchases.records import PurchaseKind
from app.i18n import N_, tr
from app.ui.formats import day, money

KINDS = {
    PurchaseKind.SALE: N_("Purchase"),
    PurchaseKind.RETURN: N_("Return"),
    PurchaseKind.REFUND: N_("Refund"),
    PurchaseKind.REVERSE: N_("Reverse entry"),
}
ALL_BACK = N_("Purchase, all given back")
WALK_IN = N_("Walk-in")


def kind_words(found: Purchase) -> str:
    """What sort of entry it is."""
    return tr(ALL_BACK) if found.is_taken_back else tr(KINDS[found.kind])


def buyer(found: Purchase) -> str:
    """Who bought: the name, the number of somebody unknown, or a walk-in."""
    return found.customer_name or found.customer_number or tr(WALK_IN)


def called(found: Purchase) -> str:
    """The receipt's number, or our own."""
    return found.number or f"#{found.id}"


def delivery_words(found: Purchase, today: date) -> str:
    """What is promised, and whether it was kept."""
    if found.delivered_on is not None:
        words = tr(N_("Delivered on {day}"), day=day(found.delivered_on, today))
        if found.promised_on is None:
            return words
        late = (found.delivered_on - found.promised_on).days
        if late <= 0:
            return words + tr(N_(", as promised"))
        return words + tr(N_(", {days} days late"), days=late)
    if found.promised_on is None or not found.counts:
        return ""
    late = (today - found.promised_on).days
    words = tr(N_("Promised for {day}"), day=day(found.promised_on, today))
    return words + (tr(N_(", {days} days overdue"), days=late) if late > 0 else "")


def line_words(found: Line) -> str:
    """Quantity and price of a line: 0.25 斤 × ¥48.00, less ¥2.00."""
    unit = f" {found.unit}" if found.unit else ""
    words = f"{found.quantity_text}{unit}" if found.quantity is not None else ""
    if found.price is not None:
        words = f"{words} × {money(found.price)}" if words else money(found.price)
    if found.discount:
        words += tr(N_(", less {sum}"), sum=money(found.discount))
    return words
