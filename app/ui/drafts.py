"""Half-written forms outlive locking: what each says is kept and typed again when it opens.

A form that opens asks `take(key)` for what it said when the shop was closed, and is watched
(`watch(form, key, place, form.typed)`) until it is kept or given up (`forget(key)`).
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from app.ui.background import alive
from app.ui.navigation import Place

Typed = dict[str, Any]
"""What JSON can hold: texts, numbers, lists of them."""


@dataclass(frozen=True)
class _Open:
    form: QObject
    place: Place
    typed: Callable[[], Typed | None]


@dataclass
class Drafts:
    """Of one person in one open shop; forms that are open are asked when it is closed."""

    _kept: dict[str, str] = field(default_factory=dict)
    _open: dict[str, _Open] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)  # as the file has them

    def load(self, found: Mapping[str, str]) -> None:
        """What was half written when the shop was closed."""
        self._kept, self._known = dict(found), dict(found)

    def watch(
        self, form: QObject, key: str, place: Place, typed: Callable[[], Typed | None]
    ) -> None:
        """A form is open; `typed` gives None while nothing was typed into it."""
        self._open[key] = _Open(form, place, typed)

    def take(self, key: str) -> Typed | None:
        """What the form said, once: it is to be typed again into one that is watched."""
        words = self._kept.pop(key, None)
        return None if words is None else _read(words)[1]

    def waiting(self, start: str = "") -> tuple[str, ...]:
        """Forms with such a beginning that have something to take."""
        return tuple(key for key in self._kept if key.startswith(start))

    def place_of(self, key: str) -> Place | None:
        """Where such a form is opened."""
        return _read(self._kept[key])[0] if key in self._kept else None

    def forget(self, key: str) -> None:
        """It was kept, or given up on purpose; a form closed by the lock was collected before."""
        self._open.pop(key, None)

    def put_aside(self, key: str) -> None:
        """An open form is about to be used for something else."""
        form = self._open.pop(key, None)
        if form is not None and (typed := form.typed()) is not None:
            self._kept[key] = _written(form.place, typed)

    def collect(self) -> None:
        """The forms are about to go: what each says waits for the next time."""
        self._kept = self._now()
        self._open.clear()

    def to_keep(self) -> dict[str, str] | None:
        """All that is half written now; None when the file has it so already."""
        now = self._now()
        if now == self._known:
            return None
        self._known = now
        return now

    def not_kept(self) -> None:
        """That could not be written: the next look tries again."""
        self._known = {"": ""}

    def _now(self) -> dict[str, str]:
        found = dict(self._kept)
        for key, each in self._open.items():
            typed = each.typed() if alive(each.form) else None
            if typed is not None:
                found[key] = _written(each.place, typed)
        return found


def _written(place: Place, typed: Typed) -> str:
    where = [place.screen, place.record, place.detail]
    return json.dumps({"place": where, "typed": typed}, ensure_ascii=False)


def _read(words: str) -> tuple[Place | None, Typed | None]:
    with suppress(ValueError, KeyError, TypeError):
        found = json.loads(words)
        screen, record, detail = found["place"]
        return Place(str(screen), record, str(detail)), dict(found["typed"])
    return None, None  # written by another version: nothing that could be typed again
