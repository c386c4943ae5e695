"""Carries out what is asked of findings and rules, each with its name and an undo."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from app.core.errors import Refused
from app.core.rules import service
from app.core.rules.periods import months_later
from app.core.rules.service import Outcome
from app.core.store.unit import Unit
from app.core.timeline.days import read_day
from app.i18n import N_, ntr, tr
from app.ui.context import Context

_WEEK = timedelta(days=7)


class Deeds:
    """Made once by each card; ids of findings in, one act out."""

    def __init__(self, context: Context) -> None:
        """For this window."""
        self._context = context

    def done(self, ids: Collection[int], said: Outcome) -> None:
        """Taken care of."""
        self._write(
            N_("Take care of what a rule asked"),
            lambda unit: service.done(unit, ids, said),
            ntr("{n} taken care of", "{n} taken care of", len(ids)),
        )

    def set_aside(self, ids: Collection[int], word: str) -> None:
        """Nothing is to be done."""
        self._write(
            N_("Set aside what a rule asked"),
            lambda unit: service.dismiss(unit, ids, word),
            ntr("{n} set aside", "{n} set aside", len(ids)),
        )

    def put_off(self, ids: Collection[int], until: date) -> None:
        """Not now."""
        self._write(
            N_("Put off what a rule asked"),
            lambda unit: service.snooze(unit, ids, until),
            ntr("{n} put off", "{n} put off", len(ids)),
        )

    def open_again(self, ids: Collection[int]) -> None:
        """To be done after all."""
        self._write(
            N_("Open again what a rule asked"),
            lambda unit: service.reopen(unit, ids),
            ntr("{n} opened again", "{n} opened again", len(ids)),
        )

    def switch(self, rule_id: int, on: bool) -> None:
        """A rule on or off."""
        self._write(
            N_("Switch a rule on") if on else N_("Switch a rule off"),
            lambda unit: service.switch_rule(unit, rule_id, on),
            tr(N_("The rule is on")) if on else tr(N_("The rule is off")),
        )

    def put_away(self, rule_id: int) -> None:
        """A rule off the list for good."""
        self._write(
            N_("Put a rule away"),
            lambda unit: service.put_rule_away(unit, rule_id),
            tr(N_("The rule is put away; what was done stays in the files")),
        )

    def fill_later(self, menu: QMenu, ids: Collection[int], parent: QWidget) -> None:
        """A week, a month, or a day of one's own."""
        today = self._context.clock.today()
        menu.addAction(tr(N_("In a week")), partial(self.put_off, ids, today + _WEEK))
        menu.addAction(tr(N_("In a month")), partial(self.put_off, ids, months_later(today, 1)))
        menu.addSeparator()
        menu.addAction(tr(N_("On a day…")), lambda: self._ask_day(ids, parent))

    def ask_why_aside(self, ids: Collection[int], parent: QWidget) -> None:
        """In a word, which may be empty."""
        word, fine = QInputDialog.getText(
            parent, tr(N_("Set aside")), tr(N_("Why is nothing to be done? (may stay empty)"))
        )
        if fine:
            self.set_aside(ids, word)

    def _ask_day(self, ids: Collection[int], parent: QWidget) -> None:
        words = tr(N_("Until when? For example 12-1, next Friday, in 3 days"))
        typed, fine = QInputDialog.getText(parent, tr(N_("Put off")), words)
        if not fine or not typed.strip():
            return
        try:
            until = read_day(typed, self._context.clock.today(), coming=True)
        except Refused as problem:
            self._context.dialogs.error(problem)
            return
        if until is not None:
            self.put_off(ids, until)

    def _write(self, title: str, act: Callable[[Unit], object], said: str) -> None:
        context = self._context
        context.jobs.write(title, act, lambda _: context.messages.toast(said, context.undo.last()))
