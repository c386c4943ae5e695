"""An estimate and a plan as they are told, and what they are checked for."""

from dataclasses import dataclass
from datetime import date

from app.core.errors import Refused
from app.core.wallet.shares import rank_share
from app.core.wallet.words import GUESS
from app.i18n import N_

MOST = 10**15
"""Fen: ten thousand milliards of yuan; more is a slip of the finger."""
MOST_SHOPS = 99


@dataclass(frozen=True)
class NewEstimate:
    """What she spends in all, or our rank among the shops she uses.

    Without `ours` it is added up from her purchases of the last `days`; `category` empty is
    everything. Without `on` it was today.
    """

    made_by: str = GUESS
    total: int | None = None
    rank: int | None = None
    shops: int | None = None
    category: str = ""
    ours: int | None = None
    days: int = 365
    on: date | None = None
    source: str | None = None
    note: str = ""


@dataclass(frozen=True)
class NewPlan:
    """What she means to buy: an amount in fen, or whether it is much; when; how likely."""

    what: str
    amount: int | None = None
    level: str | None = None
    due_on: date | None = None
    chance: int | None = None
    chance_words: str = ""
    on: date | None = None
    who: str | None = None


def check_estimate(told: NewEstimate) -> None:
    """Refuse what can't be kept; a total below ours is kept, and shown as the error it is."""
    for amount in (told.total, told.ours):
        check_amount(amount, negative=amount is told.ours)
    if (told.rank is None) != (told.shops is None):
        raise Refused(
            N_("Our rank needs the number of shops, and the other way round."),
            N_("Nothing was kept."),
            N_("Fill in both, or neither."),
        )
    if told.shops is not None and told.shops > MOST_SHOPS:
        raise Refused(
            N_("{count} shops are too many for an estimate by rank."),
            N_("Nothing was kept."),
            N_("At most {most}; leave out those she hardly uses."),
            count=told.shops,
            most=MOST_SHOPS,
        )
    if told.rank is not None and told.shops is not None:
        rank_share(told.rank, told.shops)
    if not 1 <= told.days <= 36500:
        raise Refused(
            N_("{days} days is no stretch of time to add purchases up."),
            N_("Nothing was kept."),
            N_("Choose between 1 and 36500 days."),
            days=told.days,
        )


def check_plan(told: NewPlan) -> None:
    """Refuse an amount or a chance that can't be."""
    check_amount(told.amount)
    if told.chance is not None and not 0 <= told.chance <= 100:
        raise Refused(
            N_("{chance}% is no chance."),
            N_("Nothing was kept."),
            N_("Type a number from 0 to 100."),
            chance=told.chance,
        )


def check_amount(amount: int | None, *, negative: bool = False) -> None:
    """Refuse an amount below nothing, or larger than any shop sees."""
    if amount is None or (-MOST if negative else 0) <= amount <= MOST:
        return
    raise Refused(
        N_("The amount can't be right."),
        N_("Nothing was kept."),
        N_("Type what it comes to, in yuan."),
    )
