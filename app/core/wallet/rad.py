"""RAD: whom to keep, win, develop or observe, by share of wallet and by plans (D12)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from app.core.wallet.shares import percent
from app.i18n import N_, language, ntr, tr

Money: TypeAlias = Callable[[int], str]


class Rad(StrEnum):
    """One of the four fields of the board."""

    KEEP = "R"
    WIN = "A"
    DEVELOP = "D"
    OBSERVE = "O"


@dataclass(frozen=True)
class RadWords:
    """What a class is called, who stands there, and what the course advises (marked)."""

    name: str
    mark: str
    advice: str


WORDS: dict[Rad, RadWords] = {
    Rad.KEEP: RadWords(
        N_("Keep (R)"),
        N_("buys most of it here, plans little"),
        N_("Keep them cheaply: reminders, a kind word, good care."),
    ),
    Rad.WIN: RadWords(
        N_("Win (A)"),
        N_("buys elsewhere, plans much"),
        N_("Win them: a trial, a comparison, and ask why they go elsewhere."),
    ),
    Rad.DEVELOP: RadWords(
        N_("Develop (D)"),
        N_("buys most of it here, plans much"),
        N_("Grow with them: bundles, larger sizes, first choice of what is new."),
    ),
    Rad.OBSERVE: RadWords(
        N_("Observe"),
        N_("buys elsewhere, plans little"),
        N_("Watch at no cost, until a share or a plan moves."),
    ),
}
CODES: tuple[Rad | None, ...] = (None, Rad.KEEP, Rad.WIN, Rad.DEVELOP, Rad.OBSERVE)
"""The class of each code in a column."""


@dataclass(frozen=True)
class Cuts:
    """Where the board is cut: the share in percent, months ahead, and what is much (fen)."""

    share: int = 50
    months: int = 12
    plans: int = 1000_00


@dataclass(frozen=True)
class Planned:
    """What she means to buy within the horizon: how many plans, their sum, one marked "much"."""

    count: int = 0
    amount: int = 0
    marked: bool = False

    def is_high(self, cuts: Cuts) -> bool:
        """Is it much?"""
        return self.marked or (self.count > 0 and self.amount >= cuts.plans)


def classify(share: Fraction | None, planned: Planned, cuts: Cuts) -> Rad | None:
    """The class of one customer; blank without a share, however much she plans."""
    if share is None:
        return None
    high = planned.is_high(cuts)
    if share * 100 >= cuts.share:
        return Rad.DEVELOP if high else Rad.KEEP
    return Rad.WIN if high else Rad.OBSERVE


def plain_money(fen: int) -> str:
    """A sum without its sign: the core knows no shop's currency."""
    return f"{fen // 100:,}"


def why(share: Fraction | None, planned: Planned, cuts: Cuts, money: Money = plain_money) -> str:
    """One sentence: what she was classed by."""
    if share is None:
        if planned.count:
            return tr(N_("There are plans, but no share yet: no class without a share."))
        return tr(N_("No share yet, so no class."))
    side = N_("Her share is {share}, at least {cut}%.")
    if share * 100 < cuts.share:
        side = N_("Her share is {share}, under {cut}%.")
    first = tr(side, share=percent(share), cut=cuts.share)
    return ("" if language() == "zh" else " ").join((first, _plans(planned, cuts, money)))


def _plans(planned: Planned, cuts: Cuts, money: Money) -> str:
    amount, cut = money(planned.amount), money(cuts.plans)
    if not planned.count:
        return ntr(
            "No plan is written down for the next month.",
            "No plan is written down for the next {n} months.",
            cuts.months,
        )
    months = ntr("within a month", "within {n} months", cuts.months)
    if planned.marked:
        words = N_("A plan {within} is marked as much.")
    elif planned.is_high(cuts):
        words = N_("Plans of {amount} {within} are at least {cut}.")
    else:
        words = N_("Plans of {amount} {within} are under {cut}.")
    return tr(words, amount=amount, cut=cut, within=months)
