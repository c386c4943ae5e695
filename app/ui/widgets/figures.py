"""Words around figures: sums, shares, and what has to be said of small numbers."""

from datetime import date
from fractions import Fraction

from app.catalogue.currency import whole_money as money
from app.charts.matrix_words import percent
from app.core.value.window import Window
from app.i18n import N_, ntr, tr

__all__ = ["between", "future_words", "money", "percent", "small_words", "times"]
SMALL, TOO_FEW = 30, 5


def between(window: Window) -> str:
    """The days a figure is of, as they stand in its sentence."""
    if window.first is None:
        return tr(N_("from the beginning to {last}"), last=window.last.isoformat())
    return tr(
        N_("from {first} to {last}"), first=window.first.isoformat(), last=window.last.isoformat()
    )


def small_words(count: int) -> tuple[str, ...]:
    """What is said below a figure of few customers; nothing from thirty on, or of nobody."""
    if not 0 < count < SMALL:
        return ()
    return (
        ntr(
            "Only {n} customer: read shares and averages with care.",
            "Only {n} customers: read shares and averages with care.",
            count,
        ),
    )


def future_words(count: int) -> tuple[str, ...]:
    """Receipts of days to come are said, because they count nowhere."""
    if not count:
        return ()
    return (
        ntr(
            "{n} receipt is dated in the future and counts nowhere yet.",
            "{n} receipts are dated in the future and count nowhere yet.",
            count,
        ),
    )


def times(index: Fraction | None) -> str:
    """How many times as usual, with one decimal; a dash when not known."""
    return "–" if index is None else f"{float(index):.1f}×"


def month_words(day: date) -> str:
    """A month, such as 2026-11."""
    return f"{day:%Y-%m}"
