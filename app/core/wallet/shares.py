"""The share of a customer's spending that comes to us (definition D12), exact or blank."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from app.core.errors import Refused
from app.i18n import N_


class Fault(StrEnum):
    """Why there is no share."""

    TOTAL_UNKNOWN = "total_unknown"
    OURS_UNKNOWN = "ours_unknown"
    NOTHING_SPENT = "nothing_spent"
    GIVEN_BACK = "given_back"
    LESS_THAN_OURS = "less_than_ours"


FAULTS: dict[Fault, str] = {
    Fault.TOTAL_UNKNOWN: N_("Nobody knows yet what she spends in all."),
    Fault.OURS_UNKNOWN: N_("What she spends with us is not known."),
    Fault.NOTHING_SPENT: N_("She spends nothing of this sort."),
    Fault.GIVEN_BACK: N_("She gave back more than she bought."),
    Fault.LESS_THAN_OURS: N_(
        "Not right: she would spend less in all than with us. Estimate her total anew."
    ),
}


@dataclass(frozen=True)
class Spending:
    """What one estimate tells: ours and total in fen, or our rank among the shops she uses."""

    ours: int | None = None
    total: int | None = None
    rank: int | None = None
    shops: int | None = None


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1, or the reason why it is blank; `down` is the total it is part of."""

    value: Fraction | None
    fault: Fault | None = None
    total: Fraction | None = None

    @property
    def is_error(self) -> bool:
        """Do the figures contradict each other?"""
        return self.fault is Fault.LESS_THAN_OURS


@dataclass(frozen=True)
class GroupShare:
    """The share of a whole group: sums over sums, never a mean of shares."""

    value: Fraction | None
    ours: int
    total: Fraction
    customers: int
    left_out: int


def share_of(told: Spending) -> Share:
    """The share; a known total comes before a rank, and nothing is ever clipped."""
    if told.total is None:
        return _by_rank(told)
    if told.ours is None:
        return Share(None, Fault.OURS_UNKNOWN)
    fault = fault_of(told.ours, told.total)
    if fault is not None:
        return Share(None, fault)
    return Share(Fraction(told.ours, told.total), None, Fraction(told.total))


def fault_of(ours: int, total: int) -> Fault | None:
    """What forbids dividing one by the other."""
    if ours < 0:
        return Fault.GIVEN_BACK
    if total < ours:
        return Fault.LESS_THAN_OURS
    return Fault.NOTHING_SPENT if total == 0 else None


@lru_cache(1024)
def rank_share(rank: int, shops: int) -> Fraction:
    """The Wallet Allocation Rule: what our rank among her shops says of our share."""
    if not 1 <= rank <= shops:
        raise Refused(
            N_("We can't be number {rank} of {shops} shops."),
            N_("Nothing was kept."),
            N_("The rank lies between 1 and the number of shops she uses."),
            rank=rank,
            shops=shops,
        )
    return (1 - Fraction(rank, shops + 1)) * Fraction(2, shops)


def group_share(members: Collection[Spending]) -> GroupShare:
    """Sum of ours over sum of totals; who has no share is left out of both and counted."""
    return _together(members, [share_of(each) for each in members])


def _together(members: Collection[Spending], shares: Sequence[Share]) -> GroupShare:
    known = [
        (each.ours, share.total)
        for each, share in zip(members, shares, strict=True)
        if share.total is not None and each.ours is not None
    ]
    ours, total = sum(each for each, _ in known), sum((each for _, each in known), Fraction(0))
    value = Fraction(ours) / total if total else None
    return GroupShare(value, ours, total, len(known), len(members) - len(known))


def combined(told: Sequence[Spending]) -> Share:
    """One share of several categories: sums over sums; one contradiction makes all of it blank."""
    return combined_of(told, [share_of(each) for each in told])


def combined_of(told: Sequence[Spending], shares: Sequence[Share]) -> Share:
    """The same, where the share of each is known already."""
    if len(told) == 1:
        return shares[0]
    if any(each.is_error for each in shares):
        return Share(None, Fault.LESS_THAN_OURS)
    found = _together(told, shares)
    if found.value is None:
        faults = [each.fault for each in shares if each.fault is not None]
        return Share(None, faults[0] if faults else Fault.TOTAL_UNKNOWN)
    return Share(found.value, None, found.total)


def percent(share: Fraction | None) -> str:
    """A share as people read it: 40%, 28.8%; a dash for a blank one."""
    if share is None:
        return "–"
    tenths = round(share * 1000)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def _by_rank(told: Spending) -> Share:
    if told.rank is None or told.shops is None:
        return Share(None, Fault.TOTAL_UNKNOWN)
    share = rank_share(told.rank, told.shops)
    if told.ours is None or told.ours <= 0:
        return Share(share)
    return Share(share, None, told.ours / share)
