"""The settings of figures about value: where the matrix parts, how RFM scores, whom we mean."""

from typing import Any

from app.core.settings.shapes import Option, Setting, choice, is_whole, whole
from app.i18n import N_

MATRIX_CUT = choice(
    "value.cut",
    N_("The value matrix is parted at"),
    Option("averages", N_("The averages")),
    Option("medians", N_("The medians")),
    Option("own", N_("Lines of our own")),
    hint=N_("The page “Customer value” lets you drag the lines"),
)


def _are_lines(value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) in (0, 2)
        and all(is_whole(each, 0, 10**16) for each in value)
    )


# Dragged on the chart itself: hundredths of a purchase, and fen; empty until then.
MATRIX_LINES: Setting[tuple[int, ...]] = Setting(
    "matrix_lines", "by_field", (), N_("Our own lines of the value matrix"), _are_lines
)
RFM_METHOD = choice(
    "rfm.method",
    N_("The digits of RFM are"),
    Option("quintiles", N_("Fifths of the customers, each digit by itself")),
    Option("nested", N_("Fifths within fifths: F inside R, M inside both")),
    Option("bands", N_("Limits of our own")),
    hint=N_("With fewer than 30 customers limits are always used"),
)
RFM_WEIGHTS = choice(
    "rfm.weights",
    N_("R, F and M weigh"),
    Option("3-2-1", N_("3 : 2 : 1")),
    Option("9.9-6.6-3.3", N_("9.9 : 6.6 : 3.3")),
)
STONE_SCALE = whole(
    "rfm.stone_scale",
    N_("Yuan that weigh as one in Bob Stone's points"),
    default=1,
    low=1,
    high=1_000_000,
    hint=N_("A customer reaches all points of money with 200 times as much in two years"),
)


def _are_bands(value: Any) -> bool:
    return isinstance(value, dict) and all(
        name in ("days", "purchases", "revenue")
        and isinstance(limits, list)
        and len(limits) == 4
        and all(is_whole(each, 0, 10**16) for each in limits)
        for name, limits in value.items()
    )


# Edited on the page of RFM: limits of the digits 5, 4, 3 and 2; money in fen.
RFM_BANDS: Setting[dict[str, list[int]]] = Setting(
    "rfm_bands", "by_field", {}, N_("Limits of the digits of RFM"), _are_bands
)


def _are_meant(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(cut, str)
        and isinstance(shares, dict)
        and len(shares) <= 100
        and all(isinstance(name, str) and is_whole(share, 0, 100) for name, share in shares.items())
        for cut, shares in value.items()
    )


# Edited beside the charts: whom the shop means to serve, {cut: {value: percent}}.
MEANT: Setting[dict[str, dict[str, int]]] = Setting(
    "meant", "by_field", {}, N_("Whom the shop means to serve"), _are_meant
)
