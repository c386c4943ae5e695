"""What a file's page writes: values, rows, the bin, and that hidden values were looked at."""

from collections.abc import Callable
from typing import Any

from app.catalogue.field import Field, Group
from app.core.actor import Right
from app.core.customers import service
from app.core.customers.starring import STAR, toggle_star
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.seen import Seen
from app.ui.navigation import Place
from app.ui.revealing import Note


class FileWrites:
    """Each write belongs to the customer that is shown when it is asked for."""

    def __init__(self, context: Context, seen: Callable[[], Seen | None]) -> None:
        """`seen` tells who is shown."""
        self._context, self._seen = context, seen
        self._made: dict[str, int] = {}  # rows made since the last answer, by group

    def answered(self, seen: Seen) -> None:
        """What the page shows now has its own id: the next new row is another one."""
        shown = {row.id for part in seen.parts for group in part.groups for row in group.rows}
        for key, row_id in tuple(self._made.items()):
            if row_id in shown or not self._context.jobs.writing():
                self._made.pop(key, None)

    def save(self, field: Field[Any], typed: str) -> None:
        """Give a value of the customer's own; blank empties it."""
        told = self._context.origins.now
        self._write(
            N_("Edit customer"),
            lambda unit, seen: service.edit_text(unit, seen.id, {field: typed}, origin=told),
            self._saved,
        )

    def save_row(
        self, group: type[Group], row_id: int | None, field: Field[Any], typed: str
    ) -> None:
        """Give a value of a row; None makes the row, and a row left blank goes."""
        seen = self._seen()
        if seen is None or (row_id is None and not typed.strip()):
            return
        if row_id is not None and not typed.strip() and seen.row(group, row_id).only(field):
            self.delete_row(group, row_id)
            return
        made, told = self._made, self._context.origins.now

        def act(unit: Unit, seen: Seen) -> service.Edited:
            known = row_id if row_id is not None else made.get(group.key)
            if known is None:
                known = made[group.key] = service.add_row(unit, seen.id, group, {}, origin=told)
            texts = {field: typed}
            edited: service.Edited = service.edit_row_text(
                unit, seen.id, group, known, texts, origin=told
            )
            return edited

        title = N_("Add a row") if row_id is None else N_("Edit customer")
        self._write(title, act, self._saved)

    def delete_row(self, group: type[Group], row_id: int) -> None:
        """Take a row away; the toast has an undo."""
        self._write(
            N_("Delete a row"),
            lambda unit, seen: service.delete_row(unit, seen.id, group, row_id),
            lambda _: self._context.messages.toast(tr("Deleted"), self._context.undo.last()),
        )

    def note_reveal(self) -> Note | None:
        """What tells the audit trail that hidden values are looked at."""
        seen = self._seen()
        if seen is None:
            return None
        return lambda unit: service.note_reveal(unit, seen.id, seen.hidden)

    def star(self) -> None:
        """Star the customer, or take the star away."""
        if self._context.may(Right.EDIT_CUSTOMERS):
            self._write(STAR, lambda unit, seen: toggle_star(unit, [seen.id]))

    def to_bin(self) -> None:
        """Put the customer into the bin; there is an undo."""
        self._write(
            N_("Move to the bin"),
            lambda unit, seen: service.move_to_bin(unit, seen.id),
            self._binned,
        )

    def _saved(self, edited: object) -> None:
        if not isinstance(edited, service.Edited):
            return
        words, gone = "", [each.field for each in edited.changed if each.after is None]
        if edited.beside:
            words = tr(N_("A better source says otherwise: kept beside it, for you to settle"))
        elif gone:  # its line goes from the file: that is said, and can be taken back
            words = tr(N_("Emptied: {field}"), field=tr(gone[0].label))
        if words:
            self._context.messages.toast(words, self._context.undo.last())

    def _binned(self, _: object) -> None:
        words = tr(N_("Moved to the bin for 30 days"))
        self._context.messages.toast(words, self._context.undo.last())
        self._context.navigation.open(Place("customers"))

    def _write(
        self,
        title: str,
        act: Callable[[Unit, Seen], object],
        done: Callable[[object], object] | None = None,
    ) -> None:
        seen = self._seen()
        if seen is not None:
            self._context.jobs.write(title, lambda unit: act(unit, seen), done)
