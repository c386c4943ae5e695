"""How much less goods somebody bought, in the unit that she bought most often."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Amounts:
    """Millionths of a unit in the recent window and in the one before."""

    recent: int
    before: int
    unit: str


@dataclass(frozen=True, eq=False)
class Quantities:
    """Those who buy less of everything, ascending, and how much less: columns, as in `Amounts`."""

    ids: NDArray[np.int64]
    recent: NDArray[np.int64]
    before: NDArray[np.int64]
    unit: NDArray[np.int32]  # its place in `units`
    units: tuple[str, ...]

    def of(self, customer_id: int) -> Amounts | None:
        """One customer's; None where she does not buy less of everything."""
        place = int(np.searchsorted(self.ids, customer_id))
        if place >= len(self.ids) or int(self.ids[place]) != customer_id:
            return None
        unit = self.units[int(self.unit[place])]
        return Amounts(int(self.recent[place]), int(self.before[place]), unit)

    def without(self, whom: Iterable[int]) -> "Quantities":
        """The others."""
        left = ~np.isin(self.ids, np.array(sorted(whom), np.int64))
        recent, before = self.recent[left], self.before[left]
        return Quantities(self.ids[left], recent, before, self.unit[left], self.units)


def together(several: Iterable[Quantities]) -> Quantities:
    """All of them as one; nobody is in two."""
    units: dict[str, int] = {}
    pieces: list[Quantities] = []
    for each in several:
        codes = np.array([units.setdefault(unit, len(units)) for unit in each.units], np.int32)
        unit = codes[each.unit] if len(each.ids) else each.unit
        pieces.append(Quantities(each.ids, each.recent, each.before, unit, ()))
    if not pieces:
        return NOTHING
    ids = np.concatenate([each.ids for each in pieces])
    order = np.argsort(ids, kind="stable")
    return Quantities(
        ids[order],
        np.concatenate([each.recent for each in pieces])[order],
        np.concatenate([each.before for each in pieces])[order],
        np.concatenate([each.unit for each in pieces])[order],
        tuple(units),
    )


_NONE = np.empty(0, np.int64)
NOTHING = Quantities(_NONE, _NONE, _NONE, np.empty(0, np.int32), ())
