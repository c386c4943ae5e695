"""The RAD board: every customer's share and plans as columns, cut into four fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Flags
from app.core.value.exact import exact_sum
from app.core.value.gathering import narrow
from app.core.wallet.columns import NO_ESTIMATES, NO_PLANS, Estimates, Plans
from app.core.wallet.rad import CODES, Cuts, Rad
from app.core.wallet.rad_columns import Codes, Integers, classify_all
from app.core.wallet.shares import Fault, GroupShare, Share, Spending, combined_of, share_of

_FAULTS: tuple[Fault | None, ...] = (None, *Fault)
_LARGEST = 2**62
_AT_A_TIME = 100_000


@dataclass(frozen=True, eq=False)
class Board:
    """One row per customer of whom an estimate or a coming plan is known; money in fen.

    The columns may be narrow: widen what you reckon with. Her share is up/down, her total
    total_up/total_down; a `down` of 0 means there is none.
    """

    today: date
    cuts: Cuts
    ids: Integers  # ascending
    up: Integers
    down: Integers
    ours: Integers
    total_up: Integers
    total_down: Integers
    faults: Codes
    plans: Integers
    planned: Integers
    marked: NDArray[np.bool_]

    @property
    def customers(self) -> int:
        """How many stand on it, the blank ones too."""
        return len(self.ids)

    def everybody(self) -> Integers:
        """All rows."""
        return np.arange(self.customers)

    def codes(self, cuts: Cuts | None = None) -> Codes:
        """The class of each row, by these cuts or the shop's."""
        chosen = cuts or self.cuts
        found = np.empty(self.customers, np.uint8)
        for low in range(0, self.customers, _AT_A_TIME):
            some = slice(low, low + _AT_A_TIME)
            high = self.marked[some] | (
                (self.plans[some] > 0) & (self.planned[some] >= chosen.plans)
            )
            up, down = self.up[some].astype(np.int64), self.down[some].astype(np.int64)
            found[some] = classify_all(up, down, high, chosen)
        return found

    def rows(self, rad: Rad | None, cuts: Cuts | None = None) -> Integers:
        """The rows of a field: those who plan most first, then those who buy most."""
        return self._in_order(np.flatnonzero(self.codes(cuts) == CODES.index(rad)))

    def first(self, most: int) -> dict[Rad, Integers]:
        """The first so many rows of each field by the shop's cuts."""
        codes = self.codes()
        return {rad: self._first(np.flatnonzero(codes == CODES.index(rad)), most) for rad in Rad}

    def _first(self, found: Integers, most: int) -> Integers:
        """Whoever plans less than so many others cannot be among them: few are sorted."""
        if len(found) > most:
            planned = self.planned[found]
            least = np.partition(planned, len(found) - most)[len(found) - most]
            found = found[planned >= least]
        if len(found) > most:  # many plan the same, such as nothing: then it is who buys most
            planned, ours = self.planned[found], self.ours[found]
            least = planned.min()
            lower = planned == least
            room = most - int(np.count_nonzero(~lower))
            last = np.partition(ours[lower], -room)[-room]
            found = found[~lower | (ours >= last)]
        return self._in_order(found)[:most]

    def _in_order(self, found: Integers) -> Integers:
        ours, planned = (each[found].astype(np.int64) for each in (self.ours, self.planned))
        order = np.lexsort((self.ids[found], -ours, -planned))
        chosen: Integers = found[order]
        return chosen

    def share(self, row: int) -> Share:
        """The share of one row, or why there is none."""
        if self.down[row]:
            return Share(Fraction(int(self.up[row]), int(self.down[row])))
        return Share(None, _FAULTS[int(self.faults[row])] or Fault.TOTAL_UNKNOWN)

    def group(self, rows: Integers) -> GroupShare:
        """The share of these rows together: sum of ours over sum of totals."""
        counted = rows[self.total_down[rows] > 0]
        ours = exact_sum(self.ours[counted])
        total = sum(self._totals(counted), Fraction(0))
        value = Fraction(ours) / total if total else None
        return GroupShare(value, ours, total, len(counted), len(rows) - len(counted))

    def _totals(self, rows: Integers) -> Iterator[Fraction]:
        for under in np.unique(self.total_down[rows]).tolist():
            mine = rows[self.total_down[rows] == under]
            yield Fraction(exact_sum(self.total_up[mine]), under)


def joined(today: date, cuts: Cuts, pieces: Iterable[Board]) -> Board:
    """Boards of some customers each, in their order, as one; each column as narrow as it can be."""
    names = [each.name for each in fields(Board)][2:]
    several = [[narrow(getattr(each, name)) for name in names] for each in pieces]
    if not several:
        return make_board(today, cuts, NO_ESTIMATES, NO_PLANS)
    return Board(today, cuts, *map(np.concatenate, zip(*several, strict=True)))


