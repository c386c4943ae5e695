"""What the screens of sources write: a ruling, and that values are still true."""

from collections.abc import Mapping, Sequence

from app.core.sources import service
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import ValuePlace

Places = Mapping[int, Sequence[tuple[str, int]]]
"""Values (field key, row) by customer."""


def settle(context: Context, conflict: int, *, take: bool) -> None:
    """Rule on a disagreement; the toast has an undo."""
    words = tr(N_("The other value was taken")) if take else tr(N_("Ours was kept"))
    context.jobs.write(
        N_("Settle a difference"),
        lambda unit: service.rule(unit, conflict, take=take),
        lambda _: context.messages.toast(words, context.undo.last()),
    )


def confirm(context: Context, places: Places) -> None:
    """These values are still true, all in one act."""
    number = sum(map(len, places.values()))
    if not number:
        return

    def act(unit: Unit) -> None:
        for customer_id, several in places.items():
            service.confirm_values(unit, customer_id, several)

    words = ntr("{n} value is still true", "{n} values are still true", number)
    context.jobs.write(
        N_("Still true"), act, lambda _: context.messages.toast(words, context.undo.last())
    )


def still_true(context: Context, place: ValuePlace) -> None:
    """One value of a file is still true."""
    confirm(context, {place.record: [(place.field.key, place.row_id)]})
