"""Reckons the value group for the strip: once for everybody, kept until a purchase changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.core.actor import Right
from app.core.store.changes import ChangeSet
from app.core.value.groups import WORDS
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.seen import Seen
from app.ui.jobs import Topic

if TYPE_CHECKING:
    from app.core.store.reader import Reader
    from app.core.value.standing import Standings  # numpy: only when a file is open

_STALE = ("purchase", "setting")


class ValueChip(QObject):
    """Asks after the file is painted; whoever may not see figures sees no group."""

    def __init__(self, context: Context, show: Callable[[str, str], object]) -> None:
        """`show` gets the group's name and the days it is reckoned from."""
        super().__init__()
        self._context, self._show = context, show
        self._topic = Topic(self)
        self._seen: Seen | None = None
        self._kept: dict[bool, Standings] = {}
        context.jobs.changed.connect(self._changed)

    def show_customer(self, seen: Seen) -> None:
        """Whose group."""
        self._seen = seen
        if not self._context.may(Right.SEE_FIGURES):
            return
        companies = seen.kind == "company"
        if companies in self._kept:
            self._tell(self._kept[companies])
            return
        self._context.jobs.read(
            lambda reader: _standings(reader, companies), self._answered, topic=self._topic
        )

    def _answered(self, found: Standings) -> None:
        self._kept[found.companies] = found
        self._tell(found)

    def _tell(self, found: Standings) -> None:
        if self._seen is None or (self._seen.kind == "company") != found.companies:
            return
        group = found.of(self._seen.id)
        first = found.window.first
        if first is None:
            days = tr(N_("Value group from all purchases up to {last}"), last=found.window.last)
        else:
            words = N_("Value group from the purchases of {first} to {last}")
            days = tr(words, first=first.isoformat(), last=found.window.last.isoformat())
        self._show(tr(WORDS[group].name) if group is not None else "", days)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if any(changes.touches(table) for table in _STALE):
            self._kept.clear()


def _standings(reader: Reader, companies: bool) -> Standings:
    from app.core.value.standing import standings

    made: Standings = standings(reader, companies=companies)
    return made
