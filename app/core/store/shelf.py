"""Answers kept between questions: every small one, and of the large ones the newest alone.

    found = shelf(reader).kept("fading", terms, lambda: fading(book, limits), size)

An answer is found again as long as it is asked for on equal terms. One about a million customers
takes 60 to 150 MB: as soon as another one has to be made, it is only found while somebody
else, such as an open page, holds it. "fading.whole" belongs to "fading": they stay together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, RLock
from typing import Any, TypeVar
from weakref import ref

from app.core.store.reader import Reader
from app.core.store.unit import Unit

LARGE = 300_000
"""Rows, one a customer."""
_NAME = "store.shelf"
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class _Entry:
    terms: object
    answer: Callable[[], Any]  # None once nobody holds it


class Shelf:
    """One for an open shop; asked from any thread."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._entries: dict[str, _Entry] = {}
        self._locks: dict[str, Any] = {}
        self._newest = ""
        self._lock = Lock()

    def kept(self, name: str, terms: object, make: Callable[[], T], rows: Callable[[T], int]) -> T:
        """What is kept, else what `make` makes; two who ask at once wait for one answer."""
        with self._lock:
            lock = self._locks.setdefault(name, RLock())
        with lock:
            found: T | None = self.find(name, terms)
            if found is None:
                self.make_room(name)
                found = make()
                self._put(name, terms, found, rows(found))
            return found

    def knows(self, name: str) -> bool:
        """Was it ever asked for? What it takes longest to read is then kept elsewhere."""
        return name in self._entries

    def find(self, name: str, terms: object) -> Any:
        """What is kept on these terms; None when there is nothing any more."""
        entry = self._entries.get(name)
        return entry.answer() if entry is not None and entry.terms == terms else None

    def make_room(self, name: str, *, anew: bool = True) -> None:
        """Before something is made: how large it will be nobody knows yet.

        For what is kept elsewhere, too, if it takes much to make; unless `anew`, what is kept
        under its name may be found again.
        """
        with self._lock:
            if anew:
                self._entries.pop(name, None)
            self._push_others_aside(name)

    def _put(self, name: str, terms: object, answer: object, rows: int) -> None:
        with self._lock:
            if rows >= LARGE:
                self._push_others_aside(name)  # one that was made meanwhile
                self._newest = _family(name)
            self._entries[name] = _Entry(terms, lambda: answer)

    def _push_others_aside(self, name: str) -> None:
        if _family(name) != self._newest:
            for other in [each for each in self._entries if _family(each) == self._newest]:
                self._push_aside(other)

    def _push_aside(self, name: str) -> None:
        entry = self._entries[name]
        answer = entry.answer()
        self._entries[name] = _Entry(entry.terms, ref(answer) if answer is not None else _nothing)


def _nothing() -> None:
    return None


def _family(name: str) -> str:
    return name.partition(".")[0]


def shelf(reader: Reader) -> Shelf:
    """The one of the reader's shop; a unit has its own, for what it sees may yet be taken back."""
    if isinstance(reader, Unit):
        return Shelf()
    found: Shelf = reader.session.memory.setdefault(_NAME, Shelf())
    return found