def make_board(today: date, cuts: Cuts, told: Estimates, plans: Plans) -> Board:
    """Lay both tables beside one another, customer by customer."""
    first = np.flatnonzero(np.diff(told.ids, prepend=-1))
    ids, number = told.ids[first], np.diff(np.append(first, len(told.ids)))
    figures = _single(told, first)
    several = np.flatnonzero(number > 1)
    if len(several):
        _add_several(figures, told, several, first, number)
    # A stable sort joins two sorted columns at a walk; `union1d` takes ten times as long.
    both = np.sort(np.concatenate((ids, plans.ids)), kind="stable")
    everybody = both[np.diff(both, prepend=-1) > 0]
    at, planning = np.searchsorted(everybody, ids), np.searchsorted(everybody, plans.ids)
    columns = np.zeros((6, len(everybody)), np.int64)
    columns[:, at] = figures.T
    up, down, ours, total_up, total_down, faults = columns
    hers = np.zeros((3, len(everybody)), np.int64)
    hers[:, planning] = np.array((plans.count, plans.amount, plans.marked), np.int64)
    count, planned, marked = hers
    totals = (total_up, total_down, faults.astype(np.uint8))
    return Board(today, cuts, everybody, up, down, ours, *totals, count, planned, marked > 0)


def _single(told: Estimates, rows: Integers) -> Integers:
    """Figures of customers whose first row is their only one; as `share_of`, for columns."""
    ours, total, rank, shops = (
        each[rows] for each in (told.ours, told.total, told.rank, told.shops)
    )
    knows, has_total = told.knows_ours[rows], told.knows_total[rows]
    faults = np.zeros(len(rows), np.int64)
    for wrong, fault in (
        (has_total & (total == 0), Fault.NOTHING_SPENT),
        (has_total & (total < ours), Fault.LESS_THAN_OURS),
        (has_total & (ours < 0), Fault.GIVEN_BACK),
        (has_total & ~knows, Fault.OURS_UNKNOWN),
        (~has_total & (rank == 0), Fault.TOTAL_UNKNOWN),
    ):
        faults[wrong] = _FAULTS.index(fault)
    whole, ranked = has_total & (faults == 0), ~has_total & (rank > 0)
    weight, of = 2 * (shops + 1 - rank), shops * (shops + 1)
    up = np.where(whole, ours, np.where(ranked, weight, 0))
    down = np.where(whole, total, np.where(ranked, of, 0))
    implied = ranked & knows & (ours > 0)
    total_up = np.where(whole, total, np.where(implied, ours * of, 0))
    total_down = np.where(whole, 1, np.where(implied, weight, 0))
    return np.stack((up, down, np.where(knows, ours, 0), total_up, total_down, faults), axis=1)


def _add_several(
    figures: Integers, told: Estimates, several: Integers, first: Integers, number: Integers
) -> None:
    """Customers with categories: columns where every category has a total, else one by one."""
    plain = told.knows_ours & told.knows_total
    plain &= (told.ours >= 0) & (told.total >= told.ours) & (told.total > 0)
    ranked = ~told.knows_total & (told.rank > 0) & told.knows_ours & (told.ours > 0)
    simple = _sums(figures, told, plain, ranked, (several, first, number))
    for place in np.setdiff1d(several, simple).tolist():
        rows = range(int(first[place]), int(first[place] + number[place]))
        figures[place] = _several([_spending(told, row) for row in rows])


def _sums(
    figures: Integers, told: Estimates, plain: Flags, ranked: Flags, of: tuple[Integers, ...]
) -> Integers:
    """Fill in sums over sums; totals that a rank implies on one denominator. Tells whose."""
    several, first, number = of
    shops = np.where(ranked, told.shops, 0)
    weight = np.where(ranked, 2 * (shops + 1 - told.rank), 1)
    total = np.where(ranked, told.ours * shops * (shops + 1), told.total)
    down = np.multiply.reduceat(weight, first)
    up = np.add.reduceat(total * (np.repeat(down, number) // weight), first)
    ours = np.add.reduceat(told.ours, first)
    good = np.add.reduceat(plain | ranked, first, dtype=np.int64) == number
    # Reckoned once more without a limit: what grew too large for a column goes one by one.
    with np.errstate(over="ignore"):
        large = np.multiply.reduceat(weight.astype(np.float64), first)
        most = np.add.reduceat(total.astype(np.float64), first) * large
        own = np.add.reduceat(told.ours.astype(np.float64), first) * large
    simple: Integers = several[(good & (np.maximum(most, own) < _LARGEST))[several]]
    up, down, ours = up[simple], down[simple], ours[simple]
    part, whole = np.gcd(ours * down, up), np.gcd(up, down)
    columns = (ours * down // part, up // part, ours, up // whole, down // whole, 0 * up)
    figures[simple] = np.stack(columns, axis=1)
    return simple


def _several(told: list[Spending]) -> list[int]:
    """The same for a customer with several categories."""
    shares = [share_of(each) for each in told]
    share = combined_of(told, shares)
    told_of = zip(told, shares, strict=True)
    ours = sum(each.ours or 0 for each, hers in told_of if hers.total is not None)
    if share.value is None or share.total is None:
        return [0, 0, ours, 0, 0, _FAULTS.index(share.fault)]
    value, total = _small(share.value), _small(share.total)
    return [value.numerator, value.denominator, ours, total.numerator, total.denominator, 0]


def _small(exact: Fraction) -> Fraction:
    """Exact, unless its parts are larger than a column holds."""
    fits = max(exact.numerator, exact.denominator) < _LARGEST
    return exact if fits else exact.limit_denominator(1000)


def _spending(told: Estimates, row: int) -> Spending:
    rank = int(told.rank[row]) or None
    return Spending(
        int(told.ours[row]) if told.knows_ours[row] else None,
        int(told.total[row]) if told.knows_total[row] else None,
        rank,
        int(told.shops[row]) if rank else None,
    )
