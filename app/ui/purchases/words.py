"""What receipts are called on screen."""

from datetime import date

from app.catalogue.currency import money
from app.core.purchases.delivery import Kept
from app.core.purchases.queries import Line, Purchase
from app.core.purchases.records import PurchaseKind
from app.i18n import N_, ntr, tr
from app.ui.formats import day

KINDS = {
    PurchaseKind.SALE: N_("Purchase"),
    PurchaseKind.RETURN: N_("Return"),
    PurchaseKind.REFUND: N_("Refund"),
    PurchaseKind.REVERSE: N_("Reverse entry"),
}
ALL_BACK = N_("Purchase, all given back")
WALK_IN = N_("Walk-in")
_FEW, _SURE = 5, 30


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
        return words + ntr(", {n} day late", ", {n} days late", late)
    if found.promised_on is None or not found.counts:
        return ""
    late = (today - found.promised_on).days
    words = tr(N_("Promised for {day}"), day=day(found.promised_on, today))
    return words + (ntr(", {n} day overdue", ", {n} days overdue", late) if late > 0 else "")


def kept_words(found: Kept, today: date) -> str:
    """How promised days were kept, with window and number; nothing when none was promised.

    Fewer than five promises have no percent, fewer than thirty are said to be few.
    """
    if not found.due or found.share is None:
        return ""
    judged = found.on_time + found.late + found.late_open
    span = {"first": day(found.first, today), "last": day(found.last, today)}
    words = ntr(
        "Promised for {first} to {last}: {kept} of {n} order came on time",
        "Promised for {first} to {last}: {kept} of {n} orders came on time",
        judged, kept=f"{found.on_time:,}", **span,
    )  # fmt: skip
    if judged >= _FEW:
        words += tr(N_(" ({percent}%)"), percent=round(found.share * 100))
    words += _middle(found)
    if found.late_open:
        words += ntr(
            ", {n} is overdue and not delivered",
            ", {n} are overdue and not delivered",
            found.late_open,
        )
    return words + (tr(N_(". Few orders: a hint, no more.")) if judged < _SURE else "")


def _middle(found: Kept) -> str:
    if found.median_delay is None:
        return ""
    delay = f"{abs(float(found.median_delay)):g}"
    days = tr(N_("1 day")) if delay == "1" else tr(N_("{n} days"), n=delay)
    if found.median_delay > 0:
        return tr(N_(", in the middle {days} after the promised day"), days=days)
    if found.median_delay < 0:
        return tr(N_(", in the middle {days} before the promised day"), days=days)
    return tr(N_(", in the middle on the promised day"))


def line_words(found: Line) -> str:
    """Quantity and price of a line: 0.25 斤 × ¥48.00, less ¥2.00."""
    unit = f" {found.unit}" if found.unit else ""
    words = f"{found.quantity_text}{unit}" if found.quantity is not None else ""
    if found.price is not None:
        words = f"{words} × {money(found.price)}" if words else money(found.price)
    if found.discount:
        words += tr(N_(", less {sum}"), sum=money(found.discount))
    return words
