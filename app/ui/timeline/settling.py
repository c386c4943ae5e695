"""Carries out what lines of promises and next steps ask for, with an undo."""

from collections.abc import Callable

from app.core.store.unit import Unit
from app.core.timeline import service
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.timeline.due_row import Due, DueActions


class Settling:
    """Made by a card; `actions` go into its lines."""

    def __init__(self, context: Context, *, elsewhere: bool) -> None:
        """`elsewhere`: the lines stand outside the customer's file and lead to it."""
        self._context = context
        go = self._open if elsewhere else None
        self.actions = DueActions(self._kept, self._broken, self._done, go)

    def keep(self, promise_id: int, word: str = "") -> None:
        """A promise was kept."""
        self._write(
            N_("Keep a promise"),
            lambda unit: service.keep_promise(unit, promise_id, word),
            tr(N_("Promise kept")),
        )

    def break_(self, promise_id: int, word: str = "") -> None:
        """A promise was broken."""
        self._write(
            N_("Break a promise"),
            lambda unit: service.break_promise(unit, promise_id, word),
            tr(N_("Promise broken")),
        )

    def reopen(self, promise_id: int) -> None:
        """A promise is open again."""
        self._write(
            N_("Open a promise again"),
            lambda unit: service.reopen_promise(unit, promise_id),
            tr(N_("Open again")),
        )

    def step_done(self, touch_id: int) -> None:
        """A next step was taken."""
        self._write(
            N_("Take a next step"), lambda unit: service.step_done(unit, touch_id), tr(N_("Done"))
        )

    def delete(self, table: str, row_id: int) -> None:
        """An entry was never so."""
        deeds: dict[str, Callable[[Unit, int], None]] = {
            "note": service.delete_note,
            "touch": service.delete_touch,
            "promise": service.delete_promise,
        }
        self._write(
            N_("Delete an entry"), lambda unit: deeds[table](unit, row_id), tr(N_("Deleted"))
        )

    def _kept(self, each: Due) -> None:
        if each.promise is not None:
            self.keep(each.promise.id)

    def _broken(self, each: Due) -> None:
        if each.promise is not None:
            self.break_(each.promise.id)

    def _done(self, each: Due) -> None:
        if each.step is not None:
            self.step_done(each.step.touch_id)

    def _open(self, customer_id: int) -> None:
        self._context.navigation.open(Place("customer", record=customer_id))

    def _write(self, title: str, act: Callable[[Unit], None], said: str) -> None:
        context = self._context
        context.jobs.write(title, act, lambda _: context.messages.toast(said, context.undo.last()))
