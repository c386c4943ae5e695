"""Where the window is: places, and the way back and forward through them.

A screen goes elsewhere by `context.navigation.open(Place("customer", record=id))`; it never
imports another screen. Screen keys are those of `registry.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.core.customers.lists import Among

_LONGEST_WAY = 100


@dataclass(frozen=True)
class Place:
    """A screen, perhaps at one record, perhaps with words only that screen understands.

    `detail` must be hashable: a part's key, a segment's name, a batch number.
    """

    screen: str
    record: int | None = None
    detail: str = ""
    people: Among | None = None  # those that the list of customers is to show


def people(label: str, ids: Iterable[int]) -> Place:
    """The customers behind a figure, as a list; `label` says (translated) whose they are."""
    return Place("customers", people=Among(label, tuple(int(each) for each in ids)))


class Navigation(QObject):
    """The places visited; `opened` tells the window which page to show."""

    opened = Signal(object)

    def __init__(self, start: Place) -> None:
        """Begin at `start`, without telling anybody."""
        super().__init__()
        self._way = [start]
        self._at = 0
        self.listed: Sequence[int] = ()  # records of the list last shown, in its order

    @property
    def here(self) -> Place:
        """The present place."""
        return self._way[self._at]

    def open(self, place: Place) -> None:
        """Go to a place; what lay ahead is forgotten."""
        if place != self.here:
            self._way = [*self._way[: self._at + 1], place][-_LONGEST_WAY:]
            self._at = len(self._way) - 1
        self.opened.emit(place)

    def replace(self, place: Place) -> None:
        """Remember the present place with other details, without moving."""
        self._way[self._at] = place
        if self._at and self._way[self._at - 1] == place:  # back would seem to do nothing
            del self._way[self._at]
            self._at -= 1

    def can_go_back(self) -> bool:
        """Is there a place before this one?"""
        return self._at > 0

    def can_go_forward(self) -> bool:
        """Was there a place after this one?"""
        return self._at < len(self._way) - 1

    def back(self) -> None:
        """One place back, if there is one."""
        self._step(-1)

    def forward(self) -> None:
        """One place forward, if there is one."""
        self._step(1)

    def beside(self, record: int, steps: int) -> int | None:
        """The record so many steps further in the list last shown; None behind its ends."""
        try:
            at = self.listed.index(record) + steps
        except ValueError:
            return None
        return self.listed[at] if 0 <= at < len(self.listed) else None

    def forget(self, place: Place) -> None:
        """Leave a place out of the way back (its record is gone)."""
        kept = [each for each in self._way if each != place or each is self.here]
        self._at = min(self._at, len(kept) - 1)
        self._way = kept

    def _step(self, steps: int) -> None:
        at = self._at + steps
        if 0 <= at < len(self._way):
            self._at = at
            self.opened.emit(self.here)
