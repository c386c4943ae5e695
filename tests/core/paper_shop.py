"""A plain model of a shop: cells in a dictionary, and acts as what they did to the cells."""

from dataclasses import dataclass, field
from typing import Any

Cell = tuple[Any, ...]
Cells = dict[Cell, Any]
JOINED = ("medical_history", "note")  # a merge keeps both

# Cells, and what each holds:
# ("file", customer)        "list", "bin", or ("merged", heir)
# ("value", customer, key)  a value of her own
# ("child", customer, name)  True
# ("relative" | "note", text)   the customer it belongs to
# ("promise", text)         (customer, state)
# ("purchase", text)        (customer or None, amount)
# ("link", one, other)      True; the lower id is the first


@dataclass(frozen=True)
class PaperAct:
    """What an act did: each cell before and after; None where there was nothing."""

    real: int
    cells: dict[Cell, tuple[Any, Any]]
    batch: int | None = None

    def reversed(self, real: int) -> "PaperAct":
        """The act that takes this one back."""
        return PaperAct(real, {cell: (new, old) for cell, (old, new) in self.cells.items()})


@dataclass
class PaperShop:
    """The cells as they are, and the acts that can be taken back."""

    cells: Cells = field(default_factory=dict)
    acts: list[PaperAct] = field(default_factory=list)

    def did(self, real: int, new: Cells, batch: int | None = None) -> None:
        """An act gave these cells these values (None empties)."""
        cells = {cell: (self.cells.get(cell), value) for cell, value in new.items()}
        cells = {cell: pair for cell, pair in cells.items() if pair[0] != pair[1]}
        self._perform(PaperAct(real, cells, batch))

    def undid(self, act: PaperAct, real: int) -> None:
        """An act was taken back: that is only right where all cells are as it left them."""
        moved = {
            cell: (self.cells.get(cell), new)
            for cell, (_, new) in act.cells.items()
            if self.cells.get(cell) != new
        }
        assert not moved, f"taken back over what was changed since: {moved}"
        self.acts.remove(act)
        self._perform(act.reversed(real))

    def forget(self, customers: set[int]) -> None:
        """These are gone for good, history included; what was bought stays."""
        for cell in [each for each in self.cells if self.owners(each) & customers]:
            if cell[0] == "purchase":
                self.cells[cell] = (None, self.cells[cell][1])
            else:
                del self.cells[cell]
        self.acts.clear()

    def _perform(self, act: PaperAct) -> None:
        for cell, (_, new) in act.cells.items():
            if new is None:
                self.cells.pop(cell, None)
            else:
                self.cells[cell] = new
        if act.cells:
            self.acts.append(act)

    def files(self, where: str = "list") -> list[int]:
        """Who is in the list, or in the bin."""
        return sorted(
            cell[1] for cell, held in self.cells.items() if cell[0] == "file" and held == where
        )

    def merged_into(self, heir: int) -> list[int]:
        """Whose files this one took in."""
        held = ("merged", heir)
        return [cell[1] for cell, each in self.cells.items() if cell[0] == "file" and each == held]

    def value(self, customer: int, key: str) -> Any:
        """A value of her own; None when unknown."""
        return self.cells.get(("value", customer, key))

    def of(self, what: str, customer: int) -> list[Cell]:
        """What of this sort hangs on her, in the order in which it came."""
        return [c for c in self.cells if c[0] == what and customer in self.owners(c)]

    def merged(self, one: int, other: int, keys: tuple[str, ...]) -> Cells:
        """What becomes of the cells when one file takes another in."""
        held: Cells = {("file", other): ("merged", one)}
        held |= {("file", each): ("merged", one) for each in self.merged_into(other)}
        for key in keys:
            mine, yours = self.value(one, key), self.value(other, key)
            held["value", one, key] = as_one(key, mine, yours)
        held |= {("child", one, cell[2]): True for cell in self.of("child", other)}
        for what in ("note", "relative"):
            held |= {cell: one for cell in self.of(what, other)}
        for what in ("promise", "purchase"):
            held |= {c: (one, self.cells[c][1]) for c in self.of(what, other)}
        for cell in self.of("link", other):
            held[cell] = None
            ends = sorted(one if each == other else each for each in cell[1:])
            if ends[0] != ends[1]:
                held["link", *ends] = True
        return held

    def owners(self, cell: Cell) -> set[Any]:
        """The customers that a cell is about."""
        if cell[0] in ("file", "value", "child"):
            return {cell[1]}
        if cell[0] == "link":
            return {cell[1], cell[2]}
        held = self.cells[cell]
        return {held[0] if isinstance(held, tuple) else held}


def as_one(key: str, mine: Any, yours: Any) -> Any:
    """What two values of a field make when two files become one."""
    if mine is None or yours is None or mine == yours:
        return yours if mine is None else mine
    if key in JOINED:
        return mine if yours in mine else f"{mine}\n{yours}"
    if key == "tags":
        return mine + tuple(each for each in yours if each not in mine)
    return mine
