"""A purchase half entered, as it outlives locking: what stands in the page and its lines."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.drafts import Typed
from app.ui.widgets.typed import type_again, typed

if TYPE_CHECKING:  # the page knows this module
    from app.ui.purchases.new_page import PurchasePage


def half_entered(page: "PurchasePage") -> Typed | None:
    """What is entered so far; None when that is nothing, or on its way."""
    customer, lines = page.customer, page.rows.typed()
    words = typed((page.finder.line, page.note.editor, page.amount.editor, page.promised.line))
    if page.keeping or not (lines or any(each.strip() for each in words)):
        return None
    return {
        "customer": None if customer is None else customer.id,
        "day": page.day.typed(),
        "promised": page.promised.typed(),
        "lines": lines,
        "rest": typed(_rest(page)),
    }


def enter_again(page: "PurchasePage", found: Typed) -> None:
    """Everything but the customer, who is asked for."""
    page.day.put(str(found.get("day", "")))
    page.promised.put(str(found.get("promised", "")))
    type_again(_rest(page), found.get("rest", ()))
    page.rows.type_again(found.get("lines", ()))


def _rest(page: "PurchasePage") -> tuple[QWidget, ...]:
    lines = (page.channel, page.clerk, page.amount, page.note)
    return (page.finder.line, page.paid, *(each.editor for each in lines))
